/**
 * The version magic of modules and kernels, `6.1.0-54-amd64 SMP preempt mod_unload modversions`: the release, then how
 * the kernel was configured (VERMAGIC_STRING in include/linux/vermagic.h).
 */
import { kernelArchitecture } from './architecture.ts';
import { DEFAULT_FLAVOUR } from './variant.ts';
import type { SnapshotId } from './snapshot.ts';

const MODVERSIONS_FLAG = 'modversions';

export function unameOf(vermagic: string): string {
  return vermagic.split(' ', 1)[0] ?? '';
}

export function hasModversionsFlag(vermagic: string): boolean {
  return vermagic.split(' ').includes(MODVERSIONS_FLAG);
}

/** As isExactMagic, where of one of the two it is not known whether it ends in a blank. */
export function isSameMagic(module: string, kernel: string, hasCrcs: boolean): boolean {
  return isExactMagic(module.trimEnd(), kernel.trimEnd(), hasCrcs);
}

/**
 * same_magic() in kernel/module/version.c: with CRCs in the module, the release is left out of the comparison; the rest
 * has to be the same to the last blank.
 */
export function isExactMagic(module: string, kernel: string, hasCrcs: boolean): boolean {
  const compared = (magic: string) => (hasCrcs ? magic.slice(unameOf(magic).length) : magic);
  return compared(module) === compared(kernel);
}

/**
 * Whether `uname -r` of a module's build is that of a release on file, which goes by its package: `6.1.0-54-amd64` and
 * `5.14.0-503.el9.x86_64` are, if arch and flavour fit. `no` only where the upstream versions differ, as the names of
 * some releases have too little in common with their `uname -r`.
 */
export function isBuiltFor(uname: string, id: Omit<SnapshotId, 'product'>): 'yes' | 'no' | 'unknown' {
  if (uname.startsWith(id.release)) {
    const rest = uname
      .slice(id.release.length)
      .split(/[-+.]/)
      .filter((part) => part !== '');
    const arch = kernelArchitecture(id.arch);
    const flavour = rest.filter((part) => kernelArchitecture(part) !== arch).join('-');
    if (flavour === (id.flavour === DEFAULT_FLAVOUR ? '' : id.flavour)) return 'yes';
  }
  const upstream = (name: string) => /^\d+\.\d+\.\d+/.exec(name)?.[0];
  const [built, release] = [upstream(uname), upstream(id.release)];
  return built !== undefined && release !== undefined && built !== release ? 'no' : 'unknown';
}
