/** Under which names the types of BTF are in a type table. */
import type { Btf } from '../../formats/btf/btf-types.ts';
import { typeKey, type TypeKey, type TypeKind } from '../table/table.ts';

/** Whether a type has a name of its own in a table; one that has none is part of what uses it. */
export function isNamedType(btf: Btf, id: number): boolean {
  return typeKindOf(btf, id) !== undefined && btf.name(id) !== '';
}

export function typeKeyOf(btf: Btf, id: number): TypeKey {
  return typeKey(typeKindOf(btf, id) ?? 'typedef', btf.name(id));
}

/** Undefined for types that have no name in C, such as pointers. */
export function typeKindOf(btf: Btf, id: number): TypeKind | undefined {
  const kind = btf.kind(id);
  if (kind === 'STRUCT') return 'struct';
  if (kind === 'UNION') return 'union';
  if (kind === 'FWD') return btf.kindFlag(id) ? 'union' : 'struct';
  if (kind === 'ENUM' || kind === 'ENUM64') return 'enum';
  return kind === 'TYPEDEF' ? 'typedef' : undefined;
}

/** Whether it is only declared. pahole writes `enum name;` as an ENUM without enumerators. */
export function isDeclaration(btf: Btf, id: number): boolean {
  return btf.kind(id) === 'FWD' || (btf.kind(id) === 'ENUM' && btf.partCount(id) === 0);
}
