/** Which types and exports have an object of another type inside: growing that one moves what follows it in them. */
import { getOrInsert } from '../../base/maps.ts';
import { splitDeclaration, unquoteName } from '../table/declaration.ts';
import { embeddedType } from '../table/sizes.ts';
import type { TypeKey, TypeTable } from '../table/table.ts';

const HOLDERS = new WeakMap<TypeTable, ReadonlyMap<TypeKey, string>>();
const HEAD = /^(struct|union) ('(?:[^'\\\n]|\\.)*'|\S+) \{/;
/** `\tstruct list_head list;`, also of arrays. */
const HELD = /^\t+(?:const |volatile )*(struct|union) ('(?:[^'\\\n]|\\.)*'|[\w$.]+) [A-Za-z_$]/gm;

/** The first type, or export, in the order of the table that has one of these inside. */
export function holdersIn(table: TypeTable): ReadonlyMap<TypeKey, string> {
  const known = HOLDERS.get(table);
  if (known !== undefined) return known;
  const holders = new Map<TypeKey, string>();
  for (const [key, definitions] of table.types) {
    for (const { text } of definitions) {
      if (!HEAD.test(text)) continue;
      for (const [, kind, name = ''] of text.matchAll(HELD)) {
        const held: TypeKey = `${kind as 'struct'} ${unquoteName(name)}`;
        if (held !== key && !holders.has(held)) holders.set(held, key);
      }
    }
  }
  for (const { symbol, text } of table.exports) {
    const held = /[({]/.test(text)
      ? undefined
      : embeddedType(splitDeclaration(text.replace(/;\n$/, '')).type);
    if (held !== undefined && !holders.has(held)) holders.set(held, symbol);
  }
  HOLDERS.set(table, holders);
  return holders;
}

const ALLOCATORS = new WeakMap<TypeTable, ReadonlyMap<TypeKey, readonly string[]>>();
const RETURNED = /^(struct|union) ([\w$.]+) \*[A-Za-z_$]/;
const HANDS_OUT = /alloc|create|new|setup|init/;

/** More names are no help. */
const MOST_ALLOCATORS = 3;

/** Exported functions that return a pointer to a type and are called as what makes one. */
export function allocatorsIn(table: TypeTable): ReadonlyMap<TypeKey, readonly string[]> {
  const known = ALLOCATORS.get(table);
  if (known !== undefined) return known;
  const found = new Map<TypeKey, string[]>();
  for (const { symbol, text } of table.exports) {
    const [, kind, name] = RETURNED.exec(text) ?? [];
    if (name === undefined || !HANDS_OUT.test(symbol)) continue;
    const symbols = getOrInsert(found, `${kind as 'struct'} ${name}` as const, () => []);
    if (symbols.length < MOST_ALLOCATORS && !symbols.includes(symbol)) symbols.push(symbol);
  }
  ALLOCATORS.set(table, found);
  return found;
}
