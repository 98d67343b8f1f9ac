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
import { moduleTwin } from '../../src/render/twins/module-twin.ts';
import { typeTwin } from '../../src/render/twins/type-twin.ts';
import { typeFacts } from '../../src/render/type-facts.ts';
import { renderTypePages } from '../../src/render/type-page.ts';
import type { SiteSettings } from '../site-settings.ts';
import type { StampedPage } from './stamp.ts';
import { twinFiles, type TextFile } from './twin-files.ts';

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
  const context = { table, importers, inTree, mentions, protections, why, urls, origin, hasTwins };
  const page = (folder: string, rendered: RenderedPage, beside: readonly TextFile[] = []): StampedPage => ({
    file: `${folder}/index.html`,
    head: Buffer.from(pageHead(rendered, { origin, hasTwins }).text),
    body: Buffer.from(rendered.body.text),
    beside: beside.map(([name, text]) => [`${folder}/${name}`, text]),
  });

  const symbols = parseRowsPart(read('symbols.ndjson'), part, of) as SymbolRow[];
  for (const twins of caseTwins(symbols, ({ symbol }) => symbol)) {
    for (const each of renderSymbolPages(twins, context)) {
      yield page(`s/${each.name}`, each);
    }
    const names = twins.map(({ symbol }) => symbol);
    if (!names.some((name) => hasImportersPage(name, inTree))) continue;
    for (const each of renderImportersPages(names, { inTree, urls })) {
      yield page(`s/${each.name}/importers`, each);
    }
  }

  const updates = json('import-updates.json', importUpdatesSchema);
  const drivers = parseRowsPart(read('in-tree.ndjson'), part, of) as InTreeDriver[];
  // A registered driver of the same name has the address.
  const own = drivers.filter(({ name }) => !Object.hasOwn(importers.drivers, name));
  for (const twins of caseTwins(own, ({ name }) => name)) {
    for (const each of renderInTreeDrivers(twins, { ...context, updates })) {
      yield page(`d/${each.name}`, each);
    }
  }

  const names = new Set(json('type-names.json', z.array(z.string())));
  const types = (parseRowsPart(read('types.ndjson'), part, of) as TypeRow[]).filter(({ name }) =>
    hasTypePage(name as TypeKey),
  );
  for (const twins of caseTwins(types, ({ name }) => name)) {
    const facts = twins.map((row) => typeFacts(row, context));
    const beside = hasTwins ? [...twinFiles(typeTwin(facts, context))] : [];
    for (const each of renderTypePages(facts, { ...context, names })) {
      yield page(`t/${typePath(each.name as TypeKey).join('/')}`, each, beside);
    }
  }

  const modules = readdirSync(path.join(folder, 'modules'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort();
  for (const name of modules.filter((_, index) => index % of === part)) {
    const rows = json(path.join('modules', name), moduleRowsSchema);
    const beside = hasTwins ? [...twinFiles(moduleTwin(rows, context))] : [];
    yield page(`m/${modulePath(rows.about.module)}`, renderModulePage(rows, context), beside);
  }
}
