/** Release notes in words, before a medium sets them. */
import { inTreeSentence } from '../../lang/en/in-tree-sentences.ts';
import { policyName } from '../../policy/policy.ts';
import { promiseSentence } from '../../lang/en/policy-sentences.ts';
import { releaseName } from '../../history/releases.ts';
import { comparisonPhrase } from '../../lang/en/sentences.ts';
import { unversioned } from '../../lang/common/variant-finding.ts';
import type { Phrase } from '../../lang/common/phrase.ts';
import { compareText, count, counted, listed } from '../../base/text.ts';
import { causeDetail, causeName } from '../../lang/en/cause-sentences.ts';
import type { Urls } from '../../addresses/urls.ts';
import { heading, list, paragraph, title, type Block, type Inline } from '../../media/blocks.ts';
import {
  causesExplain,
  certaintySentence,
  causeReach,
  unexplainedSentence,
} from '../../lang/en/cause-summary.ts';
import { fixesSentence, originSentence } from '../../lang/en/origin-sentences.ts';
import type { DiffSummary } from '../../history/diff.ts';
import { compareVerdicts } from '../../load/driver-verdicts.ts';
import { stopsLoading, type UpdateEffect } from '../../load/update-effect.ts';
import type { NamedSymbols } from '../../records/rows/notes.ts';
import type { CauseNotes, DriverNotes, NotesFacts, UpdateNotes } from './notes-facts.ts';

/** Of these, the first are named and the others counted. */
const MOST_CAUSES = 12;

/** Where the site is served: for links. */
export interface SiteToLink {
  readonly urls: Urls;
  readonly origin: string;
}

/** A variant that has something to compare with. */
interface UpdatedVariant {
  readonly variant: string;
  readonly update: UpdateNotes;
}

export function notesBlocks(notes: NotesFacts, site: SiteToLink | undefined): Block[] {
  const variants = updatedVariants(notes);
  return [
    title(notesTitle(notes)),
    ...summary(notes, variants),
    ...causes(variants),
    ...promises(variants),
    ...removed(variants),
    ...drivers(notes, variants),
    ...fixes(notes),
    heading('What to do'),
    list(whatToDo(notes).map((each) => [each])),
    ...(site === undefined ? [] : links(notes, variants, site)),
  ];
}

/** `Debian 12 6.1.0-54: kernel ABI changes since 6.1.0-53` */
export function notesTitle(notes: NotesFacts): string {
  const { ref, variants } = notes;
  const befores = new Set(
    variants.flatMap(({ update }) => (update === null ? [] : releaseName(update.before, ref))),
  );
  const since = befores.size === 0 ? '' : ` changes since ${listed([...befores])}`;
  return `${ref.title} ${ref.release}: kernel ABI${since}`;
}

/** What a reader has to do, one sentence each. */
export function whatToDo({ ref, variants }: NotesFacts): string[] {
  const all = variants.flatMap(({ update }) => update ?? []);
  // Where every module has to be rebuilt, which symbols changed decides nothing.
  const whole = all.filter(({ finding }) => unversioned(finding) !== null);
  const updates = all.filter((each) => !whole.includes(each));
  const total = (kind: keyof DiffSummary, of = updates) =>
    of.reduce((sum, { finding }) => sum + finding.summary[kind], 0);
  // What a part of the exports lost, the kernel may still export.
  const complete = updates.filter(({ finding }) => finding.coverages[1] !== 'part');
  const isPart = complete.length < updates.length;
  const [changed, removed, unknown] = [
    total('crc-changed'),
    total('removed', complete),
    total('not-comparable'),
  ];
  const befores = listed([...new Set(all.map(({ before }) => releaseName(before, ref)))]);
  const isLayoutChanged = updates.some(({ causes: found }) =>
    found?.causes.some((cause) => cause.class === 'layout-changed'),
  );
  const sentences = [
    whole.length > 0 &&
      `Rebuild every module from outside the kernel's tree: none that was built for ${befores} loads on ${ref.release}.`,
    changed + removed > 0 &&
      `Rebuild modules from outside the kernel's tree that import a changed or removed symbol: as they were built for ${befores}, ${ref.release} does not load them. "kabi check MODULE.ko --against ${ref.product}/${ref.release}" tells which these are.`,
    removed + total('removed', whole) > 0 &&
      'Port modules that import a removed symbol: a rebuild alone does not help them.',
    isLayoutChanged &&
      'Do not force old modules to load: structures that they use are laid out in another way.',
    unknown > 0 &&
      `Rebuild to be safe where CRCs cannot be compared: whether those interfaces changed is unknown.`,
  ].filter((each) => each !== false);
  if (sentences.length > 0) return sentences;
  if (all.length === 0) return ['Nothing is known: no older release is on file to compare with.'];
  const decides = isPart ? 'the symbols on file decide' : 'symbol versions decide';
  return [`Nothing: modules built for ${befores} load as they are, as far as ${decides}.`];
}

function updatedVariants({ variants }: NotesFacts): UpdatedVariant[] {
  return variants.flatMap(({ variant, update }) => (update === null ? [] : [{ variant, update }]));
}

function summary(notes: NotesFacts, variants: readonly UpdatedVariant[]): Block[] {
  const { ref, covers, missing } = notes;
  const byBefore = Map.groupBy(variants, ({ update }) => releaseName(update.before, ref));
  const oldest = notes.variants.filter(({ update }) => update === null).map(({ variant }) => variant);
  const is = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');
  return [
    ...(covers.length > 1
      ? [paragraph(`These notes cover ${count(covers.length)} releases: ${listed(covers)}.`)]
      : []),
    ...[...byBefore].map(([before, own]) =>
      paragraph(
        ...inline(
          comparisonPhrase(
            before,
            ref.release,
            own.map(({ update }) => update.finding),
          ),
        ),
      ),
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

function inline(phrase: Phrase): Inline[] {
  return phrase.map((part) => (typeof part === 'string' ? part : { code: part.symbol }));
}

/** Variants of which the same is to be said are taken together. */
function alike<L extends { readonly variant: string }, T>(
  variants: readonly L[],
  of: (variant: L) => T,
): [variants: string, value: T][] {
  const groups = [...Map.groupBy(variants, (variant) => JSON.stringify(of(variant))).values()];
  return groups.flatMap((group): [string, T][] => {
    const [first] = group;
    return first === undefined ? [] : [[listed(group.map(({ variant }) => variant)), of(first)]];
  });
}

function causes(variants: readonly UpdatedVariant[]): Block[] {
  const changed = variants.filter(({ update }) => update.finding.summary['crc-changed'] > 0);
  if (changed.length === 0) return [];
  return [
    heading('Why CRCs changed'),
    ...alike(changed, ({ update }) => causeBlocks(update)).flatMap(([names, blocks]) => [
      paragraph(`On ${names}:`),
      ...blocks,
    ]),
  ];
}

function causeBlocks({ causes: found }: UpdateNotes): Block[] {
  if (found === null) {
    return [paragraph('The types of both releases are not on file, so why CRCs changed is unknown.')];
  }
  const more = found.causes.length - MOST_CAUSES;
  const sentences = [
    unexplainedSentence(found.source, found.unexplained) || undefined,
    found.causes.length === 0 ? undefined : certaintySentence(found),
  ];
  return [
    paragraph(`${causesTitle(found)}.`),
    ...(found.causes.length === 0
      ? []
      : [
          list([
            ...found.causes
              .slice(0, MOST_CAUSES)
              .map((cause): Inline[] => [{ code: causeName(cause) }, `: ${causeWords(cause)}`]),
            ...(more > 0 ? [[`and ${counted(more, 'more cause', 'more causes')}`]] : []),
          ]),
        ]),
    ...sentences.flatMap((each) => (each === undefined ? [] : [paragraph(each)])),
  ];
}

/** `37 causes explain 7,293 of 7,529 changed CRCs` */
function causesTitle({ causes: found, explained, unexplained }: CauseNotes): string {
  const all = Object.values(unexplained).reduce((sum, n) => sum + n, explained);
  return causesExplain(found.length, explained, all);
}

/** What was done to a cause, its reach, and which change made it where a title tells. */
function causeWords(cause: CauseNotes['causes'][number]): string {
  const done = `${causeDetail(cause)} (${causeReach(cause.class, cause.symbols, cause.nearest)})`;
  return [done, ...(cause.origins ?? []).map(originSentence)].join('. ');
}

function promises(variants: readonly UpdatedVariant[]): Block[] {
  const held = variants.flatMap(({ variant, update: { promise } }) =>
    promise === null ? [] : [{ variant, ...promise }],
  );
  if (held.length === 0) return [];
  const byPromise = Map.groupBy(held, ({ policy, keeps }) => `${policyName(policy)} ${keeps}`);
  return [
    heading('What was promised'),
    ...[...byPromise.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      return [
        paragraph(promiseSentence({ ...first, variants: own })),
        ...alike(
          own.filter(({ breaking }) => breaking.all + breaking.crates.length > 0),
          ({ breaking }) => breaking,
        ).flatMap(([names, breaking]) => symbolBlocks(`Breaking on ${names}`, breaking, false)),
      ];
    }),
  ];
}

function removed(variants: readonly UpdatedVariant[]): Block[] {
  const concerned = variants.filter(({ update }) => update.finding.summary.removed > 0);
  if (concerned.length === 0) return [];
  return [
    heading('Removed symbols'),
    ...alike(concerned, ({ update }) => update.removed).flatMap(([names, gone]) =>
      symbolBlocks(`On ${names}`, gone, true),
    ),
  ];
}

/** Symbols of Rust are counted by crate: their names say nothing to a reader, and change with the compiler. */
function symbolBlocks(what: string, { first, all, crates }: NamedSymbols, withModule: boolean): Block[] {
  const more = all - first.length;
  const items = first.map(({ symbol, module }): Inline[] => [
    { code: symbol },
    ...(withModule ? [` (${module})`] : []),
  ]);
  return [
    ...(all === 0
      ? []
      : [
          paragraph(withModule ? `${what}, ${count(all)}:` : `${what}:`),
          list([...items, ...(more > 0 ? [[`and ${count(more)} more`]] : [])]),
        ]),
    ...(crates.length === 0
      ? []
      : [
          paragraph(
            `${what}, Rust symbols: ${listed(crates.map(([crate, n]) => `${count(n)} of ${crate}`))}.`,
          ),
        ]),
  ];
}

function drivers({ ref }: NotesFacts, variants: readonly UpdatedVariant[]): Block[] {
  const registered = variants.filter(({ update }) => update.drivers.length > 0);
  const counted = variants.filter(({ update }) => update.inTree !== null);
  if (registered.length + counted.length === 0) return [];
  return [
    heading('Drivers'),
    ...alike(registered, ({ update }) =>
      update.drivers
        .toSorted(
          (a, b) => compareVerdicts(a.update.verdict, b.update.verdict) || compareText(a.title, b.title),
        )
        .map((each) => driverWords(each, releaseName(update.before, ref))),
    ).flatMap(([names, words]) => [paragraph(`On ${names}:`), list(words.map((each) => [each]))]),
    ...counted.map(({ variant, update }) =>
      paragraph(
        inTreeSentence(
          { variant, before: releaseName(update.before, ref), counts: update.inTree },
          ref.release,
        ),
      ),
    ),
  ];
}

/** What the update does; a build on file that is older is named where it did not load before, either. */
function driverWords(
  { title: name, builtFor: release, verdict, imports, update }: DriverNotes,
  before: string,
): string {
  const since =
    release !== before && stopsLoading(verdict)
      ? `; the build for ${release} has to be rebuilt in any case`
      : '';
  return `${name}, built for ${before}: ${effectWords(update, imports)}${since}`;
}

function effectWords({ verdict, symbols }: UpdateEffect, imports: number): string {
  const of = `${count(symbols)} of its ${counted(imports, 'import', 'imports')}`;
  switch (verdict) {
    case 'loads':
      return 'loads';
    case 'rebuild':
      return symbols === 0 ? 'rebuild' : `rebuild, ${of} changed`;
    case 'missing':
      return `does not load, ${of} ${symbols === 1 ? 'is' : 'are'} gone`;
    case 'unknown':
      return 'unknown';
    case 'refused':
      return 'refused as it is';
  }
}

function fixes({ fixes: found }: NotesFacts): Block[] {
  if (found === null || found.changes === 0) return [];
  return [heading('Fixes'), paragraph(`${fixesSentence(found)}.`)];
}

function links(
  { ref, covers }: NotesFacts,
  variants: readonly UpdatedVariant[],
  { urls, origin }: SiteToLink,
): Block[] {
  const befores = [...new Map(variants.map(({ update }) => [update.before.release, update.before])).values()];
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
