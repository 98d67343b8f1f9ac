/**
 * The CRCs of what a module imports. `__versions` is an array of struct modversion_info (include/linux/module.h):
 * `unsigned long crc; char name[64 - sizeof(unsigned long)]`, 64 bytes each on every architecture. Since 6.14 there may
 * be extended ones for names of any length: `__version_ext_crcs`, an array of u32, and `__version_ext_names`, as many
 * NUL-terminated names (Documentation/kbuild/modules.rst).
 */
import type { Modversions } from '../../kernel/module.ts';
import {
  findSection,
  latin1,
  SHF_ALLOC,
  malformedElf,
  dataViewOf,
  type ElfFile,
  type ElfSection,
} from '../elf/elf.ts';
import { withoutLeadingDot } from '../../kernel/symbol-name.ts';

const RECORD_SIZE = 64;

export interface Versions {
  readonly kind: Modversions;
  /** In the order of the file. Of two records of one symbol the first counts, as for check_version(). */
  readonly crcs: ReadonlyMap<string, number>;
  /** Symbols that have one CRC in each of the two tables. */
  readonly disagreeing: readonly string[];
}

/**
 * Where there are extended records the kernel goes by them alone (check_version() in kernel/module/version.c). An
 * extended table without records is passed over: the kernel would then compare nothing at all.
 *
 * @throws {Fault} `malformed-elf` for tables that the kernel would refuse or misread.
 */
export function readVersions(elf: ElfFile, path: string): Versions {
  const basic = readBasic(elf, path);
  const extended = readExtended(elf, path);
  if (extended === undefined || extended.size === 0) {
    return { kind: basic === undefined ? 'none' : 'basic', crcs: basic ?? new Map(), disagreeing: [] };
  }
  const disagreeing = [...extended]
    .filter(([symbol, crc]) => (basic?.get(symbol) ?? crc) !== crc)
    .map(([symbol]) => symbol);
  return { kind: basic === undefined ? 'extended' : 'both', crcs: extended, disagreeing };
}

/** find_sec() in kernel/module/main.c sees only what is to be loaded. */
function loadedSection(elf: ElfFile, name: string): ElfSection | undefined {
  const section = findSection(elf, name);
  return section !== undefined && (section.flags & SHF_ALLOC) !== 0 ? section : undefined;
}

function readBasic(elf: ElfFile, path: string): Map<string, number> | undefined {
  const section = loadedSection(elf, '__versions');
  if (section === undefined) return undefined;
  const { bytes } = section;
  const view = dataViewOf(section);
  const nameOffset = elf.bits / 8;
  const crcs = new Map<string, number>();
  // check_version() divides and so passes over what is left at the end.
  for (let at = 0; at + RECORD_SIZE <= bytes.length; at += RECORD_SIZE) {
    const crc =
      elf.bits === 32
        ? view.getUint32(at, elf.isLittleEndian)
        : Number(view.getBigUint64(at, elf.isLittleEndian));
    const name = bytes.subarray(at + nameOffset, at + RECORD_SIZE);
    const end = name.indexOf(0);
    if (end < 0) throw malformedElf(path, 'a name in __versions has no end');
    addFirst(crcs, latin1(name.subarray(0, end)), crc);
  }
  return crcs;
}

function readExtended(elf: ElfFile, path: string): Map<string, number> | undefined {
  const crcSection = loadedSection(elf, '__version_ext_crcs');
  const nameSection = loadedSection(elf, '__version_ext_names');
  if (crcSection === undefined && nameSection === undefined) return undefined;
  if (crcSection === undefined || nameSection === undefined) {
    throw malformedElf(path, 'it has one of __version_ext_crcs and __version_ext_names, not both');
  }
  if (crcSection.bytes.length % 4 !== 0) {
    throw malformedElf(path, `__version_ext_crcs has ${crcSection.bytes.length} bytes, no multiple of 4`);
  }
  const names = readNames(nameSection, path);
  const count = crcSection.bytes.length / 4;
  if (names.length !== count) {
    throw malformedElf(
      path,
      `${count} records in __version_ext_crcs, ${names.length} in __version_ext_names`,
    );
  }
  const view = dataViewOf(crcSection);
  const crcs = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    addFirst(crcs, name, view.getUint32(index * 4, elf.isLittleEndian));
  }
  return crcs;
}

/** The compiler ends the whole list with a NUL of its own, so that there are two at the end. */
function readNames({ bytes }: ElfSection, path: string): string[] {
  const text = new TextDecoder('latin1').decode(bytes);
  if (text !== '' && !text.endsWith('\0'))
    throw malformedElf(path, 'a name in __version_ext_names has no end');
  const names = text.split('\0');
  while (names.at(-1) === '') names.pop();
  return names;
}

function addFirst(crcs: Map<string, number>, written: string, crc: number): void {
  const name = withoutLeadingDot(written);
  // .TOC. of ppc64 is no import, but was given a record by some versions of modpost.
  if (name !== '' && name !== 'TOC.' && !crcs.has(name)) crcs.set(name, crc);
}
