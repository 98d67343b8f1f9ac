/** Tokens of C one after the other, and the parts of them that are kept as text. */
import { isSymtypeRef, symtypeKind, symtypeName } from '../../formats/symtypes/symtypes.ts';
import { quoteName } from '../table/declaration.ts';

/** The value of a constant of an enum, `E#name`; undefined if it is not known. */
export type ConstantOf = (ref: string) => string | undefined;

const KEYWORDS = { s: 'struct ', u: 'union ', e: 'enum ', t: '', E: '' } as const;

export class TokenCursor {
  readonly #tokens: readonly string[];
  readonly #constantOf: ConstantOf;
  #at = 0;

  constructor(tokens: readonly string[], constantOf: ConstantOf) {
    this.#tokens = tokens;
    this.#constantOf = constantOf;
  }

  /** Number of the token that is next. */
  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  goTo(at: number): void {
    this.#at = at;
  }

  next(): string | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  rest(): string {
    return this.#tokens.slice(this.#at).join(' ');
  }

  peek(ahead = 0): string | undefined {
    return this.#tokens[this.#at + ahead];
  }

  /** Whether this was next; it is passed then. */
  skip(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  /** From a bracket to the one that closes it. */
  group(): string {
    if (this.peek() !== '(' && this.peek() !== '[') return '';
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
  expression(ends: readonly string[]): string {
    const start = this.#at;
    let open = 0;
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (open === 0 && ends.includes(token)) break;
      if ('([{'.includes(token)) open += 1;
      if (')]}'.includes(token)) open -= 1;
      this.#at += 1;
    }
    return this.#textOf(this.#tokens.slice(start, this.#at));
  }

  #textOf(tokens: readonly string[]): string {
    return tokens
      .map((token) => (isSymtypeRef(token) ? this.mention(token) : token))
      .join(' ')
      .replace(/([([]) /g, '$1')
      .replace(/ ([)\],])/g, '$1')
      .replace(/(\w) \(/g, '$1(');
  }

  /** A type as C refers to it; a constant by its value. */
  mention(ref: string): string {
    if (!isSymtypeRef(ref)) return ref;
    const kind = symtypeKind(ref);
    if (kind === 'E') return this.#constantOf(ref) ?? symtypeName(ref);
    return `${KEYWORDS[kind]}${quoteName(symtypeName(ref))}`;
  }
}
