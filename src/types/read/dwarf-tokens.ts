/**
 * Types as gendwarfksyms writes them, in tokens (scripts/gendwarfksyms/dwarf.c of the kernel):
 *
 *     type   = "base_type" name attrs / ref
 *            / ( "pointer_type" / "const_type" / … / "typedef_type" ) [ name ] "{" type "}" attrs
 *            / "array_type" *( "[" [ count ] "]" ) "{" type "}"
 *            / ( "structure_type" / "union_type" / "enumeration_type" ) [ name ] "{" list "}" attrs
 *            / ( "subroutine_type" / "subprogram" ) "(" list ")" "->" type
 *     list   = item *( "," item )
 *     item   = ( "member" / "formal_parameter" ) type [ name ] attrs / "enumerator" name [ "=" value ] / other
 *     attrs  = *( word "(" number ")" )
 *
 *     variants = "variant_part" "{" [ "member" type attrs "," ] *( "variant" "{" list "}" [ "discr_value(" number ")" ] ) "}"
 *
 * A struct without members and size is a declaration. An enum of Rust's is a struct with `variants` in it; in C, which has
 * none, that is the value that tells them apart, as an enum without a name, and a union without a name of all of them.
 */
import { isSymtypeRef, symtypeKind, symtypeName, symtypeTokens } from '../../formats/symtypes/symtypes.ts';
import { isFunctionType, quoteName } from '../table/declaration.ts';
import type { Body, Definition, Enumerator, Member, Prototype } from '../table/definition.ts';
import type { Compiler } from '../table/table.ts';
import { baseName } from './base-names.ts';
import { baseOf, spell, useOf, type DwarfType } from './dwarf-spelling.ts';

/** A definition, `s#name structure_type name { … }`; undefined if the tokens define nothing. */
export function parseDwarfType(text: string): Definition | undefined {
  const reader = new DwarfReader(symtypeTokens(text));
  const word = reader.peek() ?? '';
  const kind = BODIES.get(word);
  if (kind !== undefined) {
    const { name, body } = reader.named(kind);
    const isDeclared = body.size === null && partsOf(body) === 0;
    return isDeclared ? { kind: 'opaque', of: kind, name } : { ...body, name };
  }
  if (word !== 'typedef_type' && word !== 'typedef') return undefined;
  const { name, type } = reader.wrapped();
  return name === '' ? undefined : { kind: 'typedef', name, ...useOf(type) };
}

/** The declaration of an export, `variable …` or `subprogram …`. */
export function parseDwarfExport(symbol: string, text: string): Prototype | undefined {
  const tokens = symtypeTokens(text);
  const reader = new DwarfReader(tokens[0] === 'variable' ? tokens.slice(1) : tokens);
  const use = useOf(reader.type());
  return { kind: isFunctionType(use.type) ? 'function' : 'variable', name: symbol, ...use };
}

/**
 * Bytes of the pointers in it; undefined if it tells none. gcc writes the size of each; clang does not, but that of `long`,
 * which is the same on every architecture of Linux (btf__pointer_size() of libbpf).
 */
export function dwarfPointerSize(text: string): 4 | 8 | undefined {
  const size = (POINTER_SIZE.exec(text) ?? LONG_SIZE.exec(text))?.[1];
  return size === undefined ? undefined : size === '4' ? 4 : 8;
}

const POINTER_SIZE = /\bpointer_type \{ [^{}]* \} byte_size\(([48])\)/;
const LONG_SIZE = /\bbase_type (?:long int|long unsigned int|long|unsigned long) byte_size\(([48])\)/;

/** Which compiler's habits a text shows; undefined if it shows none. */
export function dwarfCompiler(text: string): Compiler | undefined {
  if (GCC_ONLY.test(text)) return 'gcc';
  return CLANG_ONLY.test(text) ? 'clang' : undefined;
}

/** gcc gives pointers a size, and puts `int` behind `long` and `short`; clang does neither. */
const GCC_ONLY =
  /\bpointer_type (?!&)(?:\S+ )?\{ [^{}]* \} byte_size\(|\bbase_type (?:long|short)(?: long)?(?: unsigned)? int\b/;
const CLANG_ONLY = /\bbase_type (?:(?:unsigned )?(?:long long|long|short)) byte_size\(/;

const BODIES: ReadonlyMap<string, Body['kind']> = new Map([
  ['structure_type', 'struct'],
  ['class_type', 'struct'],
  ['union_type', 'union'],
  ['enumeration_type', 'enum'],
]);
const QUALIFIERS: ReadonlyMap<string, string> = new Map([
  ['const_type', 'const'],
  ['volatile_type', 'volatile'],
  ['restrict_type', 'restrict'],
  ['atomic_type', '_Atomic'],
]);
const KEYWORDS = { s: 'struct ', u: 'union ', e: 'enum ', t: '', E: '' } as const;
const ATTRIBUTE = /^(\w+)\((\d+)\)$/;
/** Those of a type; the others are of the member that has it. */
const TYPE_ATTRIBUTE = /^(byte_size|encoding|alignment)\((\d+)\)$/;
const ARRAY = /^array_type((?:\[\d*\])*)$/;
/** No declaration of the kernel's nests deeper; a hostile one could nest by the line. */
const DEEPEST = 64;

class DwarfReader {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  type(): DwarfType {
    this.#depth += 1;
    const type = this.#depth > DEEPEST ? this.#asItCame() : this.#type();
    this.#depth -= 1;
    return type;
  }

  /** What is around one type: `const_type { … }`, `typedef_type u8 { … }`. */
  wrapped(): { readonly name: string; readonly type: DwarfType } {
    this.#at += 1;
    const name = this.#words(['{']);
    this.#skip('{');
    const type = this.type();
    this.#skip('}');
    this.#attributes();
    return { name, type };
  }

  /** A struct, union or enum, named or not. */
  named(kind: Body['kind']): { readonly name: string; readonly body: Body } {
    this.#at += 1;
    const name = this.#words(['{']);
    this.#skip('{');
    const members: Member[] = [];
    const enumerators: Enumerator[] = [];
    this.#list('}', () => {
      if (kind === 'enum') enumerators.push(this.#enumerator());
      else if (this.peek() === 'variant_part') members.push(...this.#variants());
      else members.push(this.#member(kind));
    });
    this.#skip('}');
    const size = this.#attributes().get('byte_size') ?? null;
    const body = kind === 'enum' ? { kind, size, enumerators } : { kind, size, members };
    return { name: name === '<unnamed>' ? '' : name, body };
  }

  #type(): DwarfType {
    const word = this.peek() ?? '';
    const kind = BODIES.get(word);
    if (kind !== undefined) {
      const { name, body } = this.named(kind);
      return name === ''
        ? { is: 'base', text: `${kind} {}`, bodies: [body] }
        : { is: 'base', text: `${kind} ${quoteName(name)}`, bodies: [] };
    }
    const qualifier = QUALIFIERS.get(word);
    if (qualifier !== undefined) return { is: 'qualified', by: qualifier, type: this.wrapped().type };
    const dimensions = ARRAY.exec(word)?.[1];
    if (dimensions !== undefined) return { is: 'array', dimensions, of: this.wrapped().type };
    if (isSymtypeRef(word)) {
      this.#at += 1;
      return baseOf(`${KEYWORDS[symtypeKind(word)]}${quoteName(symtypeName(word))}`);
    }
    switch (word) {
      case 'pointer_type':
      case 'reference_type':
      case 'rvalue_reference_type':
        return { is: 'pointer', to: this.wrapped().type };
      case 'subroutine_type':
      case 'subprogram':
        return this.#function();
      case 'base_type':
        return this.#base();
      default:
        return this.#asItCame();
    }
  }

  #base(): DwarfType {
    this.#at += 1;
    // It has no size, and so nothing would tell where its name ends.
    if (this.#skip('void')) return baseOf('void');
    const name = this.#words([',', '{', '}', '(', ')', '->']);
    this.#attributes();
    return baseOf(/^[\w ]+$/.test(name) ? baseName(name) : quoteName(name));
  }

  #function(): DwarfType {
    this.#at += 1;
    this.#skip('(');
    const parameters: string[] = [];
    this.#list(')', () => {
      const isVariadic = this.#skip('unspecified_parameters');
      this.#skip('formal_parameter');
      parameters.push(isVariadic ? '...' : spell(this.type(), '', ''));
      this.#words([',', ')']);
      this.#attributes(ATTRIBUTE);
    });
    this.#skip(')');
    this.#skip('->');
    return { is: 'function', parameters: parameters.join(', ') || 'void', returns: this.type() };
  }

  #member(kind: 'struct' | 'union'): Member {
    if (!this.#skip('member')) {
      const { type, bodies } = useOf(this.#asItCame());
      return { type, bodies, name: '', offset: null, width: null };
    }
    const use = useOf(this.type());
    const name = this.#words([',', '}']);
    const attributes = this.#attributes(ATTRIBUTE);
    const width = attributes.get('bit_size') ?? null;
    return { ...use, name, offset: placeOf(attributes, kind), width };
  }

  /** What tells the variants apart, and the variants. One that is there for all other values has none of its own. */
  #variants(): Member[] {
    this.#at += 1;
    this.#skip('{');
    const parts: { member: Member; value: string | null }[] = [];
    let teller: Member | undefined;
    this.#list('}', () => {
      if (!this.#skip('variant')) {
        teller = this.#member('struct');
        return;
      }
      this.#skip('{');
      const members: Member[] = [];
      this.#list('}', () => members.push(this.#member('struct')));
      this.#skip('}');
      const value = this.#attributes(ATTRIBUTE).get('discr_value');
      for (const member of members) parts.push({ member, value: value === undefined ? null : String(value) });
    });
    this.#skip('}');
    const enumerators = parts.map(({ member, value }) => ({ name: member.name, value }));
    const tag: Body = { kind: 'enum', size: byteSizeOf(teller?.type), enumerators };
    const union: Body = { kind: 'union', size: null, members: parts.map(({ member }) => member) };
    return [
      { type: 'enum {}', bodies: [tag], name: '', offset: teller?.offset ?? null, width: null },
      { type: 'union {}', bodies: [union], name: '', offset: 0, width: null },
    ];
  }

  #enumerator(): Enumerator {
    this.#skip('enumerator');
    const name = this.#words(['=', ',', '}']);
    return { name, value: this.#skip('=') ? this.#words([',', '}']) : null };
  }

  /** Items with commas between them, up to `end`. What belongs to none is skipped. */
  #list(end: string, readItem: () => void): void {
    while (this.peek() !== undefined && this.peek() !== end) {
      const start = this.#at;
      if (!this.#skip(',')) readItem();
      if (this.#at === start) this.#at += 1;
    }
  }

  /** Up to the end of the item, as it came. */
  #asItCame(): DwarfType {
    const start = this.#at;
    let open = 0;
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (open === 0 && [',', '}', ')'].includes(token)) break;
      if (token === '{' || token === '(') open += 1;
      if (token === '}' || token === ')') open -= 1;
      this.#at += 1;
    }
    return baseOf(quoteName(this.#tokens.slice(start, this.#at).join(' ') || '?'));
  }

  #skip(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  /** Up to one of these or an attribute. */
  #words(ends: readonly string[]): string {
    const start = this.#at;
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (ends.includes(token) || ATTRIBUTE.test(token)) break;
      this.#at += 1;
    }
    return this.#tokens.slice(start, this.#at).join(' ');
  }

  #attributes(pattern = TYPE_ATTRIBUTE): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    for (;;) {
      const [, name, value] = pattern.exec(this.peek() ?? '') ?? [];
      if (name === undefined) return found;
      found.set(name, Number(value));
      this.#at += 1;
    }
  }
}

/**
 * Bits from the start. Of a bit field, where its storage begins is not where it lies: the bit offset of DWARF 2 to 4
 * (DW_AT_bit_offset) is not written by gendwarfksyms, so that of a struct it is not known. In a union all begin at 0.
 */
function placeOf(attributes: ReadonlyMap<string, number>, kind: 'struct' | 'union'): number | null {
  const bit = attributes.get('data_bit_offset');
  if (bit !== undefined) return bit;
  const bytes = attributes.get('data_member_location');
  if (kind === 'union') return (bytes ?? 0) * 8;
  return bytes === undefined || attributes.has('bit_size') ? null : bytes * 8;
}

/** Of Rust's unsigned types, which tell variants apart. */
function byteSizeOf(type: string | undefined): number | null {
  const bits = /^u(8|16|32|64|128)$/.exec(type ?? '')?.[1];
  return bits === undefined ? null : Number(bits) / 8;
}

function partsOf(body: Body): number {
  return body.kind === 'enum' ? body.enumerators.length : body.members.length;
}
