/**
 * Whether a kernel loads a module, as far as the kernel decides it at load time by what is on file: load_module() in
 * kernel/module/main.c with check_version(), check_modstruct_version() and same_magic() in kernel/module/version.c, as
 * they are in 5.10, 6.1, 6.12 and 7.2 (loader-rules.ts). What the kernel would let pass with a warning passes here; what
 * depends on a fact that is not on file is `unknown`. tools/oracle holds it against real kernels.
 */
import type { Import, KernelModule } from '../kernel/module.ts';
import { LoadJudgement, offersOf } from './judgement.ts';
import type { KernelBuild, LoadFinding, Provider } from './verdict.ts';

/**
 * The findings of modules that are to be loaded together, in their order. A symbol that the kernel does not export may
 * come from another of them; so may one whose provider in the kernel's own tree is replaced by one of the same name.
 *
 * @param isPartial whether something else was given that could not be read, and may export what these import
 */
export function judgeTogether(
  modules: readonly KernelModule[],
  kernel: KernelBuild,
  providers: readonly Provider[] = [],
  isPartial = false,
): LoadFinding[] {
  const offers = offersOf(modules, providers, isPartial);
  const findings = new Map<KernelModule, LoadFinding>();
  const inProgress = new Set<KernelModule>();
  const judge = (module: KernelModule): LoadFinding => {
    const known = findings.get(module);
    if (known !== undefined) return known;
    inProgress.add(module);
    const found = new LoadJudgement(module, kernel, offers);
    for (const provider of found.usedProviders) {
      // Modules that need each other cannot be loaded at all; depmod reports that, and here it ends the circle.
      const other = modules.find((each) => each === provider);
      if (other !== undefined && !inProgress.has(other)) found.dependOn(other, judge(other).verdict);
    }
    inProgress.delete(module);
    const finding = found.finish();
    findings.set(module, finding);
    return finding;
  };
  return modules.map(judge);
}

/**
 * Whether nothing can be said of an import for any module of a GPL-compatible licence: judged without such imports, it is
 * found the same.
 */
export function isUndisputed({ symbol, crc }: Import, { exports, modversions }: KernelBuild): boolean {
  const own = exports.get(symbol);
  return own?.namespace === '' && (!modversions || own.crc === crc);
}
