/** Entry point of a process that makes a part of the symbol pages (stamp-all.ts). */
import { readFileSync } from 'node:fs';
import { parseSymbolRowsPart } from '../../src/kabi/history.ts';
import { historyTableSchema, importersSchema, mentionsSchema } from '../../src/kabi/schema/generated.ts';
import { createUrls } from '../../src/kabi/urls.ts';
import { SHELL } from '../../src/render/shell.ts';
import { writeIfDifferent } from '../file-tree.ts';
import { createStamp, symbolPageFile, symbolPages } from './stamp.ts';

export interface StampTask {
  /** Files of row data. */
  readonly symbols: string;
  readonly history: string;
  readonly importers: string;
  readonly mentions: string;
  /** Path of the site on its host, and scheme and host, as in SiteSettings. */
  readonly base: string;
  readonly site: string | null;
  /** Folder of the site. */
  readonly root: string;
  readonly part: number;
  readonly of: number;
}

process.once('message', (task: StampTask) => {
  const pages = renderPart(task);
  process.once('message', ({ shell }: { readonly shell?: string }) => {
    if (shell !== undefined) {
      const stamp = createStamp({ ...SHELL, html: shell });
      for (const page of pages) {
        writeIfDifferent(task.root, symbolPageFile(page.symbol), stamp(page), { atomic: false });
      }
    }
    process.disconnect();
  });
});

function renderPart({ symbols, history, importers, mentions, base, site, part, of }: StampTask) {
  return symbolPages(parseSymbolRowsPart(readFileSync(symbols, 'utf8'), part, of), {
    table: historyTableSchema.parse(JSON.parse(readFileSync(history, 'utf8'))),
    importers: importersSchema.parse(JSON.parse(readFileSync(importers, 'utf8'))),
    mentions: mentionsSchema.parse(JSON.parse(readFileSync(mentions, 'utf8'))),
    urls: createUrls(base),
    origin: site ?? '',
  });
}
