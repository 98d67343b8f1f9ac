/** What `--policy`, `--list` and `--rules` say: the promise that two builds are held against. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseRules } from '../../src/formats/lists/rules.ts';
import { parseSymbolList } from '../../src/formats/lists/symbol-list.ts';
import { lineUp } from '../../src/history/lineage.ts';
import { compareText } from '../../src/base/text.ts';
import { DEFAULT_FLAVOUR, variantName } from '../../src/kernel/variant.ts';
import { nearest } from '../../src/base/nearest.ts';
import { guaranteeOf, policyName, transitionOf, type Policy } from '../../src/policy/policy.ts';
import { Fault, isError, type Parsed, type Problem } from '../../src/base/problems.ts';
import { TRANSITIONS, type Transition } from '../../src/policy/promise.ts';
import type { Guarantee } from '../../src/policy/verdict.ts';
import { readPolicies } from '../corpus/read-policies.ts';
import { readProducts, readReleases } from '../corpus/read.ts';
import { oneOf, text } from './declare/options.ts';
import type { Build } from './operands.ts';
import { readChunks } from '../sources/bytes/file.ts';
import { LIMITS } from '../sources/bytes/limits.ts';
import { readText } from '../sources/compression/text.ts';

/** As commands declare them. */
export const PROMISE_OPTIONS = {
  policy: text('P', 'judge the changes under a policy on file: redhat/rhel-9'),
  list: text(
    'FILE',
    "judge by this list of protected symbols: a vendor's list, its reference file, or a folder with a file per symbol",
  ),
  rules: text(
    'FILE',
    "tolerate what these rules do: SUSE's severities, first match first, or Android's allowed breaks",
  ),
  transition: oneOf(
    'T',
    TRANSITIONS,
    `what the update is, if not what the builds say: ${TRANSITIONS.join(', ')}`,
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
}

/** What two builds are held against, and how a report names it. */
export interface HeldAgainst {
  readonly guarantee: Guarantee;
  readonly transition: Transition;
  readonly policy: string | null;
  readonly list: string | null;
  readonly rules: string | null;
}

export interface ReadPromise {
  readonly problems: readonly Problem[];
  of(a: Build, b: Build): HeldAgainst;
}

/**
 * Reads what the options name; undefined if they name nothing.
 *
 * @throws {Fault} if one of them cannot be read, or there is no such policy.
 */
export async function readPromise(
  options: PromiseOptions,
  content: string,
): Promise<ReadPromise | undefined> {
  const { policy: name, list: listPath, rules: rulesPath } = options;
  if (name === undefined && listPath === undefined && rulesPath === undefined) return undefined;
  const policy = name === undefined ? undefined : await findPolicy(name, content);
  const list = listPath === undefined ? undefined : await readList(listPath);
  const rules = rulesPath === undefined ? undefined : parseRules(await textOf(rulesPath), rulesPath);
  return {
    problems: [...(list?.problems ?? []), ...(rules?.problems ?? [])],
    of(a, b) {
      const transition = options.transition ?? updateBetween(a, b, policy);
      const promised = policy && promisedOf(policy, transition, b);
      return {
        transition,
        policy: name ?? null,
        list: listPath ?? null,
        rules: rulesPath ?? null,
        guarantee: {
          keeps: promised?.keeps ?? 'kabi',
          protects: promised?.protects ?? (list === undefined ? 'all' : 'list'),
          listed: list?.records ?? promised?.listed,
          rules: [...(rules?.records ?? []), ...(promised?.rules ?? [])],
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

async function findPolicy(name: string, content: string): Promise<Policy> {
  const { products } = await readProducts(content);
  const releases = await Promise.all(products.map((each) => readReleases(content, each.name)));
  const lines = lineUp(
    products,
    releases.flatMap((each) => each.releases),
  );
  const { vendors, problems } = await readPolicies(content, lines);
  const policies = vendors.flatMap((vendor) => vendor.policies);
  const found = policies.find((policy) => policyName(policy) === name);
  if (found !== undefined) return found;
  const broken = problems.find((each) => isError(each) && each.path.includes(path.join('policies', name)));
  if (broken !== undefined) throw new Fault(broken);
  const known = policies.map(policyName);
  const ofVendor = known.filter((each) => each.startsWith(`${name}/`));
  const names = ofVendor.length > 0 ? ofVendor : nearest(name, known);
  const detail = names.length === 0 ? 'none is on file' : `did you mean ${names.join(', ')}?`;
  throw new Fault({ kind: 'unknown-policy', path: name, detail });
}

async function readList(given: string): Promise<Parsed<ReadonlySet<string>>> {
  const files = await filesOf(given);
  const parts = await Promise.all(files.map(async (file) => parseSymbolList(await textOf(file), file)));
  return {
    records: new Set(parts.flatMap(({ records }) => records.symbols)),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

/** Packed or not. */
async function textOf(file: string): Promise<string> {
  return await readText(readChunks(file), file, LIMITS);
}

async function filesOf(given: string): Promise<string[]> {
  const info = await stat(given).catch((error: unknown) => {
    throw new Fault({ kind: 'unreadable-file', path: given, detail: String(error) }, { cause: error });
  });
  if (!info.isDirectory()) return [given];
  const entries = await readdir(given, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(given, entry.name))
    .sort(compareText);
}
