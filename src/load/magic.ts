/** The check of the version magic: check_modinfo() in kernel/module/main.c, same_magic() in version.c. */
import type { KernelModule } from '../kernel/module.ts';
import { hasModversionsFlag, isBuiltFor, isExactMagic, isSameMagic, unameOf } from '../kernel/vermagic.ts';
import { holds } from './loader-rules.ts';
import type { KernelBuild } from './verdict.ts';

export type MagicFinding =
  | { readonly kind: 'fits' }
  | { readonly kind: 'refused' | 'doubt'; readonly clause: string }
  /** What is not known, and may still speak against the module: a phrase. */
  | { readonly kind: 'unchecked'; readonly phrase: string };

const FITS: MagicFinding = { kind: 'fits' };

/** Whether the module has __versions, of which alone same_magic() is told: extended versions do not count there. */
function hasVersions({ modversions }: KernelModule): boolean {
  return modversions !== 'extended' && modversions !== 'none';
}

/** Whether the kernel finds no versions at all in the module; undefined if that depends on what is not on file. */
export function hasNoVersions({ modversions }: KernelModule, kernel: KernelBuild): boolean | undefined {
  if (modversions === 'none') return true;
  if (modversions !== 'extended') return false;
  const knowsExtended = holds('extended-versions', kernel);
  return knowsExtended === 'unknown' ? undefined : knowsExtended === 'no';
}

/** try_to_force_load() taints the kernel and goes on, where CONFIG_MODULE_FORCE_LOAD is set. */
export function forced(clause: string, { loader }: KernelBuild): MagicFinding {
  const isForced = loader?.settings.MODULE_FORCE_LOAD;
  if (isForced === true) return FITS;
  if (isForced === false) return { kind: 'refused', clause };
  return {
    kind: 'doubt',
    clause: `${clause}: whether this kernel loads such modules all the same is not on file (CONFIG_MODULE_FORCE_LOAD)`,
  };
}

/** What of the module's vermagic speaks against it. */
export function checkMagic(module: KernelModule, kernel: KernelBuild): MagicFinding {
  const { vermagic, object } = module;
  if (object?.vermagic === null || (object === undefined && vermagic === '')) {
    return forced('the module has no vermagic', kernel);
  }
  if (vermagic === null) {
    if (kernel.modversions) return { kind: 'unchecked', phrase: 'vermagic' };
    return {
      kind: 'doubt',
      clause: 'this kernel has no CRCs, and takes only modules built for exactly it',
    };
  }
  const skipsRelease = kernel.modversions && hasVersions(module);
  const exact = kernel.loader?.vermagic;
  if (exact !== undefined && object !== undefined) {
    if (isExactMagic(object.vermagic, exact, skipsRelease)) return FITS;
    return { kind: 'refused', clause: `its vermagic is ${quoted(object.vermagic)}, not ${quoted(exact)}` };
  }
  const known = exact?.trimEnd() ?? kernel.vermagic;
  if (known !== null) {
    if (isSameMagic(vermagic, known.trimEnd(), skipsRelease)) return FITS;
    return { kind: 'refused', clause: `its vermagic is ${quoted(vermagic)}, not ${quoted(known)}` };
  }
  if (hasModversionsFlag(vermagic) !== kernel.modversions) {
    const flag = kernel.modversions ? 'lacks' : 'has';
    return {
      kind: 'refused',
      clause: `its vermagic ${flag} the flag modversions: this one was built for ${unameOf(vermagic)}`,
    };
  }
  return skipsRelease ? { kind: 'unchecked', phrase: 'vermagic flags' } : checkRelease(vermagic, kernel);
}

function checkRelease(vermagic: string, kernel: KernelBuild): MagicFinding {
  const why = kernel.modversions
    ? 'a module without __versions is taken by none but the kernel that it was built for'
    : 'this kernel has no CRCs, and takes only modules built for exactly it';
  if (isBuiltFor(unameOf(vermagic), kernel) === 'no') {
    return { kind: 'refused', clause: `${why}: this one was built for ${unameOf(vermagic)}` };
  }
  return { kind: 'doubt', clause: `${why}, and its vermagic is not on file` };
}

/** Blanks at the end count, and have to be seen. */
function quoted(vermagic: string): string {
  return `"${vermagic}"`;
}
