/**
 * What the linker takes for a symbol. A leading dot belongs to the name: the dots of old ppc64 function descriptors are
 * in what modules import, never in what kernels export. Who reads imports strips them.
 */
const SYMBOL_NAME = /^[A-Za-z_.$][A-Za-z0-9_.$]*$/;

/** KSYM_NAME_LEN in include/linux/kallsyms.h, with the NUL: longer names end the build of a kernel. */
const KSYM_NAME_LEN = 512;

/** A name of nothing but dots would be a folder's: no linker makes one. */
export function isSymbolName(text: string): boolean {
  return text.length < KSYM_NAME_LEN && SYMBOL_NAME.test(text) && !/^\.+$/.test(text);
}

/** The name under which the kernel looks for an import: dedotify_versions() in arch/powerpc/kernel/module_64.c. */
export function withoutLeadingDot(symbol: string): string {
  return symbol.startsWith('.') ? symbol.slice(1) : symbol;
}
