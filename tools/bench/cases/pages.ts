/** The pages of symbols of a built site, to hand to other generators. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { SHELL } from '../../../src/views/frame/shell.ts';
import { createStamp, type StampedPage } from '../../../scripts/publish/stamped/stamp.ts';
import { StampedPages, type StampedSite } from '../../../scripts/publish/stamped/pages.ts';
import type { Checkout } from '../measure/checkout.ts';

export interface Pages {
  readonly pages: readonly StampedPage[];
  /** What they have in common, with SHELL's placeholders. */
  readonly shell: string;
  readonly stamp: (page: StampedPage) => Buffer;
}

/** Pages of symbols, without what lies beside them. */
export const MEASURED: Omit<StampedSite, 'rows'> = {
  base: '/',
  site: null,
  hasPlainPages: false,
  title: 'kabi-reports',
};

export function pagesOf(checkout: Checkout): Pages {
  const pages = [...new StampedPages({ ...MEASURED, rows: checkout.rows }).of('symbols', 0, 1)];
  const [first] = pages;
  if (first === undefined) throw new Error('there is no page');
  const shell = readFileSync(path.join(checkout.dist, first.file), 'utf8')
    .replace(first.head, SHELL.head)
    .replace(first.body, SHELL.body);
  return { pages, shell, stamp: createStamp({ ...SHELL, current: {}, html: shell }) };
}

/** The two files that programs/write-pages.ts reads. */
export function packPages(folder: string, { pages, stamp }: Pages): [index: string, pages: string] {
  mkdirSync(folder, { recursive: true });
  const files: [string, string] = [path.join(folder, 'index.json'), path.join(folder, 'pages.bin')];
  const bytes = pages.map((page) => Buffer.from(stamp(page)));
  writeFileSync(files[0], JSON.stringify(pages.map(({ file }, i) => [file, bytes[i]?.length])));
  writeFileSync(files[1], Buffer.concat(bytes));
  return files;
}

/** Number and bytes of the pages below a folder. */
export async function measurePages(folder: string): Promise<{ pages: number; bytes: number }> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  let pages = 0;
  let bytes = 0;
  for (const file of files) {
    if (file.name !== 'index.html') continue;
    pages += 1;
    bytes += (await stat(path.join(file.parentPath, file.name))).size;
  }
  return { pages, bytes };
}
