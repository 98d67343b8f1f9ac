/** The pages that are too many for Astro. */
import { createUrls } from '../../../src/kabi/urls.ts';
import type { SiteSettings } from '../../site-settings.ts';
import type { StampContext } from './files.ts';
import { inTreePages } from './in-tree.ts';
import { modulePages } from './modules.ts';
import { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';
import { symbolPages } from './symbols.ts';
import { typePages } from './types.ts';

/** In the order in which they are made. */
const KINDS = {
  symbols: symbolPages,
  'in-tree': inTreePages,
  types: typePages,
  modules: modulePages,
} as const satisfies Readonly<Record<string, (rows: RowData, site: StampContext) => Generator<StampedPage>>>;

export type StampedKind = keyof typeof KINDS;
export const STAMPED_KINDS = Object.keys(KINDS) as readonly StampedKind[];

export interface StampedPagesInput extends Pick<SiteSettings, 'base' | 'site' | 'hasTwins'> {
  /** Folder of the row data. */
  readonly rows: string;
  /** Of the site. */
  readonly title: string;
  readonly kinds: readonly StampedKind[];
}

/** Path below the site's folder. */
export function symbolPageFile(symbol: string): string {
  return `s/${symbol}/index.html`;
}

/** @param part of as many as `of` says: all of them together are all pages */
export function* stampedPages(
  { rows: folder, base, site, hasTwins, title, kinds }: StampedPagesInput,
  part: number,
  of: number,
): Generator<StampedPage> {
  const rows = new RowData(folder, part, of);
  const context = { urls: createUrls(base), origin: site ?? '', hasTwins, title };
  for (const kind of kinds) yield* KINDS[kind](rows, context);
}
