/** What can happen to an export between two snapshots. */
import type { Export } from './export.ts';

/** The kinds of change, most severe first: the order in which every page and report lists them. */
export const CHANGE_KINDS = [
  'removed',
  'crc-changed',
  'type-changed',
  'namespace-changed',
  'module-moved',
  'added',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What happened to one symbol between two snapshots. `added` has no before, `removed` no after. */
export interface Change {
  readonly symbol: string;
  /** Not empty, in the order of CHANGE_KINDS. */
  readonly kinds: readonly ChangeKind[];
  readonly before: Export | null;
  readonly after: Export | null;
}
