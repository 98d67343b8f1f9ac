/**
 * Definitions as text: C, one member a line, with what pahole tells as notes. Offsets are bytes, and the bit behind a
 * colon for bit fields; all are counted from the innermost struct or union. A note that is missing is not known.
 *
 *     struct dst_entry { // size 112
 *     <TAB>union { // size 8
 *     <TAB><TAB>struct net_device *dev; // 0
 *     <TAB><TAB>struct net_device *dev_rcu; // 0
 *     <TAB>}; // 0
 *     <TAB>int (*input)(struct sk_buff *); // 56
 *     <TAB>unsigned int tclassid : 3; // 64:5
 *     };
 *     enum irqreturn { // size 4
 *     <TAB>IRQ_NONE = 0,
 *     };
 *     typedef unsigned int u32;
 *     struct only_declared;
 *
 *     definition = head "{" note body "};" / "typedef" declaration ";" / head ";"
 *     head       = ( "struct" / "union" / "enum" ) name
 *     body       = *( declaration [ ":" bits ] ";" [ "// " offset ] ) / *( name [ "=" value ] "," )
 *     note       = [ "// size " bytes ]
 *     offset     = bytes [ ":" bit ]
 *
 * References are `struct name`, `union name`, `enum name`; a plain word where a type stands is a typedef, or one of C's
 * own types. A struct, union or enum without a name is written where it is used, `{` to `}`, each brace ending or
 * starting its line. Names that are not C's are in quotes.
 */
import { declare, isFunctionType, quoteName, splitDeclaration, unquoteName } from './declaration.ts';
import type { Body, Definition, Enumerator, Member, Prototype, TypeUse } from './definition.ts';

export function printDefinition(definition: Definition): string {
  switch (definition.kind) {
    case 'opaque':
      return `${definition.of} ${quoteName(definition.name)};\n`;
    case 'typedef':
      return `typedef ${printUse(definition, definition.name, 0)};\n`;
    case 'struct':
    case 'union':
    case 'enum':
      return `${definition.kind} ${quoteName(definition.name)} ${printBody(definition, 0)};\n`;
  }
}

export function printPrototype(prototype: Prototype): string {
  return `${printUse(prototype, prototype.name, 0)};\n`;
}

/** `{`, the body and `}`, without what stands before and behind. */
function printBody(body: Body, depth: number): string {
  const indent = '\t'.repeat(depth + 1);
  const lines =
    body.kind === 'enum'
      ? body.enumerators.map((each) => `${indent}${printEnumerator(each)}\n`)
      : body.members.map((each) => `${indent}${printMember(each, depth + 1)}\n`);
  const size = body.size === null ? '' : ` // size ${body.size}`;
  return `{${size}\n${lines.join('')}${'\t'.repeat(depth)}}`;
}

/** One member in its line, or its lines, without indent. */
function printMember(member: Member, depth = 0): string {
  const width = member.width === null ? '' : ` : ${member.width}`;
  const offset = member.offset === null ? '' : ` // ${printOffset(member.offset, member.width !== null)}`;
  return `${printUse(member, member.name, depth)}${width};${offset}`;
}

/** `16`, or `16:3` for a bit field. */
export function printOffset(bits: number, isBitField: boolean): string {
  const bytes = Math.floor(bits / 8);
  return isBitField || bits % 8 !== 0 ? `${bytes}:${bits % 8}` : `${bytes}`;
}

function printEnumerator({ name, value }: Enumerator): string {
  return value === null ? `${quoteName(name)},` : `${quoteName(name)} = ${value},`;
}

/** A use without a name, bodies and all. */
export function printType(use: TypeUse): string {
  return printUse(use, '', 0);
}

function printUse({ type, bodies }: TypeUse, name: string, depth: number): string {
  const [first = '', ...rest] = declare(type, name).split('{}');
  return rest.reduce((text, part, index) => {
    const body = bodies[index];
    return text + (body === undefined ? '{}' : printBody(body, depth)) + part;
  }, first);
}

/** Reads one definition; undefined if the text is none. */
export function parseDefinition(text: string): Definition | undefined {
  const head = /^(struct|union|enum) (\S[^\n]*?)(?: (\{)(?: \/\/ size \d+)?|;)\n/.exec(text);
  if (head !== null) {
    const kind = head[1] as Body['kind'];
    const name = unquoteName(head[2] ?? '');
    if (head[3] === undefined) return { kind: 'opaque', of: kind, name };
    return { ...new Lines(text).body(kind), name };
  }
  if (!text.startsWith('typedef ')) return undefined;
  const declared = new Lines(text.slice('typedef '.length)).declaration();
  return { kind: 'typedef', ...splitUse(declared) };
}

/** Reads the text of an export; undefined if it names nothing. */
export function parsePrototype(text: string): Prototype | undefined {
  const use = splitUse(new Lines(text).declaration());
  return use.name === '' ? undefined : { kind: isFunctionType(use.type) ? 'function' : 'variable', ...use };
}

interface Declaration {
  readonly text: string;
  readonly bodies: readonly Body[];
  readonly note: string;
}

const NOTE = /^(.*[;{,]) \/\/ ((?:size )?\d+(?::\d+)?)$/;
const BODY_START = /\b(struct|union|enum) \{$/;
const ENUMERATOR = /^(.*?)(?: = (.*))?,$/;
const BIT_FIELD = /^(.*) : (\d+)$/;

function splitUse({ text, bodies }: Declaration): { type: string; bodies: readonly Body[]; name: string } {
  return { ...splitDeclaration(text), bodies };
}

/** Walks through the lines of a definition. Text that follows no rule ends up in a member without a name. */
class Lines {
  readonly #lines: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#lines = text.split('\n');
    if (this.#lines.at(-1) === '') this.#lines = this.#lines.slice(0, -1);
  }

  /** From the line that opens it up to the line that closes it, which is left to be read. */
  body(kind: Body['kind']): Body {
    const size = sizeOf(this.#take().note);
    const isOpen = () => this.#next < this.#lines.length && !/^\t*\}/.test(this.#lines[this.#next] ?? '');
    if (kind === 'enum') {
      const enumerators: Enumerator[] = [];
      while (isOpen()) {
        const [, name = '', value] = ENUMERATOR.exec(this.#take().text) ?? [];
        enumerators.push({ name: unquoteName(name), value: value ?? null });
      }
      return { kind, size, enumerators };
    }
    const members: Member[] = [];
    while (isOpen()) members.push(toMember(this.declaration()));
    return { kind, size, members };
  }

  /** Up to and without its `;`. */
  declaration(): Declaration {
    let text = '';
    const bodies: Body[] = [];
    while (this.#next < this.#lines.length) {
      const line = this.#peek();
      const opened = BODY_START.exec(line.text)?.[1];
      if (opened === undefined) {
        this.#next += 1;
        return { text: text + line.text.replace(/;$/, ''), bodies, note: line.note };
      }
      text += line.text;
      bodies.push(this.body(opened as Body['kind']));
    }
    return { text, bodies, note: '' };
  }

  #peek(): { text: string; note: string } {
    const line = (this.#lines[this.#next] ?? '').replace(/^\t+/, '');
    const [, text = line, note = ''] = NOTE.exec(line) ?? [];
    return { text, note };
  }

  #take(): { text: string; note: string } {
    const line = this.#peek();
    this.#next += 1;
    return line;
  }
}

function toMember(declaration: Declaration): Member {
  const [, text = declaration.text, width] = BIT_FIELD.exec(declaration.text) ?? [];
  return {
    ...splitUse({ ...declaration, text }),
    offset: offsetOf(declaration.note),
    width: width === undefined ? null : Number(width),
  };
}

function offsetOf(note: string): number | null {
  if (note === '') return null;
  const [bytes, bit] = note.split(':');
  return Number(bytes) * 8 + Number(bit ?? 0);
}

function sizeOf(note: string): number | null {
  return note.startsWith('size ') ? Number(note.slice('size '.length)) : null;
}
