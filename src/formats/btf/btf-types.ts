/**
 * The types of one section of BTF, by number, as include/uapi/linux/btf.h lays them out. They are not made into objects:
 * a kernel has 100,000 of them.
 */

export const BTF_KINDS = [
  'VOID',
  'INT',
  'PTR',
  'ARRAY',
  'STRUCT',
  'UNION',
  'ENUM',
  'FWD',
  'TYPEDEF',
  'VOLATILE',
  'CONST',
  'RESTRICT',
  'FUNC',
  'FUNC_PROTO',
  'VAR',
  'DATASEC',
  'FLOAT',
  'DECL_TAG',
  'TYPE_TAG',
  'ENUM64',
] as const;
export type BtfKind = (typeof BTF_KINDS)[number];

/** Bytes of struct btf_type, which every type starts with. */
export const TYPE_SIZE = 12;
/** No name is longer (KSYM_NAME_LEN is 512): in a hostile file a million names may share one long string. */
const LONGEST_NAME = 4096;

export interface BtfMember {
  readonly name: string;
  readonly type: number;
  /** Bits from the start of the struct. */
  readonly offset: number;
  /** Bits of a bit field; null for other members. */
  readonly width: number | null;
}

export interface BtfParameter {
  /** Empty if it has none. */
  readonly name: string;
  /** 0 for the last one stands for `...`. */
  readonly type: number;
}

/**
 * The types of one section, by number. Numbers below `firstId` are those of the base; 0 is void. All methods want a
 * number below `end`, of the kind that they are for.
 */
export class Btf {
  readonly firstId: number;
  /** One more than the last number. */
  readonly end: number;
  readonly base: Btf | null;
  readonly isLittleEndian: boolean;
  /** Bytes of the section: what reading it may cost is measured by them. */
  readonly byteLength: number;
  readonly #view: DataView;
  /** Where each type of this section starts. */
  readonly #starts: Uint32Array;
  readonly #strings: string;
  readonly #firstString: number;

  constructor(sections: BtfSections, base: Btf | null, starts: Uint32Array) {
    this.base = base;
    this.firstId = base?.end ?? 1;
    this.end = this.firstId + starts.length;
    this.isLittleEndian = sections.isLittleEndian;
    this.byteLength = sections.types.byteLength + sections.strings.length;
    this.#view = sections.types;
    this.#starts = starts;
    this.#strings = sections.strings;
    this.#firstString = base?.endOfStrings ?? 0;
  }

  get endOfStrings(): number {
    return this.#firstString + this.#strings.length;
  }

  kind(id: number): BtfKind {
    if (id < this.firstId) return this.base?.kind(id) ?? 'VOID';
    return BTF_KINDS[(this.#info(id) >>> 24) & 0x1f] ?? 'VOID';
  }

  name(id: number): string {
    if (id < this.firstId) return this.base?.name(id) ?? '';
    return this.string(this.#u32(this.#start(id)));
  }

  /** Of a struct, union or enum whose members have widths; of a FWD that it is of a union; of an enum: signed. */
  kindFlag(id: number): boolean {
    if (id < this.firstId) return this.base?.kindFlag(id) ?? false;
    return this.#info(id) >>> 31 === 1;
  }

  /** Number of members, enumerators, parameters or variables. */
  partCount(id: number): number {
    if (id < this.firstId) return this.base?.partCount(id) ?? 0;
    return this.#info(id) & 0xffff;
  }

  /** Bytes of an INT, FLOAT, STRUCT, UNION, ENUM, ENUM64 or DATASEC. */
  size(id: number): number {
    if (id < this.firstId) return this.base?.size(id) ?? 0;
    return this.#u32(this.#start(id) + 8);
  }

  /** The type that a type of another kind refers to: what a pointer points to, the prototype of a FUNC. */
  target(id: number): number {
    return this.size(id);
  }

  /** Of an INT: its bits, and by how many it is off the start of its bytes. */
  intBits(id: number): { readonly bits: number; readonly offset: number } {
    if (id < this.firstId) return this.base?.intBits(id) ?? { bits: 0, offset: 0 };
    const encoding = this.#u32(this.#start(id) + TYPE_SIZE);
    return { bits: encoding & 0xff, offset: (encoding >>> 16) & 0xff };
  }

  array(id: number): { readonly element: number; readonly length: number } {
    if (id < this.firstId) return this.base?.array(id) ?? { element: 0, length: 0 };
    const at = this.#start(id) + TYPE_SIZE;
    return { element: this.#u32(at), length: this.#u32(at + 8) };
  }

  /** The members of a STRUCT or UNION. */
  members(id: number): BtfMember[] {
    if (id < this.firstId) return this.base?.members(id) ?? [];
    const hasWidths = this.kindFlag(id);
    const first = this.#start(id) + TYPE_SIZE;
    return Array.from({ length: this.partCount(id) }, (_, index) => {
      const at = first + 12 * index;
      const type = this.#u32(at + 4);
      const place = this.#u32(at + 8);
      const name = this.string(this.#u32(at));
      if (!hasWidths) return { name, type, ...this.#legacyPlace(type, place) };
      const width = place >>> 24;
      return { name, type, offset: place & 0xffffff, width: width === 0 ? null : width };
    });
  }

  /** The enumerators of an ENUM or ENUM64, their values as decimal numbers. */
  enumerators(id: number): { readonly name: string; readonly value: string }[] {
    if (id < this.firstId) return this.base?.enumerators(id) ?? [];
    const isSigned = this.kindFlag(id);
    const isWide = this.kind(id) === 'ENUM64';
    const first = this.#start(id) + TYPE_SIZE;
    return Array.from({ length: this.partCount(id) }, (_, index) => {
      const at = first + (isWide ? 12 : 8) * index;
      const low = this.#u32(at + 4);
      const name = this.string(this.#u32(at));
      if (!isWide) return { name, value: String(isSigned ? low | 0 : low) };
      const value = (BigInt(this.#u32(at + 8)) << 32n) | BigInt(low);
      return { name, value: String(isSigned ? BigInt.asIntN(64, value) : value) };
    });
  }

  /** The parameters of a FUNC_PROTO. */
  parameters(id: number): BtfParameter[] {
    if (id < this.firstId) return this.base?.parameters(id) ?? [];
    const first = this.#start(id) + TYPE_SIZE;
    return Array.from({ length: this.partCount(id) }, (_, index) => {
      const at = first + 8 * index;
      return { name: this.string(this.#u32(at)), type: this.#u32(at + 4) };
    });
  }

  /** What is longer than any name is cut off. */
  string(offset: number): string {
    if (this.base !== null && offset < this.#firstString) return this.base.string(offset);
    const start = offset - this.#firstString;
    const rest = this.#strings.slice(start, start + LONGEST_NAME);
    const end = rest.indexOf('\0');
    return end < 0 ? rest : rest.slice(0, end);
  }

  /** Whether the offset is that of a whole string, not of the rest of one. */
  isStartOfString(offset: number): boolean {
    if (this.base !== null && offset < this.#firstString) return this.base.isStartOfString(offset);
    const start = offset - this.#firstString;
    return start === 0 || this.#strings.charCodeAt(start - 1) === 0;
  }

  /** Compilers before kind_flag gave a bit field a type of its own, of so many bits. */
  #legacyPlace(type: number, place: number): { offset: number; width: number | null } {
    let id = type;
    for (let steps = 0; steps < 32 && MODIFIERS.has(this.kind(id)); steps += 1) id = this.target(id);
    if (this.kind(id) !== 'INT') return { offset: place, width: null };
    const { bits, offset } = this.intBits(id);
    return { offset: place + offset, width: bits === this.size(id) * 8 ? null : bits };
  }

  #start(id: number): number {
    return this.#starts[id - this.firstId] ?? 0;
  }

  #info(id: number): number {
    return this.#u32(this.#start(id) + 4);
  }

  #u32(at: number): number {
    return this.#view.getUint32(at, this.isLittleEndian);
  }
}

const MODIFIERS: ReadonlySet<BtfKind> = new Set(['TYPEDEF', 'VOLATILE', 'CONST', 'RESTRICT', 'TYPE_TAG']);

/** What a section is made of, before anything in it is known to be right. */
export interface BtfSections {
  readonly isLittleEndian: boolean;
  readonly types: DataView;
  readonly strings: string;
}
