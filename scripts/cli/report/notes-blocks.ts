/** Release notes in words, before a medium sets them. */
import { inTreeSentence } from '../../../src/load/in-tree.ts';
import { policyName } from '../../../src/policy/policy.ts';
import { promiseSentence } from '../../../src/lang/en/policy-sentences.ts';
import { releaseName } from '../../../src/history/releases.ts';
import {
  comparisonPhrase,
  count,
  counted,
  listed,
  type LaneFinding,
  type Phrase,
} from '../../../src/lang/en/sentences.ts';
import { causeDetail, causeName } from '../../../src/lang/en/cause-sentences.ts';
import type { Urls } from '../../../src/addresses/urls.ts';
import { heading, list, paragraph, title, type Block, type Inline } from '../../../src/views/media/blocks.ts';
import { causesTitle, reachWords, unexplainedWords } from '../../../src/views/cause/cause-words.ts';
import { certaintySentence } from '../../../src/lang/en/cause-summary.ts';
import type { DriverNote, LaneNotes, LaneStep, ReleaseNotes } from './release-notes.ts';

/** Of these, the first are named and the others counted. */
const MOST_CAUSES = 12;
const MOST_SYMBOLS = 40;

/** Where the site is served: for links. */
export interface Site {
  readonly urls: Urls;
  readonly origin: string;
}

/** A lane that has something to compare with. */
interface SteppedLane {
  readonly lane: string;
  readonly step: LaneStep;
}

export function notesBlocks(notes: ReleaseNotes, site: Site | undefined): Block[] {
  const lanes = steppedLanes(notes);
  return [
    title(notesTitle(notes)),
    ...summary(notes, lanes),
    ...causes(lanes),
    ...promises(lanes),
    ...removed(lanes),
    ...drivers(notes, lanes),
    heading('What to do'),
    list(whatToDo(notes).map((each) => [each])),
    ...(site === undefined ? [] : links(notes, lanes, site)),
  ];
}

/** `Debian 12 6.1.0-54: kernel ABI changes since 6.1.0-53` */
export function notesTitle(notes: ReleaseNotes): string {
  const { ref, lanes } = notes;
  const befores = new Set(lanes.flatMap(({ step }) => (step === null ? [] : releaseName(step.before, ref))));
  const since = befores.size === 0 ? '' : ` changes since ${listed([...befores])}`;
  return `${ref.title} ${ref.release}: kernel ABI${since}`;
}

/** What a reader has to do, one sentence each. */
export function whatToDo({ ref, lanes }: ReleaseNotes): string[] {
  const steps = lanes.flatMap(({ step }) => step ?? []);
  const total = (kind: keyof LaneStep['diff']['summary'], of = steps) =>
    of.reduce((sum, { diff }) => sum + diff.summary[kind], 0);
  // What a part of the exports lost, the kernel may still export.
  const whole = steps.filter(({ b }) => b.coverage !== 'part');
  const isPart = whole.length < steps.length;
  const [changed, removed, unknown] = [
    total('crc-changed'),
    total('removed', whole),
    total('not-comparable'),
  ];
  const befores = listed([...new Set(steps.map(({ before }) => releaseName(before, ref)))]);
  const isLayoutChanged = steps.some(({ explanation: { explained } }) =>
    explained?.attribution.causes.some((cause) => cause.class === 'layout-changed'),
  );
  const sentences = [
    changed + removed > 0 &&
      `Rebuild modules from outside the kernel's tree that import a changed or removed symbol: as they were built for ${befores}, ${ref.release} does not load them. "kabi check MODULE.ko --against ${ref.product}/${ref.release}" tells which these are.`,
    removed > 0 && 'Port modules that import a removed symbol: a rebuild alone does not help them.',
    isLayoutChanged &&
      'Do not force old modules to load: structures that they use are laid out in another way.',
    unknown > 0 &&
      `Rebuild to be safe where CRCs cannot be compared: whether those interfaces changed is unknown.`,
  ].filter((each) => each !== false);
  if (sentences.length > 0) return sentences;
  if (steps.length === 0) return ['Nothing is known: no older release is on file to compare with.'];
  const decides = isPart ? 'the symbols on file decide' : 'symbol versions decide';
  return [`Nothing: modules built for ${befores} load as they are, as far as ${decides}.`];
}

function steppedLanes({ lanes }: ReleaseNotes): SteppedLane[] {
  return lanes.flatMap(({ lane, step }) => (step === null ? [] : [{ lane, step }]));
}

function summary(notes: ReleaseNotes, lanes: readonly SteppedLane[]): Block[] {
  const { ref, covers, missing } = notes;
  const byBefore = Map.groupBy(lanes, ({ step }) => releaseName(step.before, ref));
  const oldest = notes.lanes.filter(({ step }) => step === null).map(({ lane }: LaneNotes) => lane);
  const is = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');
  return [
    ...(covers.length > 1
      ? [paragraph(`These notes cover ${count(covers.length)} releases: ${listed(covers)}.`)]
      : []),
    ...[...byBefore].map(([before, own]) =>
      paragraph(...inline(comparisonPhrase(before, ref.release, own.map(finding)))),
    ),
    ...(oldest.length === 0
      ? []
      : [
          paragraph(
            `On ${listed(oldest)}, ${ref.release} is the oldest release on file: what changed there is unknown.`,
          ),
        ]),
    ...(missing.length === 0
      ? []
      : [
          paragraph(
            `${listed(missing)} ${is(missing)} not on file for this release: what changed there is unknown.`,
          ),
        ]),
  ];
}

function finding({ lane, step: { a, b, diff } }: SteppedLane): LaneFinding {
  const removed = diff.changes.filter(({ kinds }) => kinds.includes('removed')).map(({ symbol }) => symbol);
  return {
    lane,
    summary: diff.summary,
    common: diff.common,
    generators: [a.crcGenerator, b.crcGenerator],
    coverages: [a.coverage, b.coverage],
    uncovered: diff.uncovered,
    removed,
  };
}

function inline(phrase: Phrase): Inline[] {
  return phrase.map((part) => (typeof part === 'string' ? part : { code: part.symbol }));
}

/** Lanes of which the same is to be said are taken together. */
function alike<L extends { readonly lane: string }, T>(
  lanes: readonly L[],
  of: (lane: L) => T,
): [lanes: string, value: T][] {
  const groups = [...Map.groupBy(lanes, (lane) => JSON.stringify(of(lane))).values()];
  return groups.flatMap((group): [string, T][] => {
    const [first] = group;
    return first === undefined ? [] : [[listed(group.map(({ lane }) => lane)), of(first)]];
  });
}

function causes(lanes: readonly SteppedLane[]): Block[] {
  const changed = lanes.filter(({ step }) => step.diff.summary['crc-changed'] > 0);
  if (changed.length === 0) return [];
  return [
    heading('Why CRCs changed'),
    ...alike(changed, ({ step }) => causeBlocks(step)).flatMap(([names, blocks]) => [
      paragraph(`On ${names}:`),
      ...blocks,
    ]),
  ];
}

function causeBlocks({ explanation: { explained } }: LaneStep): Block[] {
  if (explained === undefined) {
    return [paragraph('The types of both releases are not on file, so why CRCs changed is unknown.')];
  }
  const found = explained.attribution.causes;
  const more = found.length - MOST_CAUSES;
  const sentences = [
    unexplainedWords(explained),
    found.length === 0 ? undefined : certaintySentence(explained.attribution),
  ];
  return [
    paragraph(`${causesTitle(explained)}.`),
    ...(found.length === 0
      ? []
      : [
          list([
            ...found
              .slice(0, MOST_CAUSES)
              .map((cause): Inline[] => [
                { code: causeName(cause) },
                `: ${causeDetail(cause)} (${reachWords(cause)})`,
              ]),
            ...(more > 0 ? [[`and ${counted(more, 'more cause', 'more causes')}`]] : []),
          ]),
        ]),
    ...sentences.flatMap((each) => (each === undefined ? [] : [paragraph(each)])),
  ];
}

function promises(lanes: readonly SteppedLane[]): Block[] {
  const held = lanes.flatMap(({ lane, step: { promise } }) =>
    promise === null ? [] : [{ lane, ...promise }],
  );
  if (held.length === 0) return [];
  const byPromise = Map.groupBy(held, ({ policy, keeps }) => `${policyName(policy)} ${keeps}`);
  return [
    heading('What was promised'),
    ...[...byPromise.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      return [
        paragraph(promiseSentence({ ...first, lanes: own })),
        ...alike(
          own.filter(({ breaking }) => breaking.length > 0),
          ({ breaking }) => breaking,
        ).flatMap(([names, breaking]) => [
          paragraph(`Breaking on ${names}:`),
          named(breaking.map((symbol) => [{ code: symbol }])),
        ]),
      ];
    }),
  ];
}

function removed(lanes: readonly SteppedLane[]): Block[] {
  const of = ({ step }: SteppedLane) => step.diff.changes.filter(({ kinds }) => kinds.includes('removed'));
  const concerned = lanes.filter((lane) => of(lane).length > 0);
  if (concerned.length === 0) return [];
  return [
    heading('Removed symbols'),
    ...alike(concerned, (lane) =>
      of(lane).map(({ symbol, before }) => ({ symbol, module: before?.module ?? '' })),
    ).flatMap(([names, gone]) => [
      paragraph(`On ${names}, ${count(gone.length)}:`),
      named(gone.map(({ symbol, module }) => [{ code: symbol }, ` (${module})`])),
    ]),
  ];
}

/** The first ones, and how many more there are. */
function named(items: readonly Inline[][]): Block {
  const more = items.length - MOST_SYMBOLS;
  return list([...items.slice(0, MOST_SYMBOLS), ...(more > 0 ? [[`and ${count(more)} more`]] : [])]);
}

function drivers({ ref }: ReleaseNotes, lanes: readonly SteppedLane[]): Block[] {
  const registered = lanes.filter(({ step }) => step.drivers.length > 0);
  const counted = lanes.filter(({ step }) => step.inTree !== null);
  if (registered.length + counted.length === 0) return [];
  return [
    heading('Drivers'),
    ...alike(registered, ({ step }) => step.drivers.map((each) => driverWords(each, ref.release))).flatMap(
      ([names, words]) => [paragraph(`On ${names}:`), list(words.map((each) => [each]))],
    ),
    ...counted.map(({ lane, step }) =>
      paragraph(
        inTreeSentence({ lane, before: releaseName(step.before, ref), counts: step.inTree }, ref.release),
      ),
    ),
  ];
}

function driverWords({ title: name, release, verdict, symbols: n, imports }: DriverNote, on: string): string {
  const build = `${name}, built for ${release}`;
  switch (verdict) {
    case 'loads':
      return `${build}: loads`;
    case 'rebuild':
      return n === 0
        ? `${build}: rebuild, as ${on} demands it`
        : `${build}: rebuild, ${count(n)} of its ${counted(imports, 'import', 'imports')} changed`;
    case 'missing':
      return `${build}: does not load, ${on} does not offer ${count(n)} of its ${counted(imports, 'import', 'imports')}`;
    case 'unknown':
      return `${build}: unknown`;
  }
}

function links(
  { ref, covers }: ReleaseNotes,
  lanes: readonly SteppedLane[],
  { urls, origin }: Site,
): Block[] {
  const befores = [...new Map(lanes.map(({ step }) => [step.before.release, step.before])).values()];
  // Pages compare neighbours: of several releases at once there is none.
  const comparisons = covers.length > 1 ? [] : befores;
  const link = (text: string, path: string): Inline[] => [{ text, url: origin + path }];
  return [
    heading('Links'),
    list([
      link(`${ref.title} ${ref.release}`, urls.release(ref.product, ref.release)),
      ...comparisons.map((before) =>
        link(
          `Every change since ${releaseName(before, ref)}`,
          urls.compare(ref.product, before.release, ref.release),
        ),
      ),
      link('Check a module', urls.check),
    ]),
  ];
}
