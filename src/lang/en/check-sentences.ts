/** What is said of a check as a whole: where a module loads, of which kernels it is, how many builds its kernels take. */
import { count, counted, listed } from '../../base/text.ts';
import { formatCrc } from '../../kernel/export.ts';
import { DEFAULT_FLAVOUR } from '../../kernel/variant.ts';
import { snapshotName, type SnapshotId } from '../../kernel/snapshot.ts';
import type { DriverPlan } from '../../load/builds/build-plan.ts';
import { layoutOf } from '../../load/builds/generations.ts';
import type { CheckedModule } from '../../load/check/checked-module.ts';
import { outcomesOf, type CheckOutcome } from '../../load/check/outcomes.ts';
import type { ArchitecturePlan } from '../../load/check/driver-plans.ts';
import type { LoadFinding } from '../../load/verdict.ts';

/** Names that a sentence lists before it counts. */
const FEW = 6;

/** `gizmo loads on 2 of the 24 builds on file, Debian 12 6.1.0-53 among them.` */
export function checkAnswer(checked: CheckedModule, titleOf: (product: string) => string): string {
  const { module, file, releases } = checked;
  const name = module.name ?? file;
  if (releases.length === 0) return `No kernel of the architecture of ${name} is on file.`;
  const all = counted(releases.length, 'build on file', 'builds on file');
  const loads = outcomesOf(checked).filter(({ finding }) => finding.verdict === 'loads');
  const loading = loads.reduce((sum, { ids }) => sum + ids.length, 0);
  if (loading === releases.length) return `${name} loads on all ${all}.`;
  if (loading > 0) {
    const where = loads.map((each) => outcomePlace(each, titleOf));
    return `${name} loads on ${count(loading)} of the ${all}: ${someOf(where, 3)}.`;
  }
  const of = (verdict: LoadFinding['verdict']) =>
    releases.filter(({ finding }) => finding.verdict === verdict).length;
  const parts = [
    [of('rebuild'), 'need a rebuild'],
    [of('missing'), 'lack symbols that it imports'],
    [of('refused'), 'refuse the file itself'],
    [of('unknown'), 'are unknown, as a fact that decides is not on file'],
  ] as const;
  const told = parts.flatMap(([n, words]) =>
    n === 0 ? [] : [`${count(n)} ${n === 1 ? singular(words) : words}`],
  );
  return `${name} is known to load on none of the ${all}: ${listed(told)}.`;
}

function singular(words: string): string {
  return words
    .replace(/^need /, 'needs ')
    .replace(/^lack /, 'lacks ')
    .replace(/^refuse /, 'refuses ')
    .replace(/^are /, 'is ');
}

/** `all 8 Debian 13 kernels (amd64)`, `Debian 12 6.1.0-53 and 6.1.0-54 (amd64)` */
export function outcomePlace(
  { product, variant, ids, isAll }: CheckOutcome,
  titleOf: (product: string) => string,
): string {
  const title = titleOf(product);
  if (isAll && ids.length > 1) return `all ${count(ids.length)} ${title} kernels (${variant})`;
  return `${title} ${someOf(ids.map(({ release }) => release))} (${variant})`;
}

/** Of which kernels a module is, by the first CRC that a kernel compares: for a module that does not name its kernel. */
export function generationSentence(
  { module }: CheckedModule,
  builds: readonly SnapshotId[] | undefined,
): string | undefined {
  const layout = layoutOf(module.imports);
  if (layout === undefined || builds === undefined || (module.vermagic ?? '') !== '') return undefined;
  const crc = formatCrc(layout);
  return builds.length === 0
    ? `Its module_layout, ${crc}, is that of no kernel on file: it was built for another.`
    : `By its module_layout, ${crc}, it was built for one of ${someOf(builds.map((id) => snapshotName(id)))}, or for a kernel that is not on file.`;
}

/** The answer, then a line for each build, then what cannot be served. */
export function planSentences({ arch, plan }: ArchitecturePlan): string[] {
  const { groups, impossible, unknown } = plan;
  return [
    planAnswer(arch, plan),
    ...groups
      .filter(({ serves }) => serves.length > 1)
      .map(
        ({ builtFor, serves }) =>
          `A build for ${snapshotName(builtFor)} serves ${count(serves.length)} kernels: ${someOf(
            serves.map((id) => shortName(id)),
            12,
          )}.`,
      ),
    ...alone(plan),
    ...(impossible.length === 0
      ? []
      : [
          `No build with these imports serves ${counted(impossible.length, 'kernel', 'kernels')}, which ${impossible.length === 1 ? 'lacks' : 'lack'} ${someOf([...new Set(impossible.flatMap(({ symbols }) => symbols))])}: ${someOf(impossible.map(({ id }) => shortName(id)))}. Built for them, the source may import others.`,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          `Not known of ${someOf(unknown.map(({ id }) => shortName(id)))}: a fact that decides is not on file.`,
        ]),
  ];
}

function planAnswer(arch: string, { groups, isFewest, updates }: DriverPlan): string {
  const served = groups.reduce((sum, { serves }) => sum + serves.length, 0);
  if (served === 0) return `For ${arch}, no build with these imports serves a kernel on file.`;
  const builds = counted(groups.length, 'build serves', 'builds serve');
  const how = isFewest ? 'no fewer do' : 'fewer may do';
  const cost =
    updates.all === 0
      ? ''
      : ` Of ${counted(updates.all, 'update', 'updates')} on file, ${count(updates.needed)} needed a new build.`;
  return `For ${arch}, ${builds} ${served === 1 ? 'the one kernel' : `the ${count(served)} kernels`} on file that export what it imports; ${how}.${cost}`;
}

function alone({ groups }: DriverPlan): string[] {
  const single = groups.filter(({ serves }) => serves.length === 1);
  if (single.length === 0) return [];
  const names = single.map(({ builtFor }) => shortName(builtFor));
  return [
    `${single.length === 1 ? 'A build of its own takes' : 'Builds of their own take'} ${someOf(names, 12)}.`,
  ];
}

/** Within an architecture the flavour alone has to be told. */
function shortName(id: SnapshotId): string {
  return id.flavour === DEFAULT_FLAVOUR ? `${id.product}/${id.release}` : snapshotName(id);
}

function someOf(names: readonly string[], most = FEW): string {
  if (names.length <= most + 1) return listed(names);
  return `${names.slice(0, most).join(', ')} and ${count(names.length - most)} more`;
}
