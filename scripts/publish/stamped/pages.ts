/** The pages that are too many for Astro. */
import { symbolSegment } from '../../../src/addresses/urls.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import type { SiteSettings } from '../../corpus/site-settings.ts';
import type { StampContext } from './files.ts';
import { inTreePages } from './in-tree.ts';
import { modulePages } from './modules.ts';
import type { Rows } from '../../../src/records/rows/rows.ts';
import { rowsIn } from '../../corpus/generated-rows.ts';
import { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';
import { symbolPages } from './symbols.ts';
import { typePages } from './types.ts';

type Maker = (data: RowData, site: StampContext) => Generator<StampedPage>;

const KINDS = {
  symbols: symbolPages,
  'in-tree': inTreePages,
  types: typePages,
  modules: modulePages,
} as const satisfies Readonly<Record<string, Maker>>;

export type StampedKind = keyof typeof KINDS;

/** What all of them have in common. */
export interface StampedSite extends Pick<SiteSettings, 'base' | 'site' | 'hasPlainPages'> {
  /** Folder of the row data. */
  readonly rows: string;
  /** Of the site. */
  readonly title: string;
}

/** Path below the site's folder. */
export function symbolPageFile(symbol: string): string {
  return `s/${symbolSegment(symbol)}/index.html`;
}

/** Makes pages of a site. */
export class StampedPages {
  readonly #rows: Rows;
  readonly #context: StampContext;

  constructor({ rows, base, site, hasPlainPages, title }: StampedSite) {
    this.#rows = rowsIn(rows);
    this.#context = { urls: createUrls(base), origin: site ?? '', hasPlainPages, title };
  }

  /** Which link of the masthead is current on the pages below a folder. */
  get sections(): Record<string, string> {
    const { symbols, types, drivers } = this.#context.urls;
    return { s: symbols, t: types, d: drivers };
  }

  /** @param part of as many as `of` says: all of them together are all pages of the kind */
  of(kind: StampedKind, part: number, of: number): Iterable<StampedPage> {
    const make: Maker = KINDS[kind];
    return make(new RowData(this.#rows, part, of), this.#context);
  }
}
