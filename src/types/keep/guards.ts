/**
 * What kernel maintainers do so that a change of a type keeps the CRCs of the exports that reach it. Each pattern is one that
 * vendors have macros for (macros.ts), and each says how far the change can stay as it was made, and what has to hold so that
 * modules built before do not notice it.
 */

/** How much of the change has to be done in another way; the first asks least. */
export const EFFORTS = [
  /** It stays as it was made: only the generator of CRCs is shown the old definition. Size and places are the same. */
  'hidden',
  /** It keeps its type, and has to go to another place in it. */
  'placed',
  /** The old one stays as it was, and what is new stands beside it. */
  'beside',
  /** Nothing keeps it. */
  'none',
] as const;
export type Effort = (typeof EFFORTS)[number];

/** What has to be true, and no definition tells. */
export const CONDITIONS = [
  /** What stands in the place means what modules built before take it for. */
  'same-meaning',
  /** Objects that modules allocate have nothing, or rubbish, in the new member. */
  'unset-by-modules',
  /** Only the kernel allocates objects of the type, and no module has one inside its own. */
  'kernel-allocates',
  /** The kernel goes on writing what modules read. */
  'stays-written',
  /** Modules stand values that they do not know. */
  'unknown-value',
  /** No array in a shared type has as many elements as the end marker says. */
  'no-array',
  /** The old one goes on doing what it did, for modules built before. */
  'old-one-works',
  /** The kernel calls the old callback where a module has set no other. */
  'both-called',
  /** There is a way from the old object to the new one. */
  'found-from-old',
  /** Size and places are the same, which the source of the types does not tell. */
  'same-layout',
] as const;
export type Condition = (typeof CONDITIONS)[number];

export const GUARDS = [
  'hide-change',
  'hide-member',
  'hide-reserve-use',
  'hide-enumerator',
  'hide-end-marker',
  'hide-definition',
  'use-reserve',
  'fill-hole',
  'extend',
  'keep-member',
  'keep-enumerator',
  'new-callback',
  'new-function',
  'new-type',
] as const;
export type Guard = (typeof GUARDS)[number];

/** The one table of guards: what each asks, and what has to hold. */
export const GUARD_TABLE: Readonly<
  Record<Guard, { readonly effort: Exclude<Effort, 'none'>; readonly condition: Condition | null }>
> = {
  'hide-change': { effort: 'hidden', condition: 'same-meaning' },
  'hide-member': { effort: 'hidden', condition: 'unset-by-modules' },
  'hide-reserve-use': { effort: 'hidden', condition: 'unset-by-modules' },
  'hide-enumerator': { effort: 'hidden', condition: 'unknown-value' },
  'hide-end-marker': { effort: 'hidden', condition: 'no-array' },
  'hide-definition': { effort: 'hidden', condition: null },
  'use-reserve': { effort: 'placed', condition: 'unset-by-modules' },
  'fill-hole': { effort: 'placed', condition: 'unset-by-modules' },
  extend: { effort: 'placed', condition: 'kernel-allocates' },
  'keep-member': { effort: 'placed', condition: 'stays-written' },
  'keep-enumerator': { effort: 'placed', condition: null },
  'new-callback': { effort: 'beside', condition: 'both-called' },
  'new-function': { effort: 'beside', condition: 'old-one-works' },
  'new-type': { effort: 'beside', condition: 'found-from-old' },
};

/** Why a change cannot be kept from modules built before. */
export const OBSTACLES = [
  /** A member stands elsewhere, and no other change made it. */
  'member-moved',
  /** Something takes more or less room in the place that it has. */
  'other-width',
  /** An enumerator stands for another value. */
  'renumbered',
  /** Exported data is of another type. */
  'data-retyped',
  /** A variant of an enum of Rust's went, or is told by another value. */
  'variant-changed',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** The greater one of two. */
export function worse(a: Effort, b: Effort): Effort {
  return EFFORTS.indexOf(a) >= EFFORTS.indexOf(b) ? a : b;
}
