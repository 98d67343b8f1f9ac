/** What `kabi notes` is about: a release against the one before it, or an earlier one, build by build. */
import type { VersionChanges } from '../../../src/formats/changelogs/facts.ts';
import { diffExports, type Diff } from '../../../src/history/diff.ts';
import { compareVerdicts, judgeBuild, symbolsBehind } from '../../../src/load/driver-verdicts.ts';
import { InTreeModules, noModules } from '../../../src/load/in-tree.ts';
import { updateEffect, type UpdateEffect } from '../../../src/load/update-effect.ts';
import { updatesOf, type ProductLine } from '../../../src/history/lineage.ts';
import type { KernelBuild, LoadVerdict } from '../../../src/load/verdict.ts';
import { compareText } from '../../../src/base/text.ts';
import { variantName } from '../../../src/kernel/variant.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { sortProblems, type Problem } from '../../../src/base/problems.ts';
import { guaranteeOf, policyInForce, transitionOf, type Policy } from '../../../src/policy/policy.ts';
import type { Keeps } from '../../../src/policy/promise.ts';
import { outsideImports, type RegisteredDriver } from '../../../src/load/registered-driver.ts';
import type { ReleaseRef } from '../../../src/history/release-ref.ts';
import {
  changeFacts,
  gravest,
  judge,
  judgeNotComparable,
  noVerdicts,
  type VerdictCounts,
} from '../../../src/policy/verdict.ts';
import { readPolicies } from '../../corpus/read-policies.ts';
import { readDrivers } from '../../corpus/read-drivers.ts';
import { readImports } from '../../corpus/read-imports.ts';
import { readKernelBuild } from '../../corpus/read.ts';
import { UsageError } from '../../engine/exit.ts';
import { kernelsOnFile, selectKernels, type KernelOnFile } from '../kernels.ts';
import { resolveOperand, type Build } from '../operands.ts';
import { notComparable } from './comparison.ts';
import { explain, type ExplainedDiff } from './explain.ts';

export interface ReleaseNotes {
  readonly ref: ReleaseRef;
  /** Day of the newest build, as its package tells it. */
  readonly built: string | null;
  /** The releases that the notes cover, oldest first; this one is the last. */
  readonly covers: readonly string[];
  readonly variants: readonly VariantNotes[];
  /** Builds of the product of which this release has none on file. */
  readonly missing: readonly string[];
  /** Of all versions after the older release of the first variant; undefined if one of them is not on file. */
  readonly changelog: readonly VersionChanges[] | undefined;
  readonly problems: readonly Problem[];
}

export interface VariantNotes {
  readonly variant: string;
  readonly exports: number;
  /** Null for the oldest release on file: nothing can be said of it. */
  readonly update: VariantUpdate | null;
}

export interface VariantUpdate {
  readonly before: ReleaseRef;
  readonly a: Build;
  readonly b: Build;
  readonly diff: Diff;
  readonly explanation: ExplainedDiff;
  /** The promise in force for the release; null if none is on file. */
  readonly promise: VariantPromise | null;
  /** The newest build of each registered driver for `before` or older, the gravest verdict first. */
  readonly drivers: readonly DriverNote[];
  /** How many of the modules that `before` brings along are what on this release; null if that is not on file. */
  readonly inTree: Readonly<Record<LoadVerdict, number>> | null;
}

/** What the changes are under a promise. */
export interface VariantPromise {
  readonly policy: Policy;
  readonly keeps: Keeps;
  /** Changed symbols by their gravest verdict. */
  readonly symbols: VerdictCounts;
  /** Common symbols that are promised, or may be, and whose CRCs cannot be compared. */
  readonly notComparable: number;
  /** Sorted. */
  readonly breaking: readonly string[];
}

export interface DriverNote {
  readonly name: string;
  readonly title: string;
  /** That it was built for, the newest such build. */
  readonly release: string;
  /** Of that build on the kernel after the update. */
  readonly verdict: LoadVerdict;
  readonly symbols: number;
  readonly imports: number;
  /** What the update does: to the same driver as it is built for the release before. */
  readonly update: UpdateEffect;
}

/**
 * @param since an earlier release of the product; undefined: the one before in each build's own line
 * @throws {Fault} if a release is not on file, or cannot be read
 */
export async function releaseNotes(
  content: string,
  product: string,
  release: string,
  since: string | undefined,
): Promise<ReleaseNotes> {
  const { kernels, lines, problems } = await kernelsOnFile(content);
  const own = selectKernels(kernels, `${product}/${release}`);
  if (since !== undefined) selectKernels(kernels, `${product}/${since}`);
  const line = lines.find((each) => each.product.name === product);
  if (line === undefined) throw new RangeError(`${product} is among the kernels, but not among the lines`);
  const covers = coveredReleases(line, release, since);
  const { drivers, problems: driverProblems } = await readDrivers(content, lines);
  const { vendors, problems: policyProblems } = await readPolicies(content, lines);
  const policies = vendors.flatMap((vendor) => vendor.policies);
  const context: Context = { content, kernels, lines, drivers, policies };
  const variants: VariantNotes[] = [];
  for (const kernel of own) {
    const before = beforeOf(kernel.id, since, context);
    const exports = kernel.record.exports;
    const update = before === undefined ? null : await variantUpdate(before, kernel, context);
    variants.push({ variant: variantName(kernel.id), exports, update });
  }
  const first = variants.find(({ update }) => update !== null)?.update;
  const known = variants.map(({ variant }) => variant);
  const ever = line.releases.flatMap(({ snapshots }) => Object.keys(snapshots));
  const days = own.flatMap(({ record }) => record.built ?? []);
  return {
    ref: { product, title: line.product.title, release },
    built: days.sort(compareText).at(-1) ?? null,
    covers,
    variants,
    missing: [...new Set(ever)].filter((variant) => !known.includes(variant)).sort(compareText),
    changelog: first == null ? undefined : await first.b.changelogSince(first.a),
    problems: sortProblems([
      ...problems,
      ...driverProblems,
      ...policyProblems,
      ...variants.flatMap(({ update }) => updateProblems(update)),
    ]),
  };
}

interface Context {
  readonly content: string;
  readonly kernels: readonly KernelOnFile[];
  readonly lines: readonly ProductLine[];
  readonly drivers: readonly RegisteredDriver[];
  readonly policies: readonly Policy[];
}

function coveredReleases(line: ProductLine, release: string, since: string | undefined): string[] {
  const names = line.releases.map((each) => each.release);
  const to = names.indexOf(release);
  const from = since === undefined ? to : names.indexOf(since) + 1;
  if (from > to)
    throw new UsageError(`--since takes an earlier release than ${release}, not ${String(since)}`);
  return names.slice(from, to + 1);
}

function beforeOf(
  id: SnapshotId,
  since: string | undefined,
  { kernels, lines }: Context,
): KernelOnFile | undefined {
  const variant = variantName(id);
  const before =
    since === undefined
      ? updatesOf(lines).find(
          ({ variant: name, after }) =>
            name === variant && after.product === id.product && after.release === id.release,
        )?.before
      : { product: id.product, release: since };
  return kernels.find(
    (each) =>
      each.id.product === before?.product &&
      each.id.release === before.release &&
      variantName(each.id) === variant,
  );
}

async function variantUpdate(
  before: KernelOnFile,
  after: KernelOnFile,
  context: Context,
): Promise<VariantUpdate> {
  const { content, lines } = context;
  const [a, b] = [await load(before.id, content), await load(after.id, content)];
  const diff = diffExports(a, b);
  const { product, release } = before.id;
  const title = lines.find((each) => each.product.name === product)?.product.title ?? product;
  const kernel = await readKernelBuild(content, after.id, after.record, after.patches);
  return {
    before: { product, title, release },
    a,
    b,
    diff,
    explanation: await explain(a, b, diff),
    promise: variantPromise(before.id, after, { a, b, diff }, context.policies),
    drivers: driverNotes(
      before.id,
      await readKernelBuild(content, before.id, before.record, before.patches),
      kernel,
      context,
    ),
    inTree: await inTreeCounts(before, kernel, content),
  };
}

async function load(id: SnapshotId, content: string): Promise<Build> {
  const operand = await resolveOperand(snapshotName(id), content);
  if (operand.kind !== 'build') throw new RangeError(`${snapshotName(id)} names more than one build`);
  return operand.build;
}

function variantPromise(
  before: SnapshotId,
  { id, record }: KernelOnFile,
  compared: Pick<VariantUpdate, 'a' | 'b' | 'diff'>,
  policies: readonly Policy[],
): VariantPromise | null {
  const policy = policyInForce(policies, id.product, record.built ?? null);
  if (policy === undefined) return null;
  const guarantee = guaranteeOf(
    policy,
    transitionOf({ before, after: id }, policy),
    id.product,
    variantName(id),
  );
  const symbols = noVerdicts();
  const breaking: string[] = [];
  for (const change of compared.diff.changes) {
    const verdict = gravest(
      changeFacts(change).map((fact) => judge(fact, guarantee, compared.b.coverage).verdict),
    );
    symbols[verdict] += 1;
    if (verdict === 'breaking') breaking.push(change.symbol);
  }
  const unknown = notComparable(compared).filter(
    (symbol) => judgeNotComparable(symbol, guarantee) === 'unknown',
  );
  return { policy, keeps: guarantee.keeps, symbols, notComparable: unknown.length, breaking };
}

function driverNotes(
  before: SnapshotId,
  old: KernelBuild,
  kernel: KernelBuild,
  { lines, drivers }: Context,
): DriverNote[] {
  const releases = lines.find(({ product }) => product.name === before.product)?.releases ?? [];
  const ageOf = (release: string) => releases.findIndex((each) => each.release === release);
  return drivers
    .flatMap(({ name, record, builds }): DriverNote[] => {
      const [build] = builds
        .filter(({ id }) => id.product === before.product && variantName(id) === variantName(before))
        .filter(({ id }) => ageOf(id.release) <= ageOf(before.release))
        .sort((x, y) => ageOf(y.id.release) - ageOf(x.id.release));
      if (build === undefined) return [];
      const finding = judgeBuild(build, kernel);
      return [
        {
          name,
          title: record.title,
          release: build.id.release,
          verdict: finding.verdict,
          symbols: symbolsBehind(finding),
          imports: outsideImports(build).length,
          update: updateEffect(build, old, kernel),
        },
      ];
    })
    .sort((x, y) => compareVerdicts(x.update.verdict, y.update.verdict) || compareText(x.name, y.name));
}

async function inTreeCounts(
  { id, record }: KernelOnFile,
  kernel: KernelBuild,
  content: string,
): Promise<VariantUpdate['inTree']> {
  if (record.imports === undefined) return null;
  const counts = noModules();
  const modules = new InTreeModules(await readImports(content, id, record), id.arch);
  for (const { verdict } of modules.judgeOn(kernel)) counts[verdict] += 1;
  return counts;
}

function updateProblems(update: VariantUpdate | null): readonly Problem[] {
  return update?.explanation.problems ?? [];
}
