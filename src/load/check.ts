/**
 * The check of a driver, as `kabi check` and the page /check/ run it: opening whatever stands for the driver, then judging
 * its modules on each kernel. Where inputs and kernels come from is the caller's.
 */
import { isSameArchitecture } from '../kernel/architecture.ts';
import type { KernelModule } from '../kernel/module.ts';
import type { SnapshotId } from '../kernel/snapshot.ts';
import { Fault, sortProblems, type Problem } from '../base/problems.ts';
import type { CheckedModule } from './checked-module.ts';
import type { OpenedDriver } from './driver.ts';
import { judgeTogether } from './judge.ts';
import type { KernelBuild, LoadFinding } from './verdict.ts';

/** A kernel that modules are checked against; read only if one of them is concerned. */
export interface KernelToCheck {
  readonly id: SnapshotId;
  /** Somebody asked for this very kernel: a module of another architecture is judged on it, too. */
  readonly isNamed?: boolean;
  read(): KernelBuild | Promise<KernelBuild>;
}

export interface Check {
  /** In the order of the driver's modules, each with its kernels in the order that they were given in. */
  readonly modules: readonly CheckedModule[];
  /** Of the inputs, and of what could not be checked. Sorted. */
  readonly problems: readonly Problem[];
}

/** What is open when no input was. */
export const NO_DRIVER: OpenedDriver = { modules: [], providers: [], problems: [] };

/** Opens one input after the other. A fault of one is a problem, and does not keep the others from being checked. */
export async function openEach<Input>(
  inputs: readonly Input[],
  open: (input: Input) => Promise<OpenedDriver>,
): Promise<OpenedDriver> {
  const opened: OpenedDriver[] = [];
  for (const input of inputs) {
    try {
      opened.push(await open(input));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      opened.push({ ...NO_DRIVER, problems: [error.problem] });
    }
  }
  return {
    modules: opened.flatMap(({ modules }) => modules),
    providers: opened.flatMap(({ providers }) => providers),
    problems: opened.flatMap(({ problems }) => problems),
  };
}

/** A module of another architecture is only of interest where somebody asks for it. */
export function concerns(
  { id, isNamed = false }: Omit<KernelToCheck, 'read'>,
  { arch }: KernelModule,
): boolean {
  return isNamed || arch === null || isSameArchitecture(arch, id.arch);
}

/** Kernel by kernel: the exports of one are in memory at a time, unless the caller keeps them. */
export async function checkDriver(driver: OpenedDriver, kernels: readonly KernelToCheck[]): Promise<Check> {
  const { modules, providers } = driver;
  const releases = modules.map((): { id: SnapshotId; finding: LoadFinding }[] => []);
  for (const kernel of kernels) {
    const places = [...modules.keys()].filter((place) => {
      const opened = modules[place];
      return opened !== undefined && concerns(kernel, opened.module);
    });
    if (places.length === 0) continue;
    const concerned = places.flatMap((place) => modules[place]?.module ?? []);
    const findings = judgeTogether(concerned, await kernel.read(), providers);
    for (const [index, finding] of findings.entries()) {
      releases[places[index] ?? -1]?.push({ id: kernel.id, finding });
    }
  }
  const checked = modules.map((each, place) => ({ ...each, releases: releases[place] ?? [] }));
  const isNothing = modules.length === 0 && providers.length > 0;
  const nothing: Problem[] = isNothing ? [{ kind: 'nothing-to-check', path: 'the check' }] : [];
  return {
    modules: checked,
    problems: sortProblems([...driver.problems, ...checked.flatMap(whyUnchecked), ...nothing]),
  };
}

function whyUnchecked({ file, module, releases }: CheckedModule): Problem[] {
  if (releases.length > 0) return [];
  return [
    { kind: 'no-kernel-to-check', path: file, ...(module.arch === null ? {} : { detail: module.arch }) },
  ];
}
