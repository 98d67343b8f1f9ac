/**
 * Names of Rust symbols in scheme v0, which rustc gives what it exports (RFC 2603, "Rust Symbol Mangling"). Each names its
 * crates with a hash of the compiler's version: another rustc gives every function another name.
 */

export interface RustName {
  /** That the symbol belongs to: `core`, `kernel`. */
  readonly crate: string;
  /** Readable, and without hashes: `core::panicking::assert_failed::<usize, usize>`. */
  readonly path: string;
}

/** @returns undefined of a symbol that is not from Rust, and of a name that does not follow the scheme */
export function rustName(symbol: string): RustName | undefined {
  if (!isRustSymbol(symbol)) return undefined;
  try {
    return new Demangler(symbol.slice(PREFIX.length).replace(/[.$].*$/s, '')).name();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

const PREFIX = '_R';

/** No C function of the kernel starts like this: names that start with an underscore and a capital are reserved. */
export function isRustSymbol(symbol: string): boolean {
  return /^_R[0-9A-Z]/.test(symbol);
}

/** The rest does not follow the scheme. */
class Unreadable extends Error {}

const BASIC_TYPES: Readonly<Record<string, string>> = {
  ...{ a: 'i8', b: 'bool', c: 'char', d: 'f64', e: 'str', f: 'f32', h: 'u8', i: 'isize', j: 'usize' },
  ...{ l: 'i32', m: 'u32', n: 'i128', o: 'u128', p: '_', s: 'i16', t: 'u16', u: '()', v: '...' },
  ...{ x: 'i64', y: 'u64', z: '!' },
};

/** Deeper than any name that a compiler makes: names are from anybody, and may refer to themselves. */
const DEEPEST = 200;
const LONGEST = 20_000;

class Demangler {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #crate: string | undefined;
  #written = 0;

  constructor(text: string) {
    this.#text = text;
  }

  name(): RustName {
    if (/\d/.test(this.#peek())) throw new Unreadable('a later version of the scheme');
    const path = this.#path(true);
    // What is left is the crate that an instance of a generic function was made in, and says nothing of the function.
    if (this.#at < this.#text.length) this.#path(false);
    if (this.#at !== this.#text.length || this.#crate === undefined) throw new Unreadable('more follows');
    return { crate: this.#crate, path };
  }

  #path(isValue: boolean): string {
    return this.#deeper(() => {
      const kind = this.#next();
      switch (kind) {
        case 'C': {
          const { name } = this.#identifier();
          this.#crate ??= name;
          return name;
        }
        case 'M':
          this.#implPath();
          return `<${this.#type()}>`;
        case 'X':
          this.#implPath();
          return this.#asTrait();
        case 'Y':
          return this.#asTrait();
        case 'N':
          return this.#nested(isValue);
        case 'I':
          return this.#generic(isValue);
        case 'B':
          return this.#back(() => this.#path(isValue));
        default:
          throw new Unreadable(kind);
      }
    });
  }

  #nested(isValue: boolean): string {
    const space = this.#next();
    const path = this.#path(isValue);
    const { name, index } = this.#identifier();
    if (/[a-z]/.test(space)) return name === '' ? path : `${path}::${name}`;
    const kind = space === 'C' ? 'closure' : space === 'S' ? 'shim' : space;
    return `${path}::{${kind}${name === '' ? '' : `:${name}`}#${index}}`;
  }

  #generic(isValue: boolean): string {
    const path = this.#path(isValue);
    const parameters = this.#until(() => this.#genericArgument());
    return `${path}${isValue ? '::' : ''}<${parameters.join(', ')}>`;
  }

  #asTrait(): string {
    const type = this.#type();
    return `<${type} as ${this.#path(false)}>`;
  }

  /** Where an impl stands is not what it is called, but tells the crate. */
  #implPath(): void {
    this.#disambiguator();
    this.#path(false);
  }

  #genericArgument(): string {
    if (this.#take('L')) return this.#lifetime();
    return this.#take('K') ? this.#constant() : this.#type();
  }

  #type(): string {
    return this.#deeper(() => {
      const kind = this.#peek();
      const basic = BASIC_TYPES[kind];
      if (basic !== undefined) {
        this.#at += 1;
        return basic;
      }
      if ('CMXYNI'.includes(kind)) return this.#path(false);
      this.#at += 1;
      switch (kind) {
        case 'A': {
          const type = this.#type();
          return `[${type}; ${this.#constant()}]`;
        }
        case 'S':
          return `[${this.#type()}]`;
        case 'T': {
          const types = this.#until(() => this.#type());
          return types.length === 1 ? `(${types.join('')},)` : `(${types.join(', ')})`;
        }
        case 'R':
          this.#skipLifetime();
          return `&${this.#type()}`;
        case 'Q':
          this.#skipLifetime();
          return `&mut ${this.#type()}`;
        case 'P':
          return `*const ${this.#type()}`;
        case 'O':
          return `*mut ${this.#type()}`;
        case 'F':
          return this.#signature();
        case 'D':
          return this.#object();
        case 'B':
          return this.#back(() => this.#type());
        default:
          throw new Unreadable(kind);
      }
    });
  }

  #skipLifetime(): void {
    if (this.#take('L')) this.#lifetime();
  }

  /** Those of a name are bound in it, and tell nothing of what it names. */
  #lifetime(): string {
    this.#base62();
    return "'_";
  }

  #signature(): string {
    this.#binder();
    const isUnsafe = this.#take('U');
    let abi = '';
    if (this.#take('K')) abi = this.#take('C') ? 'C' : this.#plainIdentifier().replaceAll('_', '-');
    const types = this.#until(() => this.#type());
    const result = this.#type();
    const before = `${isUnsafe ? 'unsafe ' : ''}${abi === '' ? '' : `extern "${abi}" `}`;
    return `${before}fn(${types.join(', ')})${result === '()' ? '' : ` -> ${result}`}`;
  }

  #object(): string {
    this.#binder();
    const traits = this.#until(() => {
      const path = this.#path(false);
      const bindings: string[] = [];
      while (this.#take('p')) {
        const name = this.#plainIdentifier();
        bindings.push(`${name} = ${this.#type()}`);
      }
      if (bindings.length === 0) return path;
      return path.endsWith('>')
        ? `${path.slice(0, -1)}, ${bindings.join(', ')}>`
        : `${path}<${bindings.join(', ')}>`;
    });
    if (!this.#take('L')) throw new Unreadable('a trait object has a lifetime');
    this.#lifetime();
    return `dyn ${traits.join(' + ')}`;
  }

  #constant(): string {
    return this.#deeper(() => {
      if (this.#take('B')) return this.#back(() => this.#constant());
      if (this.#take('p')) return '_';
      const type = this.#next();
      const [all = '', sign = '', digits = ''] = /^(n?)([0-9a-f]*)_/.exec(this.#text.slice(this.#at)) ?? [];
      if (all === '') throw new Unreadable('a constant');
      this.#at += all.length;
      const value = BigInt(`0x${digits === '' ? '0' : digits}`);
      if (type === 'b') return value === 0n ? 'false' : 'true';
      if (type === 'c') return `'${characterOf(value)}'`;
      if ('ailnsxhjmoty'.includes(type)) return `${sign === 'n' ? '-' : ''}${value}`;
      throw new Unreadable(type);
    });
  }

  #identifier(): { name: string; index: number } {
    const index = this.#disambiguator();
    return { name: this.#plainIdentifier(), index };
  }

  #plainIdentifier(): string {
    const isPunycode = this.#take('u');
    const [digits = ''] = /^(?:0|[1-9]\d*)/.exec(this.#text.slice(this.#at)) ?? [];
    if (digits === '') throw new Unreadable('an identifier');
    this.#at += digits.length;
    this.#take('_');
    const name = this.#text.slice(this.#at, this.#at + Number(digits));
    if (name.length !== Number(digits)) throw new Unreadable('an identifier ends early');
    this.#at += name.length;
    // The kernel's names are ASCII; any other is shown as it is written.
    return isPunycode ? `punycode{${name}}` : name;
  }

  #disambiguator(): number {
    return this.#take('s') ? this.#base62() + 1 : 0;
  }

  #binder(): void {
    if (this.#take('G')) this.#base62();
  }

  #base62(): number {
    const [all = '', digits = ''] = /^([0-9a-zA-Z]*)_/.exec(this.#text.slice(this.#at)) ?? [];
    if (all === '') throw new Unreadable('a number');
    this.#at += all.length;
    if (digits === '') return 0;
    const values = Array.from(digits, (digit) => BASE62.indexOf(digit));
    return values.reduce((value, digit) => value * 62 + digit, 0) + 1;
  }

  /** What stands at an earlier place of the name, once more. */
  #back(read: () => string): string {
    const start = this.#at - 1;
    const place = this.#base62();
    if (place >= start) throw new Unreadable('a name refers to what is still to come');
    const here = this.#at;
    this.#at = place;
    const text = read();
    this.#at = here;
    return text;
  }

  #until(read: () => string): string[] {
    const parts: string[] = [];
    while (!this.#take('E')) parts.push(read());
    return parts;
  }

  #deeper(read: () => string): string {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Unreadable('too deep');
    const text = read();
    this.#depth -= 1;
    this.#written += text.length;
    if (this.#written > LONGEST) throw new Unreadable('too long');
    return text;
  }

  #peek(): string {
    const [next] = this.#text.slice(this.#at, this.#at + 1);
    if (next === undefined) throw new Unreadable('it ends early');
    return next;
  }

  #next(): string {
    const next = this.#peek();
    this.#at += 1;
    return next;
  }

  #take(letter: string): boolean {
    if (this.#text[this.#at] !== letter) return false;
    this.#at += 1;
    return true;
  }
}

const BASE62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function characterOf(value: bigint): string {
  if (value > 0x10ffffn) throw new Unreadable('a character');
  return String.fromCodePoint(Number(value));
}
