import { say } from '../../lang/message.ts';
import { en } from '../../lang/en/messages.ts';
import { z } from 'zod';
import type { ProductEntry } from '../../records/entries/product.ts';
import { productJsonSchema, type ProductJson } from '../../records/json/page-json.ts';
import { count } from '../../base/text.ts';
import { findingLine } from '../../lang/en/sentences.ts';
import { heading, list, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

/** @param about what people wrote of the product */
export function plainProduct(
  entry: ProductEntry,
  about: readonly Block[],
  { urls, origin }: PlainSite,
): PlainPage {
  const { name, variants, releases, follows, followedBy, sources } = entry;
  const url = origin + urls.product(name);
  const built = releases.at(-1)?.built ?? null;
  const json: ProductJson = { schema: 'kabi-reports/product/1', url, built, ...entry };
  const neighbours = [
    ...(follows === null ? [] : [`Follows ${follows.title}.`]),
    ...followedBy.map((each) => `Followed by ${each.title}.`),
  ];
  const text = [
    title(`${entry.title}: kernel ABI by release`),
    paragraph(entry.summary),
    ...(neighbours.length === 0 ? [] : [paragraph(neighbours.join(' '))]),
    ...(releases.length === 0 ? [paragraph('No release is on file yet.')] : [heading(en.headings.releases)]),
    ...variants.flatMap((variant, index) => variantBlocks(entry, variant, index)),
    ...(about.length === 0 ? [] : [heading(say(en.headings.about, { title: entry.title })), ...about]),
    ...(sources.length === 0
      ? []
      : [
          heading(en.sources),
          list(sources.map((source) => [{ text: source.title, url: source.url }, ` (read ${source.read})`])),
        ]),
    colophon(url, built),
  ];
  return { text, json: z.encode(productJsonSchema, json) };
}

/** Newest first, as on the page. */
function variantBlocks({ releases }: ProductEntry, variant: string, index: number): Block[] {
  const rows = releases.toReversed().map(({ release, built, variants }) => {
    const cell = variants[index] ?? null;
    const day = built ?? 'unknown day';
    if (cell === null) return [release, day, 'not on file'];
    const changes =
      cell.summary === null ? 'the oldest on file' : findingLine({ summary: cell.summary, rust: cell.rust });
    return [release, day, `${count(cell.exports)} exports`, changes];
  });
  return rows.length === 0 ? [] : [paragraph(`${variant}:`), table(rows)];
}
