/** The pages that are too many for Astro. */
import { createUrls } from '../../../src/addresses/urls.ts';
import type { SiteSettings } from '../../corpus/site-settings.ts';
import type { StampContext } from './files.ts';
import { RowData, RowFiles } from './row-data.ts';
import type { StampedPage } from './stamp.ts';

type Maker = (rows: RowData, site: StampContext) => Generator<StampedPage>;

/** Loaded when wanted: types bring a highlighter with them. */
const KINDS = {
  symbols: async () => (await import('./symbols.ts')).symbolPages,
  'in-tree': async () => (await import('./in-tree.ts')).inTreePages,
  types: async () => (await import('./types.ts')).typePages,
  modules: async () => (await import('./modules.ts')).modulePages,
} as const satisfies Readonly<Record<string, () => Promise<Maker>>>;

export type StampedKind = keyof typeof KINDS;

/** So that it need not be loaded when it is wanted. */
export async function loadKind(kind: StampedKind): Promise<void> {
  await KINDS[kind]();
}

/** What all of them have in common. */
export interface StampedSite extends Pick<SiteSettings, 'base' | 'site' | 'hasPlainPages'> {
  /** Folder of the row data. */
  readonly rows: string;
  /** Of the site. */
  readonly title: string;
}

/** Path below the site's folder. */
export function symbolPageFile(symbol: string): string {
  return `s/${symbol}/index.html`;
}

/** Makes pages of a site. */
export class StampedPages {
  readonly #files: RowFiles;
  readonly #context: StampContext;

  constructor({ rows, base, site, hasPlainPages, title }: StampedSite) {
    this.#files = new RowFiles(rows);
    this.#context = { urls: createUrls(base), origin: site ?? '', hasPlainPages, title };
  }

  /** @param part of as many as `of` says: all of them together are all pages of the kind */
  async of(kind: StampedKind, part: number, of: number): Promise<Iterable<StampedPage>> {
    const make: Maker = await KINDS[kind]();
    return make(new RowData(this.#files, part, of), this.#context);
  }
}
