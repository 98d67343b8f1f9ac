/** What is said of modules as a driver, beyond the verdicts: how many builds it takes, and of which kernels it is. */
import { isSameArchitecture } from '../../kernel/architecture.ts';
import type { KernelModule } from '../../kernel/module.ts';
import type { SnapshotId } from '../../kernel/snapshot.ts';
import { planBuilds, type DriverPlan, type PlannedKernel } from '../builds/build-plan.ts';
import { layoutOf, MODULE_LAYOUT } from '../builds/generations.ts';
import type { Provider } from '../verdict.ts';
import type { OpenedModule } from './opened-module.ts';

export interface ArchitecturePlan {
  /** As the products spell it. */
  readonly arch: string;
  readonly plan: DriverPlan;
}

/** A module of which all imports are known: what a log tells of one is not enough to say which builds it takes. */
export function isWhole({ module, refusal }: OpenedModule): boolean {
  return refusal === undefined && module.isPartial !== true && module.imports.length > 0;
}

/** What a module takes and offers: a kernel that exports the latter, too, refuses it. */
export function symbolsOf({ imports, exports }: KernelModule): string[] {
  return [...imports, ...exports].map(({ symbol }) => symbol);
}

/** Of several builds of one module, the last one tells what it imports. */
export function plansOf(
  drivers: readonly OpenedModule[],
  kernels: readonly PlannedKernel[],
  providers: readonly Provider[],
): ArchitecturePlan[] {
  const byArch = Map.groupBy(kernels, ({ id }) => id.arch);
  const plans = [...byArch].flatMap(([arch, own]): ArchitecturePlan[] => {
    const fitting = drivers.filter(
      ({ module }) => module.arch === null || isSameArchitecture(module.arch, arch),
    );
    const modules = [...new Map(fitting.map(({ module, file }) => [module.name ?? file, module])).values()];
    if (modules.length === 0) return [];
    return [{ arch, plan: planBuilds(() => modules, own, providers) }];
  });
  // What does not say its architecture is for the one that can serve it.
  const served = plans.filter(({ plan }) => plan.groups.length > 0);
  return served.length > 0 ? served : plans;
}

/** The kernels with the module_layout that a module was built against; undefined where it names none. */
export function generationOf(
  { imports }: KernelModule,
  kernels: readonly PlannedKernel[],
): readonly SnapshotId[] | undefined {
  const layout = layoutOf(imports);
  if (layout === undefined) return undefined;
  return kernels.filter(({ build }) => build.exports.get(MODULE_LAYOUT)?.crc === layout).map(({ id }) => id);
}
