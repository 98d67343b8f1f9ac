/** Parts of a site that are made by several processes, beside Astro: each needs no other. */
import type { FileTree } from '../engine/file-tree.ts';
import type { SideGroup, SideSettings } from './beside/side-files.ts';
import type { StampedKind, StampedSite } from './stamped/pages.ts';

export type SitePart =
  | { readonly make: 'beside'; readonly group: SideGroup }
  | { readonly make: 'stamped'; readonly kind: StampedKind; readonly part: number; readonly of: number };

/** A file that a part consists of: its path below the site's folder, and its SHA-256. */
export type WrittenFile = readonly [name: string, sha256: string];

/** One part, and all that is to be known for it. */
export interface PartTask {
  readonly part: SitePart;
  /** Folder of the site, and whether it is empty. */
  readonly tree: Pick<FileTree, 'root' | 'isNew'>;
  readonly stamped: StampedSite;
  /** Null where nothing is wanted but stamped pages. */
  readonly beside: SideSettings | null;
}

/**
 * What is made from rows: first what lies beside pages, as Astro takes its time until it has made the shell; then what there
 * is most of, so that the last parts are small and no core waits for another.
 */
export const PARTS_OF_ROWS: readonly SitePart[] = [
  { make: 'beside', group: 'symbols' },
  ...partsOf('symbols', 4),
  ...partsOf('in-tree', 3),
  ...partsOf('types', 3),
];

/** What is made from collections, too. */
export const PARTS_OF_ENTRIES: readonly SitePart[] = [
  { make: 'beside', group: 'entries' },
  ...partsOf('modules', 1),
];

export function partsOf(kind: StampedKind, of: number): SitePart[] {
  return Array.from({ length: of }, (_, part) => ({ make: 'stamped', kind, part, of }));
}

/** Script of the processes that make them. */
export const PART_MAKER = new URL('./part-maker.ts', import.meta.url);
