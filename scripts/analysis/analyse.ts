/** Computes, from the snapshots, all that the collections are written from. */
import type { ReadExports } from '../corpus/read.ts';
import type { AnalysisCache } from './analysis-cache.ts';
import type { InTreeBuild } from './analyse-in-tree.ts';
import type { TypeAnalysis } from './analyse-types.ts';
import { compareLane, formatChangeRows, groupByModule, type LaneDiff } from '../../src/history/comparison.ts';
import { LaneHistoryBuilder, SymbolHistories, type LaneHistories } from '../../src/history/runs.ts';
import { lanesOf, stepsOf, type Lane, type ProductLine, type Step } from '../../src/history/lineage.ts';
import type { ExportTable } from '../../src/history/diff.ts';
import { coverageOf, type SnapshotRecord } from '../../src/history/release.ts';
import type { CompareRows } from '../../src/records/generated.ts';
import { laneFinding, type LaneFinding } from '../../src/lang/en/sentences.ts';
import { laneName, parseLaneName, type Export, type SnapshotId } from '../../src/kernel/model.ts';

/** Two neighbouring releases, in every lane in which they are neighbours. */
export interface Comparison {
  readonly before: Step['before'];
  readonly after: Step['after'];
  readonly lanes: readonly ComparedLane[];
  /** The rows as text: all comparisons are held at once, and as objects they would take ten times the memory. */
  readonly rows: CompareRows;
}

export interface ComparedLane {
  readonly lane: string;
  readonly exports: readonly [before: number, after: number];
  readonly finding: LaneFinding;
  /** As in Diff: also of modules without any change. */
  readonly notComparable: ReadonlyMap<string, number>;
}

/** What the snapshots of one product say; plain data, as it comes from another thread. */
export interface ProductAnalysis {
  readonly comparisons: readonly Comparison[];
  readonly lanes: readonly { readonly lane: Lane; readonly histories: LaneHistories }[];
  /** Number of exports per provider module of each snapshot, keyed by `snapshotKey`. */
  readonly exportsPerModule: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** All that is computed of one product; without what nothing is on file for. */
export interface AnalysedProduct extends ProductAnalysis {
  readonly inTree?: readonly InTreeBuild[];
  readonly types?: TypeAnalysis;
}

/** All products together. */
export interface Analysis {
  readonly lines: readonly ProductLine[];
  readonly lanes: readonly Lane[];
  readonly histories: SymbolHistories;
  readonly comparisons: readonly Comparison[];
  readonly exportsPerModule: ProductAnalysis['exportsPerModule'];
  /** By product, lane and release, oldest first. */
  readonly inTree: readonly InTreeBuild[];
  readonly types: TypeAnalysis;
}

/** How an analysis gets at what it needs. */
export interface AnalysisSource {
  readonly readExports: ReadExports;
  /** Stands for the exports of a snapshot and how they are to be understood. */
  readonly snapshotKey: (id: SnapshotId) => string;
  readonly cache: Pick<AnalysisCache, 'load' | 'store'>;
}

/**
 * Reads the snapshots of a product, oldest first per lane, and the newest one of the product that it follows; of those that
 * an earlier analysis knew, only what the new ones are compared with. Holds two snapshots at a time, besides the result.
 *
 * @param lines the product that is followed among them, if it is on file
 */
export async function analyseProduct(
  line: ProductLine,
  lines: readonly ProductLine[],
  source: AnalysisSource,
): Promise<ProductAnalysis> {
  const steps = stepsOf(lines).filter((step) => step.after.product === line.product.name);
  const comparisons = [...Map.groupBy(steps, stepName).values()].map(
    (own) => new PendingComparison(own, lines, source),
  );
  const lanes: AnalysedLane[] = [];
  for (const lane of lanesOf(line)) lanes.push(await analyseLane(lane, comparisons, source));
  return {
    comparisons: comparisons.map((each) => each.finish()),
    lanes: lanes.map(({ lane, histories }) => ({ lane, histories })),
    exportsPerModule: new Map(lanes.flatMap(({ exportsPerModule }) => [...exportsPerModule])),
  };
}

interface AnalysedLane {
  readonly lane: Lane;
  /** Keys of the snapshots that were read. */
  readonly snapshots: readonly string[];
  readonly histories: LaneHistories;
  readonly exportsPerModule: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

async function analyseLane(
  lane: Lane,
  comparisons: readonly PendingComparison[],
  { readExports, snapshotKey: keyOf, cache }: AnalysisSource,
): Promise<AnalysedLane> {
  const build = parseLaneName(lane.name);
  const name = `lane ${lane.product} ${lane.name}`;
  const snapshots = lane.releases.map((release) => keyOf({ product: lane.product, release, ...build }));
  const cached = cache.load(name, 'lane') as AnalysedLane | undefined;
  // Releases are added at the end: what is known of those before stays true.
  const isPrefix = cached?.snapshots.every((key, index) => key === snapshots[index]) === true;
  const known = isPrefix ? cached : undefined;
  const isComplete = known?.snapshots.length === snapshots.length;
  const history = new LaneHistoryBuilder(isComplete ? undefined : known?.histories);
  const exportsPerModule = new Map(known?.exportsPerModule);
  let before: readonly Export[] | undefined;
  for (const [index, release] of lane.releases.entries()) {
    const id = { product: lane.product, release, ...build };
    const wanting = comparisons.find((each) => each.wants(lane.name, release));
    const isNew = index >= (known?.snapshots.length ?? 0);
    if (!isNew && wanting === undefined) {
      before = undefined;
      continue;
    }
    const exports = await readExports(id);
    if (isNew) {
      history.add(index, exports);
      exportsPerModule.set(snapshotKey(id, lane.name), countByModule(exports));
    }
    if (wanting !== undefined) {
      before ??= await readExports({ ...wanting.step.before, ...build });
      wanting.add(lane.name, before, exports);
    }
    before = exports;
  }
  if (isComplete) return { ...known, lane };
  const analysed = { lane, snapshots, histories: history.build(), exportsPerModule };
  cache.store(name, 'lane', analysed);
  return analysed;
}

/** A comparison that is known from an earlier analysis, or waits for the lanes of its two releases. */
class PendingComparison {
  readonly step: Step;
  readonly #known: Comparison | undefined;
  readonly #lanes: readonly string[];
  readonly #lines: readonly ProductLine[];
  readonly #cache: AnalysisSource['cache'];
  readonly #key: string;
  readonly #diffs: LaneDiff[] = [];

  /** @param steps all with the same releases, in the order of their lanes */
  constructor(
    steps: readonly Step[],
    lines: readonly ProductLine[],
    { snapshotKey: keyOf, cache }: AnalysisSource,
  ) {
    const [step] = steps;
    if (step === undefined) throw new RangeError('a comparison has at least one lane');
    this.step = step;
    this.#lanes = steps.map((each) => each.lane);
    this.#lines = lines;
    this.#cache = cache;
    this.#key = steps
      .flatMap(({ lane, before, after }) =>
        [before, after].map((release) => `${lane} ${keyOf({ ...release, ...parseLaneName(lane) })}`),
      )
      .join('\n');
    this.#known = cache.load(this.#name, this.#key) as Comparison | undefined;
  }

  get #name(): string {
    return `comparison ${stepName(this.step)}`;
  }

  /** Whether it needs the exports of this release. */
  wants(lane: string, release: string): boolean {
    return this.#known === undefined && this.step.after.release === release && this.#lanes.includes(lane);
  }

  add(lane: string, before: readonly Export[], after: readonly Export[]): void {
    this.#diffs.push(laneDiff(this.#lines, { ...this.step, lane }, before, after));
  }

  finish(): Comparison {
    if (this.#known !== undefined) return this.#known;
    const found = comparison(this.step, this.#diffs);
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
  const lanes = products.flatMap((product) => product.lanes ?? []);
  return {
    lines,
    lanes: lanes.map(({ lane }) => lane),
    histories: new SymbolHistories(lanes.map(({ histories }) => histories)),
    comparisons: products.flatMap((product) => product.comparisons ?? []),
    exportsPerModule: new Map(products.flatMap((product) => [...(product.exportsPerModule ?? [])])),
    inTree: products.flatMap((product) => product.inTree ?? []),
    types: {
      steps: products.flatMap((product) => product.types?.steps ?? []),
      lanes: products.flatMap((product) => product.types?.lanes ?? []),
    },
  };
}

function comparison({ before, after }: Step, diffs: readonly LaneDiff[]): Comparison {
  return {
    before,
    after,
    lanes: diffs.map((diff) => ({
      lane: diff.lane,
      exports: [diff.before.exports, diff.after.exports],
      finding: laneFinding(diff),
      notComparable: diff.notComparable,
    })),
    rows: {
      lanes: diffs.map((diff) => diff.lane),
      modules: groupByModule(diffs).map(({ module, counts, rows }) => ({
        module,
        counts: [...counts],
        size: rows.length,
        rows: formatChangeRows(rows),
      })),
    },
  };
}

export function snapshotKey({ product, release }: Step['before'], lane: string): string {
  return `${product}/${release}/${lane}`;
}

function stepName({ before, after }: Step): string {
  return `${before.product}/${before.release}..${after.release}`;
}

function laneDiff(
  lines: readonly ProductLine[],
  step: Step,
  before: readonly Export[],
  after: readonly Export[],
): LaneDiff {
  const old = { exports: before, ...aboutExports(lines, step.before, step.lane) };
  const now = { exports: after, ...aboutExports(lines, step.after, step.lane) };
  return compareLane(step.lane, old, now);
}

function aboutExports(
  lines: readonly ProductLine[],
  { product, release }: Step['before'],
  lane: string,
): Omit<ExportTable, 'exports'> {
  const record = recordOf(lines, { product, release, ...parseLaneName(lane) });
  return { crcGenerator: record?.crc_generator ?? 'unknown', coverage: coverageOf(record ?? {}) };
}

export function recordOf(lines: readonly ProductLine[], id: SnapshotId): SnapshotRecord | undefined {
  const records = lines.find((line) => line.product.name === id.product)?.releases;
  return records?.find((record) => record.release === id.release)?.snapshots[laneName(id)];
}

function countByModule(exports: readonly Export[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { module } of exports) counts.set(module, (counts.get(module) ?? 0) + 1);
  return counts;
}
