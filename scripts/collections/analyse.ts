/** Computes, from the snapshots, all that the collections are written from. */
import { compareLane, formatChangeRows, groupByModule, type LaneDiff } from '../../src/kabi/comparison.ts';
import { LaneHistoryBuilder, SymbolHistories, type LaneHistories } from '../../src/kabi/history.ts';
import { lanesOf, stepsOf, type Lane, type ProductLine, type Step } from '../../src/kabi/lineage.ts';
import type { CompareRows } from '../../src/kabi/schema/generated.ts';
import { laneFinding, type LaneFinding } from '../../src/kabi/sentences.ts';
import { getOrInsert } from '../../src/kabi/maps.ts';
import { parseLaneName, type Export, type SnapshotId } from '../../src/kabi/model.ts';

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

/** All products together. */
export interface Analysis {
  readonly lines: readonly ProductLine[];
  readonly lanes: readonly Lane[];
  readonly histories: SymbolHistories;
  readonly comparisons: readonly Comparison[];
  readonly exportsPerModule: ProductAnalysis['exportsPerModule'];
}

export type ReadExports = (id: SnapshotId) => Promise<readonly Export[]>;

/**
 * Reads every snapshot of a product once, oldest first per lane, and the newest one of the product that it follows. Holds
 * two snapshots at a time, besides the result.
 *
 * @param lines the product that is followed among them, if it is on file
 */
export async function analyseProduct(
  line: ProductLine,
  lines: readonly ProductLine[],
  readExports: ReadExports,
): Promise<ProductAnalysis> {
  const steps = stepsOf(lines).filter((step) => step.after.product === line.product.name);
  const diffs = new Map<string, { readonly step: Step; readonly lanes: LaneDiff[] }>();
  const exportsPerModule = new Map<string, Map<string, number>>();
  const lanes: { lane: Lane; histories: LaneHistories }[] = [];
  for (const lane of lanesOf(line)) {
    const build = parseLaneName(lane.name);
    const history = new LaneHistoryBuilder();
    let before: readonly Export[] | undefined;
    for (const [index, release] of lane.releases.entries()) {
      const exports = await readExports({ product: lane.product, release, ...build });
      history.add(index, exports);
      exportsPerModule.set(
        snapshotKey({ product: lane.product, release }, lane.name),
        countByModule(exports),
      );
      const step = steps.find((each) => each.lane === lane.name && each.after.release === release);
      if (step !== undefined) {
        before ??= await readExports({ ...step.before, ...build });
        const { lanes } = getOrInsert(diffs, stepName(step), () => ({ step, lanes: [] }));
        lanes.push(laneDiff(lines, step, before, exports));
      }
      before = exports;
    }
    lanes.push({ lane, histories: history.build() });
  }
  return {
    comparisons: [...diffs.values()].map((each) => comparison(each.step, each.lanes)),
    lanes,
    exportsPerModule,
  };
}

/** @param byProduct of every product of `lines`, by its name */
export function joinAnalyses(
  lines: readonly ProductLine[],
  byProduct: ReadonlyMap<string, ProductAnalysis>,
): Analysis {
  const products = lines.flatMap((line) => byProduct.get(line.product.name) ?? []);
  const lanes = products.flatMap((product) => product.lanes);
  return {
    lines,
    lanes: lanes.map(({ lane }) => lane),
    histories: new SymbolHistories(lanes.map(({ histories }) => histories)),
    comparisons: products.flatMap((product) => product.comparisons),
    exportsPerModule: new Map(products.flatMap((product) => [...product.exportsPerModule])),
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
  const old = { exports: before, crcGenerator: generatorOf(lines, step.before, step.lane) };
  const now = { exports: after, crcGenerator: generatorOf(lines, step.after, step.lane) };
  return compareLane(step.lane, old, now);
}

function generatorOf(lines: readonly ProductLine[], { product, release }: Step['before'], lane: string) {
  const records = lines.find((line) => line.product.name === product)?.releases;
  return records?.find((record) => record.release === release)?.snapshots[lane]?.crc_generator ?? 'unknown';
}

function countByModule(exports: readonly Export[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { module } of exports) counts.set(module, (counts.get(module) ?? 0) + 1);
  return counts;
}
