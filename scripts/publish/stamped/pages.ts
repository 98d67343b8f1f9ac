/** The pages that are too many for Astro. */
import { createUrls } from '../../../src/kabi/urls.ts';
import type { SiteSettings } from '../../site-settings.ts';
import type { StampContext } from './files.ts';
import { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';

type Maker = (rows: RowData, site: StampContext) => Generator<StampedPage>;

/** In the order in which they are made. Loaded when wanted: types bring a highlighter with them. */
const KINDS = {
  symbols: async () => (await import('./symbols.ts')).symbolPages,
  'in-tree': async () => (await import('./in-tree.ts')).inTreePages,
  types: async () => (await import('./types.ts')).typePages,
  modules: async () => (await import('./modules.ts')).modulePages,
} as const satisfies Readonly<Record<string, () => Promise<Maker>>>;

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
export async function stampedPages(
  { rows: folder, base, site, hasTwins, title, kinds }: StampedPagesInput,
  part: number,
  of: number,
): Promise<Iterable<StampedPage>> {
  const makers = await Promise.all(kinds.map((kind) => KINDS[kind]()));
  const rows = new RowData(folder, part, of);
  const context = { urls: createUrls(base), origin: site ?? '', hasTwins, title };
  return (function* () {
    for (const make of makers) yield* make(rows, context);
  })();
}
