/** What the types of a section refer to: other types, names, and the right kind of them. */
import type { Fault } from '../../base/problems.ts';
import { malformedBtf, mismatch } from './btf-faults.ts';
import { BTF_KINDS, TYPE_SIZE, type Btf, type BtfKind, type BtfSections } from './btf-types.ts';

/**
 * A module that refers to what is not there was most likely built with another base.
 *
 * @param starts where each type starts
 * @throws {Fault} `malformed-btf`, or of split BTF `btf-base-mismatch`
 */
export function checkReferences(btf: Btf, sections: BtfSections, starts: Uint32Array, path: string): void {
  new Checker(btf, sections, starts, path).check();
}

class Checker {
  readonly #btf: Btf;
  readonly #sections: BtfSections;
  readonly #starts: Uint32Array;
  readonly #path: string;

  constructor(btf: Btf, sections: BtfSections, starts: Uint32Array, path: string) {
    this.#btf = btf;
    this.#sections = sections;
    this.#starts = starts;
    this.#path = path;
  }

  check(): void {
    for (const at of this.#starts) {
      this.#checkName(at);
      const info = this.#u32(at + 4);
      const kind = BTF_KINDS[(info >>> 24) & 0x1f] ?? 'VOID';
      this.#checkParts(kind, at, info & 0xffff);
    }
    this.#checkRoles();
  }

  #checkParts(kind: BtfKind, at: number, count: number): void {
    const first = at + TYPE_SIZE;
    switch (kind) {
      case 'PTR':
      case 'TYPEDEF':
      case 'VOLATILE':
      case 'CONST':
      case 'RESTRICT':
      case 'FUNC':
      case 'VAR':
      case 'DECL_TAG':
      case 'TYPE_TAG':
        this.#checkType(at + 8);
        return;
      case 'ARRAY':
        this.#checkType(first);
        this.#checkType(first + 4);
        return;
      case 'STRUCT':
      case 'UNION':
        for (let part = first; part < first + 12 * count; part += 12) {
          this.#checkName(part);
          this.#checkType(part + 4);
        }
        return;
      case 'FUNC_PROTO':
        this.#checkType(at + 8);
        for (let part = first; part < first + 8 * count; part += 8) {
          this.#checkName(part);
          this.#checkType(part + 4);
        }
        return;
      case 'ENUM':
        for (let part = first; part < first + 8 * count; part += 8) this.#checkName(part);
        return;
      case 'ENUM64':
        for (let part = first; part < first + 12 * count; part += 12) this.#checkName(part);
        return;
      case 'DATASEC':
        for (let part = first; part < first + 12 * count; part += 12) this.#checkType(part);
        return;
      case 'VOID':
      case 'INT':
      case 'FWD':
      case 'FLOAT':
        return;
    }
  }

  /** What stands where: a FUNC has a FUNC_PROTO, and no member is a function, variable or section. */
  #checkRoles(): void {
    const btf = this.#btf;
    const isType = (id: number) => !NO_TYPES.has(btf.kind(id));
    for (let id = btf.firstId; id < btf.end; id += 1) {
      const kind = btf.kind(id);
      const isRight =
        kind === 'FUNC'
          ? btf.kind(btf.target(id)) === 'FUNC_PROTO'
          : kind === 'STRUCT' || kind === 'UNION'
            ? this.#membersAreTypes(id, isType)
            : !REFERRING.has(kind) || isType(btf.target(id));
      if (!isRight) throw this.#wrong(`type ${id} refers to something that is no type`);
    }
  }

  #membersAreTypes(id: number, isType: (id: number) => boolean): boolean {
    const first = (this.#starts[id - this.#btf.firstId] ?? 0) + TYPE_SIZE;
    for (let part = 0; part < this.#btf.partCount(id); part += 1) {
      if (!isType(this.#u32(first + 12 * part + 4))) return false;
    }
    return true;
  }

  #checkType(at: number): void {
    const id = this.#u32(at);
    if (id >= this.#btf.end) throw this.#wrong(`a type refers to number ${id}, which there is not`);
  }

  #checkName(at: number): void {
    const offset = this.#u32(at);
    if (offset >= this.#btf.endOfStrings && offset !== 0)
      throw this.#wrong('a name lies outside its strings');
    // libbpf stores each string once and whole, so that a base that moved shows here first.
    if (this.#btf.base !== null && !this.#btf.isStartOfString(offset)) {
      throw mismatch(this.#path, 'its names are not those of the base');
    }
  }

  #wrong(detail: string): Fault {
    return this.#btf.base === null ? malformedBtf(this.#path, detail) : mismatch(this.#path, detail);
  }

  #u32(at: number): number {
    return this.#sections.types.getUint32(at, this.#sections.isLittleEndian);
  }
}

const NO_TYPES: ReadonlySet<BtfKind> = new Set(['FUNC', 'VAR', 'DATASEC', 'DECL_TAG']);
const REFERRING: ReadonlySet<BtfKind> = new Set([
  'PTR',
  'TYPEDEF',
  'VOLATILE',
  'CONST',
  'RESTRICT',
  'TYPE_TAG',
  'VAR',
  'FUNC_PROTO',
]);
