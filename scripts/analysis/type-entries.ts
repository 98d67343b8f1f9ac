/** Types and causes as they are written: for the pages of releases, types and symbols. */
import { getOrInsert } from '../../src/base/maps.ts';
import { compareText } from '../../src/kernel/model.ts';
import type { RegisteredDriver } from '../../src/load/registered-driver.ts';
import { outsideImports } from '../../src/load/registered-driver.ts';
import type { HistoryTable } from '../../src/records/generated.ts';
import type {
  CauseRow,
  CauseRows,
  CausesSummary,
  ReserveRows,
  TypeRow,
  TypeRowChange,
  TypeRowLane,
  WhyRows,
} from '../../src/records/types.ts';
import type { ChangedType } from '../../src/types/diff/cause.ts';
import { causeDetail, causeSentence } from '../../src/lang/en/cause-sentences.ts';
import type { ExplainedStep, TypeAnalysis } from './analyse-types.ts';
import type { Comparison } from './analyse.ts';
import type { TypeHistory, TypeLane } from './type-histories.ts';

export class TypeEntries {
  readonly #analysis: TypeAnalysis;
  readonly #table: HistoryTable;
  /** Per registered driver, what any of its builds imports. */
  readonly #drivers: readonly { readonly name: string; readonly imports: ReadonlySet<string> }[];

  constructor(analysis: TypeAnalysis, drivers: readonly RegisteredDriver[], table: HistoryTable) {
    this.#analysis = analysis;
    this.#table = table;
    this.#drivers = drivers.map(({ name, builds }) => ({
      name,
      imports: new Set(builds.flatMap(outsideImports)),
    }));
  }

  /** Per lane of the comparison that has types on file on both sides. */
  causes({ before, after }: Pick<Comparison, 'before' | 'after'>): CauseRows {
    return this.#stepsOf(before, after).map((step) => ({
      lane: step.lane,
      source: step.source,
      exact: step.exact,
      causes: step.causes.map((cause, index): CauseRow => ({
        ...plain(cause),
        ...{ symbols: cause.symbols, nearest: cause.nearest, modules: cause.modules },
        drivers: this.#driversReached(step, index),
      })),
      consequences: step.consequences.map((each) => ({ ...each, because: [...each.because] })),
      explained: step.why.length,
      unexplained: [...step.unexplained],
      hidden: step.hidden.map(({ symbols, modules, isCompatible, ...change }) => ({
        ...plain(change),
        ...{ symbols: [...symbols], modules: modules?.length ?? null, isCompatible },
      })),
    }));
  }

  summaries({ before, after }: Pick<Comparison, 'before' | 'after'>): CausesSummary[] {
    return this.#stepsOf(before, after).map(({ lane, source, exact, causes, why, unexplained, hidden }) => {
      const [first] = causes;
      return {
        ...{ lane, source, exact, explained: why.length, hidden: hidden.length },
        causes: countBy(
          causes.map((cause) => cause.class),
          {
            ...{ 'layout-changed': 0, 'prototype-changed': 0, 'layout-kept': 0 },
            ...{ 'became-visible': 0, 'layout-unknown': 0 },
          },
        ),
        unexplained: countBy(
          unexplained.map(({ reason }) => reason),
          {
            ...{ 'no-type-information': 0, 'no-difference-found': 0 },
          },
        ),
        first: first === undefined ? null : causeSentence(first),
      };
    });
  }

  why(): WhyRows {
    const steps: WhyRows['steps'] = [];
    const symbols = new Map<string, Map<number, string[]>>();
    for (const { after, why } of this.#analysis.steps) {
      const known = steps.findIndex(
        (each) => each.product === after.product && each.release === after.release,
      );
      const step = known < 0 ? steps.push({ product: after.product, release: after.release }) - 1 : known;
      for (const { symbol, path } of why) {
        const own = getOrInsert(symbols, symbol, () => new Map<number, string[]>());
        if (!own.has(step)) own.set(step, path.slice(1));
      }
    }
    const sorted = [...symbols].sort(([a], [b]) => compareText(a, b));
    const age = (step: number) => this.#age(steps[step] ?? { product: '', release: '' });
    return {
      steps,
      symbols: Object.fromEntries(
        sorted.map(([symbol, own]) => [symbol, [...own].sort(([a], [b]) => age(b) - age(a))]),
      ),
    };
  }

  /** Every type, by kind and name. */
  types(): TypeRow[] {
    const changes = this.#changes();
    const found = new Map<string, Found>();
    for (const typeLane of this.#analysis.lanes) {
      const lane = this.#laneIndex(typeLane);
      for (const history of typeLane.types) {
        const row = getOrInsert(found, history.key, newFound);
        row.lanes.push({ lane, releases: typeLane.releases, runs: runsInto(row.texts, history) });
        row.newest = history;
      }
    }
    return [...found]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, { texts, lanes, newest }]): TypeRow => ({
        ...{ name, texts, lanes, changes: changes.get(name) ?? [] },
        usedBy: newest?.usedBy ?? { types: [], exports: [] },
        otherScopes: newest?.otherScopes ?? [],
        reserve: newestReserve(newest),
      }));
  }

  /** The reserve of each lane's structs, from release to release. */
  reserve(): ReserveRows {
    return this.#analysis.lanes.flatMap((typeLane) => {
      const lane = this.#table.lanes[this.#laneIndex(typeLane)];
      const product = lane && this.#table.products[lane.product];
      const nameOf = (at: number) =>
        product?.releases[lane?.releases[typeLane.releases[at] ?? -1] ?? -1] ?? '';
      const types = typeLane.types
        .filter(({ reserve }) => reserve.length > 0)
        .sort((a, b) => compareText(a.key, b.key))
        .map(({ key, reserve }) => ({
          name: key,
          runs: reserve
            .map(({ from, to, left, bytesLeft, used }) => ({
              ...{ from: nameOf(from), to: nameOf(to), bytesLeft },
              ...{ left: [...left], used: [...used] },
            }))
            .reverse(),
        }));
      if (lane === undefined || product === undefined || types.length === 0) return [];
      const releases = typeLane.releases.map((_, at) => nameOf(at));
      return [{ product: product.name, title: product.title, lane: lane.name, releases, types }];
    });
  }

  /** By kind and name, newest first; what is the same in several lanes once. */
  #changes(): Map<string, TypeRowChange[]> {
    const byType = new Map<string, TypeRowChange[]>();
    const newestFirst = [...this.#analysis.steps].sort((a, b) => this.#age(b.after) - this.#age(a.after));
    for (const step of newestFirst) {
      for (const cause of step.causes) {
        add(byType, step, cause, { hidden: false, symbols: cause.symbols, modules: cause.modules });
      }
      for (const change of step.hidden) {
        add(byType, step, change, {
          ...{ hidden: true, symbols: change.symbols.length, modules: change.modules?.length ?? null },
        });
      }
    }
    return byType;
  }

  #driversReached(step: ExplainedStep, cause: number): string[] {
    const reached = step.why.filter((each) => each.causes.includes(cause)).map(({ symbol }) => symbol);
    return this.#drivers
      .filter(({ imports }) => reached.some((symbol) => imports.has(symbol)))
      .map(({ name }) => name);
  }

  #stepsOf(before: Comparison['before'], after: Comparison['after']): ExplainedStep[] {
    return this.#analysis.steps.filter(
      (step) =>
        step.before.product === before.product &&
        step.before.release === before.release &&
        step.after.product === after.product &&
        step.after.release === after.release,
    );
  }

  #laneIndex({ lane }: TypeLane): number {
    return this.#table.lanes.findIndex(
      ({ product, name }) => name === lane.name && this.#table.products[product]?.name === lane.product,
    );
  }

  /** Older releases, and those of followed products, have smaller ones. */
  #age({ product, release }: { readonly product: string; readonly release: string }): number {
    const index = this.#table.products.findIndex(({ name }) => name === product);
    return index * 1e6 + (this.#table.products[index]?.releases.indexOf(release) ?? 0);
  }
}

interface Found {
  readonly texts: string[];
  readonly lanes: TypeRowLane[];
  newest: TypeHistory | undefined;
}

function newFound(): Found {
  return { texts: [], lanes: [], newest: undefined };
}

/** Of a type that is no longer there, that which it had last. */
function newestReserve(history: TypeHistory | undefined): TypeRow['reserve'] {
  const { left = [], used = [] } = history?.reserve.at(-1) ?? {};
  return { left, used };
}

/** The runs with their texts among those of all lanes. */
function runsInto(texts: string[], { runs, texts: own }: TypeHistory): TypeRowLane['runs'] {
  const indices = own.map((text) => {
    const known = texts.indexOf(text);
    return known < 0 ? texts.push(text) - 1 : known;
  });
  return runs.map(([from, to, text]) => [from, to, indices[text] ?? 0] as const);
}

function add(
  byType: Map<string, TypeRowChange[]>,
  { before, after, lane }: ExplainedStep,
  change: ChangedType,
  reach: Pick<TypeRowChange, 'hidden' | 'symbols' | 'modules'>,
): void {
  if (change.scopes.length > 0) return;
  const known = getOrInsert(byType, `${change.kind} ${change.name}`, () => []);
  const detail = causeDetail(change);
  const same = known.findIndex(
    (each) =>
      each.product === after.product &&
      each.after === after.release &&
      each.before === before.release &&
      each.hidden === reach.hidden &&
      each.detail === detail,
  );
  const twin = known[same];
  if (twin !== undefined) {
    known[same] = { ...twin, lanes: [...twin.lanes, lane], symbols: Math.max(twin.symbols, reach.symbols) };
    return;
  }
  known.push({
    ...{ product: after.product, before: before.release, after: after.release, lanes: [lane] },
    ...{ class: change.class, detail, ...reach, beforeText: change.before, afterText: change.after },
  });
}

function plain({ kind, name, scopes, class: of, before, after, edits }: ChangedType) {
  return { kind, name, scopes: [...scopes], class: of, before, after, edits: [...edits] };
}

function countBy<K extends string>(keys: readonly K[], zero: Record<K, number>): Record<K, number> {
  for (const key of keys) zero[key] += 1;
  return zero;
}
