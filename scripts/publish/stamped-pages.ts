/** The pages that are too many for Astro: symbols, the modules that import them, modules in kernels' own trees. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { SymbolRow } from '../../src/kabi/history.ts';
import { caseTwins, parseRowsPart } from '../../src/kabi/row-lines.ts';
import { protectionsSchema } from '../../src/kabi/schema/generated-policies.ts';
import {
  historyTableSchema,
  importersSchema,
  mentionsSchema,
  moduleRowsSchema,
} from '../../src/kabi/schema/generated.ts';
import {
  importUpdatesSchema,
  inTreeImportersSchema,
  type InTreeDriver,
} from '../../src/kabi/schema/in-tree.ts';
import { whySchema, type TypeRow } from '../../src/kabi/schema/types.ts';
import type { TypeKey } from '../../src/kabi/types/table.ts';
import { hasTypePage, typePath } from '../../src/kabi/types/type-pages.ts';
import { createUrls, modulePath } from '../../src/kabi/urls.ts';
import { pageHead } from '../../src/render/head.ts';
import { hasImportersPage, renderImportersPages } from '../../src/render/importers-page.ts';
import { renderInTreeDrivers } from '../../src/render/in-tree-driver.ts';
import type { RenderedPage } from '../../src/render/rendered-page.ts';
import { renderModulePage } from '../../src/render/module-page.ts';
import { renderSymbolPages } from '../../src/render/symbol-page.ts';
import { renderTypePages } from '../../src/render/type-page.ts';
import type { SiteSettings } from '../site-settings.ts';
import type { StampedPage } from './stamp.ts';

export interface StampedPagesInput extends Pick<SiteSettings, 'base' | 'site' | 'hasTwins'> {
  /** Folder of the row data. */
  readonly rows: string;
  /** Of the site. */
  readonly title: string;
}

/** Path below the site's folder. */
export function symbolPageFile(symbol: string): string {
  return `s/${symbol}/index.html`;
}

/** @param part of as many as `of` says: all of them together are all pages */
export function* stampedPages(
  { rows: folder, base, site, hasTwins }: StampedPagesInput,
  part: number,
  of: number,
): Generator<StampedPage> {
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const json = <T>(name: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(read(name)));
  const table = json('history.json', historyTableSchema);
  const importers = json('importers.json', importersSchema);
  const inTree = json('in-tree-importers.json', inTreeImportersSchema);
  const mentions = json('mentions.json', mentionsSchema);
  const protections = json('protections.json', protectionsSchema);
  const why = json('why.json', whySchema);
  const urls = createUrls(base);
  const origin = site ?? '';
  const context = { table, importers, inTree, mentions, protections, why, urls, origin };
  const page = (file: string, rendered: RenderedPage): StampedPage => ({
    file,
    head: Buffer.from(pageHead(rendered, { origin, hasTwins }).text),
    body: Buffer.from(rendered.body.text),
  });

  const symbols = parseRowsPart(read('symbols.ndjson'), part, of) as SymbolRow[];
  for (const twins of caseTwins(symbols, ({ symbol }) => symbol)) {
    for (const each of renderSymbolPages(twins, context)) {
      yield page(symbolPageFile(each.name), each);
    }
    const names = twins.map(({ symbol }) => symbol);
    if (!names.some((name) => hasImportersPage(name, inTree))) continue;
    for (const each of renderImportersPages(names, { inTree, urls })) {
      yield page(`s/${each.name}/importers/index.html`, each);
    }
  }

  const updates = json('import-updates.json', importUpdatesSchema);
  const drivers = parseRowsPart(read('in-tree.ndjson'), part, of) as InTreeDriver[];
  // A registered driver of the same name has the address.
  const own = drivers.filter(({ name }) => !Object.hasOwn(importers.drivers, name));
  for (const twins of caseTwins(own, ({ name }) => name)) {
    for (const each of renderInTreeDrivers(twins, { table, updates, protections, urls, origin })) {
      yield page(`d/${each.name}/index.html`, each);
    }
  }

  const names = new Set(json('type-names.json', z.array(z.string())));
  const types = (parseRowsPart(read('types.ndjson'), part, of) as TypeRow[]).filter(({ name }) =>
    hasTypePage(name as TypeKey),
  );
  for (const twins of caseTwins(types, ({ name }) => name)) {
    for (const each of renderTypePages(twins, { ...context, names })) {
      yield page(`t/${typePath(each.name as TypeKey).join('/')}/index.html`, each);
    }
  }

  const modules = readdirSync(path.join(folder, 'modules'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort();
  for (const name of modules.filter((_, index) => index % of === part)) {
    const rows = json(path.join('modules', name), moduleRowsSchema);
    yield page(`m/${modulePath(rows.about.module)}/index.html`, renderModulePage(rows, { urls, origin }));
  }
}
