/**
 * What a change is under a promise. Which changes break follows the kernel's loader and the vendors' own checkers: a
 * symbol that went or changed its CRC breaks modules (check-kabi of Red Hat and openEuler, ksymvers of suse-kabi-tools),
 * one that became harder to use does too; one that was added or became easier to use does not. Of one that moved to another
 * module the checkers differ.
 */
import type { Rule } from '../formats/lists/severities.ts';
import { matchesPattern } from '../formats/lists/wildcard.ts';
import { CHANGE_FACTS, type Change, type ChangeKind, type EasableKind } from '../kernel/change.ts';
import type { Coverage } from '../kernel/snapshot.ts';
import type { Keeps, ProtectedSet } from './promise.ts';

interface VerdictFacts {
  /** Whether a gate stops at it: unless it is known to hold, a promise is not. */
  readonly fails: boolean;
  /** Whether a module could have been hurt, so that it is worth a figure. */
  readonly couldHurt: boolean;
  /** Stands for it in the narrow tables of mails. */
  readonly sign: string;
}

/** Gravest first: the order in which every page and report lists them. What each is called, every language says. */
const FACTS = {
  breaking: { fails: true, couldHurt: true, sign: 'B' },
  unknown: { fails: true, couldHurt: true, sign: '?' },
  tolerated: { fails: false, couldHurt: true, sign: 'T' },
  'outside-promise': { fails: false, couldHurt: true, sign: 'o' },
  'implicitly-tolerated': { fails: false, couldHurt: false, sign: '-' },
} as const satisfies Readonly<Record<string, VerdictFacts>>;

/**
 * `breaking`: against the promise. `unknown`: the promise, or the list that it refers to, is not on file. `tolerated`: by a
 * named rule. `outside-promise`: nothing was promised of it. `implicitly-tolerated`: no module stops loading.
 */
export type Verdict = keyof typeof FACTS;

export const VERDICTS = Object.keys(FACTS) as readonly Verdict[];

export const VERDICT_FACTS: Readonly<Record<Verdict, VerdictFacts>> = FACTS;

/** What holds between two kernels: a cell of a policy with what it refers to. */
export interface Guarantee {
  readonly keeps: Keeps;
  readonly protects: ProtectedSet;
  /** The names on the protected list; undefined where it is not on file. */
  readonly listed?: ReadonlySet<string> | undefined;
  /** In their order: the first that matches decides. */
  readonly rules: readonly Rule[];
  /**
   * What a symbol is that another module provides. `breaks` for check-kabi of Red Hat and openEuler, which halts the build
   * on it; `passes`, and so by default, for the tools of SUSE and Android: depmod finds it there.
   */
  readonly moved?: MovedVerdict | undefined;
}

export const MOVED_VERDICTS = ['breaks', 'passes'] as const;
export type MovedVerdict = (typeof MOVED_VERDICTS)[number];

/** One kind of change of one symbol. */
export interface ChangeFact {
  readonly symbol: string;
  readonly kind: ChangeKind;
  /** Of the older export; of the newer one if it was added. */
  readonly module: string;
  readonly namespace: string;
  /** Whether every module that could use the symbol before still can: of a changed export type or namespace. */
  readonly eases: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** What tolerates it, or says that it must not be tolerated. */
  readonly rule?: Rule;
}

/** The facts of a change, one for each of its kinds. */
export function changeFacts({ symbol, kinds, before, after }: Change): ChangeFact[] {
  const { module = '', namespace = '' } = before ?? after ?? {};
  return kinds.map((kind) => ({
    symbol,
    kind,
    module,
    namespace,
    eases: eases(kind, before?.type ?? '', after?.type ?? '', after?.namespace ?? ''),
  }));
}

/** A symbol for modules of GPL-compatible licences only, or in a namespace, is harder to use than one that is not. */
export function eases(kind: ChangeKind, oldType: string, newType: string, newNamespace: string): boolean {
  return isEasable(kind) && EASES[kind](oldType, newType, newNamespace);
}

const EASES: Readonly<
  Record<EasableKind, (oldType: string, newType: string, newNamespace: string) => boolean>
> = {
  'type-changed': (oldType, newType) => !(newType.includes('_GPL') && !oldType.includes('_GPL')),
  'namespace-changed': (_oldType, _newType, newNamespace) => newNamespace === '',
};

function isEasable(kind: ChangeKind): kind is EasableKind {
  return CHANGE_FACTS[kind].refuses === 'unless-eased';
}

/** @param now which of the newer kernel's exports are on file: what a part of them lost, the kernel may still export */
export function judge(change: ChangeFact, guarantee: Guarantee, now: Coverage): Judgement {
  const { kind, symbol } = change;
  if (kind === 'removed' && now === 'part') return { verdict: judgeNotComparable(symbol, guarantee) };
  const covered = coverage(symbol, guarantee);
  if (kind === 'module-moved' && guarantee.moved !== 'breaks') return { verdict: 'implicitly-tolerated' };
  if (kind === 'added' || change.eases) {
    const rule = covered === 'promised' ? firstMatch(guarantee.rules, change) : undefined;
    return rule?.passes === true ? { verdict: 'tolerated', rule } : { verdict: 'implicitly-tolerated' };
  }
  if (covered !== 'promised') return { verdict: covered };
  if (guarantee.keeps === 'kapi' && kind === 'crc-changed') return { verdict: 'outside-promise' };
  const rule = firstMatch(guarantee.rules, change);
  if (rule === undefined) return { verdict: 'breaking' };
  return { verdict: rule.passes ? 'tolerated' : 'breaking', rule };
}

/** What a common symbol is whose CRCs cannot be compared: nothing speaks for it, and nothing against it. */
export function judgeNotComparable(symbol: string, guarantee: Guarantee): Verdict {
  const covered = coverage(symbol, guarantee);
  return covered === 'promised' ? 'unknown' : covered;
}

export function firstMatch(
  rules: readonly Rule[],
  change: Pick<ChangeFact, 'symbol' | 'module' | 'namespace'>,
): Rule | undefined {
  return rules.find(({ type, pattern }) => {
    // An export without a namespace is in none: not even "*" is about it.
    if (type === 'namespace' && change.namespace === '') return false;
    return matchesPattern(pattern, change[type]);
  });
}

/** The gravest of several. */
export function gravest(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.find((each) => verdicts.includes(each)) ?? 'implicitly-tolerated';
}

export type VerdictCounts = Record<Verdict, number>;

export function noVerdicts(): VerdictCounts {
  return { breaking: 0, unknown: 0, tolerated: 0, 'outside-promise': 0, 'implicitly-tolerated': 0 };
}

function coverage(
  symbol: string,
  { keeps, protects, listed }: Guarantee,
): 'promised' | 'outside-promise' | 'unknown' {
  if (keeps === 'unknown') return 'unknown';
  if (keeps === 'nothing' || keeps === 'not-applicable') return 'outside-promise';
  switch (protects) {
    case 'all':
      return 'promised';
    case 'none':
      return 'outside-promise';
    case 'unknown':
      return 'unknown';
    case 'list':
      if (listed === undefined) return 'unknown';
      return listed.has(symbol) ? 'promised' : 'outside-promise';
  }
}
