/** What an update does to a driver: apart from what was wrong with its build before. */
import type { KernelModule } from '../kernel/module.ts';
import { judgeBuild, symbolsBehind } from './driver-verdicts.ts';
import { outsideImports, type DriverBuild } from './registered-driver.ts';
import { LOAD_VERDICT_FACTS, type KernelBuild, type LoadVerdict } from './verdict.ts';

export interface UpdateEffect {
  readonly verdict: LoadVerdict;
  /** As symbolsBehind counts them. */
  readonly symbols: number;
}

/**
 * What the kernel after an update makes of a driver that was built for the kernel before it. A build for an older kernel
 * tells what the driver imports, and nothing else of it counts: that it does not load is no news of this update.
 */
export function updateEffect(build: DriverBuild, before: KernelBuild, after: KernelBuild): UpdateEffect {
  const finding = judgeBuild(builtFor(build, before), after);
  return { verdict: finding.verdict, symbols: symbolsBehind(finding) };
}

/** Whether a verdict tells the owner of a driver to do something. */
export function stopsLoading(verdict: LoadVerdict): boolean {
  return LOAD_VERDICT_FACTS[verdict].stops;
}

/** The same sources built for another kernel: with its CRCs and its vermagic, and without what it does not export. */
export function builtFor(build: DriverBuild, kernel: KernelBuild): DriverBuild {
  const outside = new Set(outsideImports(build));
  const modules = build.modules.map(({ record, module }) => ({
    record,
    module: {
      ...module,
      // Where it is not on file, the flags that matter are taken to be those of the kernel it was built for.
      vermagic: kernel.vermagic ?? module.vermagic,
      modversions: kernel.modversions ? ('basic' as const) : ('none' as const),
      imports: module.imports.flatMap((each) =>
        outside.has(each.symbol) ? importFrom(each, kernel) : [each],
      ),
    },
  }));
  return {
    id: { ...build.id, release: kernel.release, arch: kernel.arch, flavour: kernel.flavour },
    modules,
  };
}

function importFrom(own: KernelModule['imports'][number], kernel: KernelBuild): KernelModule['imports'] {
  const exported = kernel.exports.get(own.symbol);
  if (exported !== undefined) return [{ ...own, crc: kernel.modversions ? exported.crc : null }];
  // Of a kernel that is on file in part, nothing is known of this one; any other could not have had it built.
  return kernel.coverage === 'part' ? [{ ...own, crc: null }] : [];
}
