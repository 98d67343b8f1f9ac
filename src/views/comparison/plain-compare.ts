import { en } from '../../lang/en/messages.ts';
import { z } from 'zod';
import { parseRemovedRows, type ChangeRow } from '../../history/comparison.ts';
import { releaseName } from '../../history/releases.ts';
import type { CompareEntry } from '../../records/entries/comparison.ts';
import type { CompareRows } from '../../records/rows/comparison.ts';
import { compareJsonSchema, type CompareJson } from '../../records/json/page-json.ts';
import { count, counted, listed } from '../../base/text.ts';
import { findingLine, summaryLine } from '../../lang/en/sentences.ts';
import { heading, list, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

/** Of these, the first are named and the others counted. */
const MOST_REMOVED = 200;

/** @param paragraphs the finding in words */
export function plainCompare(
  entry: Omit<CompareEntry, 'rowsSha256' | 'causesSha256'>,
  { modules, variants }: CompareRows,
  paragraphs: readonly string[],
  { urls, origin }: PlainSite,
): PlainPage {
  const { before, after, built } = entry;
  const url = origin + urls.compare(after.product, before.release, after.release);
  const json: CompareJson = {
    schema: 'kabi-reports/comparison/1',
    url,
    ...entry,
    modules: modules.map(({ module, counts }) => ({ module, counts })),
  };
  const text = [
    title(`${after.title}: ${releaseName(before, after)} compared with ${after.release}`),
    ...paragraphs.map((each) => paragraph(each)),
    heading(en.headings.counts),
    table(entry.variants.map((each) => [each.variant, findingLine(each)])),
    ...why(entry),
    ...removed(modules, variants),
    ...(modules.length === 0 ? [] : [heading(en.headings.providerModules)]),
    ...variants.map((variant, i) =>
      moduleTable(
        variant,
        modules.flatMap(({ module, counts }) => {
          const summary = counts[i];
          const words = summary === undefined ? '' : summaryLine(summary);
          return words === '' || words === 'no change' ? [] : [[module, words]];
        }),
      ),
    ),
    colophon(url, built),
  ];
  return { text: text.flat(), json: z.encode(compareJsonSchema, json) };
}

function why({ causes }: Pick<CompareEntry, 'causes'>): Block[] {
  const sentences = causes.flatMap(({ variant, first, causes: byClass, explained }) => {
    if (first === null) return [];
    const all = Object.values(byClass).reduce((sum, n) => sum + n, 0);
    const found = `${counted(all, 'cause explains', 'causes explain')} ${counted(explained, 'changed CRC', 'changed CRCs')}`;
    return [paragraph(`On ${variant}, ${found}. The one that most of them reach is ${first}.`)];
  });
  return sentences.length === 0 ? [] : [heading(en.headings.whyCrcsChanged), ...sentences];
}

function moduleTable(variant: string, rows: readonly string[][]): Block[] {
  return rows.length === 0 ? [] : [paragraph(`${variant}:`), table(rows)];
}

function removed(modules: CompareRows['modules'], variants: readonly string[]): Block[] {
  const rows = modules.flatMap(({ module, rows: text }) =>
    parseRemovedRows(text).flatMap((row) => removedFrom(row, module, variants)),
  );
  if (rows.length === 0) return [];
  const more = rows.length - MOST_REMOVED;
  return [
    heading(en.headings.removedSymbols),
    list([
      ...rows.slice(0, MOST_REMOVED).map((row) => [row]),
      ...(more > 0 ? [[`and ${count(more)} more`]] : []),
    ]),
  ];
}

function removedFrom({ symbol, changes }: ChangeRow, module: string, variants: readonly string[]): string[] {
  const gone = variants.filter((_, i) => {
    const change = changes[i];
    return change?.provider === undefined && change?.kinds.includes('removed') === true;
  });
  if (gone.length === 0) return [];
  const where = gone.length === variants.length ? '' : `, on ${listed(gone)}`;
  return [`${symbol} (${module}${where})`];
}
