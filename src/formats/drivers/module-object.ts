/**
 * A module's file as the loader takes it before it looks at any symbol: elf_validity_cache_copy() and setup_load_info() in
 * kernel/module/main.c, module_enforce_rwx_sections() in strict_rwx.c, simplify_symbols(), and module_sig_check() in
 * signing.c. Read in the sources of 5.10, 6.1, 6.12 and 7.2.
 */
import type { FileFault, ModuleObject } from '../../kernel/module.ts';
import {
  findSection,
  SHF_ALLOC,
  SHF_EXECINSTR,
  SHF_WRITE,
  SHN_ABS,
  SHN_COMMON,
  SHN_LORESERVE,
  SHN_UNDEF,
  SHT_NOBITS,
  symbolTables,
  type ElfFile,
  type ElfSymbol,
} from '../elf/elf.ts';
import { signatureOf } from './module-signature.ts';

export const THIS_MODULE = '.gnu.linkonce.this_module';
const EM_AARCH64 = 183;

/** @param symbols those without a section of the file among them, in any order */
export function readModuleObject(
  bytes: Uint8Array,
  elf: ElfFile,
  symbols: readonly Pick<ElfSymbol, 'name' | 'section'>[],
  modinfo: ReadonlyMap<string, readonly string[]>,
): ModuleObject {
  const has = (name: string) => findSection(elf, name) !== undefined;
  const exportsSomething = ['__ksymtab', '__ksymtab_gpl'].filter(has);
  return {
    faults: [...faultsOf(elf, symbols)],
    vermagic: modinfo.get('vermagic')?.[0] ?? null,
    moduleSize: findSection(elf, THIS_MODULE)?.size ?? null,
    signature: signatureOf(bytes),
    btf: !has('.BTF') ? 'none' : has('.BTF.base') ? 'distilled' : 'split',
    exportTables:
      exportsSomething.length === 0
        ? null
        : {
            crcs: exportsSomething.every((name) => has(name.replace('__ksymtab', '__kcrctab'))),
            flags: has('__kflagstab'),
          },
    isLivepatch: modinfo.has('livepatch'),
  };
}

function* faultsOf(
  elf: ElfFile,
  symbols: readonly Pick<ElfSymbol, 'name' | 'section'>[],
): Generator<FileFault> {
  const named = (name: string) => elf.sections.filter((section) => section.name === name);
  const tables = symbolTables(elf).length;
  if (tables === 0) yield 'no-symbols';
  if (tables > 1) yield 'several-symbol-tables';
  const [thisModule, ...others] = named(THIS_MODULE);
  if (thisModule === undefined) yield 'no-this-module';
  else if (others.length > 0) yield 'several-this-modules';
  else if (thisModule.type === SHT_NOBITS || (thisModule.flags & SHF_ALLOC) === 0)
    yield 'this-module-not-loaded';
  if (named('.modinfo').length > 1) yield 'several-modinfos';
  if (symbols.some(isCommon)) yield 'common-symbol';
  if (symbols.some((symbol) => isBeyond(symbol, elf.sections.length))) yield 'bad-section-index';
  const writableCode = SHF_WRITE | SHF_EXECINSTR;
  if (elf.sections.some(({ flags }) => (flags & writableCode) === writableCode)) yield 'writable-code';
  if (elf.machine === EM_AARCH64 && !['.plt', '.init.plt'].every((name) => named(name).length > 0)) {
    yield 'no-plt-sections';
  }
}

/** simplify_symbols() lets those pass that link-time optimisation leaves behind. */
function isCommon({ name, section }: Pick<ElfSymbol, 'name' | 'section'>): boolean {
  return section === SHN_COMMON && !name.startsWith('__gnu_lto');
}

function isBeyond({ section }: Pick<ElfSymbol, 'section'>, sections: number): boolean {
  return section !== SHN_UNDEF && section !== SHN_ABS && section >= sections && section < SHN_LORESERVE;
}
