/** Computes, from the snapshots, all that the collections are written from. */
import type { ReadExports } from '../corpus/read.ts';
import type { Cache } from '../engine/cache.ts';
import type { InTreeBuild } from './analyse-in-tree.ts';
import type { TypeAnalysis } from './analyse-types.ts';
import type { UpdateDepartures } from '../../src/history/ends/departures.ts';
import {
  compareVariant,
  formatChangeRows,
  groupByModule,
  type VariantDiff,
} from '../../src/history/comparison.ts';
import { VariantHistoryBuilder, SymbolHistories, type VariantHistories } from '../../src/history/runs.ts';
import {
  variantsOf,
  updatesOf,
  type VariantLine,
  type ProductLine,
  type Update,
} from '../../src/history/lineage.ts';
import type { ExportTable } from '../../src/history/diff.ts';
import { coverageOf, type SnapshotRecord } from '../../src/history/release.ts';
import type { CompareRows } from '../../src/records/rows/comparison.ts';
import { variantFinding, type VariantFinding } from '../../src/lang/common/variant-finding.ts';
import { variantName, parseVariantName } from '../../src/kernel/variant.ts';
import type { Export } from '../../src/kernel/export.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';

/** Two neighbouring releases, in every variant in which they are neighbours. */
export interface Comparison {
  readonly before: Update['before'];
  readonly after: Update['after'];
  readonly variants: readonly ComparedVariant[];
  /** The rows as text: all comparisons are held at once, and as objects they would take ten times the memory. */
  readonly rows: CompareRows;
}

export interface ComparedVariant {
  readonly variant: string;
  readonly exports: readonly [before: number, after: number];
  readonly finding: VariantFinding;
  /** As in Diff: also of modules without any change. */
  readonly notComparable: ReadonlyMap<string, number>;
}

/** What the snapshots of one product say; plain data, as it comes from another thread. */
export interface ProductAnalysis {
  readonly comparisons: readonly Comparison[];
  readonly variants: readonly { readonly variant: VariantLine; readonly histories: VariantHistories }[];
  /** Number of exports per provider module of each snapshot, keyed by `snapshotKey`. */
  readonly exportsPerModule: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** All that is computed of one product; without what nothing is on file for. */
export interface AnalysedProduct extends ProductAnalysis {
  readonly inTree?: readonly InTreeBuild[];
  readonly types?: TypeAnalysis;
  /** Which exports each update took away. */
  readonly ends?: readonly UpdateDepartures[];
}

/** All products together. */
export interface Analysis {
  readonly lines: readonly ProductLine[];
  readonly variants: readonly VariantLine[];
  readonly histories: SymbolHistories;
  readonly comparisons: readonly Comparison[];
  readonly exportsPerModule: ProductAnalysis['exportsPerModule'];
  /** By product, variant and release, oldest first. */
  readonly inTree: readonly InTreeBuild[];
  readonly types: TypeAnalysis;
  readonly ends: readonly UpdateDepartures[];
}

/** How an analysis gets at what it needs. */
export interface AnalysisSource {
  readonly readExports: ReadExports;
  /** Stands for the exports of a snapshot and how they are to be understood. */
  readonly snapshotKey: (id: SnapshotId) => string;
  readonly cache: Pick<Cache, 'load' | 'store'>;
}

/**
 * Reads the snapshots of a product, oldest first per variant, and the newest one of the product that it follows; of those that
 * an earlier analysis knew, only what the new ones are compared with. Holds two snapshots at a time, besides the result.
 *
 * @param lines the product that is followed among them, if it is on file
 */
export async function analyseProduct(
  line: ProductLine,
  lines: readonly ProductLine[],
  source: AnalysisSource,
): Promise<ProductAnalysis> {
  const updates = updatesOf(lines).filter((update) => update.after.product === line.product.name);
  const comparisons = [...Map.groupBy(updates, updateName).values()].map(
    (own) => new PendingComparison(own, lines, source),
  );
  const variants: AnalysedVariant[] = [];
  for (const variant of variantsOf(line)) variants.push(await analyseVariant(variant, comparisons, source));
  return {
    comparisons: comparisons.map((each) => each.finish()),
    variants: variants.map(({ variant, histories }) => ({ variant, histories })),
    exportsPerModule: new Map(variants.flatMap(({ exportsPerModule }) => [...exportsPerModule])),
  };
}

interface AnalysedVariant {
  readonly variant: VariantLine;
  /** Keys of the snapshots that were read. */
  readonly snapshots: readonly string[];
  readonly histories: VariantHistories;
  readonly exportsPerModule: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

async function analyseVariant(
  variant: VariantLine,
  comparisons: readonly PendingComparison[],
  { readExports, snapshotKey: keyOf, cache }: AnalysisSource,
): Promise<AnalysedVariant> {
  const build = parseVariantName(variant.name);
  const name = `variant ${variant.product} ${variant.name}`;
  const snapshots = variant.releases.map((release) => keyOf({ product: variant.product, release, ...build }));
  const cached = cache.load(name, 'variant') as AnalysedVariant | undefined;
  // Releases are added at the end: what is known of those before stays true.
  const isPrefix = cached?.snapshots.every((key, index) => key === snapshots[index]) === true;
  const known = isPrefix ? cached : undefined;
  const isComplete = known?.snapshots.length === snapshots.length;
  const history = new VariantHistoryBuilder(isComplete ? undefined : known?.histories);
  const exportsPerModule = new Map(known?.exportsPerModule);
  let before: readonly Export[] | undefined;
  for (const [index, release] of variant.releases.entries()) {
    const id = { product: variant.product, release, ...build };
    const wanting = comparisons.find((each) => each.wants(variant.name, release));
    const isNew = index >= (known?.snapshots.length ?? 0);
    if (!isNew && wanting === undefined) {
      before = undefined;
      continue;
    }
    const exports = await readExports(id);
    if (isNew) {
      history.add(index, exports);
      exportsPerModule.set(snapshotKey(id, variant.name), countByModule(exports));
    }
    if (wanting !== undefined) {
      before ??= await readExports({ ...wanting.update.before, ...build });
      wanting.add(variant.name, before, exports);
    }
    before = exports;
  }
  if (isComplete) return { ...known, variant };
  const analysed = { variant, snapshots, histories: history.build(), exportsPerModule };
  cache.store(name, 'variant', analysed);
  return analysed;
}

/** A comparison that is known from an earlier analysis, or waits for the variants of its two releases. */
class PendingComparison {
  readonly update: Update;
  readonly #known: Comparison | undefined;
  readonly #variants: readonly string[];
  readonly #lines: readonly ProductLine[];
  readonly #cache: AnalysisSource['cache'];
  readonly #key: string;
  readonly #diffs: VariantDiff[] = [];

  /** @param updates all with the same releases, in the order of their variants */
  constructor(
    updates: readonly Update[],
    lines: readonly ProductLine[],
    { snapshotKey: keyOf, cache }: AnalysisSource,
  ) {
    const [update] = updates;
    if (update === undefined) throw new RangeError('a comparison has at least one variant');
    this.update = update;
    this.#variants = updates.map((each) => each.variant);
    this.#lines = lines;
    this.#cache = cache;
    this.#key = updates
      .flatMap(({ variant, before, after }) =>
        [before, after].map((release) => `${variant} ${keyOf({ ...release, ...parseVariantName(variant) })}`),
      )
      .join('\n');
    this.#known = cache.load(this.#name, this.#key) as Comparison | undefined;
  }

  get #name(): string {
    return `comparison ${updateName(this.update)}`;
  }

  /** Whether it needs the exports of this release. */
  wants(variant: string, release: string): boolean {
    return (
      this.#known === undefined && this.update.after.release === release && this.#variants.includes(variant)
    );
  }

  add(variant: string, before: readonly Export[], after: readonly Export[]): void {
    this.#diffs.push(variantDiff(this.#lines, { ...this.update, variant }, before, after));
  }

  finish(): Comparison {
    if (this.#known !== undefined) return this.#known;
    const found = comparison(this.update, this.#diffs);
    this.#cache.store(this.#name, this.#key, found);
    return found;
  }
}

/** @param byProduct of every product of `lines`, by its name */
export function joinAnalyses(
  lines: readonly ProductLine[],
  byProduct: ReadonlyMap<string, Partial<AnalysedProduct>>,
): Analysis {
  const products = lines.flatMap((line) => byProduct.get(line.product.name) ?? []);
  const variants = products.flatMap((product) => product.variants ?? []);
  return {
    lines,
    variants: variants.map(({ variant }) => variant),
    histories: new SymbolHistories(variants.map(({ histories }) => histories)),
    comparisons: products.flatMap((product) => product.comparisons ?? []),
    exportsPerModule: new Map(products.flatMap((product) => [...(product.exportsPerModule ?? [])])),
    inTree: products.flatMap((product) => product.inTree ?? []),
    types: {
      updates: products.flatMap((product) => product.types?.updates ?? []),
      variants: products.flatMap((product) => product.types?.variants ?? []),
    },
    ends: products.flatMap((product) => product.ends ?? []),
  };
}

function comparison({ before, after }: Update, diffs: readonly VariantDiff[]): Comparison {
  return {
    before,
    after,
    variants: diffs.map((diff) => ({
      variant: diff.variant,
      exports: [diff.before.exports, diff.after.exports],
      finding: variantFinding(diff),
      notComparable: diff.notComparable,
    })),
    rows: {
      variants: diffs.map((diff) => diff.variant),
      modules: groupByModule(diffs).map(({ module, counts, rows }) => ({
        module,
        counts: [...counts],
        size: rows.length,
        rows: formatChangeRows(rows),
      })),
    },
  };
}

export function snapshotKey({ product, release }: Update['before'], variant: string): string {
  return `${product}/${release}/${variant}`;
}

function updateName({ before, after }: Update): string {
  return `${before.product}/${before.release}..${after.release}`;
}

function variantDiff(
  lines: readonly ProductLine[],
  update: Update,
  before: readonly Export[],
  after: readonly Export[],
): VariantDiff {
  const old = { exports: before, ...aboutExports(lines, update.before, update.variant) };
  const now = { exports: after, ...aboutExports(lines, update.after, update.variant) };
  return compareVariant(update.variant, old, now);
}

function aboutExports(
  lines: readonly ProductLine[],
  { product, release }: Update['before'],
  variant: string,
): Omit<ExportTable, 'exports'> {
  const record = snapshotRecordOf(lines, { product, release, ...parseVariantName(variant) });
  return { crcGenerator: record?.crc_generator ?? 'unknown', coverage: coverageOf(record ?? {}) };
}

export function snapshotRecordOf(lines: readonly ProductLine[], id: SnapshotId): SnapshotRecord | undefined {
  const records = lines.find((line) => line.product.name === id.product)?.releases;
  return records?.find((record) => record.release === id.release)?.snapshots[variantName(id)];
}

function countByModule(exports: readonly Export[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { module } of exports) counts.set(module, (counts.get(module) ?? 0) + 1);
  return counts;
}
