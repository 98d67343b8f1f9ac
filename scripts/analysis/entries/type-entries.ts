/** Types and causes as they are written: for the pages of releases, types and symbols. */
import { catalogOf } from '../../../src/history/catalog.ts';
import { itemAt } from '../../../src/base/items.ts';
import { getOrInsert } from '../../../src/base/maps.ts';
import { compareText } from '../../../src/base/text.ts';
import { outsideImports, type RegisteredDriver } from '../../../src/load/registered-driver.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { CauseRow, CauseRows, KeepRows } from '../../../src/records/rows/causes.ts';
import type { CausesSummary } from '../../../src/records/entries/comparison.ts';
import type { ReserveRows } from '../../../src/records/rows/reserve.ts';
import type { TypeRow, TypeRowChange, TypeRowVariant } from '../../../src/records/rows/types.ts';
import type { WhyRows } from '../../../src/records/rows/why.ts';
import { noReasons, type ChangedType } from '../../../src/types/diff/cause.ts';
import { causeDetail, causeName, causeSentence } from '../../../src/lang/en/cause-sentences.ts';
import type { Prototypes } from '../../../src/records/rows/prototypes.ts';
import type { ExplainedUpdate, TypeAnalysis } from '../analyse-types.ts';
import type { Comparison } from '../analyse.ts';
import type { TypeHistory, VariantOfType } from '../type-histories.ts';
import { prototypeRows } from './prototype-rows.ts';
import type { ToldOrigin } from '../../../src/types/cause/told-origins.ts';

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

  /** Per variant of the comparison that has types on file on both sides. */
  causes({ before, after }: Pick<Comparison, 'before' | 'after'>): CauseRows {
    return this.#updatesOf(before, after).map((update) => this.#causeRows(update));
  }

  #causeRows(update: ExplainedUpdate): CauseRows[number] {
    const drivers = this.#driversReached(update);
    return {
      variant: update.variant,
      source: update.source,
      exact: update.exact,
      causes: update.causes.map((cause, index): CauseRow => ({
        ...plain(cause),
        ...{ symbols: cause.symbols, nearest: cause.nearest, modules: cause.modules },
        drivers: drivers[index] ?? [],
        ...(cause.origins === undefined
          ? {}
          : { origins: cause.origins.map((each) => ({ ...each, cves: [...each.cves] })) }),
      })),
      consequences: update.consequences.map((each) => ({ ...each, because: [...each.because] })),
      explained: update.why.length,
      unexplained: [...update.unexplained],
      hidden: update.hidden.map(({ symbols, modules, isCompatible, ...change }) => ({
        ...plain(change),
        ...{ symbols: [...symbols], modules: modules?.length ?? null, isCompatible },
      })),
    };
  }

  has({ before, after }: Pick<Comparison, 'before' | 'after'>, variant: string): boolean {
    return this.#updatesOf(before, after).some((update) => update.variant === variant);
  }

  /** What would have kept each variant of a comparison. */
  keep({ before, after }: Pick<Comparison, 'before' | 'after'>): KeepRows {
    return this.#updatesOf(before, after).map((update) => ({
      variant: update.variant,
      exact: update.exact,
      causes: update.causes.map(({ kind, name, scopes, symbols, advice }) => ({
        ...{ kind, name, scopes: [...scopes], symbols, advice },
      })),
      keep: update.keep,
      unexplained: update.unexplained.length,
      drivers: this.#driversToKeep(update),
    }));
  }

  summaries({ before, after }: Pick<Comparison, 'before' | 'after'>): CausesSummary[] {
    return this.#updatesOf(before, after).map(
      ({ variant, source, exact, causes, why, unexplained, hidden }) => {
        const [first] = causes;
        const [nearest] = causes.toSorted((a, b) => b.nearest - a.nearest);
        return {
          ...{ variant, source, exact, explained: why.length, hidden: hidden.length },
          causes: countBy(
            causes.map((cause) => cause.class),
            {
              ...{ 'layout-changed': 0, 'prototype-changed': 0, 'layout-kept': 0 },
              ...{ 'became-visible': 0, 'layout-unknown': 0 },
            },
          ),
          unexplained: countBy(
            unexplained.map(({ reason }) => reason),
            noReasons(),
          ),
          first: first === undefined ? null : causeSentence(first),
          nearest: nearest === undefined || nearest.nearest === 0 ? null : causeName(nearest),
        };
      },
    );
  }

  why(): WhyRows {
    const updates: { product: string; release: string; origins?: Record<string, ToldOrigin> }[] = [];
    const symbols = new Map<string, Map<number, string[]>>();
    for (const { after, why, causes } of this.#analysis.updates) {
      const known = updates.findIndex(
        (each) => each.product === after.product && each.release === after.release,
      );
      const update = known < 0 ? updates.push({ product: after.product, release: after.release }) - 1 : known;
      const at = updates[update];
      for (const { symbol, path, causes: own } of why) {
        const ways = getOrInsert(symbols, symbol, () => new Map<number, string[]>());
        if (ways.has(update)) continue;
        ways.set(update, path.slice(1));
        const [origin] = causes[own[0] ?? -1]?.origins ?? [];
        if (origin !== undefined && at !== undefined) (at.origins ??= {})[path.at(-1) ?? symbol] ??= origin;
      }
    }
    const sorted = [...symbols].sort(([a], [b]) => compareText(a, b));
    const age = (update: number) => this.#age(updates[update] ?? { product: '', release: '' });
    return {
      updates: updates.map(({ origins, ...update }) => ({
        ...update,
        ...(origins && {
          origins: Object.fromEntries(
            Object.entries(origins).map(([cause, each]) => [cause, { ...each, cves: [...each.cves] }]),
          ),
        }),
      })),
      symbols: Object.fromEntries(
        sorted.map(([symbol, own]) => [symbol, [...own].sort(([a], [b]) => age(b) - age(a))]),
      ),
    };
  }

  /** How every export with types on file is declared. */
  prototypes(): Prototypes {
    return prototypeRows(
      this.#analysis.variants.map((typeVariant) => ({
        ...typeVariant,
        variant: this.#variantIndex(typeVariant),
      })),
    );
  }

  /** Every type, by kind and name. */
  types(): TypeRow[] {
    const changes = this.#changes();
    const found = new Map<string, Found>();
    for (const typeVariant of this.#analysis.variants) {
      const variant = this.#variantIndex(typeVariant);
      for (const history of typeVariant.types) {
        const row = getOrInsert(found, history.key, newFound);
        row.variants.push({ variant, releases: typeVariant.releases, runs: runsInto(row.texts, history) });
        row.newest = history;
      }
    }
    return [...found]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, { texts, variants, newest }]): TypeRow => ({
        ...{ name, texts, variants, changes: changes.get(name) ?? [] },
        usedBy: newest?.usedBy ?? { types: [], exports: [] },
        otherScopes: newest?.otherScopes ?? [],
        reserve: newestReserve(newest),
      }));
  }

  /** The reserve of each variant's structs, from release to release. */
  reserve(): ReserveRows {
    return this.#analysis.variants.flatMap((typeVariant) => {
      const variant = itemAt(catalogOf(this.#table).variants, this.#variantIndex(typeVariant));
      const nameOf = (at: number) => itemAt(variant.releases, itemAt(typeVariant.releases, at));
      const types = typeVariant.types
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
      if (types.length === 0) return [];
      const { product } = variant;
      const releases = typeVariant.releases.map((_, at) => nameOf(at));
      return [{ product: product.name, title: product.title, variant: variant.name, releases, types }];
    });
  }

  /** By kind and name, newest first; what is the same in several variants once. */
  #changes(): Map<string, TypeRowChange[]> {
    const byType = new Map<string, TypeRowChange[]>();
    const newestFirst = [...this.#analysis.updates].sort((a, b) => this.#age(b.after) - this.#age(a.after));
    for (const update of newestFirst) {
      for (const cause of update.causes) {
        add(byType, update, cause, { hidden: false, symbols: cause.symbols, modules: cause.modules });
      }
      for (const change of update.hidden) {
        add(byType, update, change, {
          ...{ hidden: true, symbols: change.symbols.length, modules: change.modules?.length ?? null },
        });
      }
    }
    return byType;
  }

  /** Per cause the registered drivers that import a symbol it reaches: thousands of symbols, of which drivers import few. */
  #driversReached(update: ExplainedUpdate): string[][] {
    const imported = new Set(this.#drivers.flatMap(({ imports }) => [...imports]));
    const reached = update.causes.map(() => new Set<string>());
    for (const { symbol, causes } of update.why) {
      if (imported.has(symbol)) for (const cause of causes) reached[cause]?.add(symbol);
    }
    return reached.map((symbols) =>
      this.#drivers.filter(({ imports }) => !symbols.isDisjointFrom(imports)).map(({ name }) => name),
    );
  }

  /** The causes that each registered driver's imports reach. */
  #driversToKeep({ why }: ExplainedUpdate): KeepRows[number]['drivers'] {
    const causesOf = new Map(why.map(({ symbol, causes }) => [symbol, causes]));
    return this.#drivers.flatMap(({ name, imports }) => {
      const reached = [...imports].flatMap((symbol) => {
        const causes = causesOf.get(symbol);
        return causes === undefined ? [] : [causes];
      });
      const causes = [...new Set(reached.flat())].sort((a, b) => a - b);
      return reached.length === 0 ? [] : [{ name, imports: reached.length, causes }];
    });
  }

  #updatesOf(before: Comparison['before'], after: Comparison['after']): ExplainedUpdate[] {
    return this.#analysis.updates.filter(
      (update) =>
        update.before.product === before.product &&
        update.before.release === before.release &&
        update.after.product === after.product &&
        update.after.release === after.release,
    );
  }

  #variantIndex({ variant }: VariantOfType): number {
    return catalogOf(this.#table).variants.findIndex(
      ({ product, name }) => name === variant.name && product.name === variant.product,
    );
  }

  /** Older releases, and those of followed products, have smaller ones. */
  #age({ product, release }: { readonly product: string; readonly release: string }): number {
    const { products } = catalogOf(this.#table);
    const index = products.findIndex(({ name }) => name === product);
    return index * 1e6 + itemAt(products, index).placeOf(release);
  }
}

interface Found {
  readonly texts: string[];
  readonly variants: TypeRowVariant[];
  newest: TypeHistory | undefined;
}

function newFound(): Found {
  return { texts: [], variants: [], newest: undefined };
}

/** Of a type that is no longer there, that which it had last. */
function newestReserve(history: TypeHistory | undefined): TypeRow['reserve'] {
  const { left = [], used = [] } = history?.reserve.at(-1) ?? {};
  return { left, used };
}

/** The runs with their texts among those of all variants. */
function runsInto(texts: string[], { runs, texts: own }: TypeHistory): TypeRowVariant['runs'] {
  const indices = own.map((text) => {
    const known = texts.indexOf(text);
    return known < 0 ? texts.push(text) - 1 : known;
  });
  return runs.map(([from, to, text]) => [from, to, itemAt(indices, text)] as const);
}

function add(
  byType: Map<string, TypeRowChange[]>,
  { before, after, variant }: ExplainedUpdate,
  change: ChangedType & Pick<TypeRowChange, 'origins'>,
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
  const alike = known[same];
  if (alike !== undefined) {
    known[same] = {
      ...alike,
      variants: [...alike.variants, variant],
      symbols: Math.max(alike.symbols, reach.symbols),
    };
    return;
  }
  known.push({
    ...{ product: after.product, before: before.release, after: after.release, variants: [variant] },
    ...(change.origins === undefined ? {} : { origins: change.origins }),
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
