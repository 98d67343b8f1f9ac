/** The type information in a kernel package: sections of the kernel and of its modules, as they are. */
import { findSection, parseElf } from '../../../src/formats/elf/elf.ts';
import { Fault, problemTitle, type Problem } from '../../../src/base/problems.ts';
import { readKernelImage } from '../kernel/kernel-image.ts';
import type { Limits } from '../bytes/limits.ts';

export interface OpenedKernel {
  /** Names it in messages. */
  readonly name: string;
  /** Section `.BTF` of vmlinux; undefined of a kernel that was built without, and of one that cannot be read. */
  readonly btf?: Uint8Array;
  /** Why it cannot be read. */
  readonly problem?: Problem;
}

export interface ModuleTypes {
  /** In the kernel tree, without `.ko`, as Module.symvers has it. */
  readonly module: string;
  /** Names it in messages. */
  readonly name: string;
  /** Section `.BTF`: it continues that of vmlinux, or the base. */
  readonly btf: Uint8Array;
  /** Section `.BTF.base`, which only modules built outside the tree have. */
  readonly base?: Uint8Array;
}

/** A kernel of which nothing can be told keeps nothing else of its package from being read. */
export async function readPackagedKernel(image: Buffer, name: string, limits: Limits): Promise<OpenedKernel> {
  try {
    const { btf } = await readKernelImage(image, name, limits);
    return { name, ...(btf === undefined ? {} : { btf }) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return {
      name,
      problem: { kind: 'no-type-information', path: name, detail: problemTitle(error.problem) },
    };
  }
}

/** Copies, so that the module around them can be forgotten. Nothing for a module without types. */
export function btfSections(bytes: Uint8Array, module: string, name: string): ModuleTypes[] {
  const elf = parseElf(bytes, name);
  const copyOf = (section: string) => {
    const found = findSection(elf, section)?.bytes;
    return found === undefined || found.length === 0 ? undefined : Uint8Array.from(found);
  };
  const btf = copyOf('.BTF');
  if (btf === undefined) return [];
  const base = copyOf('.BTF.base');
  return [{ module, name, btf, ...(base === undefined ? {} : { base }) }];
}
