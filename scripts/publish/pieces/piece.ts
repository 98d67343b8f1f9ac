/** What passes between the publishing process and those that make the site's files. */
import type { FileTree } from '../../engine/file-tree.ts';
import type { SideGroup, SideSettings } from '../beside/side-files.ts';
import type { StampedKind, StampedSite } from '../stamped/pages.ts';

/** A part of the site that needs no other. */
export type Piece =
  | { readonly make: 'beside'; readonly group: SideGroup }
  | { readonly make: 'stamped'; readonly kind: StampedKind; readonly part: number; readonly of: number };

/** One piece, and all that is to be known for it. */
export interface PieceTask {
  readonly piece: Piece;
  /** Folder of the site, and whether it is empty. */
  readonly tree: Pick<FileTree, 'root' | 'isNew'>;
  readonly stamped: StampedSite;
  /** Where Astro puts the shell of stamped pages. */
  readonly shellFile: string;
  /** Null where nothing is wanted but stamped pages. */
  readonly beside: SideSettings | null;
}

/** Told to a worker: what it may be asked for; that Astro has written all that it will write. */
export type PieceNews = { readonly coming: readonly Piece[] } | 'rendered';

/**
 * What is made from rows: first what lies beside pages, as Astro takes its time until it has made the shell; then what there
 * is most of, so that the last pieces are small and no core waits for another.
 */
export const ROW_PIECES: readonly Piece[] = [
  { make: 'beside', group: 'symbols' },
  ...parts('symbols', 4),
  ...parts('in-tree', 3),
  ...parts('types', 3),
];

/** What is made from collections, too. */
export const ENTRY_PIECES: readonly Piece[] = [{ make: 'beside', group: 'entries' }, ...parts('modules', 1)];

export function parts(kind: StampedKind, of: number): Piece[] {
  return Array.from({ length: of }, (_, part) => ({ make: 'stamped', kind, part, of }));
}
