/** The modules of a kernel's own tree, on other kernels than the one that they were built with. */
import { kernelArchitecture } from '../kernel/architecture.ts';
import type { InTreeModule } from '../formats/drivers/imports.ts';
import { unknownModule, type Import, type KernelModule } from '../kernel/module.ts';
import { isUndisputed, judgeTogether } from './judge.ts';
import type { KernelBuild, LoadFinding, LoadVerdict } from './verdict.ts';
import { getOrInsert } from '../base/maps.ts';
import { isGplCompatible } from './symbol-access.ts';

/**
 * The modules of one kernel, to be judged on others. Each module alone: what others of its kernel export, the other kernel's
 * own modules stand in for.
 */
export class InTreeModules {
  /** Of 188,000 imports 25,000 differ, and on most kernels nearly all of those are beyond dispute: each is asked once. */
  readonly #imports: readonly Import[];
  readonly #modules: readonly {
    readonly module: KernelModule;
    /** Places of its imports among all. */
    readonly imports: Uint32Array;
    readonly isGpl: boolean;
  }[];

  /** @param arch of the kernel that they were built with */
  constructor(modules: readonly InTreeModule[], arch: string) {
    const facts = { arch: kernelArchitecture(arch), exports: [] };
    const places = new Map<Import, number>();
    this.#modules = modules.map((each) => {
      const module = unknownModule({ ...each, ...facts });
      const imports = each.imports.map((of) => getOrInsert(places, of, () => places.size));
      return { module, imports: Uint32Array.from(imports), isGpl: isGplCompatible(module) === true };
    });
    this.#imports = [...places.keys()];
  }

  /** In the order of the modules. */
  judgeOn(kernel: KernelBuild): LoadFinding[] {
    const isOpen = Uint8Array.from(this.#imports, (each) => (isUndisputed(each, kernel) ? 0 : 1));
    return this.#modules.flatMap(({ module, imports, isGpl }) => {
      const open: Import[] = [];
      for (const place of imports) {
        const each = isOpen[place] === 1 ? this.#imports[place] : undefined;
        if (each !== undefined) open.push(each);
      }
      return judgeTogether([isGpl ? { ...module, imports: open } : module], kernel);
    });
  }
}

/** How many modules have each verdict, of none. */
export function noModules(): Record<LoadVerdict, number> {
  return { loads: 0, rebuild: 0, missing: 0, unknown: 0, refused: 0 };
}
