/**
 * The structure of one definition, for whoever compares or draws it. Types within it are spelled as in C, without the
 * name that they declare: `char[16]`, `int (*)(struct inode *)`, `const struct dst_ops *`.
 */
import type { TypeKind } from './table.ts';

export type Definition = RecordDefinition | EnumDefinition | TypedefDefinition | OpaqueDefinition;

export interface RecordDefinition extends RecordBody {
  readonly name: string;
}

export interface EnumDefinition extends EnumBody {
  readonly name: string;
}

export interface TypedefDefinition extends TypeUse {
  readonly kind: 'typedef';
  readonly name: string;
}

/** Declared, but nowhere defined as far as its scope can see: genksyms hashes it as UNKNOWN. */
export interface OpaqueDefinition {
  readonly kind: 'opaque';
  readonly of: Exclude<TypeKind, 'typedef'>;
  readonly name: string;
}

export type Body = RecordBody | EnumBody;

export interface RecordBody {
  readonly kind: 'struct' | 'union';
  /** Bytes; null if the source does not say. */
  readonly size: number | null;
  readonly members: readonly Member[];
}

export interface EnumBody {
  readonly kind: 'enum';
  /** Bytes; null if the source does not say. */
  readonly size: number | null;
  readonly enumerators: readonly Enumerator[];
}

/** A type as it is used somewhere. */
export interface TypeUse {
  /** Each struct, union or enum without a name is spelled `struct {}`, `union {}` or `enum {}` in it. */
  readonly type: string;
  /** What stands between these braces, in their order. */
  readonly bodies: readonly Body[];
}

export interface Member extends TypeUse {
  /** Empty for a struct or union whose members count as those of the outer one. */
  readonly name: string;
  /** Bits from the start of the innermost struct or union around it; null if the source does not say. */
  readonly offset: number | null;
  /** Bits of a bit field; null for other members. */
  readonly width: number | null;
}

export interface Enumerator {
  readonly name: string;
  /** As written: a decimal number, or an expression where the source keeps it. Null if it has none. */
  readonly value: string | null;
}

/** What an export is declared as. */
export interface Prototype extends TypeUse {
  readonly kind: 'function' | 'variable';
  readonly name: string;
}
