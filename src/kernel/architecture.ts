/** What kernels and distributions call one and the same architecture. */

/** The word size and byte order of a file, on which the name depends as well. */
export interface MachineClass {
  readonly bits: 32 | 64;
  readonly isLittleEndian: boolean;
}

/**
 * What the kernel calls the machine of an ELF file: what `uname -m` prints (UTS_MACHINE in arch/<arch>/Makefile; numbers
 * from include/uapi/linux/elf-em.h). A machine without a name here is called by its number: `e_machine 999`.
 */
export function architectureOf(machine: number, { bits, isLittleEndian }: MachineClass): string {
  const little = isLittleEndian ? 'le' : '';
  switch (machine) {
    case 3:
      return 'i386';
    case 8:
      return bits === 64 ? 'mips64' : 'mips';
    case 15:
      return bits === 64 ? 'parisc64' : 'parisc';
    case 20:
      return 'ppc';
    case 21:
      return `ppc64${little}`;
    case 22:
      return bits === 64 ? 's390x' : 's390';
    case 40:
      return 'arm';
    case 43:
      return 'sparc64';
    case 50:
      return 'ia64';
    case 62:
      return 'x86_64';
    case 183:
      return 'aarch64';
    case 243:
      return `riscv${bits}`;
    case 258:
      return `loongarch${bits}`;
    default:
      return `e_machine ${machine}`;
  }
}

/** The kernel's name first, then those of distributions. */
const ALIASES: readonly (readonly string[])[] = [
  ['x86_64', 'amd64', 'x64'],
  ['aarch64', 'arm64'],
  ['i386', 'i486', 'i586', 'i686', '686', 'x86'],
  ['arm', 'armel', 'armhf', 'armv7l', 'armv7hl'],
  ['ppc64le', 'ppc64el'],
  ['ppc', 'powerpc'],
  ['loongarch64', 'loong64'],
  ['mips64', 'mips64el'],
  ['mips', 'mipsel'],
  ['parisc', 'hppa'],
  ['parisc64', 'hppa64'],
];

/** `x86_64` for amd64; a name that is not known stands for itself. */
export function kernelArchitecture(name: string): string {
  return ALIASES.find((names) => names.includes(name))?.[0] ?? name;
}

export function isSameArchitecture(a: string, b: string): boolean {
  return kernelArchitecture(a) === kernelArchitecture(b);
}
