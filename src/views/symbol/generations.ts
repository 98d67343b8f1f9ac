/**
 * The kernels on file in groups of equal `module_layout`, on the page of that symbol: it is compared before all others, so
 * that its CRC names the kernels that a module can have been built for.
 */
import { itemAt } from '../../base/items.ts';
import { count, counted, listed } from '../../base/text.ts';
import { formatCrc } from '../../kernel/export.ts';
import { MODULE_LAYOUT } from '../../load/builds/generations.ts';
import type { ProductHistory } from '../../history/symbol-history.ts';
import { heading, paragraph, table, type Block } from '../../media/blocks.ts';
import { html, nothing, type Html } from '../../media/html.ts';

export interface GenerationRow {
  readonly crc: string;
  readonly builds: number;
  /** `Debian 12 6.1.0-53 to 6.1.0-54, amd64` */
  readonly kernels: readonly string[];
}

/** Newest first, by the newest kernel of each; none of any other symbol. */
export function generationRows(symbol: string, products: readonly ProductHistory[]): GenerationRow[] {
  if (symbol !== MODULE_LAYOUT) return [];
  const spans = products.flatMap(({ title, releases, variants }) =>
    variants.flatMap(({ name, spans: own }) =>
      own.flatMap((span) => {
        if (span.kind !== 'present' || span.state.crc === 0) return [];
        const [first, last] = [itemAt(releases, span.from), itemAt(releases, span.to)];
        const kernels = `${title} ${first === last ? first : `${first} to ${last}`}, ${name}`;
        return [{ crc: formatCrc(span.state.crc), builds: span.to - span.from + 1, kernels }];
      }),
    ),
  );
  const groups = Map.groupBy(spans.toReversed(), ({ crc }) => crc);
  return [...groups].map(([crc, group]) => ({
    crc,
    builds: group.reduce((sum, { builds }) => sum + builds, 0),
    kernels: group.map(({ kernels }) => kernels),
  }));
}

const TITLE = 'Generations';

function intro(rows: readonly GenerationRow[]): string {
  const builds = rows.reduce((sum, row) => sum + row.builds, 0);
  return `The ${counted(builds, 'build', 'builds')} on file with CRCs fall into ${counted(rows.length, 'group', 'groups')} of equal module_layout. A kernel compares this CRC before all others and names no other that differs: the line of modprobe --dump-modversions with module_layout tells for which of them a module can have been built. Kernels of one group may still differ in other symbols.`;
}

export function generationsSection(rows: readonly GenerationRow[], level: number): Html {
  if (rows.length === 0) return nothing;
  return html`<h${level} id="generations">${TITLE}</h${level}>
<p>${intro(rows)}</p>
<div class="scroll"><table><thead><tr><th>CRC</th><th>Builds</th><th>Kernels</th></tr></thead><tbody>${rows.map(
    ({ crc, builds, kernels }) =>
      html`<tr id="${crc}"><th scope="row"><code>${crc}</code></th><td>${count(builds)}</td><td>${listed(kernels)}</td></tr>`,
  )}</tbody></table></div>
`;
}

export function generationsBlocks(rows: readonly GenerationRow[]): Block[] {
  if (rows.length === 0) return [];
  return [
    heading(TITLE),
    paragraph(intro(rows)),
    table(rows.flatMap(({ crc, kernels }) => kernels.map((each, at) => [at === 0 ? crc : '', each]))),
  ];
}
