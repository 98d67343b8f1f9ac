import { en } from '../../lang/en/messages.ts';
import { z } from 'zod';
import { moduleFinding, moduleSentence } from '../../lang/en/module-sentences.ts';
import { parseProvidedRows, type ProvidedRow } from '../../history/provided.ts';
import { moduleRowsSchema, type ModuleRows } from '../../records/rows/modules.ts';
import { importersBlocks, importersOf } from './module-importers.ts';
import type { InTreeImporters } from '../../records/rows/importers.ts';
import type { ModuleJson } from '../../records/json/page-json.ts';
import { count, counted } from '../../base/text.ts';
import { summaryLine } from '../../lang/en/sentences.ts';
import { heading, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

const PRODUCTS = moduleRowsSchema.shape.products;

export function plainModule(
  given: ModuleRows,
  { urls, origin }: PlainSite,
  inTree: InTreeImporters,
): PlainPage {
  const { about, products, symbols } = given;
  const importers = importersOf(given, inTree);
  const { built, ...rest } = about;
  const url = origin + urls.module(about.module);
  const rows = parseProvidedRows(symbols);
  const json: ModuleJson = {
    schema: 'kabi-reports/module/1',
    url,
    built,
    ...rest,
    finding: moduleFinding(about),
    products: z.encode(PRODUCTS, products),
    importers: importers.map(({ product, release, modules }) => ({
      product,
      release,
      modules: modules.map((each) => ({ ...each })),
    })),
    symbols: rows.map(({ symbol, type, namespace, products: of }) => ({
      symbol,
      type: type === '' ? null : type,
      namespace,
      products: [...of],
    })),
  };
  const titles = new Map(products.map(({ name, title: of }) => [name, of]));
  const text = [
    title(about.module),
    paragraph(moduleSentence(about)),
    heading(en.headings.byRelease),
    ...products.flatMap(productBlocks),
    ...importersBlocks(about.module, importers),
    heading(en.headings.symbolsByProduct),
    table(rows.map((row) => [row.symbol, where(row, titles)])),
    colophon(url, built),
  ];
  return { text, json };
}

function productBlocks({ title: product, variants, releases }: ModuleRows['products'][number]): Block[] {
  return variants.flatMap((variant, index) => [
    paragraph(`${product}, ${variant}:`),
    table(
      releases.map(({ release, variants: cells }) => {
        const cell = cells[index] ?? null;
        if (cell === null) return [release, 'not on file'];
        const changes = cell.summary === null ? 'nothing older on file' : summaryLine(cell.summary);
        return [release, `${count(cell.exports)} exported`, changes];
      }),
    ),
  ]);
}

function where({ type, namespace, products }: ProvidedRow, titles: ReadonlyMap<string, string>): string {
  const of = products.map((name) => titles.get(name) ?? name);
  const on =
    of.length === 0
      ? 'in none: removed, or moved'
      : of.length === titles.size && of.length > 1
        ? `in all ${counted(of.length, 'product', 'products')}`
        : of.join(', ');
  const kind = type === 'EXPORT_SYMBOL_GPL' ? ['GPL only'] : [];
  return [on, ...kind, ...(namespace === '' ? [] : [`namespace ${namespace}`])].join('; ');
}
