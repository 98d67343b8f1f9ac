/** Which release loads the module of which other one, at a glance: a row per release, a column per build. */
import { itemAt } from '../../base/items.ts';
import type { InTreeDriverBuild } from '../../records/rows/in-tree.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, type Html } from '../../media/html.ts';
import { readCell, type VariantView } from './in-tree-variant.ts';
import { verdictTag } from '../frame/verdicts.ts';

/** @param label of the module */
export function inTreeMatrix(
  label: string,
  variant: VariantView,
  urls: Urls,
  id: (row: string) => string,
): Html {
  const { product, title, variantName, releases, builds } = variant;
  const region = `${label} on ${title}, ${variantName}`;
  const columns = builds.toReversed();
  const rows = releases.map((release, index) => ({ release, index })).reverse();
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${region}"><table class="matrix"><thead><tr><th>${title} ${variantName}</th>${columns.map(({ release }) => html`<th>built for ${itemAt(releases, release)}</th>`)}</tr></thead><tbody>
${rows.map(
  ({ release, index }) =>
    html`<tr id="${id(`${product}-${release}-${variantName}`)}"><th scope="row"><a href="${urls.release(product, release)}">${release}</a></th>${columns.map((build) => matrixCell(build, index))}</tr>
`,
)}</tbody></table></div>
`;
}

function matrixCell(build: InTreeDriverBuild, index: number): Html {
  const cell = build.cells[index];
  if (cell === undefined) return html`<td></td>`;
  if (build.release === index) return html`<td class="soft">its own</td>`;
  const { verdict, symbols } = readCell(cell);
  return html`<td>${verdictTag(verdict, symbols)}</td>`;
}
