/**
 * What the linker takes for a symbol. A leading dot belongs to the name: the dots of old ppc64 function descriptors are
 * in what modules import, never in what kernels export. Who reads imports strips them.
 */
const SYMBOL_NAME = /^[A-Za-z_.$][A-Za-z0-9_.$]*$/;

/** A name of nothing but dots would be a folder's: no linker makes one. */
export function isSymbolName(text: string): boolean {
  return SYMBOL_NAME.test(text) && !/^\.+$/.test(text);
}

/** The name under which the kernel looks for an import: dedotify_versions() in arch/powerpc/kernel/module_64.c. */
export function withoutLeadingDot(symbol: string): string {
  return symbol.startsWith('.') ? symbol.slice(1) : symbol;
}
