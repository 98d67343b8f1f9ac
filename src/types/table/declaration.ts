/**
 * C declarations: joining a type with the name that it declares, and taking them apart again. A type without its name is
 * what ISO C calls a type name (6.7.7): `int (*)(void)` declares `open` as `int (*open)(void)`. Spelled the one way that
 * the tables use: qualifiers of the base type first, no blank between `*` and what follows.
 */

/** A name as C has it, or as it came, in quotes: `'core::result::Result<u8, E>'`. */
export const NAME_PATTERN = String.raw`(?:[A-Za-z_$][\w$.]*|'(?:[^'\\\n]|\\.)*')`;

const PLAIN_NAME = /^[A-Za-z_$][\w$.]*$/;
const BASE_WORDS = new Set(
  'void char short int long float double signed unsigned _Bool _Complex __int128 __signed __signed__'.split(
    ' ',
  ),
);
const QUALIFIERS = new Set(['const', 'volatile', 'restrict', '_Atomic']);
const WORD = new RegExp(String.raw` ?(${NAME_PATTERN})`, 'y');
const EMPTY_BODY = / ?\{\}/y;

/** Whether a word is a keyword of C's own types, and so never the name of a typedef. */
export function isBaseWord(word: string): boolean {
  return BASE_WORDS.has(word);
}

export function quoteName(name: string): string {
  if (name === '' || PLAIN_NAME.test(name)) return name;
  return `'${name.replace(/['\\]/g, String.raw`\$&`)}'`;
}

export function unquoteName(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

/** `declare('char[16]', 'name')` is `char name[16]`. Without a name it is the type itself. */
export function declare(type: string, name: string): string {
  if (name === '') return type;
  const { at } = placeOfName(type);
  const before = type.slice(0, at);
  return `${before}${/[\w$'}]$/.test(before) ? ' ' : ''}${quoteName(name)}${type.slice(at)}`;
}

/** Inverse of declare(). Text that is no declaration comes back as a type without a name. */
export function splitDeclaration(text: string): { readonly type: string; readonly name: string } {
  const { at, isType } = placeOfName(text);
  WORD.lastIndex = at;
  const found = isType ? WORD.exec(text) : null;
  if (found === null) return { type: text, name: '' };
  return { type: text.slice(0, at) + text.slice(WORD.lastIndex), name: unquoteName(found[1] ?? '') };
}

/** Whether a type without its name is that of a function, not of a pointer to one. */
export function isFunctionType(type: string): boolean {
  return type[placeOfName(type).at] === '(';
}

/** What a declarator makes of its base type, from the name outwards. */
export interface Declarator {
  /** With its qualifiers: `const struct dst_ops`. */
  readonly base: string;
  readonly isPointer: boolean;
  readonly isFunction: boolean;
  /**
   * Lengths of the arrays that the name itself is of, outermost first; empty if it is of none. Null is one that would have
   * to be computed.
   */
  readonly lengths: readonly (number | null)[];
  /** Attributes and whatever else follows, which may change its size or where it lies; empty most often. */
  readonly rest: string;
}

/** Undefined for text that is no type. */
export function declaratorOf(type: string): Declarator | undefined {
  const base = endOfBaseType(type);
  if (base === undefined) return undefined;
  const { at } = placeOfName(type);
  const [arrays] = /^(?:\[[^\]]*\])*/.exec(type.slice(at)) ?? [''];
  const lengths = [...arrays.matchAll(/\[([^\]]*)\]/g)].map(([, length = '']) =>
    /^\d*$/.test(length) ? Number(length) : null,
  );
  const isPointer = type.slice(base, at).includes('*');
  const rest = type.slice(at + arrays.length);
  const isFunction = lengths.length === 0 && rest.startsWith('(');
  // Behind the name of a pointer to a function or array stands what it points to.
  const isPointed = isPointer && rest.startsWith(')');
  return {
    base: type.slice(0, base),
    isPointer: isPointer && !isFunction,
    isFunction,
    lengths,
    rest: isFunction || isPointed ? rest.slice(endOfPointed(rest)) : rest,
  };
}

/** Takes the type of a function apart: `int (*(u8))(void)` takes a `u8` and returns an `int (*)(void)`. */
export function splitFunction(type: string): {
  readonly result: string;
  readonly parameters: readonly string[];
} {
  const { at } = placeOfName(type);
  const parameters: string[] = [];
  let depth = 0;
  let start = at + 1;
  for (let index = at; index < type.length; index += 1) {
    const letter = type[index];
    if (letter === "'") index = endOfQuotes(type, index);
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    if (depth > 1 || (depth === 1 && letter !== ',')) continue;
    parameters.push(type.slice(start, index).trim());
    start = index + 1;
    if (depth === 0) break;
  }
  const result = (type.slice(0, at) + type.slice(start)).trimEnd();
  return { result, parameters: parameters.join() === 'void' ? [] : parameters };
}

/** The type of the function that a pointer points to; undefined for other types. */
export function pointedFunction(type: string): string | undefined {
  const star = placeOfName(type).at - 1;
  if (type[star] !== '*' || !type.startsWith(')(', star + 1)) return undefined;
  const open = type[star - 1] === '(' ? star - 1 : -1;
  if (open < 0) return undefined;
  const head = type.slice(0, open);
  return head.trimEnd() + type.slice(star + 2);
}

/** Behind the parentheses and brackets that a text starts with. */
function endOfPointed(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === "'") at = endOfQuotes(text, at);
    else if (letter === '(' || letter === '[') depth += 1;
    else if (letter === ')' || letter === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0) return at;
  }
  return text.length;
}

function endOfQuotes(text: string, start: number): number {
  const end = /'(?:[^'\\]|\\.)*'/y;
  end.lastIndex = start;
  return end.test(text) ? end.lastIndex - 1 : text.length;
}

/** Where the declared name belongs: behind the base type, and behind every `*` and `(` that stands before the name. */
function placeOfName(text: string): { readonly at: number; readonly isType: boolean } {
  const base = endOfBaseType(text);
  if (base === undefined) return { at: text.length, isType: false };
  let at = base;
  for (;;) {
    const blank = text[at] === ' ' ? 1 : 0;
    const next = text[at + blank];
    if (next === '*' || (next === '(' && text[at + blank + 1] === '*')) {
      at += blank + 1;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[1];
    if (word === undefined || !QUALIFIERS.has(word)) return { at, isType: true };
    at = WORD.lastIndex;
  }
}

/** Behind the base type and its qualifiers; undefined if the text does not start with one. */
function endOfBaseType(text: string): number | undefined {
  let at = 0;
  let seen: 'nothing' | 'base words' | 'all' = 'nothing';
  for (;;) {
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[1];
    if (word === undefined) break;
    if (QUALIFIERS.has(word)) {
      at = WORD.lastIndex;
    } else if (BASE_WORDS.has(word)) {
      if (seen === 'all') break;
      seen = 'base words';
      at = WORD.lastIndex;
    } else if (seen === 'nothing') {
      at = isTag(word) ? endOfTag(text, WORD.lastIndex) : WORD.lastIndex;
      seen = 'all';
    } else {
      break;
    }
  }
  return seen === 'nothing' ? undefined : at;
}

function isTag(word: string): boolean {
  return word === 'struct' || word === 'union' || word === 'enum';
}

function endOfTag(text: string, at: number): number {
  EMPTY_BODY.lastIndex = at;
  if (EMPTY_BODY.test(text)) return EMPTY_BODY.lastIndex;
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at;
}
