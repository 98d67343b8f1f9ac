/** What a provider module exported and changed in each release of one product, newest first. */
import type { ModuleRows } from '../../records/rows/modules.ts';
import { count } from '../../base/text.ts';
import { summaryLine } from '../../lang/en/sentences.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, type Html } from '../../media/html.ts';

type ProductRows = ModuleRows['products'][number];
type VariantRow = ProductRows['releases'][number]['variants'][number];

export function moduleReleases(product: ProductRows, module: string, urls: Urls): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${module} in ${product.title}"><table><thead><tr><th><a href="${urls.product(product.name)}">${product.title}</a></th>${product.variants.map((variant) => html`<th>${variant}</th>`)}</tr></thead><tbody>
${product.releases.map(
  ({ release, variants }) =>
    html`<tr id="${product.name}-${release}"><th scope="row" class="nowrap"><a href="${urls.release(product.name, release)}">${release}</a></th>${variants.map((variant) => html`<td>${variantCell(variant)}</td>`)}</tr>
`,
)}</tbody></table></div>
`;
}

function variantCell(variant: VariantRow): Html {
  if (variant === null) return html`<span class="soft">not on file</span>`;
  const changes = variant.summary === null ? 'nothing older on file' : summaryLine(variant.summary);
  return html`${count(variant.exports)} exported<br><span class="small soft">${changes}</span>`;
}
