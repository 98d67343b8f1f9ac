/** What holds today, on one screen: policies of a vendor that promise the same share a row. */
import { measuredOutcome, type Outcome } from '../../policy/practice.ts';
import type { Transition } from '../../policy/promise.ts';
import type { PolicyEntry, VendorEntry } from '../../records/entries/vendor.ts';
import { getOrInsert } from '../../base/maps.ts';

/** Rebuilds by others are left to the matrix: hardly any vendor speaks of them. */
export const OVERVIEW_TRANSITIONS = [
  'within-minor',
  'between-minors',
  'between-majors',
] as const satisfies Transition[];

export interface OverviewRow {
  readonly vendor: VendorEntry;
  /** At least one; what the first promises, all do. */
  readonly policies: readonly PolicyEntry[];
  /** How often the record bore it out: of updates on file, by build, and of figures from vendors' reference files. */
  readonly record: ReadonlyMap<Outcome, number>;
}

/** Vendors in their order, each with its rows in the order of its policies. */
export function policyOverview(vendors: readonly VendorEntry[]): OverviewRow[] {
  return vendors.flatMap((vendor) => {
    const groups = new Map<string, PolicyEntry[]>();
    for (const policy of vendor.policies) {
      if (policy.status === 'proposed' || policy.effective?.until !== undefined) continue;
      getOrInsert(groups, promiseKey(policy), () => []).push(policy);
    }
    return [...groups.values()].map((policies) => ({ vendor, policies, record: recordOf(vendor, policies) }));
  });
}

function promiseKey({ promise }: PolicyEntry): string {
  return OVERVIEW_TRANSITIONS.map((each) => `${promise[each].keeps} ${promise[each].protects}`).join(', ');
}

function recordOf({ practice }: VendorEntry, policies: readonly PolicyEntry[]): Map<Outcome, number> {
  const ids = new Set(policies.map(({ id }) => id));
  const outcomes = [
    ...practice.flatMap(({ policy, variants }) =>
      ids.has(policy.id) ? variants.map(({ outcome }) => outcome) : [],
    ),
    ...policies.flatMap(({ promise, measurements }) =>
      measurements.map((each) => measuredOutcome(promise[each.transition], each)),
    ),
  ];
  const record = new Map<Outcome, number>();
  for (const outcome of outcomes) record.set(outcome, (record.get(outcome) ?? 0) + 1);
  return record;
}
