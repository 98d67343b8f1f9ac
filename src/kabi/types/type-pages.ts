/** Which types have pages, and how these are named. */
import type { CauseKind } from './cause.ts';
import { kindOf, nameOf, TYPE_KINDS, typeKey, type TypeKey, type TypeKind } from './table.ts';

/** Names of types of other languages may hold anything; file names may not. */
const PAGE_NAME = /^(?!\.{1,2}$)[^/\\\0-\x1f\x7f]{1,150}$/;

export function hasTypePage(key: TypeKey): boolean {
  return PAGE_NAME.test(nameOf(key));
}

/** The type that a cause is about; undefined if it is the declaration of an export. */
export function typeOf({
  kind,
  name,
}: {
  readonly kind: CauseKind;
  readonly name: string;
}): TypeKey | undefined {
  return isTypeKind(kind) ? typeKey(kind, name) : undefined;
}

/** `struct/net_device` */
export function typePath(key: TypeKey): readonly [kind: TypeKind, name: string] {
  return [kindOf(key), nameOf(key)];
}

/** Id of what a page says of a type, or of a declaration. */
export function typeAnchor({ kind, name }: { readonly kind: CauseKind; readonly name: string }): string {
  return `${kind}-${name}`.replace(/\s/g, '-');
}

export function isTypeKind(kind: string): kind is TypeKind {
  return (TYPE_KINDS as readonly string[]).includes(kind);
}
