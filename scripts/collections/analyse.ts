/** Reads every snapshot once, oldest first, and computes all that the collections are written from. */
import { compareLane, formatChangeRows, groupByModule, type LaneDiff } from '../../src/kabi/comparison.ts';
import { HistoryBuilder, type Attributes, type SymbolRow } from '../../src/kabi/history.ts';
import { lanesOf, stepsOf, type Lane, type ProductLine, type Step } from '../../src/kabi/lineage.ts';
import type { CompareRows } from '../../src/kabi/schema/generated.ts';
import { laneFinding, type LaneFinding } from '../../src/kabi/sentences.ts';
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
}

export interface Analysis {
  readonly lines: readonly ProductLine[];
  readonly lanes: readonly Lane[];
  readonly comparisons: readonly Comparison[];
  readonly symbols: readonly SymbolRow[];
  readonly attributes: readonly Attributes[];
  /** Number of exports per provider module of each snapshot, keyed by `snapshotKey`. */
  readonly exportsPerModule: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export type ReadExports = (id: SnapshotId) => Promise<readonly Export[]>;

/**
 * Holds one snapshot per lane at a time, besides the result.
 *
 * @param lines products in an order in which the followed one comes first
 * @param onSnapshot told of each snapshot as it is read, for progress
 */
export async function analyse(
  lines: readonly ProductLine[],
  readExports: ReadExports,
  onSnapshot: (id: SnapshotId) => void,
): Promise<Analysis> {
  const steps = new Map(stepsOf(lines).map((step) => [snapshotKey(step.after, step.lane), step]));
  const history = new HistoryBuilder();
  const lanes: Lane[] = [];
  const comparisons: Comparison[] = [];
  const exportsPerModule = new Map<string, Map<string, number>>();
  const newest = new Map<string, readonly Export[]>();
  for (const line of lines) {
    const laneDiffs = new Map<string, { step: Step; lanes: LaneDiff[] }>();
    for (const lane of lanesOf(line)) {
      const laneIndex = lanes.push(lane) - 1;
      for (const [releaseIndex, release] of lane.releases.entries()) {
        const id = { product: lane.product, release, ...parseLaneName(lane.name) };
        onSnapshot(id);
        const exports = await readExports(id);
        history.add(laneIndex, releaseIndex, exports);
        exportsPerModule.set(snapshotKey(id, lane.name), countByModule(exports));
        const step = steps.get(snapshotKey(id, lane.name));
        const before = step && newest.get(laneKey(step.before.product, lane.name));
        if (step !== undefined && before !== undefined) {
          const key = `${stepName(step.before)}..${stepName(step.after)}`;
          let entry = laneDiffs.get(key);
          if (entry === undefined) laneDiffs.set(key, (entry = { step, lanes: [] }));
          entry.lanes.push(laneDiff(lines, step, before, exports));
        }
        newest.set(laneKey(lane.product, lane.name), exports);
      }
    }
    for (const { step, lanes: diffs } of laneDiffs.values()) comparisons.push(comparison(step, diffs));
  }
  return {
    lines,
    lanes,
    comparisons,
    symbols: history.rows(),
    attributes: history.attributes,
    exportsPerModule,
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

export function snapshotKey(
  release: { readonly product: string; readonly release: string },
  lane: string,
): string {
  return `${stepName(release)}/${lane}`;
}

function stepName(release: { readonly product: string; readonly release: string }): string {
  return `${release.product}/${release.release}`;
}

function laneKey(product: string, lane: string): string {
  return `${product}/${lane}`;
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
