/**
 * How many builds of a driver its kernels take: which kernels one build serves, the fewest builds that serve all, and what
 * the next update costs. A build for a kernel is the driver's modules with that kernel's CRCs and version magic; it serves
 * every kernel that would load it (judge.ts), also those that it was never built for.
 */
import { kernelArchitecture } from '../../kernel/architecture.ts';
import type { KernelModule } from '../../kernel/module.ts';
import type { SnapshotId } from '../../kernel/snapshot.ts';
import { judgeTogether } from '../judge.ts';
import { LOAD_VERDICT_FACTS, type KernelBuild, type LoadFinding, type Provider } from '../verdict.ts';
import { fewestSets } from './fewest-sets.ts';

/** A kernel with at least those exports that the driver's modules import. */
export interface PlannedKernel {
  readonly id: SnapshotId;
  readonly build: KernelBuild;
}

/** Kernels that one build serves. */
export interface BuildGroup {
  /** The kernel that it is built for; one of `serves`. */
  readonly builtFor: SnapshotId;
  /** In the order of the kernels. */
  readonly serves: readonly SnapshotId[];
}

export interface DriverPlan {
  /** Those that serve most first. Every kernel that can be served is in exactly one. */
  readonly groups: readonly BuildGroup[];
  /** Whether fewer groups are known not to do. */
  readonly isFewest: boolean;
  /** Kernels for which a build with these imports does not load: symbols are gone, or not for this module. */
  readonly impossible: readonly { readonly id: SnapshotId; readonly symbols: readonly string[] }[];
  /** Kernels of which it is not known. */
  readonly unknown: readonly { readonly id: SnapshotId; readonly reasons: readonly string[] }[];
  /** Between neighbours of one variant that can both be served: how many updates needed a new build. */
  readonly updates: { readonly all: number; readonly needed: number };
}

/**
 * @param modulesFor the driver's modules as they are built for a kernel; what they import may depend on its version
 * @param kernels oldest first per variant, of one architecture or of several
 */
export function planBuilds(
  modulesFor: (kernel: PlannedKernel) => readonly KernelModule[],
  kernels: readonly PlannedKernel[],
  providers: readonly Provider[] = [],
): DriverPlan {
  const built = kernels.map((kernel) => {
    const modules = modulesFor(kernel).map((module) => builtFor(module, kernel.build));
    return { kernel, modules, own: judgeTogether(modules, kernel.build, providers) };
  });
  const impossible = built.filter(({ own }) => own.some(isImpossible));
  const unknown = built.filter(({ own }) => !own.some(isImpossible) && !own.every(isLoaded));
  const possible = built.filter(({ own }) => own.length > 0 && own.every(isLoaded));
  const serves = possible.map(
    ({ modules }) =>
      new Set(
        [...possible.keys()].filter((place) => {
          const target = possible[place]?.kernel.build;
          return target !== undefined && judgeTogether(modules, target, providers).every(isLoaded);
        }),
      ),
  );
  const { chosen, isFewest } = fewestSets(serves);
  return {
    groups: groupsOf(chosen, serves, (place) => possible[place]?.kernel.id),
    isFewest,
    impossible: impossible.map(({ kernel, own }) => ({
      id: kernel.id,
      symbols: [...new Set(own.flatMap((each) => [...each.missing, ...each.gplOnly, ...each.notImported]))],
    })),
    unknown: unknown.map(({ kernel, own }) => ({
      id: kernel.id,
      reasons: [...new Set(own.flatMap(({ reasons, refused }) => [...refused, ...reasons]))],
    })),
    updates: updatesOf(
      possible.map(({ kernel }) => kernel),
      (from, to) => serves[from]?.has(to) === true,
    ),
  };
}

function isLoaded({ verdict }: LoadFinding): boolean {
  return verdict === 'loads';
}

/** On the very kernel that it is built for, only what no CRC mends speaks against a module. */
function isImpossible({ verdict }: LoadFinding): boolean {
  return LOAD_VERDICT_FACTS[verdict].stops;
}

/** The module as a build for this kernel would be. What only the file of another build tells is left out. */
function builtFor({ object: _, ...module }: KernelModule, kernel: KernelBuild): KernelModule {
  const layout = kernel.exports.get('module_layout');
  const imports = module.imports
    .filter(({ symbol }) => symbol !== 'module_layout')
    .map((wanted) => ({ ...wanted, crc: crcOf(kernel, wanted.symbol) ?? wanted.crc }));
  const own = layout === undefined ? [] : [{ symbol: 'module_layout', crc: crcOf(kernel, 'module_layout') }];
  return {
    ...module,
    arch: kernelArchitecture(kernel.arch),
    vermagic: kernel.vermagic,
    modversions: kernel.modversions ? 'basic' : 'none',
    imports: [...own, ...imports],
  };
}

function crcOf({ exports, modversions }: KernelBuild, symbol: string): number | null {
  const crc = exports.get(symbol)?.crc ?? 0;
  return modversions && crc !== 0 ? crc : null;
}

/** Each kernel goes to the build that was made for it, else to the first that serves it. */
function groupsOf(
  chosen: readonly number[],
  serves: readonly ReadonlySet<number>[],
  idOf: (place: number) => SnapshotId | undefined,
): BuildGroup[] {
  const members = Map.groupBy(
    serves.keys(),
    (place) => chosen.find((each) => each === place) ?? chosen.find((each) => serves[each]?.has(place)),
  );
  return chosen
    .flatMap((place): BuildGroup[] => {
      const own = idOf(place);
      const served = (members.get(place) ?? []).flatMap((each) => idOf(each) ?? []);
      return own === undefined ? [] : [{ builtFor: own, serves: served }];
    })
    .sort((a, b) => b.serves.length - a.serves.length);
}

function updatesOf(
  kernels: readonly PlannedKernel[],
  isServed: (from: number, to: number) => boolean,
): DriverPlan['updates'] {
  const variant = ({ id }: PlannedKernel) => `${id.product}/${id.arch}/${id.flavour}`;
  const before = new Map<string, number>();
  let all = 0;
  let needed = 0;
  for (const [place, kernel] of kernels.entries()) {
    const earlier = before.get(variant(kernel));
    if (earlier !== undefined) {
      all += 1;
      if (!isServed(earlier, place)) needed += 1;
    }
    before.set(variant(kernel), place);
  }
  return { all, needed };
}
