/** What each kernel on file would make of each build of a driver: the matrix of its page. */
import { isSameArchitecture } from '../kernel/architecture.ts';
import type { SymbolRow } from '../history/runs.ts';
import { kernelBuilds, type KernelOnSite } from './kernel-builds.ts';
import { judgeTogether } from './judge.ts';
import { LOAD_VERDICT_FACTS, type KernelBuild, type LoadFinding, type LoadVerdict } from './verdict.ts';
import type { DriverBuild, RegisteredDriver } from './registered-driver.ts';
import type { HistoryTable } from '../history/history-table.ts';

/** A driver on one kernel: the worst of its modules, and the symbols of all. */
export interface DriverFinding extends LoadFinding {
  /** In the order of the build's modules. */
  readonly modules: readonly LoadFinding[];
}

export interface JudgedBuild {
  readonly build: DriverBuild;
  /** Of every kernel on file of its architecture: newest first per product, newest product first. */
  readonly kernels: readonly { readonly kernel: KernelOnSite; readonly finding: DriverFinding }[];
}

/**
 * The builds of a driver, those for the newest kernels first.
 *
 * @param rows of all symbols that any of its modules imports
 */
export function judgeDriver(
  driver: RegisteredDriver,
  table: HistoryTable,
  rows: readonly SymbolRow[],
): JudgedBuild[] {
  const variantNames = new Set(table.variants.map(({ name }) => name));
  const kernels = kernelBuilds(table, rows, variantNames);
  const ageOf = ({ id }: DriverBuild) =>
    kernels.findIndex((kernel) => kernel.id.product === id.product && kernel.id.release === id.release);
  return driver.builds
    .toSorted((a, b) => ageOf(a) - ageOf(b))
    .map((build) => ({
      build,
      kernels: kernels
        .filter((kernel) => isSameArchitecture(kernel.build.arch, build.id.arch))
        .map((kernel) => ({ kernel, finding: judgeBuild(build, kernel.build) })),
    }));
}

/** One build on one kernel. */
export function judgeBuild({ modules }: DriverBuild, kernel: KernelBuild): DriverFinding {
  const findings = judgeTogether(
    modules.map(({ module }) => module),
    kernel,
  );
  return { ...together(findings), modules: findings };
}

export function worstVerdict(verdicts: readonly LoadVerdict[]): LoadVerdict {
  return verdicts.toSorted(compareVerdicts)[0] ?? 'loads';
}

/** The gravest first. */
export function compareVerdicts(a: LoadVerdict, b: LoadVerdict): number {
  return LOAD_VERDICT_FACTS[b].gravity - LOAD_VERDICT_FACTS[a].gravity;
}

function together(findings: readonly LoadFinding[]): LoadFinding {
  const all = (list: (finding: LoadFinding) => readonly string[]) => [...new Set(findings.flatMap(list))];
  return {
    verdict: worstVerdict(findings.map(({ verdict }) => verdict)),
    mismatched: all((each) => each.mismatched),
    missing: all((each) => each.missing),
    gplOnly: all((each) => each.gplOnly),
    notImported: all((each) => each.notImported),
    notComparable: all((each) => each.notComparable),
    noVersion: all((each) => each.noVersion),
    refused: all((each) => each.refused),
    reasons: all((each) => each.reasons),
    unchecked: all((each) => each.unchecked),
  };
}

/** The symbols that a verdict is about; none if it is about something else. */
export function namesBehind(finding: Omit<LoadFinding, 'reasons' | 'unchecked'>): readonly string[] {
  return LOAD_VERDICT_FACTS[finding.verdict].about.flatMap((list) => finding[list]);
}

/** Their number. */
export function symbolsBehind(finding: Omit<LoadFinding, 'reasons' | 'unchecked'>): number {
  return namesBehind(finding).length;
}
