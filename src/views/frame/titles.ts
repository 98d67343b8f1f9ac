/** Titles of pages: what was found, as far as lists of search results show it. The description says all of it. */
import type { Dictionary } from '../../lang/dictionary.ts';
import { say } from '../../lang/message.ts';
import { hasChanges, type DiffSummary } from '../../history/diff.ts';
import type { ReleaseRef } from '../../history/release-ref.ts';
import type { CausesSummary } from '../../records/types.ts';
import { textWidth } from '../../base/wrap-text.ts';

/** In columns; a Chinese character takes two. */
export const LONGEST_TITLE = 70;

interface Marks {
  readonly colon: string;
  readonly comma: string;
}

const ENGLISH: Marks = { colon: ': ', comma: ', ' };

/** The subject and as many findings, the first ones, as there is room for. */
export function titled(subject: string, findings: readonly string[], marks = ENGLISH): string {
  let title = subject;
  for (const [index, finding] of findings.entries()) {
    const longer = title + (index === 0 ? marks.colon : marks.comma) + finding;
    if (textWidth(longer) > LONGEST_TITLE) break;
    title = longer;
  }
  return title;
}

/** `Acme 1 1.0 to 1.1`, `Acme 1 1.1 to Acme 2 2.0` */
export function stepName(before: ReleaseRef, after: ReleaseRef): string {
  const to = before.product === after.product ? after.release : `${after.title} ${after.release}`;
  return `${before.title} ${before.release} to ${to}`;
}

export interface StepLane {
  readonly lane: string;
  readonly summary: DiffSummary;
}

type LaneCauses = Pick<CausesSummary, 'lane' | 'causes'>;

/** What a release did, or a comparison found: that of one lane, which is named where the others differ from it. */
export function stepTitle(
  name: string,
  lanes: readonly StepLane[],
  causes: readonly LaneCauses[],
  texts: Dictionary,
): string {
  const { finding, clauseSeparator: comma } = texts;
  const told = toldLane(lanes, finding);
  if (told === undefined) return name;
  const subject = told.isOneOfMany ? say(finding.onLane, { name, lane: told.lane }) : name;
  const marks = { colon: finding.colon, comma };
  const title = titled(subject, stepParts(told, causes, finding), marks);
  // Rather no word of causes than none of the finding.
  return title === subject ? titled(subject, stepParts(told, [], finding), marks) : title;
}

/** The same where there is room for all of it. */
export function stepFinding(
  lanes: readonly StepLane[],
  causes: readonly LaneCauses[],
  texts: Dictionary,
): { readonly lane: string | null; readonly text: string } {
  const told = toldLane(lanes, texts.finding);
  if (told === undefined) return { lane: null, text: texts.finding.none };
  const text = stepParts(told, causes, texts.finding).join(texts.clauseSeparator);
  return { lane: told.isOneOfMany ? told.lane : null, text };
}

/** The first lane on which something changed, and whether the others differ from it. */
function toldLane(
  lanes: readonly StepLane[],
  words: Dictionary['finding'],
): (StepLane & { readonly isOneOfMany: boolean }) | undefined {
  const told = lanes.find(({ summary }) => hasChanges(summary)) ?? lanes[0];
  if (told === undefined) return undefined;
  const text = (lane: StepLane) => stepParts(lane, [], words).join();
  return { ...told, isOneOfMany: lanes.some((each) => text(each) !== text(told)) };
}

/** The cause with the largest reach, for a description. */
export function whySentence(causes: readonly Pick<CausesSummary, 'first'>[]): string[] {
  return causes
    .flatMap(({ first }) => (first === null ? [] : [`First of the causes: ${first}.`]))
    .slice(0, 1);
}

/** What stops modules from loading first, what does not last. */
function stepParts(
  { lane, summary }: StepLane,
  causes: readonly LaneCauses[],
  words: Dictionary['finding'],
): string[] {
  const part = (kind: keyof DiffSummary) =>
    summary[kind] === 0 ? [] : [say(words[kind], { n: summary[kind] })];
  const n = causes
    .filter((each) => each.lane === lane)
    .reduce((sum, { causes: found }) => sum + Object.values(found).reduce((a, b) => a + b, 0), 0);
  const why = n === 0 ? '' : say(words.causes, { n });
  const parts = [
    ...part('crc-changed').map((text) => text + why),
    ...(
      ['removed', 'added', 'type-changed', 'namespace-changed', 'module-moved', 'not-comparable'] as const
    ).flatMap(part),
  ];
  return parts.length === 0 ? [words.none] : parts;
}
