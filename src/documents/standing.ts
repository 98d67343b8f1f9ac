/** What became of a symbol from one product's newest release to the next, set against what a document says of it. */
import type { Run, SymbolRow } from '../history/runs.ts';
import { sameGenerator } from '../history/diff.ts';
import type { Claim } from './record.ts';
import type { HistoryTable } from '../records/generated.ts';
import { coverageIn } from '../history/symbol-history.ts';

/** How the CRC stands to that of the product before. `none`: there is nothing to compare it with. */
export type CrcStep = 'same' | 'changed' | 'not-comparable' | 'none';

/** A symbol in one lane of a product's newest release. */
export interface LaneStanding {
  readonly lane: string;
  /** Provider; null: not exported. */
  readonly module: string | null;
  readonly crc: CrcStep;
}

/** A symbol in the newest release of a product. */
export interface Standing {
  readonly product: string;
  readonly lanes: readonly LaneStanding[];
}

/** What happened to a symbol over several products; of lanes that differ the gravest. `absent`: none exports it. */
export const FOUND = ['removed', 'crc-changed', 'added', 'not-comparable', 'unchanged', 'absent'] as const;
export type Found = (typeof FOUND)[number];

/**
 * @param row undefined: no release on file exports the symbol
 * @param products names, oldest line first; one that is not on file is left out
 */
export function standings(
  row: SymbolRow | undefined,
  table: HistoryTable,
  products: readonly string[],
): Standing[] {
  const runsOf = new Map(row?.lanes);
  const result: Standing[] = [];
  const last = new Map<string, NewestState>();
  for (const name of products) {
    const product = table.products.findIndex((each) => each.name === name);
    const newest = (table.products[product]?.releases.length ?? 0) - 1;
    const lanes = table.lanes.flatMap((lane, index): LaneStanding[] => {
      // A lane that ends before the newest release says nothing about it.
      if (lane.product !== product || lane.releases.at(-1) !== newest) return [];
      const state = newestState(lane, runsOf.get(index) ?? []);
      // Nor does a part of the exports about a symbol that is not in it.
      if (state.run === undefined && coverageIn(lane, lane.releases.length - 1) === 'part') return [];
      const step = crcStep(last.get(lane.name), state);
      last.set(lane.name, state);
      return [{ lane: lane.name, module: moduleOf(state, table), crc: step }];
    });
    if (lanes.length > 0) result.push({ product: name, lanes });
  }
  return result;
}

export function found(steps: readonly Standing[]): Found {
  const lanes = new Set(steps.flatMap((step) => step.lanes.map(({ lane }) => lane)));
  const each = [...lanes].map((lane) =>
    laneFound(steps.flatMap((step) => step.lanes.filter((at) => at.lane === lane))),
  );
  return FOUND.find((kind) => each.includes(kind)) ?? 'absent';
}

/** Whether the kernels on file bear a claim out; null: they cannot tell. */
export function bearsOut(claim: Claim, what: Found): boolean | null {
  if (what === 'absent' || what === 'added') return null;
  if (claim === 'removed') return what === 'removed';
  if (what === 'not-comparable') return null;
  switch (claim) {
    case 'arguments':
    case 'argument-types':
    case 'arguments-and-types':
      return what === 'crc-changed';
    case 'unchanged':
      return what === 'unchanged';
    case 'other':
      return null;
  }
}

function laneFound(steps: readonly LaneStanding[]): Found {
  const isThere = steps.map(({ module }) => module !== null);
  if (!isThere.includes(true)) return 'absent';
  if (isThere.at(-1) === false) return 'removed';
  if (steps.some(({ crc }) => crc === 'changed')) return 'crc-changed';
  if (isThere[0] === false) return 'added';
  return steps.some(({ crc }) => crc === 'not-comparable') ? 'not-comparable' : 'unchanged';
}

interface NewestState {
  readonly run: Run | undefined;
  readonly generator: HistoryTable['lanes'][number]['generators'][number];
}

function newestState(lane: HistoryTable['lanes'][number], runs: readonly Run[]): NewestState {
  const index = lane.releases.length - 1;
  return {
    run: runs.find(([, to]) => to === index),
    generator: lane.generators[index] ?? 'unknown',
  };
}

function crcStep(before: NewestState | undefined, after: NewestState): CrcStep {
  if (before?.run === undefined || after.run === undefined) return 'none';
  const [, , old] = before.run;
  const [, , now] = after.run;
  if (old === 0 || now === 0 || !sameGenerator(before.generator, after.generator)) return 'not-comparable';
  return old === now ? 'same' : 'changed';
}

function moduleOf({ run }: NewestState, table: HistoryTable): string | null {
  return run === undefined ? null : (table.attributes[run[3]]?.module ?? null);
}
