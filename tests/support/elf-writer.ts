/** Small kernel modules for the tests, written the way ld and modpost write them. */

export interface ElfClass {
  readonly bits: 32 | 64;
  readonly isLittleEndian: boolean;
}

/** With the architecture that each stands for. */
export const ELF_CLASSES: readonly (ElfClass & { readonly machine: number; readonly arch: string })[] = [
  { bits: 64, isLittleEndian: true, machine: 62, arch: 'x86_64' },
  { bits: 32, isLittleEndian: true, machine: 3, arch: 'i386' },
  { bits: 64, isLittleEndian: false, machine: 22, arch: 's390x' },
  { bits: 32, isLittleEndian: false, machine: 20, arch: 'ppc' },
];

export interface SectionFixture {
  readonly name: string;
  readonly data: Uint8Array;
  /** SHT_PROGBITS unless said otherwise. */
  readonly type?: number;
  readonly flags?: number;
  readonly link?: number;
}

export interface SymbolFixture {
  readonly name: string;
  /** Name of its section; `UND`, `ABS` and `COMMON` for the special ones. */
  readonly section: string;
  readonly value?: bigint;
  readonly isWeak?: boolean;
}

export interface ModuleFixture extends Partial<ElfClass> {
  readonly machine?: number;
  /** ET_REL unless said otherwise. */
  readonly type?: number;
  /** Texts of .modinfo; undefined leaves the section out. */
  readonly modinfo?: readonly string[] | undefined;
  /** Records of __versions. */
  readonly versions?: Readonly<Record<string, number>>;
  /** Records of __version_ext_crcs and __version_ext_names. */
  readonly extended?: Readonly<Record<string, number>>;
  /** Unless it is said, those of the records. */
  readonly undefined?: readonly string[];
  readonly weak?: readonly string[];
  readonly exports?: readonly ExportFixture[];
  /** Bytes of .gnu.linkonce.this_module, 896 unless said otherwise; 0 leaves it out. */
  readonly moduleSize?: number;
  readonly sections?: readonly SectionFixture[];
  readonly symbols?: readonly SymbolFixture[];
  /** Behind the ELF data, as a signature is. */
  readonly trailer?: string;
}

export interface ExportFixture {
  readonly symbol: string;
  readonly crc?: number;
  readonly isGplOnly?: boolean;
  readonly namespace?: string;
  /** The CRC is the value of an absolute symbol, as before 4.11. */
  readonly isAbsolute?: boolean;
}

export const VERMAGIC = '6.1.0-54-amd64 SMP preempt mod_unload modversions';

const encoder = new TextEncoder();
const SHF_WRITE_ALLOC = 3;
/** What modpost's sections of versions have: the kernel sees no others of this name. */
const SHF_ALLOC = 2;

/** By default a module `probe` for x86_64 that imports nothing. */
export function moduleOf(fixture: ModuleFixture = {}): Uint8Array<ArrayBuffer> {
  const elfClass = { bits: fixture.bits ?? 64, isLittleEndian: fixture.isLittleEndian ?? true } as const;
  const { modinfo = ['name=probe', 'license=GPL', `vermagic=${VERMAGIC} `, 'depends='] } = fixture;
  const sections: SectionFixture[] = [];
  if (!('modinfo' in fixture) || fixture.modinfo !== undefined) {
    sections.push({ name: '.modinfo', data: encoder.encode(modinfo.map((each) => `${each}\0`).join('')) });
    const { moduleSize = 896 } = fixture;
    const data = new Uint8Array(moduleSize);
    if (moduleSize > 0) sections.push({ name: '.gnu.linkonce.this_module', data, flags: SHF_WRITE_ALLOC });
  }
  if (fixture.versions !== undefined) {
    sections.push({ name: '__versions', data: versionsOf(fixture.versions, elfClass) });
  }
  if (fixture.extended !== undefined) sections.push(...extendedOf(fixture.extended, elfClass));
  const exported = exportsOf(fixture.exports ?? [], elfClass);
  const weak = new Set(fixture.weak);
  const recorded = Object.keys({ ...fixture.versions, ...fixture.extended }).filter(
    (name) => name !== 'module_layout' && !weak.has(name),
  );
  const symbols: SymbolFixture[] = [
    ...(fixture.undefined ?? recorded).map((name) => ({ name, section: 'UND' })),
    ...(fixture.weak ?? []).map((name) => ({ name, section: 'UND', isWeak: true })),
    ...exported.symbols,
    ...(fixture.symbols ?? []),
  ];
  return elfOf(
    { ...elfClass, machine: fixture.machine ?? 62, type: fixture.type ?? 1 },
    [...sections, ...exported.sections, ...(fixture.sections ?? [])],
    symbols,
    fixture.trailer ?? '',
  );
}

/** An array of struct modversion_info. */
export function versionsOf(
  crcs: Readonly<Record<string, number>>,
  elfClass: ElfClass,
): Uint8Array<ArrayBuffer> {
  const out = new Writer(elfClass);
  for (const [name, crc] of Object.entries(crcs)) {
    out.word(BigInt(crc));
    out.text(name, 64 - elfClass.bits / 8);
  }
  return out.bytes();
}

function extendedOf(crcs: Readonly<Record<string, number>>, elfClass: ElfClass): SectionFixture[] {
  const out = new Writer(elfClass);
  for (const crc of Object.values(crcs)) out.u32(crc);
  const names = `${Object.keys(crcs)
    .map((name) => `${name}\0`)
    .join('')}\0`;
  return [
    { name: '__version_ext_crcs', data: out.bytes() },
    { name: '__version_ext_names', data: encoder.encode(names) },
  ];
}

function exportsOf(exports: readonly ExportFixture[], elfClass: ElfClass) {
  const crcs = { plain: new Writer(elfClass), gpl: new Writer(elfClass) };
  const strings = new Writer(elfClass);
  const symbols: SymbolFixture[] = [];
  for (const { symbol, crc, isGplOnly = false, namespace, isAbsolute = false } of exports) {
    const suffix = isGplOnly ? '_gpl' : '';
    symbols.push({ name: `__ksymtab_${symbol}`, section: `__ksymtab${suffix}` });
    if (crc !== undefined && isAbsolute) {
      symbols.push({ name: `__crc_${symbol}`, section: 'ABS', value: BigInt(crc) });
    } else if (crc !== undefined) {
      const table = isGplOnly ? crcs.gpl : crcs.plain;
      symbols.push({ name: `__crc_${symbol}`, section: `__kcrctab${suffix}`, value: BigInt(table.length) });
      table.u32(crc);
    }
    if (namespace !== undefined) {
      const value = BigInt(strings.length);
      symbols.push({ name: `__kstrtabns_${symbol}`, section: '__ksymtab_strings', value });
      strings.text(namespace, namespace.length + 1);
    }
  }
  const sections: SectionFixture[] = [
    { name: '__ksymtab', data: new Uint8Array(8) },
    { name: '__ksymtab_gpl', data: new Uint8Array(8) },
    { name: '__kcrctab', data: crcs.plain.bytes() },
    { name: '__kcrctab_gpl', data: crcs.gpl.bytes() },
    { name: '__ksymtab_strings', data: strings.bytes() },
  ];
  return { symbols, sections: exports.length === 0 ? [] : sections };
}

/** The empty section, those given, then .symtab, .strtab and .shstrtab. */
export function elfOf(
  header: ElfClass & { readonly machine: number; readonly type: number },
  given: readonly SectionFixture[],
  symbols: readonly SymbolFixture[],
  trailer = '',
): Uint8Array<ArrayBuffer> {
  const names = (section: string) => {
    if (section === 'UND') return 0;
    if (section === 'ABS') return 0xfff1;
    if (section === 'COMMON') return 0xfff2;
    return given.findIndex((each) => each.name === section) + 1;
  };
  const strtab = new Writer(header);
  const symtab = new Writer(header);
  strtab.u8(0);
  for (const symbol of [{ name: '', section: 'UND' }, ...symbols]) {
    symtab.symbol(symbol.name === '' ? 0 : strtab.length, names(symbol.section), symbol);
    if (symbol.name !== '') strtab.text(symbol.name, symbol.name.length + 1);
  }
  const sections: SectionFixture[] = [
    { name: '', data: new Uint8Array(), type: 0 },
    ...given,
    { name: '.symtab', data: symtab.bytes(), type: 2, link: given.length + 2 },
    { name: '.strtab', data: strtab.bytes(), type: 3 },
  ];
  const shstrtab = new Writer(header);
  const nameOffsets = [...sections, { name: '.shstrtab' }].map(({ name }) => {
    const at = shstrtab.length;
    shstrtab.text(name, name.length + 1);
    return at;
  });
  sections.push({ name: '.shstrtab', data: shstrtab.bytes(), type: 3 });

  const out = new Writer(header);
  const headerSize = header.bits === 64 ? 64 : 52;
  const dataSize = sections.reduce((sum, { data }) => sum + data.length, 0);
  const table = Math.ceil((headerSize + dataSize) / 8) * 8;
  out.raw(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, header.bits / 32, header.isLittleEndian ? 1 : 2, 1));
  out.fill(16);
  out.u16(header.type);
  out.u16(header.machine);
  out.u32(1);
  out.word(0n);
  out.word(0n);
  out.word(BigInt(table));
  out.u32(0);
  for (const value of [headerSize, 0, 0, header.bits === 64 ? 64 : 40]) out.u16(value);
  out.u16(sections.length);
  out.u16(sections.length - 1);
  for (const { data } of sections) out.raw(data);
  out.fill(table);
  let offset = headerSize;
  for (const [index, section] of sections.entries()) {
    out.section(nameOffsets[index] ?? 0, section, offset);
    offset += section.data.length;
  }
  out.raw(encoder.encode(trailer));
  return out.bytes();
}

/** Appends numbers in the size and order of the class. */
class Writer {
  readonly #bits: 32 | 64;
  readonly #isLittleEndian: boolean;
  readonly #bytes: number[] = [];

  constructor({ bits, isLittleEndian }: ElfClass) {
    this.#bits = bits;
    this.#isLittleEndian = isLittleEndian;
  }

  get length(): number {
    return this.#bytes.length;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }

  raw(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  /** Zeroes up to a length. */
  fill(length: number): void {
    while (this.#bytes.length < length) this.#bytes.push(0);
  }

  text(text: string, size: number): void {
    const end = this.length + size;
    this.raw(encoder.encode(text));
    this.fill(end);
  }

  u8(value: number): void {
    this.#bytes.push(value);
  }

  u16(value: number): void {
    this.#number(BigInt(value), 2);
  }

  u32(value: number): void {
    this.#number(BigInt(value), 4);
  }

  word(value: bigint): void {
    this.#number(value, this.#bits / 8);
  }

  symbol(name: number, section: number, { value = 0n, isWeak = false }: SymbolFixture): void {
    const info = (isWeak ? 2 : 1) << 4;
    this.u32(name);
    if (this.#bits === 32) {
      this.word(value);
      this.word(0n);
    }
    this.u8(info);
    this.u8(0);
    this.u16(section);
    if (this.#bits === 64) {
      this.word(value);
      this.word(0n);
    }
  }

  section(
    name: number,
    {
      name: text,
      type = 1,
      flags = text.startsWith('__version') ? SHF_ALLOC : 0,
      link = 0,
      data,
    }: SectionFixture,
    offset: number,
  ): void {
    this.u32(name);
    this.u32(type);
    this.word(BigInt(flags));
    this.word(0n);
    this.word(BigInt(offset));
    this.word(BigInt(data.length));
    this.u32(link);
    this.u32(0);
    this.word(1n);
    this.word(0n);
  }

  #number(value: bigint, size: number): void {
    const bytes = Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));
    this.#bytes.push(...(this.#isLittleEndian ? bytes : bytes.reverse()));
  }
}
