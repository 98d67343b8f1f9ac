/**
 * Kernel modules, `.ko`: ELF objects with sections of their own. As scripts/mod/modpost.c writes and
 * kernel/module/main.c reads them.
 */
import { architectureOf } from '../../kernel/architecture.ts';
import { compareText } from '../../base/text.ts';
import type { ExportType } from '../../kernel/export.ts';
import { moduleNameOf, type Import, type ModuleExport, type ModuleFile } from '../../kernel/module.ts';
import { Fault, printable, type Parsed, type Problem } from '../../base/problems.ts';
import {
  elfSymbols,
  ET_REL,
  findSection,
  malformedElf,
  parseElf,
  SHN_ABS,
  SHN_UNDEF,
  STB_WEAK,
  symbolTables,
  dataViewOf,
  type ElfFile,
  type ElfSymbol,
} from '../elf/elf.ts';
import { readModinfo } from './modinfo.ts';
import { readModuleObject, THIS_MODULE } from './module-object.ts';
import { readVersions } from './module-versions.ts';
import { isSymbolName, withoutLeadingDot } from '../../kernel/symbol-name.ts';

/** What makes an ELF object a module, or what is left of one: each of them is in every one that can be loaded. */
const MARKS = ['.modinfo', THIS_MODULE, '__versions', '__version_ext_crcs'];
const KSYM_FLAG_GPL_ONLY = 1;

/**
 * Reads a module, unpacked. A signature behind the ELF data does not matter. Problems are warnings: the record is whole.
 *
 * @throws {Fault} `malformed-elf`; `not-a-module` for another kind of ELF file.
 */
export function parseModule(bytes: Uint8Array, path: string): Parsed<ModuleFile> {
  const elf = parseElf(bytes, path);
  if (elf.type !== ET_REL || !MARKS.some((name) => findSection(elf, name) !== undefined)) {
    const detail = elf.type === ET_REL ? 'an object file' : 'a program, library or kernel image';
    throw new Fault({ kind: 'not-a-module', path, detail });
  }
  const modinfo = readModinfo(findSection(elf, '.modinfo')?.bytes ?? new Uint8Array());
  const first = (key: string) => modinfo.get(key)?.[0];
  const versions = readVersions(elf, path);
  const problems: Problem[] =
    versions.disagreeing.length === 0
      ? []
      : [{ kind: 'module-versions-disagree', path, source: versions.disagreeing.join(', ') }];
  const symbols = readSymbols(elf, path);
  const isStripped = symbolTables(elf).length === 0;
  const records: ModuleFile = {
    name: first('name') ?? moduleNameOf(path),
    arch: architectureOf(elf.machine, elf),
    vermagic: first('vermagic')?.trimEnd() ?? '',
    license: first('license') ?? 'unspecified',
    importNamespaces: modinfo.get('import_ns') ?? [],
    modversions: versions.kind,
    imports: joinImports(versions.crcs, isStripped ? undefined : symbols.undefined),
    exports: readExports(elf, symbols, path),
    depends: (first('depends') ?? '').split(',').filter((name) => name !== ''),
    version: first('version') ?? '',
    aliasCount: modinfo.get('alias')?.length ?? 0,
    object: readModuleObject(bytes, elf, symbols.placeless, modinfo),
  };
  refuseOtherNames(records, path);
  return { records, problems };
}

/**
 * Names of symbols are checked by one rule, wherever they come from: one with a line break in it would be two lines of whatever
 * is written of the module.
 *
 * @throws {Fault} `malformed-elf`
 */
function refuseOtherNames({ imports, exports }: ModuleFile, path: string): void {
  const bad = [...imports, ...exports].find(({ symbol }) => !isSymbolName(symbol));
  if (bad === undefined) return;
  throw malformedElf(path, `"${printable(bad.symbol, 80)}" is no name of a symbol`);
}

interface ModuleSymbols {
  /** Whether each undefined symbol is weak. */
  readonly undefined: ReadonlyMap<string, boolean>;
  /** Those that are neither undefined nor in a section of the file. */
  readonly placeless: readonly ElfSymbol[];
  readonly crcs: ReadonlyMap<string, ElfSymbol>;
  readonly entries: ReadonlyMap<string, ElfSymbol>;
  readonly namespaces: ReadonlyMap<string, ElfSymbol>;
  readonly flags: ReadonlyMap<string, ElfSymbol>;
}

/** What include/linux/export-internal.h and its forebear export.h put before the name of an exported symbol. */
const PREFIXES = {
  crcs: '__crc_',
  entries: '__ksymtab_',
  namespaces: '__kstrtabns_',
  flags: '__flags_',
} as const;

function readSymbols(elf: ElfFile, path: string): ModuleSymbols {
  const found = {
    undefined: new Map<string, boolean>(),
    placeless: [] as ElfSymbol[],
    crcs: new Map<string, ElfSymbol>(),
    entries: new Map<string, ElfSymbol>(),
    namespaces: new Map<string, ElfSymbol>(),
    flags: new Map<string, ElfSymbol>(),
  };
  for (const symbol of elfSymbols(elf, path, '__')) {
    if (symbol.section === SHN_UNDEF) {
      const name = withoutLeadingDot(symbol.name);
      const isWeak = symbol.binding === STB_WEAK && found.undefined.get(name) !== false;
      if (!isLinkersOwn(symbol.name)) found.undefined.set(name, isWeak);
      continue;
    }
    if (symbol.section !== SHN_ABS && symbol.section >= elf.sections.length) found.placeless.push(symbol);
    for (const [kind, prefix] of Object.entries(PREFIXES)) {
      if (symbol.name.startsWith(prefix)) {
        found[kind as keyof typeof PREFIXES].set(symbol.name.slice(prefix.length), symbol);
      }
    }
  }
  return found;
}

/**
 * Undefined symbols that nobody exports and the kernel does not look for: ignore_undef_symbol() in kernel/module/main.c,
 * and the table of contents that dedotify() in arch/powerpc/kernel/module_64.c makes up.
 */
function isLinkersOwn(name: string): boolean {
  return name === '_GLOBAL_OFFSET_TABLE_' || name === '.TOC.' || name === 'TOC.';
}

/** Has a record and no reference: check_modstruct_version() asks for it. */
const MODULE_LAYOUT = 'module_layout';

/**
 * The table's order, then the symbols that it leaves out. A record of a symbol that is not referred to is none that the
 * kernel looks up. Of a file without symbols the table is all that is left.
 */
function joinImports(
  crcs: ReadonlyMap<string, number>,
  referred: ReadonlyMap<string, boolean> | undefined,
): Import[] {
  const undefinedSymbols = referred ?? new Map<string, boolean>();
  const toImport = (symbol: string, crc: number | null): Import => ({
    symbol,
    crc,
    ...(undefinedSymbols.get(symbol) === true ? { weak: true } : {}),
  });
  const unversioned = [...undefinedSymbols.keys()].filter((symbol) => !crcs.has(symbol)).sort(compareText);
  const isAsked = (symbol: string) =>
    referred === undefined || referred.has(symbol) || symbol === MODULE_LAYOUT;
  return [
    ...[...crcs].filter(([symbol]) => isAsked(symbol)).map(([symbol, crc]) => toImport(symbol, crc)),
    ...unversioned.map((symbol) => toImport(symbol, null)),
  ];
}

function readExports(elf: ElfFile, symbols: ModuleSymbols, path: string): ModuleExport[] {
  const names = new Set([...symbols.crcs.keys(), ...symbols.entries.keys()]);
  return [...names].sort(compareText).map((symbol) => ({
    symbol,
    crc: exportCrc(elf, symbols.crcs.get(symbol), path),
    type: exportType(elf, symbol, symbols, path),
    namespace: exportNamespace(elf, symbols.namespaces.get(symbol), path),
  }));
}

/** The value of an absolute symbol is the CRC itself; since CONFIG_MODULE_REL_CRCS (4.11) it is where the CRC lies. */
function exportCrc(elf: ElfFile, symbol: ElfSymbol | undefined, path: string): number {
  if (symbol === undefined) return 0;
  if (symbol.section === SHN_ABS) return Number(symbol.value & 0xffff_ffffn);
  const place = placeOf(elf, symbol, 4, path);
  return place.view.getUint32(place.at, elf.isLittleEndian);
}

/** By the section of its table entry, or, in kernels of 2026 that have one table for all, by its flags. */
function exportType(elf: ElfFile, symbol: string, symbols: ModuleSymbols, path: string): ExportType {
  const flags = symbols.flags.get(symbol);
  if (flags !== undefined) {
    const place = placeOf(elf, flags, 1, path);
    const isGplOnly = (place.view.getUint8(place.at) & KSYM_FLAG_GPL_ONLY) !== 0;
    return isGplOnly ? 'EXPORT_SYMBOL_GPL' : 'EXPORT_SYMBOL';
  }
  const entry = symbols.entries.get(symbol) ?? symbols.crcs.get(symbol);
  const section = elf.sections[entry?.section ?? -1]?.name ?? '';
  switch (section.replace(/^__k(?:symtab|crctab)/, '')) {
    case '':
      return section === '' ? '' : 'EXPORT_SYMBOL';
    case '_gpl':
      return 'EXPORT_SYMBOL_GPL';
    case '_gpl_future':
      return 'EXPORT_SYMBOL_GPL_FUTURE';
    case '_unused':
      return 'EXPORT_UNUSED_SYMBOL';
    case '_unused_gpl':
      return 'EXPORT_UNUSED_SYMBOL_GPL';
    default:
      return '';
  }
}

function exportNamespace(elf: ElfFile, symbol: ElfSymbol | undefined, path: string): string {
  if (symbol === undefined) return '';
  const place = placeOf(elf, symbol, 1, path);
  return elf.names.read(place.bytes, place.at);
}

/** @throws {Fault} `malformed-elf` unless so many bytes lie where the symbol points to. */
function placeOf(elf: ElfFile, symbol: ElfSymbol, size: number, path: string) {
  const section = elf.sections[symbol.section];
  if (section === undefined || symbol.value + BigInt(size) > BigInt(section.bytes.length)) {
    throw malformedElf(path, `the symbol ${symbol.name} points outside its section`);
  }
  return { at: Number(symbol.value), bytes: section.bytes, view: dataViewOf(section) };
}
