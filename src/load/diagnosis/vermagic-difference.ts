/**
 * In what two version magics differ (VERMAGIC_STRING in include/linux/vermagic.h and arch/<arch>/include/asm/vermagic.h):
 * the release, words of the configuration, the architecture.
 */

/** What a word of a version magic stands for. */
export const MAGIC_WORDS: Readonly<Record<string, string>> = {
  SMP: 'CONFIG_SMP: several processors',
  preempt: 'CONFIG_PREEMPT or PREEMPT_DYNAMIC: kernel code may be preempted',
  preempt_rt: 'CONFIG_PREEMPT_RT: the real-time kernel',
  preemptirqsoff: 'a tracer of preemption',
  mod_unload: 'CONFIG_MODULE_UNLOAD: modules can be removed',
  modversions: 'CONFIG_MODVERSIONS: symbols have CRCs',
  retpoline: 'CONFIG_RETPOLINE before 4.16: built by a compiler that makes retpolines, against Spectre',
  RANDSTRUCT: 'CONFIG_RANDSTRUCT: the layout of structures is shuffled in each build',
  '686': 'CONFIG_M686: 32-bit x86',
  '586': 'CONFIG_M586: 32-bit x86',
  ARMv7: '32-bit ARM of version 7',
  ARMv6: '32-bit ARM of version 6',
  p2v8: 'CONFIG_ARM_PATCH_PHYS_VIRT: addresses are set at boot',
  thumb2: 'CONFIG_THUMB2_KERNEL',
  aarch64: '64-bit ARM',
  riscv: 'RISC-V',
  gcc: 'the compiler of kernels before 2.6.16',
};

export interface MagicDifference {
  /** `same`: nothing but words differs. `flavour`: one build of the source with other options, such as `+debug`. */
  readonly release: 'same' | 'other' | 'flavour';
  readonly module: string;
  readonly kernel: string;
  /** Words that only one side has. */
  readonly onlyModule: readonly string[];
  readonly onlyKernel: readonly string[];
  /** `i386`, `arm`: what the words say of the machine; undefined where they do not. */
  readonly machine: string | undefined;
}

export function magicDifference(module: string, kernel: string): MagicDifference {
  const [built = '', ...moduleWords] = module.split(/\s+/).filter((word) => word !== '');
  const [running = '', ...kernelWords] = kernel.split(/\s+/).filter((word) => word !== '');
  const onlyModule = moduleWords.filter((word) => !kernelWords.includes(word));
  const onlyKernel = kernelWords.filter((word) => !moduleWords.includes(word));
  const isOption = (longer: string, shorter: string) => longer.startsWith(`${shorter}+`);
  const isFlavour = isOption(running, built) || isOption(built, running);
  const release = built === running ? 'same' : isFlavour ? 'flavour' : 'other';
  return { release, module: built, kernel: running, onlyModule, onlyKernel, machine: machineOf(kernel) };
}

/** By its words, else by how the release ends. */
export function machineOf(magic: string): string | undefined {
  if (/\b(?:[3-6]86|PENTIUM\w*|K[678]|CORE2|ATOM|586TSC|686)\b|\.i[3-6]86\b/.test(magic)) return 'i386';
  if (/\bARMv[4-7]|\bARMV[4-7]|armv[67]|\.armv7hl|-v7l?\+?(?:\s|$)|-v6\+?(?:\s|$)/.test(magic)) return 'arm';
  if (/\baarch64\b|\.aarch64|-arm64|-v8\+?(?:\s|$)/.test(magic)) return 'aarch64';
  if (/\.x86_64|-amd64/.test(magic)) return 'x86_64';
  if (/\bMIPS/.test(magic)) return 'mips';
  if (/\briscv\b/.test(magic)) return 'riscv64';
  if (/ppc64le|powerpc64le/.test(magic)) return 'ppc64le';
  if (magic.includes('s390x')) return 's390x';
  return undefined;
}
