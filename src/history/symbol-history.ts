/** What became of one symbol in each release of each product: its row of runs, read as events. */
import { itemAt } from '../base/items.ts';
import type { Run, SymbolRow } from './runs.ts';
import { sameGenerator, tellsAbsence } from './diff.ts';
import { getOrInsert } from '../base/maps.ts';
import { changedFields, type ChangeKind } from '../kernel/change.ts';
import type { Coverage } from '../kernel/snapshot.ts';
import type { CrcGenerator } from '../kernel/export.ts';
import type { HistoryTable } from './history-table.ts';

/** A symbol as one release exports it. */
export interface State {
  /** 0: none on record. */
  readonly crc: number;
  readonly module: string;
  readonly type: string;
  readonly namespace: string;
  /** What computed the CRC. */
  readonly generator: CrcGenerator;
}

/** What a release did to a symbol in one variant. `first`: there is no older release to compare with. */
export type EventKind = ChangeKind | 'not-comparable' | 'first';

export interface VariantEvent {
  /** Not empty. */
  readonly kinds: readonly EventKind[];
  readonly before: State | null;
  readonly after: State | null;
  /** The release that it is compared with, which for a product's first is one of the product that it follows. */
  readonly since: SinceRelease | null;
}

export interface SinceRelease {
  readonly product: string;
  readonly release: string;
}

/** One cell of a strip: releases from..to of the product (indices, inclusive) in which the state is the same. */
export type Span =
  | { readonly kind: 'present'; readonly from: number; readonly to: number; readonly state: State }
  | { readonly kind: Gap; readonly from: number; readonly to: number };

/**
 * Why there is no state: the kernel does not export the symbol; it is not among those on file, which are a part of what the
 * kernel exports; there is no snapshot.
 */
export const GAPS = ['absent', 'not-listed', 'not-on-file'] as const;
export type Gap = (typeof GAPS)[number];

export interface VariantHistory {
  readonly name: string;
  /** Cover all releases of the product, oldest first. */
  readonly spans: readonly Span[];
  /** By release (index into the product's releases). */
  readonly events: ReadonlyMap<number, VariantEvent>;
  /** Updates within the product in which the symbol was there on both sides, and how many of them changed its CRC. */
  readonly updates: { readonly comparable: number; readonly crcChanged: number };
  /** The state in the variant's newest release; null if it is not exported there. */
  readonly newest: State | null;
}

export interface ProductHistory {
  readonly name: string;
  readonly title: string;
  readonly releases: readonly string[];
  /** Day of the newest snapshot of each release. */
  readonly built: readonly (string | null)[];
  readonly variants: readonly VariantHistory[];
}

/** What is said of a symbol, once for its page and for the text and JSON beside it. */
export interface SymbolFacts {
  readonly symbol: string;
  readonly products: readonly ProductHistory[];
}

export function symbolFacts(row: SymbolRow, table: HistoryTable): SymbolFacts {
  return { symbol: row.symbol, products: symbolHistory(row, table) };
}

/** Products that never had the symbol, nor follow one that had, are left out. */
export function symbolHistory(row: SymbolRow, table: HistoryTable): ProductHistory[] {
  const runsOf = new Map(row.variants);
  return layoutOf(table).flatMap(({ product, variants: places }) => {
    const variants = places.map(({ variant, index, forebear }): VariantHistory => {
      const runs = runsOf.get(index) ?? [];
      const older = forebear && newestOf(runsOf.get(forebear.index), forebear.variant, table);
      return variantHistory(runs, variant, table, product, older);
    });
    const known = variants.some(
      ({ events, spans }) => events.size > 0 || spans.some((span) => span.kind === 'present'),
    );
    return known ? [{ ...product, variants }] : [];
  });
}

interface VariantPlace {
  readonly variant: HistoryTable['variants'][number];
  /** In the table. */
  readonly index: number;
}

interface ProductLayout {
  readonly product: HistoryTable['products'][number];
  /** `forebear`: the variant of the product that this one follows; undefined if there is none on file. */
  readonly variants: readonly (VariantPlace & { readonly forebear: VariantPlace | undefined })[];
}

/** The same for tens of thousands of symbols. */
const LAYOUTS = new WeakMap<HistoryTable, readonly ProductLayout[]>();

function layoutOf(table: HistoryTable): readonly ProductLayout[] {
  const known = LAYOUTS.get(table);
  if (known !== undefined) return known;
  const places = table.variants.map((variant, index): VariantPlace => ({ variant, index }));
  const layout = table.products.map((product, productIndex): ProductLayout => ({
    product,
    variants: places
      .filter(({ variant }) => variant.product === productIndex)
      .map((place) => ({
        ...place,
        forebear: places.find(
          ({ variant }) => variant.product === product.follows && variant.name === place.variant.name,
        ),
      })),
  }));
  LAYOUTS.set(table, layout);
  return layout;
}

/** The state per release of a variant, null where the symbol is not exported. */
function variantStates(
  runs: readonly Run[],
  variant: HistoryTable['variants'][number],
  table: HistoryTable,
): (State | null)[] {
  const states = new Array<State | null>(variant.releases.length).fill(null);
  for (const run of runs) {
    const [from, to] = run;
    // One object as long as nothing changes: two releases of the same state are recognised by identity.
    let state: State | undefined;
    for (let release = from; release <= to; release += 1) {
      if (state?.generator !== generatorOf(variant, release)) state = stateIn(release, run, variant, table);
      states[release] = state;
    }
  }
  return states;
}

function stateIn(
  release: number,
  [, , crc, attributes]: Run,
  variant: HistoryTable['variants'][number],
  table: HistoryTable,
): State {
  const at = table.attributes[attributes];
  if (at === undefined) throw new RangeError(`attributes ${attributes} are not in the table`);
  const { module, type, namespace } = at;
  return { crc, module, type, namespace, generator: generatorOf(variant, release) };
}

function generatorOf(variant: HistoryTable['variants'][number], release: number): CrcGenerator {
  return variant.generators[release] ?? 'unknown';
}

/** What comes before the first release of a variant. */
interface Older {
  readonly state: State | null;
  readonly coverage: Coverage;
  readonly release: SinceRelease;
}

/** The newest release of a variant. */
function newestOf(
  runs: readonly Run[] | undefined,
  variant: HistoryTable['variants'][number],
  table: HistoryTable,
): Older {
  const last = runs?.at(-1);
  const newest = variant.releases.length - 1;
  const state = last?.[1] === newest ? stateIn(newest, last, variant, table) : null;
  const product = itemAt(table.products, variant.product);
  const release = itemAt(product.releases, itemAt(variant.releases, newest));
  return { state, coverage: coverageIn(variant, newest), release: { product: product.name, release } };
}

function variantHistory(
  runs: readonly Run[],
  variant: HistoryTable['variants'][number],
  table: HistoryTable,
  product: HistoryTable['products'][number],
  older: Older | undefined,
): VariantHistory {
  const states = variantStates(runs, variant, table);
  const events = new Map<number, VariantEvent>();
  let before = older?.state;
  let old = older?.coverage ?? 'all';
  let since = older?.release ?? null;
  for (const [index, after] of states.entries()) {
    const now = coverageIn(variant, index);
    const event = variantEvent(before, after ?? null, old, now);
    const at = itemAt(variant.releases, index);
    if (event !== null) events.set(at, { ...event, since });
    before = after ?? null;
    old = now;
    since = { product: product.name, release: itemAt(product.releases, at) };
  }
  return {
    name: variant.name,
    spans: spansOf(states, variant, product.releases.length),
    events,
    updates: variantUpdates(runs, variant),
    newest: states.at(-1) ?? null,
  };
}

/** Updates from one release of the variant to the next with the symbol, and a CRC that can be compared, on both sides. */
function variantUpdates(runs: readonly Run[], { generators }: HistoryTable['variants'][number]): Updates {
  let comparable = 0;
  let crcChanged = 0;
  let before: Run | undefined;
  for (const run of runs) {
    const [from, to, crc] = run;
    const follows = before?.[1] === from - 1;
    for (let release = follows ? from : from + 1; release <= to; release += 1) {
      const old = release === from ? (before?.[2] ?? 0) : crc;
      if (old === 0 || crc === 0) continue;
      if (!sameGenerator(generators[release - 1] ?? 'unknown', generators[release] ?? 'unknown')) continue;
      comparable += 1;
      if (old !== crc) crcChanged += 1;
    }
    before = run;
  }
  return { comparable, crcChanged };
}

/**
 * @param before undefined if there is no older release on file
 * @param old and `now`: which of the exports are on file of either release
 */
function variantEvent(
  before: State | null | undefined,
  after: State | null,
  old: Coverage,
  now: Coverage,
): Omit<VariantEvent, 'since'> | null {
  if (before === after) return null;
  if (before === undefined) return after && { kinds: ['first'], before: null, after };
  if (before === null) return { kinds: [tellsAbsence(old, now) ? 'added' : 'not-comparable'], before, after };
  if (after === null)
    return { kinds: [tellsAbsence(now, old) ? 'removed' : 'not-comparable'], before, after };
  const kinds: EventKind[] = changedFields(before, after);
  if (before.crc !== after.crc) kinds.unshift(comparable(before, after) ? 'crc-changed' : 'not-comparable');
  return kinds.length === 0 ? null : { kinds, before, after };
}

function comparable(before: State, after: State): boolean {
  return before.crc !== 0 && after.crc !== 0 && sameGenerator(before.generator, after.generator);
}

function spansOf(
  states: readonly (State | null)[],
  variant: HistoryTable['variants'][number],
  releases: number,
): Span[] {
  const byRelease = new Array<State | Gap>(releases).fill('not-on-file');
  for (const [index, release] of variant.releases.entries())
    byRelease[release] = states[index] ?? (coverageIn(variant, index) === 'part' ? 'not-listed' : 'absent');
  const spans: { from: number; to: number; state: State | Gap }[] = [];
  for (const [index, state] of byRelease.entries()) {
    const last = spans.at(-1);
    if (last?.state === state) last.to = index;
    else spans.push({ from: index, to: index, state });
  }
  return spans.map(({ from, to, state }): Span => {
    if (typeof state === 'string') return { kind: state, from, to };
    return { kind: 'present', from, to, state };
  });
}

/** How often a symbol could be compared from one release to the next, and how often its CRC was another one then. */
export type Updates = VariantHistory['updates'];

/** Over all updates within products on file, by variant. Variants without any that can be compared are left out. */
export function updatesPerVariant(products: readonly ProductHistory[]): Map<string, Updates> {
  return totalPerVariant(products.flatMap(({ variants }) => variants));
}

/** The same without the rest of a history. */
export function rowUpdates({ variants }: SymbolRow, table: HistoryTable): Map<string, Updates> {
  return totalPerVariant(
    variants.map(([index, runs]) => {
      const variant = itemAt(table.variants, index);
      return { name: variant.name, updates: variantUpdates(runs, variant) };
    }),
  );
}

function totalPerVariant(
  variants: readonly Pick<VariantHistory, 'name' | 'updates'>[],
): Map<string, Updates> {
  const byVariant = new Map<string, { comparable: number; crcChanged: number }>();
  for (const { name, updates } of variants) {
    if (updates.comparable === 0) continue;
    const total = getOrInsert(byVariant, name, () => ({ comparable: 0, crcChanged: 0 }));
    total.comparable += updates.comparable;
    total.crcChanged += updates.crcChanged;
  }
  return byVariant;
}

/** Which of the exports of a release of a variant are on file. */
export function coverageIn({ coverages }: HistoryTable['variants'][number], release: number): Coverage {
  return coverages?.[release] ?? 'all';
}

/** The state in the newest release of the last product that has it, else the last one on record. */
export function newestState(products: readonly ProductHistory[]): State | undefined {
  const variants = products.flatMap((product) => product.variants);
  const newest = variants.findLast((variant) => variant.newest !== null)?.newest;
  if (newest) return newest;
  const spans = variants.flatMap((variant) => variant.spans);
  const last = spans.findLast((span) => span.kind === 'present');
  return last?.kind === 'present' ? last.state : undefined;
}

/** Day of the newest snapshot on file of the products. */
export function newestDay(products: readonly ProductHistory[]): string | null {
  return products
    .flatMap(({ built }) => built.filter((day) => day !== null))
    .reduce<string | null>(later, null);
}

function later(a: string | null, b: string): string {
  return a === null || b > a ? b : a;
}

/** The day of a release; that of the one before it, or else after it, where its own is not on file. */
export function dayNear({ built }: Pick<ProductHistory, 'built'>, release: number): string | undefined {
  const before = built.slice(0, release + 1).findLast((day) => day !== null);
  return before ?? built.find((day) => day !== null) ?? undefined;
}
