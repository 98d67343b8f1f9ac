/**
 * ELF files, as far as kernel modules need it: sections and symbols, of both word sizes and byte orders (System V ABI,
 * gABI 4.1, chapter 4; include/uapi/linux/elf.h). Every offset and size is checked before it is used: the file may come
 * from anybody.
 */
import { Fault } from '../../base/problems.ts';

export interface ElfFile {
  /** Bits of a word: the class of the file. */
  readonly bits: 32 | 64;
  readonly isLittleEndian: boolean;
  /** e_type: ET_REL for objects and modules. */
  readonly type: number;
  /** e_machine: EM_X86_64 and the like. */
  readonly machine: number;
  /** In the order of the file, the empty one at index 0 included: symbols name sections by index. */
  readonly sections: readonly ElfSection[];
  readonly names: NameReader;
}

export interface ElfSection {
  readonly name: string;
  /** sh_type */
  readonly type: number;
  /** sh_flags: SHF_WRITE and the like. */
  readonly flags: number;
  /** sh_size: bytes in memory. */
  readonly size: number;
  /** Index of the section that belongs to this one: of a symbol table, its strings. */
  readonly link: number;
  /** Within the file; empty for a section that takes no space in it, as .bss. */
  readonly bytes: Uint8Array;
}

export interface ElfSymbol {
  readonly name: string;
  readonly value: bigint;
  /** Index of its section, or one of SHN_*. */
  readonly section: number;
  /** One of STB_*. */
  readonly binding: number;
}

export const ET_REL = 1;
export const SHT_SYMTAB = 2;
export const SHT_NOBITS = 8;
export const SHF_WRITE = 1;
export const SHF_ALLOC = 2;
export const SHF_EXECINSTR = 4;
export const SHN_UNDEF = 0;
/** Indices from here on stand for no section. */
export const SHN_LORESERVE = 0xff00;
export const SHN_COMMON = 0xfff2;
export const SHN_ABS = 0xfff1;
export const STB_WEAK = 2;

const MAGIC = [0x7f, 0x45, 0x4c, 0x46];
const SHN_XINDEX = 0xffff;
/** KSYM_NAME_LEN is 512 since Linux 6.1, but names that are neither imported nor exported may be longer. */
const LONGEST_NAME = 4096;

/** Where the fields lie in the structures of each class: Elf32_Ehdr, Elf32_Shdr, Elf32_Sym and their 64-bit likes. */
const LAYOUTS = {
  32: {
    header: { size: 52, sectionOffset: 0x20, sectionSize: 0x2e },
    section: { size: 40, flags: 8, offset: 0x10, length: 0x14, link: 0x18 },
    symbol: { size: 16, value: 4, info: 12, section: 14 },
  },
  64: {
    header: { size: 64, sectionOffset: 0x28, sectionSize: 0x3a },
    section: { size: 64, flags: 8, offset: 0x18, length: 0x20, link: 0x28 },
    symbol: { size: 24, value: 8, info: 4, section: 6 },
  },
} as const;

export function isElf(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads the table of sections. What is appended to the file, such as a module's signature, is left alone.
 *
 * @throws {Fault} `malformed-elf`. A section outside the file is one, wanted or not: the kernel refuses such a module
 * too (elf_validity_cache_sechdrs() in kernel/module/main.c).
 */
export function parseElf(bytes: Uint8Array, path: string): ElfFile {
  if (!isElf(bytes)) throw malformedElf(path, 'it does not start with the ELF magic number');
  const bits = bytes[4] === 1 ? 32 : bytes[4] === 2 ? 64 : undefined;
  const isLittleEndian = bytes[5] === 1 ? true : bytes[5] === 2 ? false : undefined;
  if (bits === undefined || isLittleEndian === undefined) {
    throw malformedElf(path, 'neither its word size nor its byte order can be told');
  }
  const { header } = LAYOUTS[bits];
  if (bytes.length < header.size) throw malformedElf(path, 'it ends within its header');
  const view = new ElfView(bytes, bits, isLittleEndian);
  const names = new NameReader(bytes.length, path);
  const table = {
    at: view.word(header.sectionOffset),
    entrySize: view.u16(header.sectionSize),
    count: view.u16(header.sectionSize + 2),
    names: view.u16(header.sectionSize + 4),
  };
  return {
    bits,
    isLittleEndian,
    type: view.u16(0x10),
    machine: view.u16(0x12),
    sections: readSections(view, table, names, path),
    names,
  };
}

/** The first section of the name, which is the one that the kernel takes (find_sec() in kernel/module/main.c). */
export function findSection(elf: ElfFile, name: string): ElfSection | undefined {
  return elf.sections.find((section) => section.name === name);
}

export function symbolTables(elf: ElfFile): ElfSection[] {
  return elf.sections.filter(({ type }) => type === SHT_SYMTAB);
}

/** Numbers in the byte order of the file. */
export function dataViewOf({ bytes }: ElfSection): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The undefined symbols, those without a section of the file, and those whose name starts with `prefix`: the table of a
 * large module has 20,000, of which a few hundred matter. Of several tables the first counts; a file without one has no
 * symbols.
 *
 * @throws {Fault} `malformed-elf` for a table that is cut off, or a name outside its strings.
 */
export function* elfSymbols(elf: ElfFile, path: string, prefix: string): Generator<ElfSymbol> {
  const [table] = symbolTables(elf);
  if (table === undefined) return;
  const { symbol } = LAYOUTS[elf.bits];
  if (table.bytes.length % symbol.size !== 0) throw malformedElf(path, 'its symbol table is cut off');
  const strings = elf.sections[table.link]?.bytes;
  if (strings === undefined) throw malformedElf(path, 'its symbol table has no names');
  const view = new ElfView(table.bytes, elf.bits, elf.isLittleEndian);
  // The first entry is no symbol.
  for (let at = symbol.size; at < table.bytes.length; at += symbol.size) {
    const section = view.u16(at + symbol.section);
    const nameAt = view.u32(at);
    const isInside = section !== SHN_UNDEF && (section < elf.sections.length || section === SHN_ABS);
    if (isInside && !startsWith(strings, nameAt, prefix)) continue;
    const name = elf.names.read(strings, nameAt);
    if (name === '') continue;
    yield { name, section, value: view.wideWord(at + symbol.value), binding: view.u8(at + symbol.info) >> 4 };
  }
}

/** Names are ASCII; whatever else a damaged file has stays distinct. */
export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function malformedElf(path: string, detail: string): Fault {
  return new Fault({ kind: 'malformed-elf', path, detail });
}

/**
 * Reads NUL-terminated names. In a hostile file millions of symbols may share the bytes of a long name, each starting
 * one further on: all names together may be no longer than the file a few times over.
 */
class NameReader {
  readonly #path: string;
  #left: number;

  constructor(fileSize: number, path: string) {
    this.#path = path;
    this.#left = 4 * fileSize;
  }

  /** @throws {Fault} `malformed-elf` if it does not end within the bytes, or is longer than any name. */
  read(bytes: Uint8Array, at: number): string {
    const end = at < bytes.length ? bytes.subarray(at, at + LONGEST_NAME).indexOf(0) : -1;
    if (end < 0) throw malformedElf(this.#path, 'a name in it has no end');
    this.#left -= end;
    if (this.#left < 0) throw malformedElf(this.#path, 'its names are longer than the file');
    return latin1(bytes.subarray(at, at + end));
  }
}
export type { NameReader };

interface SectionTable {
  readonly at: number;
  readonly entrySize: number;
  readonly count: number;
  /** Index of the section with the names of all sections. */
  readonly names: number;
}

function readSections(view: ElfView, table: SectionTable, reader: NameReader, path: string): ElfSection[] {
  const layout = LAYOUTS[view.bits].section;
  if (table.count === 0) throw malformedElf(path, 'it has no sections');
  if (table.entrySize !== layout.size || table.names === SHN_XINDEX) {
    throw malformedElf(path, 'its section table is not of the size that it should have');
  }
  if (table.at + table.count * table.entrySize > view.bytes.length) {
    throw malformedElf(path, 'its section table lies outside the file: it may be cut off');
  }
  const entries = Array.from({ length: table.count }, (_, index) => table.at + index * table.entrySize);
  const contents = entries.map((at, index) => {
    const type = view.u32(at + 4);
    // The first entry is no section, and .bss has a size but no bytes.
    if (index === 0 || type === SHT_NOBITS) return view.bytes.subarray(0, 0);
    const start = view.word(at + layout.offset);
    const length = view.word(at + layout.length);
    if (start + length > view.bytes.length) {
      throw malformedElf(path, `section ${index} lies outside the file: it may be cut off`);
    }
    return view.bytes.subarray(start, start + length);
  });
  const names = contents[table.names];
  if (names === undefined) throw malformedElf(path, 'its sections have no names');
  return entries.map((at, index) => ({
    name: index === 0 ? '' : reader.read(names, view.u32(at)),
    type: view.u32(at + 4),
    flags: view.word(at + layout.flags),
    size: view.word(at + layout.length),
    link: view.u32(at + layout.link),
    bytes: contents[index] ?? names.subarray(0, 0),
  }));
}

function startsWith(bytes: Uint8Array, at: number, prefix: string): boolean {
  for (let index = 0; index < prefix.length; index += 1) {
    if (bytes[at + index] !== prefix.charCodeAt(index)) return false;
  }
  return true;
}

/** Reads numbers of the file's own size and order. Who calls it has made sure that they are there. */
class ElfView {
  readonly bytes: Uint8Array;
  readonly bits: 32 | 64;
  readonly #view: DataView;
  readonly #isLittleEndian: boolean;

  constructor(bytes: Uint8Array, bits: 32 | 64, isLittleEndian: boolean) {
    this.bytes = bytes;
    this.bits = bits;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLittleEndian = isLittleEndian;
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    return this.#view.getUint16(at, this.#isLittleEndian);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, this.#isLittleEndian);
  }

  /** An offset or a size. One beyond 2^53 loses its last digits, and is outside of every file all the same. */
  word(at: number): number {
    return Number(this.wideWord(at));
  }

  wideWord(at: number): bigint {
    return this.bits === 32 ? BigInt(this.u32(at)) : this.#view.getBigUint64(at, this.#isLittleEndian);
  }
}
