/** What became of one symbol in each release of each product: its row of runs, read as events. */
import type { Run, SymbolRow } from './runs.ts';
import { sameGenerator, tellsAbsence } from './diff.ts';
import { getOrInsert } from '../base/maps.ts';
import type { ChangeKind, Coverage, CrcGenerator } from '../kernel/model.ts';
import type { HistoryTable } from '../records/generated.ts';

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

/** What a release did to a symbol in one lane. `first`: there is no older release to compare with. */
export type EventKind = ChangeKind | 'not-comparable' | 'first';

export interface LaneEvent {
  /** Not empty. */
  readonly kinds: readonly EventKind[];
  readonly before: State | null;
  readonly after: State | null;
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

export interface LaneHistory {
  readonly name: string;
  /** Cover all releases of the product, oldest first. */
  readonly spans: readonly Span[];
  /** By release (index into the product's releases). */
  readonly events: ReadonlyMap<number, LaneEvent>;
  /** Updates within the product in which the symbol was there on both sides, and how many of them changed its CRC. */
  readonly updates: { readonly comparable: number; readonly crcChanged: number };
  /** The state in the lane's newest release; null if it is not exported there. */
  readonly newest: State | null;
}

export interface ProductHistory {
  readonly name: string;
  readonly title: string;
  readonly releases: readonly string[];
  /** Day of the newest snapshot of each release. */
  readonly built: readonly (string | null)[];
  readonly lanes: readonly LaneHistory[];
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
  const runsOf = new Map(row.lanes);
  return layoutOf(table).flatMap(({ product, lanes: places }) => {
    const lanes = places.map(({ lane, index, forebear }): LaneHistory => {
      const runs = runsOf.get(index) ?? [];
      const older = forebear && newestOf(runsOf.get(forebear.index), forebear.lane, table);
      return laneHistory(runs, lane, table, product.releases.length, older);
    });
    const known = lanes.some(
      ({ events, spans }) => events.size > 0 || spans.some((span) => span.kind === 'present'),
    );
    return known ? [{ ...product, lanes }] : [];
  });
}

interface LanePlace {
  readonly lane: HistoryTable['lanes'][number];
  /** In the table. */
  readonly index: number;
}

interface ProductLayout {
  readonly product: HistoryTable['products'][number];
  /** `forebear`: the lane of the product that this one follows; undefined if there is none on file. */
  readonly lanes: readonly (LanePlace & { readonly forebear: LanePlace | undefined })[];
}

/** The same for tens of thousands of symbols. */
const LAYOUTS = new WeakMap<HistoryTable, readonly ProductLayout[]>();

function layoutOf(table: HistoryTable): readonly ProductLayout[] {
  const known = LAYOUTS.get(table);
  if (known !== undefined) return known;
  const places = table.lanes.map((lane, index): LanePlace => ({ lane, index }));
  const layout = table.products.map((product, productIndex): ProductLayout => ({
    product,
    lanes: places
      .filter(({ lane }) => lane.product === productIndex)
      .map((place) => ({
        ...place,
        forebear: places.find(
          ({ lane }) => lane.product === product.follows && lane.name === place.lane.name,
        ),
      })),
  }));
  LAYOUTS.set(table, layout);
  return layout;
}

/** The state per release of a lane, null where the symbol is not exported. */
function laneStates(
  runs: readonly Run[],
  lane: HistoryTable['lanes'][number],
  table: HistoryTable,
): (State | null)[] {
  const states = new Array<State | null>(lane.releases.length).fill(null);
  for (const run of runs) {
    const [from, to] = run;
    // One object as long as nothing changes: two releases of the same state are recognised by identity.
    let state: State | undefined;
    for (let release = from; release <= to; release += 1) {
      if (state?.generator !== generatorOf(lane, release)) state = stateIn(release, run, lane, table);
      states[release] = state;
    }
  }
  return states;
}

function stateIn(
  release: number,
  [, , crc, attributes]: Run,
  lane: HistoryTable['lanes'][number],
  table: HistoryTable,
): State {
  const at = table.attributes[attributes];
  if (at === undefined) throw new RangeError(`attributes ${attributes} are not in the table`);
  const { module, type, namespace } = at;
  return { crc, module, type, namespace, generator: generatorOf(lane, release) };
}

function generatorOf(lane: HistoryTable['lanes'][number], release: number): CrcGenerator {
  return lane.generators[release] ?? 'unknown';
}

/** What comes before the first release of a lane. */
interface Older {
  readonly state: State | null;
  readonly coverage: Coverage;
}

/** The newest release of a lane. */
function newestOf(
  runs: readonly Run[] | undefined,
  lane: HistoryTable['lanes'][number],
  table: HistoryTable,
): Older {
  const last = runs?.at(-1);
  const newest = lane.releases.length - 1;
  const state = last?.[1] === newest ? stateIn(newest, last, lane, table) : null;
  return { state, coverage: coverageIn(lane, newest) };
}

function laneHistory(
  runs: readonly Run[],
  lane: HistoryTable['lanes'][number],
  table: HistoryTable,
  productReleases: number,
  older: Older | undefined,
): LaneHistory {
  const states = laneStates(runs, lane, table);
  const events = new Map<number, LaneEvent>();
  let before = older?.state;
  let old = older?.coverage ?? 'all';
  for (const [index, after] of states.entries()) {
    const now = coverageIn(lane, index);
    const event = laneEvent(before, after ?? null, old, now);
    const release = lane.releases[index];
    if (event !== null && release !== undefined) events.set(release, event);
    before = after ?? null;
    old = now;
  }
  return {
    name: lane.name,
    spans: spansOf(states, lane, productReleases),
    events,
    updates: laneUpdates(runs, lane),
    newest: states.at(-1) ?? null,
  };
}

/** Steps from one release of the lane to the next with the symbol, and a CRC that can be compared, on both sides. */
function laneUpdates(runs: readonly Run[], { generators }: HistoryTable['lanes'][number]): Updates {
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
function laneEvent(
  before: State | null | undefined,
  after: State | null,
  old: Coverage,
  now: Coverage,
): LaneEvent | null {
  if (before === after) return null;
  if (before === undefined) return after && { kinds: ['first'], before: null, after };
  if (before === null) return { kinds: [tellsAbsence(old, now) ? 'added' : 'not-comparable'], before, after };
  if (after === null)
    return { kinds: [tellsAbsence(now, old) ? 'removed' : 'not-comparable'], before, after };
  const kinds: EventKind[] = [];
  if (before.crc !== after.crc) kinds.push(comparable(before, after) ? 'crc-changed' : 'not-comparable');
  if (before.type !== after.type && before.type !== '' && after.type !== '') kinds.push('type-changed');
  if (before.namespace !== after.namespace) kinds.push('namespace-changed');
  if (before.module !== after.module) kinds.push('module-moved');
  return kinds.length === 0 ? null : { kinds, before, after };
}

function comparable(before: State, after: State): boolean {
  return before.crc !== 0 && after.crc !== 0 && sameGenerator(before.generator, after.generator);
}

function spansOf(
  states: readonly (State | null)[],
  lane: HistoryTable['lanes'][number],
  releases: number,
): Span[] {
  const byRelease = new Array<State | Gap>(releases).fill('not-on-file');
  for (const [index, release] of lane.releases.entries())
    byRelease[release] = states[index] ?? (coverageIn(lane, index) === 'part' ? 'not-listed' : 'absent');
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
export type Updates = LaneHistory['updates'];

/** Over all updates within products on file, by lane. Lanes without any that can be compared are left out. */
export function updatesPerLane(products: readonly ProductHistory[]): Map<string, Updates> {
  return totalPerLane(products.flatMap(({ lanes }) => lanes));
}

/** The same without the rest of a history. */
export function rowUpdates({ lanes }: SymbolRow, table: HistoryTable): Map<string, Updates> {
  return totalPerLane(
    lanes.flatMap(([index, runs]) => {
      const lane = table.lanes[index];
      return lane === undefined ? [] : { name: lane.name, updates: laneUpdates(runs, lane) };
    }),
  );
}

function totalPerLane(lanes: readonly Pick<LaneHistory, 'name' | 'updates'>[]): Map<string, Updates> {
  const byLane = new Map<string, { comparable: number; crcChanged: number }>();
  for (const { name, updates } of lanes) {
    if (updates.comparable === 0) continue;
    const total = getOrInsert(byLane, name, () => ({ comparable: 0, crcChanged: 0 }));
    total.comparable += updates.comparable;
    total.crcChanged += updates.crcChanged;
  }
  return byLane;
}

/** Which of the exports of a release of a lane are on file. */
export function coverageIn({ coverages }: HistoryTable['lanes'][number], release: number): Coverage {
  return coverages?.[release] ?? 'all';
}

/** The state in the newest release of the last product that has it, else the last one on record. */
export function newestState(products: readonly ProductHistory[]): State | undefined {
  const lanes = products.flatMap((product) => product.lanes);
  const newest = lanes.findLast((lane) => lane.newest !== null)?.newest;
  if (newest) return newest;
  const spans = lanes.flatMap((lane) => lane.spans);
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
