/** The modules of kernels' own trees that import a symbol: a page of its own where they are many. */
import { itemAt } from '../../base/items.ts';
import { compareText, counted, listed } from '../../base/text.ts';
import type { InTreeImporters } from '../../records/rows/importers.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { symbolLink, symbolName } from '../frame/names.ts';
import type { RenderedPage } from '../frame/rendered-page.ts';

export interface ImportersContext {
  readonly inTree: InTreeImporters;
  readonly urls: Urls;
}

/** Modules named on a symbol's own page; of more, their number. */
const MOST_NAMED = 3;

interface KernelImporters {
  readonly product: string;
  readonly title: string;
  readonly release: string;
  readonly modules: readonly string[];
}

/** One line for a symbol's own page: names where they are few, else numbers that lead to the page of all. */
export function inTreeImportersSection(symbol: string, context: ImportersContext): Html {
  const { inTree, urls } = context;
  const counts = importerCounts(symbol, inTree);
  if (counts.every((number) => number === 0)) return nothing;
  const parts = hasImportersPage(symbol, inTree)
    ? inTree.kernels.flatMap(({ title }, i) => {
        const number = counts[i] ?? 0;
        if (number === 0) return [];
        return html`<a href="${urls.importers(symbol)}">${counted(number, 'module', 'modules')}</a> of ${title}`;
      })
    : [...Map.groupBy(importersOf(symbol, inTree), ({ modules }) => modules.join(' '))].map(
        ([names, same]) =>
          html`${names.split(' ').map((name, i) => html`${i === 0 ? '' : ', '}<a href="${urls.driver(name)}">${name}</a>`)} of ${listed(same.map(({ title }) => title))}`,
      );
  return html`
<p class="soft">imported in-tree by ${parts.map((part, i) => html`${i === 0 ? '' : ', '}${part}`)}</p>`;
}

export function hasImportersPage(symbol: string, inTree: InTreeImporters): boolean {
  return importerCounts(symbol, inTree).some((number) => number > MOST_NAMED);
}

/**
 * One page per symbol, all with the same head and body.
 *
 * @param symbols one that has such a page; or all those whose names differ in case only, of which one has
 */
export function renderImportersPages(symbols: readonly string[], context: ImportersContext): RenderedPage[] {
  const { urls, inTree } = context;
  const names = symbols.toSorted(compareText);
  const [first = ''] = names;
  const page = {
    title: `${listed(names)}: in-tree modules that import it`,
    description: `The modules of kernels’ own trees that import ${listed(names)}.`,
    path: urls.importers(first),
    body: html`<p class="crumbs"><a href="${urls.symbols}">Symbols</a> / ${names.map((symbol, i) => html`${i === 0 ? '' : ', '}${symbolLink(symbol, urls)}`)}</p>
<h1>In-tree modules that import ${names.map((symbol, i) => html`${i === 0 ? '' : ' or '}<code>${symbolName(symbol)}</code>`)}</h1>
${names.map((symbol) => importersSection(symbol, importersOf(symbol, inTree), urls))}`,
  };
  return names.map((name) => ({ name, ...page }));
}

function importersSection(symbol: string, kernels: readonly KernelImporters[], urls: Urls): Html {
  return html`${kernels.map(
    ({ product, title, release, modules }) => html`<h2 id="${symbol}-${product}">${title}</h2>
<p><code>${symbolName(symbol)}</code>: ${counted(modules.length, 'module', 'modules')} of <a href="${urls.release(product, release)}">${release}</a>, of all its architectures on file taken together.</p>
<ul class="names">${modules.map(
      (name) => html`<li><a href="${urls.driver(name)}">${name}</a></li>
`,
    )}</ul>
`,
  )}`;
}

/** Importers of each kernel as they are on file: places in the list of modules, to base 36, with blanks between. */
function listsOf(symbol: string, { symbols }: InTreeImporters): readonly string[] {
  return Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? []) : [];
}

/** Without the names, for most symbols have hundreds and a page that names them elsewhere. */
function importerCounts(symbol: string, inTree: InTreeImporters): number[] {
  return listsOf(symbol, inTree).map((list) => (list === '' ? 0 : list.split(' ').length));
}

/** Kernels of which no module imports the symbol are left out. */
function importersOf(symbol: string, inTree: InTreeImporters): KernelImporters[] {
  const { kernels, modules } = inTree;
  const perKernel = listsOf(symbol, inTree);
  return kernels.flatMap((kernel, i) => {
    const indices = (perKernel[i] ?? '').split(' ').filter((each) => each !== '');
    const names = indices.map((index) => itemAt(modules, Number.parseInt(index, 36)));
    return names.length === 0 ? [] : [{ ...kernel, modules: names }];
  });
}
