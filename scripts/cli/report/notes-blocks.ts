/** Release notes in words, before a medium sets them. */
import { inTreeSentence } from '../../../src/lang/en/in-tree-sentences.ts';
import { policyName } from '../../../src/policy/policy.ts';
import { promiseSentence } from '../../../src/lang/en/policy-sentences.ts';
import { releaseName } from '../../../src/history/releases.ts';
import { comparisonPhrase } from '../../../src/lang/en/sentences.ts';
import { removedAndRust, type VariantFinding } from '../../../src/lang/common/variant-finding.ts';
import type { Phrase } from '../../../src/lang/common/phrase.ts';
import { count, counted, listed } from '../../../src/base/text.ts';
import { causeName } from '../../../src/lang/en/cause-sentences.ts';
import type { Urls } from '../../../src/addresses/urls.ts';
import { heading, list, paragraph, title, type Block, type Inline } from '../../../src/media/blocks.ts';
import { causesTitle, causeLine, unexplainedWords } from './cause-words.ts';
import { certaintySentence } from '../../../src/lang/en/cause-summary.ts';
import { isRustSymbol, rustName } from '../../../src/formats/exports/rust-names.ts';
import { unversionedSide } from '../../../src/history/diff.ts';
import { stopsLoading, type UpdateEffect } from '../../../src/load/update-effect.ts';
import type { DriverNote, VariantNotes, VariantUpdate, ReleaseNotes } from './release-notes.ts';

/** Of these, the first are named and the others counted. */
const MOST_CAUSES = 12;
const MOST_SYMBOLS = 40;

/** Where the site is served: for links. */
export interface SiteToLink {
  readonly urls: Urls;
  readonly origin: string;
}

/** A variant that has something to compare with. */
interface UpdatedVariant {
  readonly variant: string;
  readonly update: VariantUpdate;
}

export function notesBlocks(notes: ReleaseNotes, site: SiteToLink | undefined): Block[] {
  const variants = updatedVariants(notes);
  return [
    title(notesTitle(notes)),
    ...summary(notes, variants),
    ...causes(variants),
    ...promises(variants),
    ...removed(variants),
    ...drivers(notes, variants),
    heading('What to do'),
    list(whatToDo(notes).map((each) => [each])),
    ...(site === undefined ? [] : links(notes, variants, site)),
  ];
}

/** `Debian 12 6.1.0-54: kernel ABI changes since 6.1.0-53` */
export function notesTitle(notes: ReleaseNotes): string {
  const { ref, variants } = notes;
  const befores = new Set(
    variants.flatMap(({ update }) => (update === null ? [] : releaseName(update.before, ref))),
  );
  const since = befores.size === 0 ? '' : ` changes since ${listed([...befores])}`;
  return `${ref.title} ${ref.release}: kernel ABI${since}`;
}

/** What a reader has to do, one sentence each. */
export function whatToDo({ ref, variants }: ReleaseNotes): string[] {
  const all = variants.flatMap(({ update }) => update ?? []);
  // Where every module has to be rebuilt, which symbols changed decides nothing.
  const whole = all.filter(({ a, b }) => unversionedSide(a, b) !== null);
  const updates = all.filter((each) => !whole.includes(each));
  const total = (kind: keyof VariantUpdate['diff']['summary'], of = updates) =>
    of.reduce((sum, { diff }) => sum + diff.summary[kind], 0);
  // What a part of the exports lost, the kernel may still export.
  const complete = updates.filter(({ b }) => b.coverage !== 'part');
  const isPart = complete.length < updates.length;
  const [changed, removed, unknown] = [
    total('crc-changed'),
    total('removed', complete),
    total('not-comparable'),
  ];
  const befores = listed([...new Set(all.map(({ before }) => releaseName(before, ref)))]);
  const isLayoutChanged = updates.some(({ explanation: { explained } }) =>
    explained?.attribution.causes.some((cause) => cause.class === 'layout-changed'),
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

function updatedVariants({ variants }: ReleaseNotes): UpdatedVariant[] {
  return variants.flatMap(({ variant, update }) => (update === null ? [] : [{ variant, update }]));
}

function summary(notes: ReleaseNotes, variants: readonly UpdatedVariant[]): Block[] {
  const { ref, covers, missing } = notes;
  const byBefore = Map.groupBy(variants, ({ update }) => releaseName(update.before, ref));
  const oldest = notes.variants
    .filter(({ update }) => update === null)
    .map(({ variant }: VariantNotes) => variant);
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

function finding({ variant, update: { a, b, diff } }: UpdatedVariant): VariantFinding {
  return {
    variant,
    summary: diff.summary,
    common: diff.common,
    generators: [a.crcGenerator, b.crcGenerator],
    coverages: [a.coverage, b.coverage],
    uncovered: diff.uncovered,
    ...removedAndRust(diff.changes),
  };
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
  const changed = variants.filter(({ update }) => update.diff.summary['crc-changed'] > 0);
  if (changed.length === 0) return [];
  return [
    heading('Why CRCs changed'),
    ...alike(changed, ({ update }) => causeBlocks(update)).flatMap(([names, blocks]) => [
      paragraph(`On ${names}:`),
      ...blocks,
    ]),
  ];
}

function causeBlocks({ explanation: { explained } }: VariantUpdate): Block[] {
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
              .map((cause): Inline[] => [{ code: causeName(cause) }, `: ${causeLine(explained, cause)}`]),
            ...(more > 0 ? [[`and ${counted(more, 'more cause', 'more causes')}`]] : []),
          ]),
        ]),
    ...sentences.flatMap((each) => (each === undefined ? [] : [paragraph(each)])),
  ];
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

/** Symbols of Rust are counted by crate: their names say nothing to a reader, and change with the compiler. */
function removed(variants: readonly UpdatedVariant[]): Block[] {
  const of = ({ update }: UpdatedVariant) =>
    update.diff.changes.filter(({ kinds }) => kinds.includes('removed'));
  const concerned = variants.filter((variant) => of(variant).length > 0);
  if (concerned.length === 0) return [];
  return [
    heading('Removed symbols'),
    ...alike(concerned, (variant) => {
      const all = of(variant);
      return {
        gone: all
          .filter(({ symbol }) => !isRustSymbol(symbol))
          .map(({ symbol, before }) => ({ symbol, module: before?.module ?? '' })),
        crates: cratesOf(all.map(({ symbol }) => symbol)),
      };
    }).flatMap(([names, { gone, crates }]) => [
      ...(gone.length === 0
        ? []
        : [
            paragraph(`On ${names}, ${count(gone.length)}:`),
            named(gone.map(({ symbol, module }) => [{ code: symbol }, ` (${module})`])),
          ]),
      ...(crates.length === 0 ? [] : [paragraph(`On ${names}, Rust symbols: ${listed(crates)}.`)]),
    ]),
  ];
}

/** `455 of core`, the largest first. */
function cratesOf(symbols: readonly string[]): string[] {
  const rust = symbols.filter(isRustSymbol);
  const byCrate = [...Map.groupBy(rust, (symbol) => rustName(symbol)?.crate ?? 'unknown crates')];
  return byCrate
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([crate, own]) => `${count(own.length)} of ${crate}`);
}

/** The first ones, and how many more there are. */
function named(items: readonly Inline[][]): Block {
  const more = items.length - MOST_SYMBOLS;
  return list([...items.slice(0, MOST_SYMBOLS), ...(more > 0 ? [[`and ${count(more)} more`]] : [])]);
}

function drivers({ ref }: ReleaseNotes, variants: readonly UpdatedVariant[]): Block[] {
  const registered = variants.filter(({ update }) => update.drivers.length > 0);
  const counted = variants.filter(({ update }) => update.inTree !== null);
  if (registered.length + counted.length === 0) return [];
  return [
    heading('Drivers'),
    ...alike(registered, ({ update }) =>
      update.drivers.map((each) => driverWords(each, releaseName(update.before, ref))),
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
function driverWords({ title: name, release, verdict, imports, update }: DriverNote, before: string): string {
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

function links(
  { ref, covers }: ReleaseNotes,
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
