/** How many bytes a type takes, as far as the definitions that a scope sees tell. */
import { declaratorOf, unquoteName } from './declaration.ts';
import { parseDefinition } from './definition-text.ts';
import type { TypeUse } from './definition.ts';
import type { TypeKey } from './table.ts';

/** The text of the definition that a name has. */
export type DefinitionOf = (key: TypeKey) => string | undefined;

/** Typedefs of typedefs go no deeper; those of a damaged table could go round. */
const DEEPEST = 64;
const TAGGED = /^(struct|union|enum) (.+)$/;

/** @returns bytes; null if the source does not say */
export function sizeOf(
  use: TypeUse,
  definitionOf: DefinitionOf,
  pointerSize: number | null,
  depth = 0,
): number | null {
  const one = elementSizeOf(use, definitionOf, pointerSize, depth);
  const lengths = declaratorOf(use.type)?.lengths ?? [];
  return lengths.reduce((size, length) => (size === null || length === null ? null : size * length), one);
}

/** Bytes of one element of an array; of what is none, of the whole. */
export function elementSizeOf(
  use: TypeUse,
  definitionOf: DefinitionOf,
  pointerSize: number | null,
  depth = 0,
): number | null {
  const declarator = declaratorOf(use.type);
  if (declarator === undefined || declarator.isFunction || depth > DEEPEST) return null;
  const { base, isPointer, rest } = declarator;
  if (rest !== '') return null;
  return isPointer ? pointerSize : baseSize(base, use, definitionOf, pointerSize, depth);
}

/** The type whose own bytes are part of a use of it; undefined behind a pointer, and for the types of C itself. */
export function embeddedType(type: string): TypeKey | undefined {
  const declarator = declaratorOf(type);
  if (declarator === undefined || declarator.isPointer || declarator.isFunction) return undefined;
  const base = unqualified(declarator.base);
  if (base.endsWith('{}')) return undefined;
  const [, kind, name] = TAGGED.exec(base) ?? [];
  return name === undefined ? `typedef ${unquoteName(base)}` : `${kind as 'struct'} ${unquoteName(name)}`;
}

function baseSize(
  base: string,
  use: TypeUse,
  definitionOf: DefinitionOf,
  pointerSize: number | null,
  depth: number,
): number | null {
  const name = unqualified(base);
  if (name.endsWith('{}')) return use.bodies[0]?.size ?? null;
  const [, kind, tag] = TAGGED.exec(name) ?? [];
  const key: TypeKey =
    tag === undefined ? `typedef ${unquoteName(name)}` : `${kind as 'struct'} ${unquoteName(tag)}`;
  const text = definitionOf(key);
  if (text === undefined) return tag === undefined ? sizeOfBaseWords(name, pointerSize) : null;
  // The first line has it: the rest need not be read.
  const [, written] = /^(?:struct|union|enum) [^\n]* \{ \/\/ size (\d+)\n/.exec(text) ?? [];
  if (written !== undefined) return Number(written);
  const definition = parseDefinition(text);
  return definition?.kind === 'typedef' ? sizeOf(definition, definitionOf, pointerSize, depth + 1) : null;
}

function unqualified(base: string): string {
  return base.replace(/\b(?:const|volatile|restrict|_Atomic)\b ?/g, '').trim();
}

/** C's own types, whose sizes are the same on all architectures of Linux but for `long`. */
function sizeOfBaseWords(name: string, pointerSize: number | null): number | null {
  const words = name.split(' ');
  if (words.includes('_Complex')) return null;
  if (words.includes('char') || words.includes('_Bool')) return 1;
  if (words.includes('short')) return 2;
  if (words.includes('__int128')) return 16;
  if (words.includes('double')) return words.includes('long') ? null : 8;
  if (words.includes('float')) return 4;
  const longs = words.filter((word) => word === 'long').length;
  if (longs > 0) return longs === 2 ? 8 : pointerSize;
  return words.every((word) => INT_WORDS.has(word)) ? 4 : null;
}

const INT_WORDS: ReadonlySet<string> = new Set(['int', 'signed', 'unsigned']);

/**
 * A type with the typedefs of plain types written out: `const u8 *` is `const unsigned char *`. What is the same then is
 * the same type to a compiler.
 */
export function withoutTypedefs(type: string, definitionOf: DefinitionOf): string {
  let text = type;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = text.replace(/(?<!(?:struct|union|enum) )\b[A-Za-z_]\w*\b/g, (word) => {
      const definition = definitionOf(`typedef ${word}`);
      const [, plain] = /^typedef ((?:(?:struct|union|enum) )?[\w ]+) \w+;\n$/.exec(definition ?? '') ?? [];
      return plain ?? word;
    });
    if (next === text || next.length > LONGEST) break;
    text = next;
  }
  return text;
}

/** Typedefs that name each other in a damaged table would grow without end. */
const LONGEST = 10_000;
