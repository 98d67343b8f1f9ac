/**
 * Why symbols changed. A cause is a type, or the prototype of an exported symbol itself, whose own definition differs
 * between two builds: one that differs only because something it refers to differs is none.
 */
import type { Member } from '../table/definition.ts';
import type { TypeKey, TypeKind } from '../table/table.ts';

/** What can be a cause: the kinds of types, and those of exports for their own prototypes. */
export type CauseKind = TypeKind | 'function' | 'variable';

/** Most severe first: the order in which pages and reports list causes of equal reach. */
export const CAUSE_CLASSES = [
  /** Size, offset or width of something that existed changed, the value of an enumerator, or something went away. */
  'layout-changed',
  /** The prototype of the export itself, of a function type, or of what a member points to; the layout was kept. */
  'prototype-changed',
  /** Same size, same offsets: renamed, retyped at equal width, wrapped in a union, reserve used, enumerator added. */
  'layout-kept',
  /** A declaration became a definition, or the other way: the CRC moves, the type need not have. */
  'became-visible',
  /** It differs, and the source does not give sizes and offsets, so nobody can tell whether the layout was kept. */
  'layout-unknown',
] as const;
export type CauseClass = (typeof CAUSE_CLASSES)[number];

/** A type, or the declaration of an export, that is another one in the newer build. */
export interface ChangedType {
  readonly kind: CauseKind;
  readonly name: string;
  /** Empty: the name's own definition. Else the scopes that see this one of several definitions of the name. */
  readonly scopes: readonly string[];
  readonly class: CauseClass;
  /** Definitions in the form of definition-text.ts, which is C with notes; null on the side that lacks it. */
  readonly before: string | null;
  readonly after: string | null;
  readonly edits: readonly Edit[];
}

export interface Cause extends ChangedType {
  /** Sorted: the changed symbols that reach it. */
  readonly symbols: readonly string[];
  /** How many of them reach no other cause by a shorter path; of equal ones the cause that comes first counts. */
  readonly nearest: number;
}

/** A place in a struct or union: the names from the outside in, `['', 'dev']` for a member of an unnamed union. */
export type MemberPath = readonly string[];

export interface PlacedMember {
  readonly path: MemberPath;
  readonly member: Member;
  /** From the start of the whole, or of the named part that it is in; null if unknown. */
  readonly offset: number | null;
}

/** One difference between two definitions. Offsets are bits, sizes bytes, as in definition.ts. */
export type Edit =
  | { readonly what: 'size'; readonly before: number; readonly after: number }
  | ({ readonly what: 'member-added' } & PlacedMember)
  | ({ readonly what: 'member-removed' } & PlacedMember)
  /** Consecutive members that moved by the same distance: `count` from `first` to `last`. */
  | {
      readonly what: 'members-moved';
      readonly first: MemberPath;
      readonly last: MemberPath;
      readonly count: number;
      readonly by: number;
    }
  | {
      readonly what: 'member-renamed';
      readonly path: MemberPath;
      readonly before: Member;
      readonly after: Member;
    }
  | {
      readonly what: 'member-retyped';
      readonly path: MemberPath;
      readonly before: Member;
      readonly after: Member;
      readonly sameWidth: boolean | null;
      /** The same type to a compiler, under another typedef. */
      readonly sameType: boolean;
    }
  /** Another member of the same width stands in its place. */
  | {
      readonly what: 'member-replaced';
      readonly path: MemberPath;
      readonly before: Member;
      readonly after: Member;
    }
  /** A member became one of several in a union or struct without a name, at the same place. */
  | { readonly what: 'member-wrapped'; readonly path: MemberPath; readonly into: 'struct' | 'union' }
  /** The other way round. */
  | { readonly what: 'member-unwrapped'; readonly path: MemberPath; readonly from: 'struct' | 'union' }
  /** Members took the place of reserved ones. */
  | {
      readonly what: 'reserve-used';
      readonly reserved: readonly MemberPath[];
      readonly by: readonly MemberPath[];
      /** Nothing says that they have room there. */
      readonly mayNotFit?: true;
    }
  | { readonly what: 'members-reordered' }
  /** Members whose place a source does not tell, beside edits that may have moved them; none are named if it tells no place. */
  | { readonly what: 'places-unknown'; readonly paths: readonly MemberPath[] }
  | {
      readonly what: 'enumerator-added';
      readonly name: string;
      readonly value: string | null;
      /** Nothing says that the enum is as large as before, and the value may need more room. */
      readonly mayBeWider?: true;
    }
  | { readonly what: 'enumerator-removed'; readonly name: string; readonly value: string | null }
  | {
      readonly what: 'enumerator-renamed';
      readonly before: string;
      readonly after: string;
      readonly value: string;
    }
  | {
      readonly what: 'enumerator-value';
      readonly name: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  /** Variants of an enum of Rust's; a value is null of the variant that stands for all other values. */
  | { readonly what: 'variant-added'; readonly name: string; readonly value: string | null }
  | { readonly what: 'variant-removed'; readonly name: string }
  | {
      readonly what: 'variant-value';
      readonly name: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  /** What a typedef stands for, or the type of exported data. */
  | {
      readonly what: 'type';
      readonly before: string;
      readonly after: string;
      readonly sameWidth: boolean | null;
      readonly sameType: boolean;
    }
  | { readonly what: 'returns'; readonly before: string; readonly after: string; readonly sameType: boolean }
  /** Positions count from 1. */
  | { readonly what: 'parameter-added'; readonly position: number; readonly type: string }
  | { readonly what: 'parameter-removed'; readonly position: number; readonly type: string }
  | {
      readonly what: 'parameter-retyped';
      readonly position: number;
      readonly before: string;
      readonly after: string;
      /** As of members. */
      readonly sameType: boolean;
    }
  | { readonly what: 'became-visible' }
  | { readonly what: 'became-opaque' };

/** A type that is larger or smaller, or has its members elsewhere, only because of what it contains. */
export interface Consequence extends ChangedType {
  /** The causes in it, as types name themselves. Sorted. */
  readonly because: readonly TypeKey[];
}

/** Why one symbol changed. */
export interface Explanation {
  readonly symbol: string;
  /** Indices into Attribution.causes, nearest first, then by reach. */
  readonly causes: readonly number[];
  /**
   * From the symbol to its nearest cause, both included: `['register_netdev', 'struct net_device']`. One element: its
   * own prototype changed.
   */
  readonly path: readonly string[];
}

export interface Attribution {
  /** By reach, then by how many symbols they are nearest to, largest first. */
  readonly causes: readonly Cause[];
  /** What the changed symbols reach and causes carried along, by kind and name. */
  readonly consequences: readonly Consequence[];
  /** By symbol. */
  readonly explanations: ReadonlyMap<string, Explanation>;
  /** Changed symbols without a cause, sorted by symbol. */
  readonly unexplained: readonly Unexplained[];
  /**
   * Whether each attribution is certain. From BTF it is not: genksyms sees fewer definitions than BTF does, so a symbol
   * can be shown to reach a cause that its CRC does not depend on.
   */
  readonly exact: boolean;
}

export interface Unexplained {
  readonly symbol: string;
  readonly reason: UnexplainedReason;
}

export const UNEXPLAINED_REASONS = [
  /** The source has no type for the export on one of the sides: data and assembly in BTF. */
  'no-type-information',
  /** A module exports it, and of one of the sides the types of no module were given. */
  'modules-not-given',
  /** Its type is known, and nothing that it reaches differs. */
  'no-difference-found',
  /** Nothing that it reaches is known to differ, but of something one side does not say where its members lie. */
  'layout-not-told',
  /** Nothing that it reaches differs, and its CRC depends on how a compiler spells types: another one built this kernel. */
  'compilers-differ',
] as const;
export type UnexplainedReason = (typeof UNEXPLAINED_REASONS)[number];

/** Counts of the reasons, to be added to. */
export function noReasons(): Record<UnexplainedReason, number> {
  return Object.fromEntries(UNEXPLAINED_REASONS.map((reason) => [reason, 0])) as Record<
    UnexplainedReason,
    number
  >;
}
