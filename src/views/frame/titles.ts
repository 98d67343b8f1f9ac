/** Titles of pages: what was found, as far as lists of search results show it. The description says all of it. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { say } from '../../lang/message.ts';
import { hasChanges, type DiffSummary, type UnversionedSide } from '../../history/diff.ts';
import { withoutRust } from '../../lang/common/variant-finding.ts';
import type { RustChanges } from '../../history/rust-changes.ts';
import type { ReleaseRef } from '../../history/release-ref.ts';
import type { CausesSummary } from '../../records/entries/comparison.ts';
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
export function updateName(before: ReleaseRef, after: ReleaseRef): string {
  const to = before.product === after.product ? after.release : `${after.title} ${after.release}`;
  return `${before.title} ${before.release} to ${to}`;
}

export interface UpdateVariant {
  readonly variant: string;
  readonly summary: DiffSummary;
  /** Of the symbols that were added and removed, those of Rust. */
  readonly rust: RustChanges;
  /** As in the records of releases. */
  readonly unversioned: UnversionedSide | null;
}

type VariantCauses = Pick<CausesSummary, 'variant' | 'causes'>;

/** What a release did, or a comparison found: that of one variant, which is named where the others differ from it. */
export function updateTitle(
  name: string,
  variants: readonly UpdateVariant[],
  causes: readonly VariantCauses[],
  texts: Dictionary,
): string {
  const { finding, clauseSeparator: comma } = texts;
  const told = toldVariant(variants, finding);
  if (told === undefined) return name;
  const subject = told.isOneOfMany ? say(finding.onVariant, { name, variant: told.variant }) : name;
  const marks = { colon: finding.colon, comma };
  const title = titled(subject, updateParts(told, causes, finding), marks);
  // Rather no word of causes than none of the finding.
  return title === subject ? titled(subject, updateParts(told, [], finding), marks) : title;
}

/** The same where there is room for all of it. */
export function updateFinding(
  variants: readonly UpdateVariant[],
  causes: readonly VariantCauses[],
  texts: Dictionary,
): { readonly variant: string | null; readonly text: string } {
  const told = toldVariant(variants, texts.finding);
  if (told === undefined) return { variant: null, text: texts.finding.none };
  const text = updateParts(told, causes, texts.finding).join(texts.clauseSeparator);
  return { variant: told.isOneOfMany ? told.variant : null, text };
}

/** The first variant on which something changed, and whether the others differ from it. */
function toldVariant(
  variants: readonly UpdateVariant[],
  words: Dictionary['finding'],
): (UpdateVariant & { readonly isOneOfMany: boolean }) | undefined {
  const told = variants.find(({ summary }) => hasChanges(summary)) ?? variants[0];
  if (told === undefined) return undefined;
  const text = (variant: UpdateVariant) => updateParts(variant, [], words).join();
  return { ...told, isOneOfMany: variants.some((each) => text(each) !== text(told)) };
}

/** The cause with the largest reach, for a description. */
export function whySentence(causes: readonly Pick<CausesSummary, 'first'>[]): string[] {
  return causes
    .flatMap(({ first }) => (first === null ? [] : [`First of the causes: ${first}.`]))
    .slice(0, 1);
}

/** Told after changed CRCs, in this order. */
const AFTER_CRCS = {
  ...{ removed: true, added: true, 'type-changed': true, 'namespace-changed': true },
  ...{ 'module-moved': true, 'not-comparable': true },
} as const satisfies Readonly<Record<Exclude<keyof DiffSummary, 'crc-changed'>, true>>;
const REST = Object.keys(AFTER_CRCS) as readonly (keyof typeof AFTER_CRCS)[];

/** What stops modules from loading first, what does not last. */
function updateParts(
  { variant, summary: all, rust, unversioned }: UpdateVariant,
  causes: readonly VariantCauses[],
  words: Dictionary['finding'],
): string[] {
  if (unversioned !== null) return [words.rebuildAll];
  const summary = withoutRust({ summary: all, rust });
  const part = (kind: keyof DiffSummary) =>
    summary[kind] === 0 ? [] : [say(words[kind], { n: summary[kind] })];
  const n = causes
    .filter((each) => each.variant === variant)
    .reduce((sum, { causes: found }) => sum + Object.values(found).reduce((a, b) => a + b, 0), 0);
  const why = n === 0 ? '' : say(words.causes, { n });
  const { added, removed } = rust;
  const apart = added + removed === 0 ? [] : [say(words.rust, { added, removed })];
  const parts = [...part('crc-changed').map((text) => text + why), ...REST.flatMap(part), ...apart];
  return parts.length === 0 ? [words.none] : parts;
}
