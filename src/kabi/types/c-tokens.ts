/**
 * C declarations as genksyms writes them, in tokens: the part of ISO C, and of what GCC adds to it, that
 * scripts/genksyms/parse.y of the kernel knows. Attributes are put behind what they stand at, storage classes are left
 * out. What follows no rule is kept as it came, as a type in quotes: a difference in it still is one.
 */
import { isSymtypeRef, symtypeKind, symtypeName, symtypeTokens } from '../formats/symtypes.ts';
import { isBaseWord, isFunctionType, quoteName } from './declaration.ts';
import type { Body, Definition, Enumerator, Member, Prototype, TypeUse } from './definition.ts';

/** The value of a constant of an enum, `E#name`; undefined if it is not known. */
export type ConstantOf = (ref: string) => string | undefined;

/** A definition, `s#name struct name { … }`; undefined if the tokens define nothing. */
export function parseTypeTokens(text: string, constantOf: ConstantOf): Definition | undefined {
  const reader = new TokenReader(symtypeTokens(text), constantOf);
  const head = reader.next();
  switch (head) {
    case 'struct':
    case 'union':
    case 'enum': {
      const name = plainName(reader.next() ?? '');
      if (reader.rest() === '{ UNKNOWN }') return { kind: 'opaque', of: head, name };
      const body = reader.body(head);
      const left = reader.rest();
      if (left === '' || body.kind === 'enum') return { ...body, name };
      return { ...body, members: [...body.members, asItCame(left)], name };
    }
    case 'typedef': {
      const { name, type, bodies } = reader.declaration();
      return name === '' ? undefined : { kind: 'typedef', name, type, bodies };
    }
    case undefined:
    default:
      return undefined;
  }
}

/** The declaration of an export; undefined if it declares nothing of that name. */
export function parseExportTokens(
  symbol: string,
  text: string,
  constantOf: ConstantOf,
): Prototype | undefined {
  const { name, type, bodies } = new TokenReader(symtypeTokens(text), constantOf).declaration();
  if (name !== symbol) return undefined;
  return { kind: isFunctionType(type) ? 'function' : 'variable', name, type, bodies };
}

const STORAGE: ReadonlySet<string> = new Set(
  'typedef extern static inline register auto __inline __inline__ __extension__ __thread _Noreturn'.split(
    ' ',
  ),
);
const QUALIFIERS: ReadonlyMap<string, string> = new Map([
  ['const', 'const'],
  ['__const', 'const'],
  ['__const__', 'const'],
  ['volatile', 'volatile'],
  ['__volatile__', 'volatile'],
  ['__volatile', 'volatile'],
  ['restrict', 'restrict'],
  ['__restrict', 'restrict'],
  ['__restrict__', 'restrict'],
]);
const ATTRIBUTES: ReadonlySet<string> = new Set([
  '__attribute__',
  '__attribute',
  'asm',
  '__asm__',
  '__asm',
  '_Alignas',
]);
const TYPEOF: ReadonlySet<string> = new Set(['typeof', '__typeof__', '__typeof']);
const KEYWORDS = { s: 'struct ', u: 'union ', e: 'enum ', t: '', E: '' } as const;
/** Declarators of real kernels nest a few levels; a hostile one could nest by the line. */
const DEEPEST = 64;

interface Declarator {
  /** `*`, `(*` and the like. */
  readonly before: string;
  readonly name: string;
  /** `)(int)`, `[4]` */
  readonly behind: string;
}

interface Specifiers {
  readonly base: string;
  readonly bodies: readonly Body[];
}

class TokenReader {
  readonly #tokens: readonly string[];
  readonly #constantOf: ConstantOf;
  #at = 0;
  #depth = 0;
  /** Of the declaration at hand. */
  #attributes: string[] = [];

  constructor(tokens: readonly string[], constantOf: ConstantOf) {
    this.#tokens = tokens;
    this.#constantOf = constantOf;
  }

  next(): string | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  rest(): string {
    return this.#tokens.slice(this.#at).join(' ');
  }

  /** One with one name; what is left of it is no part of it. */
  declaration(): TypeUse & { readonly name: string } {
    this.#attributes = [];
    const specifiers = this.#specifiers();
    const { name, ...use } = this.#declared(specifiers);
    if (this.#at < this.#tokens.length)
      return { ...use, type: `${use.type} ${quoteName(this.rest())}`, name };
    return { ...use, name };
  }

  /** From its brace to the one that closes it. */
  body(kind: Body['kind']): Body {
    this.#depth += 1;
    this.#skip('{');
    const size = null;
    if (kind === 'enum') {
      const enumerators: Enumerator[] = [];
      while (this.#isInside()) enumerators.push(...this.#enumerator());
      this.#skip('}');
      this.#depth -= 1;
      return { kind, size, enumerators };
    }
    const members: Member[] = [];
    while (this.#isInside()) members.push(...this.#members());
    this.#skip('}');
    this.#depth -= 1;
    return { kind, size, members };
  }

  #peek(ahead = 0): string | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #skip(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  #isInside(): boolean {
    const token = this.#peek();
    return token !== undefined && token !== '}';
  }

  #enumerator(): Enumerator[] {
    const name = plainName(this.next() ?? '');
    const value = this.#skip('=') ? this.#expression([',', '}']) : null;
    this.#skip(',');
    return name === ',' ? [] : [{ name, value }];
  }

  /** All that one declaration declares: `struct list_head * next , * prev ;` are two. */
  #members(): Member[] {
    if (this.#skip(';')) return [];
    const start = this.#at;
    const outer = this.#attributes;
    this.#attributes = [];
    const members: Member[] = [];
    const specifiers = this.#specifiers();
    const own = this.#attributes;
    do {
      this.#attributes = [...own];
      // An unnamed bit field starts with its colon.
      const { name, behind, before } = this.#declarator();
      const width = this.#skip(':') ? this.#expression([',', ';', '}', '__attribute__']) : null;
      this.#takeAttributes();
      const type = this.#typeOf(specifiers.base, { before, behind });
      const bits = width === null ? null : bitsOf(width);
      const isOdd = width !== null && bits === null;
      members.push({
        type: isOdd ? `${type} ${quoteName(`: ${width}`)}` : type,
        bodies: specifiers.bodies,
        name,
        offset: null,
        width: bits,
      });
    } while (this.#skip(','));
    this.#attributes = outer;
    if (this.#skip(';') || this.#peek() === '}') return members;
    // None that is known: up to its end, as it came.
    this.#at = start;
    const raw = this.#expression([';']);
    this.#skip(';');
    return [asItCame(raw)];
  }

  #specifiers(): Specifiers {
    const qualifiers: string[] = [];
    const words: string[] = [];
    let bodies: readonly Body[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      const qualifier = QUALIFIERS.get(token);
      if (qualifier !== undefined) {
        qualifiers.push(qualifier);
      } else if (ATTRIBUTES.has(token)) {
        this.#takeAttributes();
        continue;
      } else if (TYPEOF.has(token) && words.length === 0) {
        words.push(this.#typeofOperand());
        continue;
      } else if (isTag(token) && words.length === 0 && this.#depth < DEEPEST) {
        this.#at += 1;
        this.#takeAttributes();
        if (this.#peek() === '{') {
          bodies = [this.body(token)];
          words.push(`${token} {}`);
        } else {
          words.push(`${token} ${quoteName(this.next() ?? '')}`);
        }
        continue;
      } else if (isSymtypeRef(token)) {
        if (words.length > 0) break;
        words.push(this.#mention(token));
      } else if (isBaseWord(token)) {
        words.push(token);
      } else if (!STORAGE.has(token)) {
        // A name, or the start of a declarator: the first word of all is a type that the compiler knows.
        if (words.length > 0 || !isWord(token)) break;
        words.push(token);
      }
      this.#at += 1;
    }
    if (words.length === 0) words.push('int');
    return { base: [...new Set(qualifiers)].sort().concat(words).join(' '), bodies };
  }

  /** What typeof names, if that is a type without brackets; else all of it as it came. */
  #typeofOperand(): string {
    const word = this.next() ?? '';
    const start = this.#at;
    const outer = this.#attributes;
    this.#attributes = [];
    if (this.#skip('(') && (isSymtypeRef(this.#peek() ?? '') || isBaseWord(this.#peek() ?? ''))) {
      const { base, bodies } = this.#specifiers();
      const { before, name, behind } = this.#declarator();
      const type = this.#typeOf(base, { before, behind });
      if (this.#skip(')') && bodies.length === 0 && name === '' && behind === '') {
        this.#attributes = outer;
        return type;
      }
    }
    this.#attributes = outer;
    this.#at = start;
    return quoteName(`${word}${this.#group()}`);
  }

  #declared(specifiers: Specifiers): TypeUse & { readonly name: string } {
    const { name, before, behind } = this.#declarator();
    return { type: this.#typeOf(specifiers.base, { before, behind }), bodies: specifiers.bodies, name };
  }

  #typeOf(base: string, { before, behind }: Omit<Declarator, 'name'>): string {
    const attributes = this.#attributes.map((each) => ` ${each}`).join('');
    const blank = before === '' || base.endsWith('*') ? '' : ' ';
    return `${base}${blank}${before}${behind}${attributes}`;
  }

  #declarator(): Declarator {
    this.#depth += 1;
    let before = '';
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      const qualifier = QUALIFIERS.get(token);
      if (token === '*') before += /\w$/.test(before) ? ' *' : '*';
      else if (qualifier !== undefined) before += `${/\w$/.test(before) ? ' ' : ''}${qualifier}`;
      else if (ATTRIBUTES.has(token)) {
        this.#takeAttributes();
        continue;
      } else break;
      this.#at += 1;
    }
    let name = '';
    let behind = '';
    if (this.#opensDeclarator()) {
      this.#at += 1;
      const inner = this.#declarator();
      this.#skip(')');
      before += `(${inner.before}`;
      behind = `${inner.behind})`;
      name = inner.name;
    } else if (isWord(this.#peek() ?? '')) {
      name = plainName(this.next() ?? '');
    }
    for (;;) {
      if (this.#peek() === '[') behind += this.#group();
      else if (this.#peek() === '(') behind += this.#depth < DEEPEST ? this.#parameters() : this.#group();
      else if (ATTRIBUTES.has(this.#peek() ?? '')) this.#takeAttributes();
      else break;
    }
    this.#depth -= 1;
    return { before, name, behind };
  }

  /** A parenthesis in which a declarator stands, and not parameters. */
  #opensDeclarator(): boolean {
    if (this.#peek() !== '(' || this.#depth >= DEEPEST) return false;
    const inner = this.#peek(1) ?? '';
    if (inner === '*' || inner === '(' || ATTRIBUTES.has(inner)) return true;
    return isWord(inner) && !isSymtypeRef(inner) && !isBaseWord(inner) && !isTag(inner) && !isOther(inner);
  }

  #parameters(): string {
    this.#skip('(');
    const parameters: string[] = [];
    const outer = this.#attributes;
    while (this.#peek() !== undefined && this.#peek() !== ')') {
      const start = this.#at;
      this.#attributes = [];
      if (this.#skip('...')) parameters.push('...');
      else parameters.push(this.#declared(this.#specifiers()).type);
      if (this.#skip(',') || this.#peek() === ')') continue;
      this.#at = start;
      parameters.splice(-1, 1, quoteName(this.#expression([',', ')'])));
      this.#skip(',');
    }
    this.#attributes = outer;
    this.#skip(')');
    return `(${parameters.join(', ')})`;
  }

  #takeAttributes(): void {
    while (ATTRIBUTES.has(this.#peek() ?? '')) {
      const word = this.next() ?? '';
      this.#attributes.push(`${word}${this.#group()}`);
    }
  }

  /** From a bracket to the one that closes it. */
  #group(): string {
    if (this.#peek() !== '(' && this.#peek() !== '[') return '';
    const start = this.#at;
    let open = 0;
    do {
      const token = this.next();
      if (token === '(' || token === '[') open += 1;
      if (token === ')' || token === ']' || token === undefined) open -= 1;
    } while (open > 0 && this.#at < this.#tokens.length);
    return this.#textOf(this.#tokens.slice(start, this.#at));
  }

  /** Up to one of these, where no bracket is open. */
  #expression(ends: readonly string[]): string {
    const start = this.#at;
    let open = 0;
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (open === 0 && ends.includes(token)) break;
      if ('([{'.includes(token)) open += 1;
      if (')]}'.includes(token)) open -= 1;
      this.#at += 1;
    }
    return this.#textOf(this.#tokens.slice(start, this.#at));
  }

  #textOf(tokens: readonly string[]): string {
    return tokens
      .map((token) => (isSymtypeRef(token) ? this.#mention(token) : token))
      .join(' ')
      .replace(/([([]) /g, '$1')
      .replace(/ ([)\],])/g, '$1')
      .replace(/(\w) \(/g, '$1(');
  }

  #mention(ref: string): string {
    if (!isSymtypeRef(ref)) return ref;
    const kind = symtypeKind(ref);
    if (kind === 'E') return this.#constantOf(ref) ?? symtypeName(ref);
    return `${KEYWORDS[kind]}${quoteName(symtypeName(ref))}`;
  }
}

/** `3`, `(3)`, `0x03`; null for what would have to be computed. */
function bitsOf(width: string): number | null {
  const number = /^\(*(\d+|0x[0-9a-fA-F]+)\)*$/.exec(width)?.[1];
  return number === undefined ? null : Number(number);
}

/** Text that is no declaration, in a place of its own. */
function asItCame(text: string): Member {
  return { type: quoteName(text), bodies: [], name: '', offset: null, width: null };
}

function plainName(token: string): string {
  return isSymtypeRef(token) ? symtypeName(token) : token;
}

function isWord(token: string): boolean {
  return /^[A-Za-z_$]/.test(token);
}

function isTag(token: string): token is Body['kind'] {
  return token === 'struct' || token === 'union' || token === 'enum';
}

/** Words that start a type or qualify one. */
function isOther(token: string): boolean {
  return QUALIFIERS.has(token) || STORAGE.has(token) || TYPEOF.has(token) || token === '__builtin_va_list';
}
