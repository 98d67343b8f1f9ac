/** Checks of promises and figures against themselves. */
import type { Problem } from '../base/problems.ts';
import { type Policy, policyName } from '../policy/policy.ts';
import { TRANSITIONS, type Transition } from '../policy/promise.ts';
import type { Measurement, PromiseCell } from '../policy/record.ts';
import type { LintInput } from './lint-input.ts';

type Finding = (policy: Policy) => readonly { readonly detail: string; readonly near: string }[];

function perPolicy(kind: Problem['kind'], find: Finding) {
  return ({ policies, files }: LintInput): Problem[] =>
    policies.flatMap((policy) => {
      const path = files.policy(policy);
      return find(policy).map(({ detail, near }) => ({ kind, path, ...files.lineOf(path, near), detail }));
    });
}

/** From the shortest step to the longest. */
const LONGER: readonly Transition[] = ['within-minor', 'between-minors', 'between-majors'];

/** How much a cell keeps; undefined where nothing is said, or there is no such step. */
function strength({ keeps, protects }: PromiseCell): number | undefined {
  switch (keeps) {
    case 'nothing':
      return 0;
    case 'kapi':
      return 1;
    case 'kabi':
      return protects === 'all' ? 3 : 2;
    case 'not-applicable':
    case 'unknown':
      return undefined;
  }
}

export const contradictingCells = perPolicy('contradicting-cells', ({ promise }) => {
  const known = LONGER.flatMap((transition) => {
    const keeps = strength(promise[transition]);
    return keeps === undefined ? [] : [{ transition, keeps }];
  });
  const stronger = known.slice(1).flatMap(({ transition, keeps }, index) => {
    const shorter = known[index];
    if (shorter === undefined || keeps <= shorter.keeps) return [];
    return [{ detail: `${transition} keeps more than ${shorter.transition}`, near: transition }];
  });
  const rebuilds = TRANSITIONS.flatMap((transition) => {
    const { keeps, protects, rebuild } = promise[transition];
    const detail = `${transition}: ${keeps} and rebuild: ${rebuild}`;
    const isWrong =
      (keeps === 'nothing' && (rebuild === 'not-needed' || rebuild === 'listed-only')) ||
      (keeps === 'kabi' && protects === 'all' && rebuild === 'needed');
    return isWrong ? [{ detail, near: transition }] : [];
  });
  return [...stronger, ...rebuilds];
});

export const undescribedLists = perPolicy('list-not-described', ({ promise, list, status }) => {
  // An option that was weighed is about the list of the policy that it would have changed.
  if (list !== undefined || status === 'proposed') return [];
  return TRANSITIONS.filter((each) => promise[each].protects === 'list').map((each) => ({
    detail: each,
    near: each,
  }));
});

/** What says that nothing was found, in one way or another. */
const NOT_FOUND =
  /\bnot found\b|\bno (?:such |general )?(?:statement|rule|promise)|makes no statement|\bwas found\b/i;

export const contradictedTexts = perPolicy('contradicted-text', ({ promise }) =>
  TRANSITIONS.flatMap((transition) => {
    const { keeps, text } = promise[transition];
    const near = text.en.split('\n', 1)[0] ?? '';
    if (keeps === 'unknown' && !NOT_FOUND.test(text.en))
      return [{ detail: `${transition} is unknown, and its text tells of something`, near }];
    if (keeps !== 'unknown' && /^not found\b/i.test(text.en))
      return [{ detail: `${transition} keeps ${keeps}, and its text says that nothing was found`, near }];
    return [];
  }),
);

export const disagreeingFigures = perPolicy('figures-disagree', ({ measurements, list }) => [
  ...measurements.flatMap((each, index) => [
    ...sums(each).map((detail) => ({ detail: `${stepOf(each)}: ${detail}`, near: each.from })),
    ...measurements
      .slice(0, index)
      .filter((other) => stepOf(other) === stepOf(each) && resultOf(other) !== resultOf(each))
      .map(() => ({ detail: `${stepOf(each)} is measured twice, with other results`, near: each.from })),
  ]),
  ...(list?.counts ?? []).flatMap(({ of, arch, symbols }) => {
    const measured = measurements.flatMap((each) => listedAt(each, of, arch));
    if (measured.length === 0 || measured.includes(symbols)) return [];
    return [
      {
        detail: `${of}, ${arch}: ${symbols} counted, ${measured.join(' or ')} measured`,
        near: String(symbols),
      },
    ];
  }),
]);

function stepOf({ from, to, arch }: Measurement): string {
  return `${from} to ${to}, ${arch}`;
}

function resultOf({ listed, added, removed, crcChanged }: Measurement): string {
  return [...listed, added, removed, crcChanged].join();
}

function sums({ listed: [before, after], added, removed, crcChanged }: Measurement): string[] {
  const stay = before - removed;
  return [
    ...(stay + added === after ? [] : [`${before} + ${added} - ${removed} is ${stay + added}, not ${after}`]),
    ...(crcChanged <= stay ? [] : [`${crcChanged} CRCs changed of ${stay} that stay`]),
  ];
}

/** What a measurement has listed for a release: `RHEL 9.3` is measured as `RHEL 9.3 (362.8.1)`. */
function listedAt({ from, to, arch, listed }: Measurement, of: string, wanted: string): number[] {
  const isOf = (name: string) => name === of || name.startsWith(`${of} (`);
  if (arch !== wanted) return [];
  return [...(isOf(from) ? [listed[0]] : []), ...(isOf(to) ? [listed[1]] : [])];
}

/** A policy that begins after the one before it ended. */
export function validityGaps({ policies, files }: LintInput): Problem[] {
  return policies.flatMap((policy): Problem[] => {
    const from = policy.effective?.from;
    const before = policies.find(({ vendor, id }) => vendor === policy.vendor && id === policy.predecessor);
    const until = before?.effective?.until;
    if (before === undefined || from === undefined || until === undefined) return [];
    // A month that one ends in and the other begins in is no gap.
    if (until >= from || from.startsWith(until) || until.startsWith(from)) return [];
    const path = files.policy(policy);
    const detail = `${policyName(before)} until ${until}, this one from ${from}`;
    return [{ kind: 'validity-gap', path, ...files.lineOf(path, from), detail }];
  });
}

export function duplicateTerms({ vendors, files }: LintInput): Problem[] {
  return vendors.flatMap((vendor) => {
    const path = files.vendor(vendor);
    const words = vendor.terms.map(({ term }) => term.en.toLowerCase());
    return words
      .filter((word, index) => words.indexOf(word) !== index)
      .map((word): Problem => {
        return { kind: 'duplicate-term', path, ...files.lineOf(path, word), detail: word };
      });
  });
}
