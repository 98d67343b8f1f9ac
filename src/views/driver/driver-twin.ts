import { symbolsBehind } from '../../load/driver-verdicts.ts';
import { LOADS_MEANS } from '../../load/verdict.ts';
import type { DriverEntry, DriverRows } from '../../records/generated.ts';
import type { DriverTwin } from '../../records/twins.ts';
import { counted } from '../../base/text.ts';
import { heading, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { verdictWords } from './in-tree-twin.ts';
import { colophon, type Twin, type TwinSite } from '../frame/twin.ts';

/** @param paragraphs the finding in words */
export function driverTwin(
  entry: Omit<DriverEntry, 'rowsSha256'>,
  rows: DriverRows,
  paragraphs: readonly string[],
  { urls, origin }: TwinSite,
): Twin {
  const url = origin + urls.driver(entry.name);
  const json: DriverTwin = {
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
    colophon(url, entry.built),
  ];
  return { text, json };
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
