import { z } from 'zod';
import { symbolsBehind } from '../../load/driver-verdicts.ts';
import { LOADS_MEANS } from '../../load/verdict.ts';
import type { DriverEntry } from '../../records/entries/driver.ts';
import type { DriverRows } from '../../records/rows/driver.ts';
import { driverJsonSchema, type DriverJson } from '../../records/json/page-json.ts';
import { counted } from '../../base/text.ts';
import { planSentences } from '../../lang/en/check-sentences.ts';
import { heading, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { verdictWords } from './plain-in-tree.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

/** @param paragraphs the finding in words */
export function plainDriver(
  entry: Omit<DriverEntry, 'rowsSha256'>,
  rows: DriverRows,
  paragraphs: readonly string[],
  { urls, origin }: PlainSite,
): PlainPage {
  const url = origin + urls.driver(entry.name);
  const json: DriverJson = {
    schema: 'kabi-reports/driver/1',
    url,
    loadsMeans: LOADS_MEANS,
    ...entry,
    ...rows,
  };
  const { package: name, version } = entry.source;
  const text = [
    title(entry.title),
    paragraph(entry.summary),
    ...paragraphs.map((each) => paragraph(each)),
    paragraph(
      `${name} ${version}, ${counted(entry.modules.length, 'module', 'modules')}, by ${entry.vendor}.`,
    ),
    heading('Which release loads which build'),
    ...rows.arches.flatMap(archBlocks),
    paragraph(LOADS_MEANS),
    heading('How many builds it takes'),
    ...rows.arches.flatMap(({ arch, plan }) => planSentences({ arch, plan }).map((each) => paragraph(each))),
    colophon(url, entry.built),
  ];
  return { text, json: z.encode(driverJsonSchema, json) };
}

/** A table per build: side by side they would not fit a mail. */
function archBlocks({ arch, builds, products }: DriverRows['arches'][number]): Block[] {
  return builds.flatMap(({ ref, imports }, index) => [
    paragraph(
      `Built for ${ref.for.title} ${ref.for.release} on ${arch}, ${counted(imports, 'import', 'imports')}:`,
    ),
    table(
      products.flatMap(({ title: product, kernels }) =>
        kernels.flatMap(({ release, cells }) => {
          const cell = cells[index];
          return cell === undefined
            ? []
            : [[product, release, verdictWords(cell.verdict, symbolsBehind(cell))]];
        }),
      ),
    ),
  ]);
}
