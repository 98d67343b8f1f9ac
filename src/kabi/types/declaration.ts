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
