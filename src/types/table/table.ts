/**
 * The types that the exports of one kernel build reach, in one form for every source. A type is named by its kind and
 * name, as in C; a struct, union or enum without a name is part of whatever uses it. Definitions are texts in the form
 * that definition-text.ts prints: two definitions are the same if their texts are.
 */
import { getOrInsert } from '../../base/maps.ts';

/** Where a table comes from. CRCs and definitions of two sources cannot be compared. */
export const TYPE_SOURCES = ['btf', 'genksyms', 'gendwarfksyms'] as const;
export type TypeSource = (typeof TYPE_SOURCES)[number];

export const TYPE_KINDS = ['struct', 'union', 'enum', 'typedef'] as const;
export type TypeKind = (typeof TYPE_KINDS)[number];

/** `struct net_device`, `typedef u8`: kind and name, which is also how a table and a path name a type. */
export type TypeKey = `${TypeKind} ${string}`;

/** Whose habits debugging information shows: how types are spelled there, and so what gendwarfksyms hashes. */
export const COMPILERS = ['gcc', 'clang'] as const;
export type Compiler = (typeof COMPILERS)[number];

export interface TypeTable {
  readonly source: TypeSource;
  /** Of gendwarfksyms, as far as its text shows it; null if it does not, and where a CRC does not depend on it. */
  readonly compiler?: Compiler | null;
  /** Bytes of a pointer; null if the source does not say, as genksyms. */
  readonly pointerSize: 4 | 8 | null;
  /** In the order of compareTypeKeys. Only what an export reaches is in it. */
  readonly types: ReadonlyMap<TypeKey, readonly ScopedDefinition[]>;
  /** Sorted by symbol, then scope. An export whose type the source does not give is not in it. */
  readonly exports: readonly TypedExport[];
}

/**
 * One of the definitions of a name. A scope is what can see a name in its own way: a provider module as Module.symvers
 * names it (BTF), an object file (genksyms). The first definition of a name is the name's own definition: that of vmlinux,
 * or else the commonest one.
 */
export interface ScopedDefinition {
  readonly text: string;
  /** Sorted. Empty: every scope that no other definition of the name lists, vmlinux above all. At most one is empty. */
  readonly scopes: readonly string[];
}

export interface TypedExport {
  readonly symbol: string;
  /** Provider module or object file, as in ScopedDefinition.scopes; `vmlinux`. */
  readonly scope: string;
  /** `int register_netdev(struct net_device *);`, or for data `struct net init_net;`: without `extern`. */
  readonly text: string;
}

export function typeKey(kind: TypeKind, name: string): TypeKey {
  return `${kind} ${name}`;
}

export function kindOf(key: TypeKey): TypeKind {
  return key.slice(0, key.indexOf(' ')) as TypeKind;
}

export function nameOf(key: TypeKey): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** Whether a definition is none, but declares that there is one. */
export function isOpaque(text: string): boolean {
  return /^(?:struct|union|enum) [^\n{]*;\n$/.test(text);
}

/** The exports by name: a few names are exported by two modules. */
export function exportsBySymbol(table: TypeTable): Map<string, TypedExport[]> {
  const bySymbol = new Map<string, TypedExport[]>();
  for (const each of table.exports) getOrInsert(bySymbol, each.symbol, () => []).push(each);
  return bySymbol;
}

/** By kind, then name in code-unit order. */
export function compareTypeKeys(a: TypeKey, b: TypeKey): number {
  const byKind = TYPE_KINDS.indexOf(kindOf(a)) - TYPE_KINDS.indexOf(kindOf(b));
  return byKind !== 0 ? byKind : a < b ? -1 : a > b ? 1 : 0;
}
