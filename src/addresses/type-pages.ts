/** Which types have pages, and how these are named. */
import type { CauseKind } from '../types/diff/cause.ts';
import { compareText } from '../base/text.ts';
import { kindOf, nameOf, TYPE_KINDS, typeKey, type TypeKey, type TypeKind } from '../types/table/table.ts';

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

/**
 * The A-Z list that a type is on: its first letter or digit after leading underscores, in lower case; `_` for all others.
 * The rule depends on nothing but the name, so that a list keeps its URL.
 */
export function typeLetter(key: TypeKey): string {
  const first = nameOf(key).replace(/^_+/, '').slice(0, 1).toLowerCase();
  return /[a-z0-9]/.test(first) ? first : '_';
}

/** By letter, sorted; the names of each in the order given. */
export function byLetter(keys: readonly TypeKey[]): [letter: string, keys: TypeKey[]][] {
  return [...Map.groupBy(keys, typeLetter)].sort(([a], [b]) => compareText(a, b));
}

/** Id of what a page says of a type, or of a declaration. */
export function typeAnchor({ kind, name }: { readonly kind: CauseKind; readonly name: string }): string {
  return `${kind}-${name}`.replace(/\s/g, '-');
}

export function isTypeKind(kind: string): kind is TypeKind {
  return (TYPE_KINDS as readonly string[]).includes(kind);
}
