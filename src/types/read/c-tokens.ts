/**
 * C declarations as genksyms writes them, in tokens: the part of ISO C, and of what GCC adds to it, that
 * scripts/genksyms/parse.y of the kernel knows. Attributes are put behind what they stand at, storage classes are left
 * out. What follows no rule is kept as it came, as a type in quotes: a difference in it still is one.
 */
import { isSymtypeRef, symtypeTokens } from '../../formats/symtypes/symtypes.ts';
import { TokenCursor, type ConstantOf } from './c-cursor.ts';
import { ATTRIBUTES, isOther, isTag, isWord, plainName, QUALIFIERS, STORAGE, TYPEOF } from './c-words.ts';
import { isBaseWord, isFunctionType, quoteName } from '../table/declaration.ts';
import type { Body, Definition, Enumerator, Member, Prototype, TypeUse } from '../table/definition.ts';

/** A definition, `s#name struct name { … }`; undefined if the tokens define nothing. */
export function parseTypeTokens(text: string, constantOf: ConstantOf): Definition | undefined {
  const tokens = new TokenCursor(symtypeTokens(text), constantOf);
  const reader = new DeclarationReader(tokens);
  const head = tokens.next();
  switch (head) {
    case 'struct':
    case 'union':
    case 'enum': {
      const name = plainName(tokens.next() ?? '');
      if (tokens.rest() === '{ UNKNOWN }') return { kind: 'opaque', of: head, name };
      const body = reader.body(head);
      const left = tokens.rest();
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
  const { name, type, bodies } = new DeclarationReader(
    new TokenCursor(symtypeTokens(text), constantOf),
  ).declaration();
  if (name !== symbol) return undefined;
  return { kind: isFunctionType(type) ? 'function' : 'variable', name, type, bodies };
}

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

class DeclarationReader {
  readonly #tokens: TokenCursor;
  #depth = 0;
  /** Of the declaration at hand. */
  #attributes: string[] = [];

  constructor(tokens: TokenCursor) {
    this.#tokens = tokens;
  }

  /** One with one name; what is left of it is no part of it. */
  declaration(): TypeUse & { readonly name: string } {
    this.#attributes = [];
    const specifiers = this.#specifiers();
    const { name, ...use } = this.#declared(specifiers);
    if (!this.#tokens.isAtEnd) return { ...use, type: `${use.type} ${quoteName(this.#tokens.rest())}`, name };
    return { ...use, name };
  }

  /** From its brace to the one that closes it. */
  body(kind: Body['kind']): Body {
    this.#depth += 1;
    this.#tokens.skip('{');
    const size = null;
    if (kind === 'enum') {
      const enumerators: Enumerator[] = [];
      while (this.#isInside()) enumerators.push(...this.#enumerator());
      this.#tokens.skip('}');
      this.#depth -= 1;
      return { kind, size, enumerators };
    }
    const members: Member[] = [];
    while (this.#isInside()) members.push(...this.#members());
    this.#tokens.skip('}');
    this.#depth -= 1;
    return { kind, size, members };
  }

  #isInside(): boolean {
    const token = this.#tokens.peek();
    return token !== undefined && token !== '}';
  }

  #enumerator(): Enumerator[] {
    const name = plainName(this.#tokens.next() ?? '');
    const value = this.#tokens.skip('=') ? this.#tokens.expression([',', '}']) : null;
    this.#tokens.skip(',');
    return name === ',' ? [] : [{ name, value }];
  }

  /** All that one declaration declares: `struct list_head * next , * prev ;` are two. */
  #members(): Member[] {
    if (this.#tokens.skip(';')) return [];
    const start = this.#tokens.at;
    const outer = this.#attributes;
    this.#attributes = [];
    const members: Member[] = [];
    const specifiers = this.#specifiers();
    const own = this.#attributes;
    do {
      this.#attributes = [...own];
      // An unnamed bit field starts with its colon.
      const { name, behind, before } = this.#declarator();
      const width = this.#tokens.skip(':') ? this.#tokens.expression([',', ';', '}', '__attribute__']) : null;
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
    } while (this.#tokens.skip(','));
    this.#attributes = outer;
    if (this.#tokens.skip(';') || this.#tokens.peek() === '}') return members;
    // None that is known: up to its end, as it came.
    this.#tokens.goTo(start);
    const raw = this.#tokens.expression([';']);
    this.#tokens.skip(';');
    return [asItCame(raw)];
  }

  #specifiers(): Specifiers {
    const qualifiers: string[] = [];
    const words: string[] = [];
    let bodies: readonly Body[] = [];
    for (let token = this.#tokens.peek(); token !== undefined; token = this.#tokens.peek()) {
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
        this.#tokens.next();
        this.#takeAttributes();
        if (this.#tokens.peek() === '{') {
          bodies = [this.body(token)];
          words.push(`${token} {}`);
        } else {
          words.push(`${token} ${quoteName(this.#tokens.next() ?? '')}`);
        }
        continue;
      } else if (isSymtypeRef(token)) {
        if (words.length > 0) break;
        words.push(this.#tokens.mention(token));
      } else if (isBaseWord(token)) {
        words.push(token);
      } else if (!STORAGE.has(token)) {
        // A name, or the start of a declarator: the first word of all is a type that the compiler knows.
        if (words.length > 0 || !isWord(token)) break;
        words.push(token);
      }
      this.#tokens.next();
    }
    if (words.length === 0) words.push('int');
    return { base: [...new Set(qualifiers)].sort().concat(words).join(' '), bodies };
  }

  /** What typeof names, if that is a type without brackets; else all of it as it came. */
  #typeofOperand(): string {
    const word = this.#tokens.next() ?? '';
    const start = this.#tokens.at;
    const outer = this.#attributes;
    this.#attributes = [];
    if (
      this.#tokens.skip('(') &&
      (isSymtypeRef(this.#tokens.peek() ?? '') || isBaseWord(this.#tokens.peek() ?? ''))
    ) {
      const { base, bodies } = this.#specifiers();
      const { before, name, behind } = this.#declarator();
      const type = this.#typeOf(base, { before, behind });
      if (this.#tokens.skip(')') && bodies.length === 0 && name === '' && behind === '') {
        this.#attributes = outer;
        return type;
      }
    }
    this.#attributes = outer;
    this.#tokens.goTo(start);
    return quoteName(`${word}${this.#tokens.group()}`);
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
    for (let token = this.#tokens.peek(); token !== undefined; token = this.#tokens.peek()) {
      const qualifier = QUALIFIERS.get(token);
      if (token === '*') before += /\w$/.test(before) ? ' *' : '*';
      else if (qualifier !== undefined) before += `${/\w$/.test(before) ? ' ' : ''}${qualifier}`;
      else if (ATTRIBUTES.has(token)) {
        this.#takeAttributes();
        continue;
      } else break;
      this.#tokens.next();
    }
    let name = '';
    let behind = '';
    if (this.#opensDeclarator()) {
      this.#tokens.next();
      const inner = this.#declarator();
      this.#tokens.skip(')');
      before += `(${inner.before}`;
      behind = `${inner.behind})`;
      name = inner.name;
    } else if (isWord(this.#tokens.peek() ?? '')) {
      name = plainName(this.#tokens.next() ?? '');
    }
    for (;;) {
      if (this.#tokens.peek() === '[') behind += this.#tokens.group();
      else if (this.#tokens.peek() === '(')
        behind += this.#depth < DEEPEST ? this.#parameters() : this.#tokens.group();
      else if (ATTRIBUTES.has(this.#tokens.peek() ?? '')) this.#takeAttributes();
      else break;
    }
    this.#depth -= 1;
    return { before, name, behind };
  }

  /** A parenthesis in which a declarator stands, and not parameters. */
  #opensDeclarator(): boolean {
    if (this.#tokens.peek() !== '(' || this.#depth >= DEEPEST) return false;
    const inner = this.#tokens.peek(1) ?? '';
    if (inner === '*' || inner === '(' || ATTRIBUTES.has(inner)) return true;
    return isWord(inner) && !isSymtypeRef(inner) && !isBaseWord(inner) && !isTag(inner) && !isOther(inner);
  }

  #parameters(): string {
    this.#tokens.skip('(');
    const parameters: string[] = [];
    const outer = this.#attributes;
    while (this.#tokens.peek() !== undefined && this.#tokens.peek() !== ')') {
      const start = this.#tokens.at;
      this.#attributes = [];
      if (this.#tokens.skip('...')) parameters.push('...');
      else parameters.push(this.#declared(this.#specifiers()).type);
      if (this.#tokens.skip(',') || this.#tokens.peek() === ')') continue;
      this.#tokens.goTo(start);
      parameters.splice(-1, 1, quoteName(this.#tokens.expression([',', ')'])));
      this.#tokens.skip(',');
    }
    this.#attributes = outer;
    this.#tokens.skip(')');
    return `(${parameters.join(', ')})`;
  }

  #takeAttributes(): void {
    while (ATTRIBUTES.has(this.#tokens.peek() ?? '')) {
      const word = this.#tokens.next() ?? '';
      this.#attributes.push(`${word}${this.#tokens.group()}`);
    }
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
