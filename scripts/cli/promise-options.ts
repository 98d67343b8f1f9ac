/** What `--policy`, `--list` and `--rules` say: the promise that two builds are held against. */
import path from 'node:path';
import { parseRules } from '../../src/formats/lists/rules.ts';
import { lineUp } from '../../src/history/lineage.ts';
import { DEFAULT_FLAVOUR, variantName } from '../../src/kernel/variant.ts';
import { nearest } from '../../src/base/nearest.ts';
import { guaranteeOf, policyName, transitionOf, type Policy } from '../../src/policy/policy.ts';
import { Fault, isError, type Problem } from '../../src/base/problems.ts';
import { TRANSITIONS, type Transition } from '../../src/policy/promise.ts';
import { promisedNames } from '../../src/policy/judged.ts';
import { MOVED_VERDICTS, type Guarantee, type MovedVerdict } from '../../src/policy/verdict.ts';
import { readPolicies } from '../corpus/read-policies.ts';
import { readProducts, readReleases } from '../corpus/read.ts';
import { oneOf, textOption } from './declare/options.ts';
import type { Build } from './operands.ts';
import { readPromisedList, textOf, type ListPlace } from './promised-list.ts';

/** As commands declare them. */
export const PROMISE_OPTIONS = {
  policy: textOption('P', 'judge the changes under a policy on file: redhat/rhel-9'),
  list: textOption(
    'FILE',
    "judge by this list of protected symbols: a vendor's list, its reference file, or a folder with a file per symbol",
  ),
  rules: textOption(
    'FILE',
    "tolerate what these rules do: SUSE's severities, first match first, or Android's allowed breaks",
  ),
  transition: oneOf(
    'T',
    TRANSITIONS,
    `what the update is, if not what the builds say: ${TRANSITIONS.join(', ')}`,
  ),
  moved: oneOf(
    'V',
    MOVED_VERDICTS,
    'a symbol that another module provides breaks (as for check-kabi; what the policy says) or passes (as for ksymvers)',
  ),
};

export interface PromiseOptions {
  /** `<vendor>/<id>` */
  readonly policy?: string | undefined;
  /** A file, or a folder with a file per symbol as CentOS Stream has it. */
  readonly list?: string | undefined;
  readonly rules?: string | undefined;
  /** Missing: what the two builds are. */
  readonly transition?: Transition | undefined;
  /** Missing: what the policy says; without one, it breaks. */
  readonly moved?: MovedVerdict | undefined;
}

/** What two builds are held against, and how a report names it. */
export interface HeldAgainst {
  readonly guarantee: Guarantee;
  /** Where the names of `list` are. */
  readonly places: ReadonlyMap<string, ListPlace>;
  /** What the files of `list` are called, and its headers. */
  readonly listTitles: readonly string[];
  readonly transition: Transition;
  readonly policy: string | null;
  readonly list: string | null;
  readonly rules: string | null;
}

export interface ReadPromise {
  readonly problems: readonly Problem[];
  of(a: Build, b: Build): HeldAgainst;
}

export function namesPromise({ policy, list, rules }: PromiseOptions): boolean {
  return policy !== undefined || list !== undefined || rules !== undefined;
}

/**
 * Reads what the options name. If they name nothing, every export is promised.
 *
 * @throws {Fault} if one of them cannot be read, or there is no such policy.
 */
export async function readPromise(options: PromiseOptions, content: string): Promise<ReadPromise> {
  const { policy: name, list: listPath, rules: rulesPath } = options;
  const { policy, problems: found }: FoundPolicy =
    name === undefined ? { problems: [] } : await findPolicy(name, content);
  const list = listPath === undefined ? undefined : await readPromisedList(listPath);
  const rules = rulesPath === undefined ? undefined : parseRules(await textOf(rulesPath), rulesPath);
  const moved = options.moved ?? (policy === undefined ? 'breaks' : policy.list?.moved);
  return {
    problems: [...found, ...(list?.problems ?? []), ...(rules?.problems ?? [])],
    of(a, b) {
      const transition = options.transition ?? updateBetween(a, b, policy);
      const promised = policy && promisedOf(policy, transition, b);
      const listed = list && promisedNames(list.names, a.exports, b.exports);
      return {
        transition,
        policy: name ?? null,
        list: listPath ?? null,
        rules: rulesPath ?? null,
        places: list?.places ?? new Map(),
        listTitles: list?.titles ?? [],
        guarantee: {
          keeps: promised?.keeps ?? 'kabi',
          protects: promised?.protects ?? (list === undefined ? 'all' : 'list'),
          listed: listed ?? promised?.listed,
          rules: [...(rules?.records ?? []), ...(promised?.rules ?? [])],
          moved,
        },
      };
    },
  };
}

function promisedOf(policy: Policy, transition: Transition, { id }: Build): Guarantee {
  const { product, arch, flavour } = id;
  const variant = arch === null ? '' : variantName({ arch, flavour: flavour ?? DEFAULT_FLAVOUR });
  return guaranteeOf(policy, transition, product ?? '', variant);
}

/** Of files nothing is known but their exports: they are taken for an update. */
function updateBetween({ id: a }: Build, { id: b }: Build, policy: Policy | undefined): Transition {
  if (a.product === null || a.release === null || b.product === null || b.release === null) {
    return 'within-minor';
  }
  const before = { product: a.product, release: a.release };
  return transitionOf({ before, after: { product: b.product, release: b.release } }, policy);
}

interface FoundPolicy {
  readonly policy?: Policy;
  /** What is wrong with its lists and rules. */
  readonly problems: readonly Problem[];
}

async function findPolicy(name: string, content: string): Promise<FoundPolicy> {
  const { products } = await readProducts(content);
  const releases = await Promise.all(products.map((each) => readReleases(content, each.name)));
  const lines = lineUp(
    products,
    releases.flatMap((each) => each.releases),
  );
  const { vendors, problems } = await readPolicies(content, lines);
  const policies = vendors.flatMap((vendor) => vendor.policies);
  const found = policies.find((policy) => policyName(policy) === name);
  if (found !== undefined) {
    const folder = path.join('policies', found.vendor, 'lists');
    return { policy: found, problems: problems.filter((each) => each.path.includes(folder)) };
  }
  const broken = problems.find((each) => isError(each) && each.path.includes(path.join('policies', name)));
  if (broken !== undefined) throw new Fault(broken);
  const known = policies.map(policyName);
  const ofVendor = known.filter((each) => each.startsWith(`${name}/`));
  const names = ofVendor.length > 0 ? ofVendor : nearest(name, known);
  const detail = names.length === 0 ? 'none is on file' : `did you mean ${names.join(', ')}?`;
  throw new Fault({ kind: 'unknown-policy', path: name, detail });
}
