/** Which promise holds for which release at which time. */
import type { Rule } from '../formats/lists/severities.ts';
import type { SymbolList } from '../formats/lists/symbol-list.ts';
import type { Update } from '../history/lineage.ts';
import { compareText } from '../base/text.ts';
import type { Problem } from '../base/problems.ts';
import type { Transition } from './promise.ts';
import type { Guarantee } from './verdict.ts';
import type { PolicyRecord, SourceDocument, VendorRecord } from './record.ts';

export interface Policy extends PolicyRecord {
  /** Folder and file name: `<vendor>/<id>` names it on the command line. */
  readonly vendor: string;
  readonly id: string;
  /** The lists and rules on file, with what the policy says of them. */
  readonly listFiles: readonly ListFile[];
  readonly ruleFiles: readonly RuleFile[];
}

type ListRecord = NonNullable<PolicyRecord['list']>['files'][number];

export interface ListFile extends ListRecord {
  readonly list: SymbolList;
}

export type RuleFile = PolicyRecord['rules'][number] & { readonly rules: readonly Rule[] };

export interface Vendor extends VendorRecord {
  readonly name: string;
  /** Oldest first, proposals last. */
  readonly policies: readonly Policy[];
}

/** `openeuler/22.03-lts` */
export function policyName({ vendor, id }: Pick<Policy, 'vendor' | 'id'>): string {
  return `${vendor}/${id}`;
}

/** The document behind a statement; the schema holds that there is one. */
export function sourceOf(
  { sources }: { readonly sources: Readonly<Record<string, SourceDocument>> },
  { source }: { readonly source: string },
): SourceDocument {
  const found = sources[source];
  if (found === undefined) throw new RangeError(`no source "${source}"`);
  return found;
}

/** RHEL 9 before RHEL 10. */
const versions = new Intl.Collator('en', { numeric: true });

/** By what they cover, then by when they came into force, an unknown day first; proposals last. */
export function comparePolicies(a: Policy, b: Policy): number {
  return (
    compareText(a.status, b.status) ||
    versions.compare(a.covers[0]?.line ?? '', b.covers[0]?.line ?? '') ||
    compareText(a.effective?.from ?? '', b.effective?.from ?? '') ||
    compareText(a.id, b.id)
  );
}

/**
 * The policy that covered a product on a day. Dates are compared as text: `2025-09-03` lies behind `2025-09`, the month in
 * which a policy began.
 *
 * @param day null where it is not known; then the only policy that ever covered the product is meant, if there is only one
 */
export function policyInForce(
  policies: readonly Policy[],
  product: string,
  day: string | null,
): Policy | undefined {
  const covering = policies.filter(
    (policy) => policy.status === 'adopted' && policy.covers.some((cover) => cover.product === product),
  );
  if (day === null) return covering.length === 1 ? covering[0] : undefined;
  return covering.find(({ effective }) => {
    const { from = '', until } = effective ?? {};
    return from <= day && (until === undefined || day < until);
  });
}

/** What kind of transition an update on file is, under a policy that covers its newer release. */
export function transitionOf(
  { before, after }: Pick<Update, 'before' | 'after'>,
  policy: Policy | undefined,
): Transition {
  if (before.product !== after.product) return 'between-majors';
  const minor = policy?.covers.find((cover) => cover.product === after.product)?.minor;
  if (minor === undefined) return 'within-minor';
  const pattern = new RegExp(minor);
  const minorOf = (release: string) => pattern.exec(release)?.[1];
  return minorOf(before.release) === minorOf(after.release) ? 'within-minor' : 'between-minors';
}

/** Two policies of a vendor may not cover one line at one time. */
export function overlaps(
  policies: readonly Policy[],
  placeOf: (policy: Policy) => Pick<Problem, 'path' | 'line' | 'source'>,
): Problem[] {
  const adopted = policies.filter((policy) => policy.status === 'adopted');
  return adopted.flatMap((policy, index): Problem[] =>
    adopted.slice(index + 1).flatMap((other): Problem[] => {
      const line = sharedLine(policy, other);
      if (line === undefined || !meet(policy, other)) return [];
      const detail = `${policy.id} and ${other.id} both cover ${line} at one time; end one with "until"`;
      return [{ kind: 'invalid-file', ...placeOf(other), detail }];
    }),
  );
}

function sharedLine(a: Policy, b: Policy): string | undefined {
  const of = ({ line, product }: Policy['covers'][number]) => product ?? line;
  return a.covers.map(of).find((each) => b.covers.map(of).includes(each));
}

function meet(a: Policy, b: Policy): boolean {
  const endsBefore = (x: Policy, y: Policy) =>
    x.effective?.until !== undefined && x.effective.until <= (y.effective?.from ?? '');
  return !endsBefore(a, b) && !endsBefore(b, a);
}

/** What a policy promises of one build across a transition, with its list and rules where they are on file. */
export function guaranteeOf(
  policy: Policy,
  transition: Transition,
  product: string,
  variant: string,
): Guarantee {
  const { keeps, protects } = policy.promise[transition];
  return {
    keeps,
    protects,
    listed: listedSymbols(policy, product, variant),
    moved: policy.list?.moved,
    rules: policy.ruleFiles.flatMap((file) =>
      file.product === undefined || file.product === product ? file.rules : [],
    ),
  };
}

/** What a policy lists for one build; undefined if no list of it is on file, which is not an empty list. */
export function listedSymbols(
  policy: Policy,
  product: string,
  variant: string,
): ReadonlySet<string> | undefined {
  const files = policy.listFiles.filter(
    (file) => file.product === product && file.variants.includes(variant),
  );
  if (files.length === 0) return undefined;
  return new Set(files.flatMap(({ list }) => list.symbols));
}
