/** The type table of a kernel build from its symtypes. */
import { VMLINUX } from '../../kernel/module.ts';
import { getOrInsert } from '../../base/maps.ts';
import { compareText } from '../../base/text.ts';
import type { Parsed, Problem } from '../../base/problems.ts';
import {
  isSymtypeRef,
  opaqueText,
  symtypeKind,
  symtypeName,
  symtypeTokens,
  type SymtypeRef,
  type Symtypes,
} from '../../formats/symtypes/symtypes.ts';
import type { ConstantOf } from './c-cursor.ts';
import { parseExportTokens, parseTypeTokens } from './c-tokens.ts';
import { dwarfCompiler, dwarfPointerSize, parseDwarfExport, parseDwarfType } from './dwarf-tokens.ts';
import { printDefinition, printPrototype } from '../table/definition-text.ts';
import {
  compareTypeKeys,
  typeKey,
  type Compiler,
  type TypeKey,
  type TypeTable,
  type TypedExport,
  type ScopedDefinition,
} from '../table/table.ts';

const KINDS = { s: 'struct', u: 'union', e: 'enum', t: 'typedef' } as const;
/** Constants that refer to constants do not go deeper. */
const DEEPEST = 64;
/** Characters of the value of a constant, written out. The longest of Debian's kernels has some hundreds. */
const LONGEST_VALUE = 4096;

/**
 * Each object file is a scope: what it sees of a type depends on what it includes. Constants of enums, which are no types,
 * are written as their values.
 *
 * @param path of the symtypes, for messages
 */
export function symtypesTable(symtypes: Symtypes, path: string): Parsed<TypeTable> {
  const builder = new Builder(symtypes);
  symtypes.objects.forEach((_, index) => builder.addObject(index));
  const { missing } = builder;
  const problems: Problem[] =
    missing.size === 0
      ? []
      : [{ kind: 'missing-type', path, source: [...missing].sort(compareText).join(' ') }];
  return { records: builder.finish(), problems };
}

class Builder {
  /** Named somewhere, and defined nowhere. */
  readonly missing = new Set<SymtypeRef>();
  readonly #symtypes: Symtypes;
  readonly #isDwarf: boolean;
  #pointerSize: 4 | 8 | undefined;
  #compiler: Compiler | undefined;
  readonly #types = new Map<TypeKey, Map<string, number[]>>();
  readonly #exports: TypedExport[] = [];
  readonly #references = new Map<string, readonly SymtypeRef[]>();
  /** By tokens: of definitions that no constant is part of. */
  readonly #texts = new Map<string, string>();

  constructor(symtypes: Symtypes) {
    this.#symtypes = symtypes;
    this.#isDwarf = symtypes.generator === 'gendwarfksyms';
  }

  addObject(object: number): void {
    const { exports = new Map<string, string>() } = this.#symtypes.objects[object] ?? {};
    const scope = this.#scope(object);
    const constantOf = this.#constantsOf(object);
    const seen = new Set<SymtypeRef>();
    for (const [symbol, tokens] of exports) {
      const prototype = this.#isDwarf
        ? parseDwarfExport(symbol, tokens)
        : parseExportTokens(symbol, tokens, constantOf);
      this.#learnFrom(tokens);
      if (prototype !== undefined) this.#exports.push({ symbol, scope, text: printPrototype(prototype) });
      for (const ref of this.#referencesOf(tokens)) seen.add(ref);
    }
    // A set grows while it is walked through.
    for (const ref of seen) {
      const tokens = this.#symtypes.definition(object, ref);
      if (tokens === undefined) this.missing.add(ref);
      else this.#learnFrom(tokens);
      for (const next of this.#referencesOf(tokens ?? '')) seen.add(next);
      const kind = symtypeKind(ref);
      if (kind === 'E') continue;
      const definition = this.#textOf(tokens ?? opaqueText(ref), constantOf);
      if (definition === '') continue;
      const key = typeKey(KINDS[kind], symtypeName(ref));
      const definitions = getOrInsert(this.#types, key, () => new Map<string, number[]>());
      getOrInsert(definitions, definition, () => []).push(object);
    }
  }

  finish(): TypeTable {
    const keys = [...this.#types.keys()].sort(compareTypeKeys);
    return {
      source: this.#symtypes.generator,
      pointerSize: this.#pointerSize ?? null,
      ...(this.#compiler === undefined ? {} : { compiler: this.#compiler }),
      types: new Map(keys.map((key) => [key, this.#definitionsOf(this.#types.get(key) ?? new Map())])),
      exports: this.#exports.sort((a, b) => compareText(a.symbol, b.symbol) || compareText(a.scope, b.scope)),
    };
  }

  #learnFrom(tokens: string): void {
    if (!this.#isDwarf) return;
    this.#pointerSize ??= dwarfPointerSize(tokens);
    this.#compiler ??= dwarfCompiler(tokens);
  }

  /** The commonest definition is the name's own; one that is no more than a declaration only if there is no other. */
  #definitionsOf(texts: ReadonlyMap<string, readonly number[]>): ScopedDefinition[] {
    const isDeclaration = (text: string) => (text.includes('{') || text.startsWith('typedef ') ? 0 : 1);
    const ranked = [...texts].sort(
      ([a, mine], [b, others]) =>
        isDeclaration(a) - isDeclaration(b) || others.length - mine.length || compareText(a, b),
    );
    return ranked.map(([text, objects], index) => ({
      text,
      scopes: index === 0 ? [] : objects.map((object) => this.#scope(object)).sort(compareText),
    }));
  }

  #scope(object: number): string {
    const path = this.#symtypes.objects[object]?.path ?? '';
    return path === '' ? VMLINUX : path;
  }

  #textOf(tokens: string, constantOf: ConstantOf): string {
    const print = () => {
      const isDwarf = this.#isDwarf && !tokens.endsWith('{ UNKNOWN }');
      const definition = isDwarf ? parseDwarfType(tokens) : parseTypeTokens(tokens, constantOf);
      return definition === undefined ? '' : printDefinition(definition);
    };
    return tokens.includes('E#') ? print() : getOrInsert(this.#texts, tokens, print);
  }

  #referencesOf(tokens: string): readonly SymtypeRef[] {
    return getOrInsert(this.#references, tokens, () => [
      ...new Set(symtypeTokens(tokens).filter(isSymtypeRef)),
    ]);
  }

  #constantsOf(object: number): ConstantOf {
    const known = new Map<string, string | undefined>();
    const valueOf = (ref: string, depth: number): string | undefined => {
      if (known.has(ref)) return known.get(ref);
      const tokens = isSymtypeRef(ref) ? this.#symtypes.definition(object, ref) : undefined;
      if (tokens === undefined || depth > DEEPEST) return undefined;
      const parts = symtypeTokens(tokens).map((token) => {
        return isSymtypeRef(token) ? (valueOf(token, depth + 1) ?? symtypeName(token)) : token;
      });
      const written = parts.length === 1 ? parts.join('') : `(${parts.join(' ')})`;
      // A value that is the sum of two before it doubles with each: one that nobody would read stays a name.
      const value = written.length <= LONGEST_VALUE ? written : undefined;
      known.set(ref, value);
      return value;
    };
    return (ref) => valueOf(ref, 0);
  }
}
