/** What a provider module exported and changed in each release of one product, newest first. */
import type { ModuleRows } from '../../records/generated.ts';
import { count, summaryLine } from '../../lang/en/sentences.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, type Html } from '../media/html.ts';

type ProductRows = ModuleRows['products'][number];
type LaneRow = ProductRows['releases'][number]['lanes'][number];

export function moduleReleases(product: ProductRows, module: string, urls: Urls): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${module} in ${product.title}"><table><thead><tr><th><a href="${urls.product(product.name)}">${product.title}</a></th>${product.lanes.map((lane) => html`<th>${lane}</th>`)}</tr></thead><tbody>
${product.releases.map(
  ({ release, lanes }) =>
    html`<tr id="${product.name}-${release}"><th scope="row" class="nowrap"><a href="${urls.release(product.name, release)}">${release}</a></th>${lanes.map((lane) => html`<td>${laneCell(lane)}</td>`)}</tr>
`,
)}</tbody></table></div>
`;
}

function laneCell(lane: LaneRow): Html {
  if (lane === null) return html`<span class="soft">not on file</span>`;
  const changes = lane.summary === null ? 'nothing older on file' : summaryLine(lane.summary);
  return html`${count(lane.exports)} exported<br><span class="small soft">${changes}</span>`;
}
