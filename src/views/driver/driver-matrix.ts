/** Which build of a driver loads on which release, at a glance: a row per release, a column per build. */
import { symbolsBehind } from '../../load/driver-verdicts.ts';
import { DEFAULT_FLAVOUR, parseVariantName } from '../../kernel/variant.ts';
import { kernelName } from '../../load/registered-driver.ts';
import type { DriverBuildRef } from '../../records/entries/driver.ts';
import type { DriverCell, DriverRows } from '../../records/rows/driver.ts';
import type { Urls } from '../../addresses/urls.ts';
import { Html, html, nothing } from '../../media/html.ts';
import { hiddenNote } from '../cause/reasons.ts';
import { verdictTag } from '../frame/verdicts.ts';

export type ArchMatrix = DriverRows['arches'][number];
export type MatrixProduct = ArchMatrix['products'][number];
type MatrixKernel = MatrixProduct['kernels'][number];

export function driverMatrix(title: string, matrix: ArchMatrix, urls: Urls): Html {
  const { arch, builds, products } = matrix;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${title} on ${arch}"><table class="matrix"><thead><tr><th>Release</th>${builds.map(({ ref }) => html`<th><a href="#${buildAnchor(ref)}">built for ${wrappingLabel(ref.for.release, ref.variant)}</a></th>`)}</tr></thead>
${products.map((product) => productRows(product, matrix, urls))}</table></div>
`;
}

function productRows(product: MatrixProduct, { builds }: ArchMatrix, urls: Urls): Html {
  return html`<tbody><tr><th scope="rowgroup" colspan="${builds.length + 1}"><a href="${urls.product(product.name)}">${product.title}</a></th></tr>
${product.kernels.map((kernel) => kernelRow(product, kernel, builds, urls))}</tbody>
`;
}

function kernelRow(
  { name }: MatrixProduct,
  kernel: MatrixKernel,
  builds: ArchMatrix['builds'],
  urls: Urls,
): Html {
  const { release, variant, cells } = kernel;
  return html`<tr id="${refName(name, release, variant)}"><th scope="row"><a href="${urls.release(name, release)}">${wrappingLabel(release, variant)}</a></th>${cells.map((cell, i) => html`<td>${matrixCell(cell, builds[i]?.ref, refName(name, release, variant), urls)}</td>`)}</tr>
`;
}

function matrixCell(cell: DriverCell, build: DriverBuildRef | undefined, kernel: string, urls: Urls): Html {
  const tag = verdictTag(cell.verdict, symbolsBehind(cell));
  const note = hiddenNote(cell.hidden, urls);
  if (cell.verdict === 'loads' || build === undefined)
    return html`${tag}${note === nothing ? nothing : html`<br>${note}`}`;
  return html`<a href="#${findingAnchor(build, kernel)}">${tag}</a>`;
}

/** A long name may wrap before its suffix, which leaves room for a column more on a narrow screen. */
function wrappingLabel(release: string, variant: string): Html {
  return new Html(html`${kernelLabel(release, variant)}`.text.replace('+', '<wbr>+'));
}

/** A flavour that is not the usual one is named. */
export function kernelLabel(release: string, variant: string): string {
  const { flavour } = parseVariantName(variant);
  return flavour === DEFAULT_FLAVOUR ? release : `${release} ${flavour}`;
}

export function refName(product: string, release: string, variant: string): string {
  return kernelName({ product, release, ...parseVariantName(variant) });
}

export function buildAnchor({ for: { product, release }, variant }: DriverBuildRef): string {
  return `built-for-${refName(product, release, variant)}`;
}

/** @param kernel as refName gives it */
export function findingAnchor(build: DriverBuildRef, kernel: string): string {
  return `${buildAnchor(build)}-on-${kernel}`;
}
