/** One build of a driver: the symbols behind each of its verdicts. */
import { symbolsBehind } from '../../load/driver-verdicts.ts';
import type { DriverBuildRef } from '../../records/entries/driver.ts';
import type { DriverCell } from '../../records/rows/driver.ts';
import { count, counted } from '../../base/text.ts';
import type { Urls } from '../../addresses/urls.ts';
import {
  buildAnchor,
  findingAnchor,
  kernelLabel,
  refName,
  type ArchMatrix,
  type MatrixProduct,
} from './driver-matrix.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { hiddenNote, reasonsLine } from '../cause/reasons.ts';
import { verdictTag } from '../frame/verdicts.ts';

/** Symbols named of a release of another product, of which the build was not meant to load. */
const MOST_NAMED_ELSEWHERE = 12;

export interface BuildLinks {
  readonly urls: Urls;
  /** The name of a symbol, linked if it has a page. */
  symbol(symbol: string): Html;
}

/** @param index of the build among those of the matrix */
export function driverBuild({ builds, products }: ArchMatrix, index: number, links: BuildLinks): Html {
  const build = builds[index];
  if (build === undefined) return nothing;
  const { ref, imports, modules } = build;
  const own = products.find(({ name }) => name === ref.for.product);
  const size = modules.length === 1 ? '' : `${counted(modules.length, 'module', 'modules')}, `;
  const ordered = own === undefined ? products : [own, ...products.filter((each) => each !== own)];
  return html`<section class="module lazy" id="${buildAnchor(ref)}"><h3>Built for ${ref.for.title} ${kernelLabel(ref.for.release, ref.variant)}<small>${ref.variant}, ${size}${counted(imports, 'import', 'imports')}</small></h3>
${own !== undefined && modules.length > 1 ? moduleTable(own, index, modules, ref) : nothing}${ordered.map((product) => productFindings(product, index, ref, product === own ? Infinity : MOST_NAMED_ELSEWHERE, links))}</section>
`;
}

function productFindings(
  product: MatrixProduct,
  index: number,
  build: DriverBuildRef,
  mostNamed: number,
  links: BuildLinks,
): Html {
  const refused = product.kernels.flatMap(({ release, variant, cells }) => {
    const cell = cells[index];
    return cell === undefined || cell.verdict === 'loads' ? [] : [{ release, variant, cell }];
  });
  // Reasons are those of one release: they stand beside a finding that several share.
  const groups = Map.groupBy(refused, ({ cell }) =>
    JSON.stringify({ ...cell, causes: undefined, hidden: undefined }),
  );
  return html`${[...groups.values()].map((kernels) => {
    const [first] = kernels;
    if (first === undefined) return nothing;
    const names = kernels.map(({ release, variant }, i) => {
      const id = findingAnchor(build, refName(product.name, release, variant));
      return html`${i === 0 ? '' : ', '}<a id="${id}" href="${links.urls.release(product.name, release)}">${kernelLabel(release, variant)}</a>`;
    });
    return html`<h4>${verdictTag(first.cell.verdict, symbolsBehind(first.cell))} <small>on ${product.title} ${names}</small></h4>
${whyLines(kernels, links)}${symbolLists(first.cell, mostNamed, links)}`;
  })}`;
}

/** Reasons are those of the one release that follows the build's own: where others share its symbols, it is named. */
function whyLines(
  kernels: readonly { readonly release: string; readonly variant: string; readonly cell: DriverCell }[],
  { urls }: Pick<BuildLinks, 'urls'>,
): Html {
  return html`${kernels.map(({ release, variant, cell }) => {
    const where = kernels.length === 1 ? '' : ` on ${kernelLabel(release, variant)}`;
    const hidden = hiddenNote(cell.hidden, urls);
    return html`${reasonsLine(cell.causes, cell.mismatched.length, urls, where)}${hidden === nothing ? nothing : html`<p>${hidden}<small>${where}</small></p>`}`;
  })}`;
}

function symbolLists(cell: DriverCell, mostNamed: number, links: BuildLinks): Html {
  const { refused, missing, gplOnly, mismatched, noVersion, notImported, notComparable, reasons } = cell;
  const lists = [
    symbolList(missing, ['symbol is not exported', 'symbols are not exported'], mostNamed, links),
    symbolList(
      gplOnly,
      ['symbol is for GPL modules only', 'symbols are for GPL modules only'],
      mostNamed,
      links,
    ),
    symbolList(mismatched, ['CRC differs', 'CRCs differ'], mostNamed, links),
    symbolList(noVersion, ['import has no version', 'imports have no version'], mostNamed, links),
    symbolList(
      notImported,
      ['namespace is not imported, of', 'namespaces are not imported, of'],
      mostNamed,
      links,
    ),
    symbolList(notComparable, ['CRC cannot be compared', 'CRCs cannot be compared'], mostNamed, links),
  ].filter((each) => each !== nothing);
  // What the symbols explain needs no other reason, such as a module that waits for another one.
  if (lists.length > 0) return html`${lists}`;
  return html`${[...refused, ...reasons].map((reason) => html`<p class="small">${reason}</p>`)}`;
}

function symbolList(
  symbols: readonly string[],
  [one, many]: readonly [string, string],
  mostNamed: number,
  links: BuildLinks,
): Html {
  if (symbols.length === 0) return nothing;
  const head = html`<p class="small soft">${counted(symbols.length, one, many)}:</p>`;
  const more = symbols.length - mostNamed;
  const rest = more > 0 ? html`<li><small>and ${count(more)} more</small></li>` : nothing;
  return html`${head}<ul class="names">${symbols.slice(0, mostNamed).map(
    (symbol) => html`<li>${links.symbol(symbol)}</li>
`,
  )}${rest}</ul>
`;
}

/** Which of the modules load on which releases of the product that they were built for. */
function moduleTable(
  product: MatrixProduct,
  index: number,
  modules: readonly string[],
  build: DriverBuildRef,
): Html {
  const kernels = product.kernels.filter(({ cells }) => cells[index] !== undefined);
  const label = `Modules built for ${build.for.release} on ${build.variant}`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="matrix"><thead><tr><th>Module</th>${kernels.map(({ release, variant }) => html`<th class="nowrap">${kernelLabel(release, variant)}</th>`)}</tr></thead><tbody>
${modules.map(
  (
    name,
    i,
  ) => html`<tr><th scope="row"><code>${name}</code></th>${kernels.map(({ cells }) => moduleCell(cells[index]?.modules[i]))}</tr>
`,
)}</tbody></table></div>
`;
}

function moduleCell(module: DriverCell['modules'][number] | undefined): Html {
  return html`<td>${module === undefined ? nothing : verdictTag(module.verdict, module.symbols)}</td>`;
}
