/** The modules of kernels' own trees that import a symbol: a page of its own where they are many. */
import { compareText } from '../kabi/model.ts';
import type { InTreeImporters } from '../kabi/schema/in-tree.ts';
import { counted, listed } from '../kabi/sentences.ts';
import type { Urls } from '../kabi/urls.ts';
import { html, nothing, type Html } from './html.ts';
import { symbolName } from './names.ts';
import type { RenderedPage } from './rendered-page.ts';

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
export function inTreeImporters(symbol: string, context: ImportersContext): Html {
  const kernels = importersOf(symbol, context.inTree);
  if (kernels.length === 0) return nothing;
  const { urls } = context;
  const isListed = !hasImportersPage(symbol, context.inTree);
  const parts = isListed
    ? [...Map.groupBy(kernels, ({ modules }) => modules.join(' '))].map(
        ([names, same]) =>
          html`${names.split(' ').map((name, i) => html`${i === 0 ? '' : ', '}<a href="${urls.driver(name)}">${name}</a>`)} of ${listed(same.map(({ title }) => title))}`,
      )
    : kernels.map(
        ({ title, modules }) =>
          html`<a href="${urls.importers(symbol)}">${counted(modules.length, 'module', 'modules')}</a> of ${title}`,
      );
  return html`
<p class="soft">imported in-tree by ${parts.map((part, i) => html`${i === 0 ? '' : ', '}${part}`)}</p>`;
}

export function hasImportersPage(symbol: string, inTree: InTreeImporters): boolean {
  return importersOf(symbol, inTree).some(({ modules }) => modules.length > MOST_NAMED);
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
    body: html`<p class="crumbs"><a href="${urls.symbols}">Symbols</a> / ${names.map((symbol, i) => html`${i === 0 ? '' : ', '}<a href="${urls.symbol(symbol)}">${symbolName(symbol)}</a>`)}</p>
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

/** Kernels of which no module imports the symbol are left out. */
function importersOf(symbol: string, { kernels, modules, symbols }: InTreeImporters): KernelImporters[] {
  const perKernel = Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? []) : [];
  return kernels.flatMap((kernel, i) => {
    const indices = (perKernel[i] ?? '').split(' ').filter((each) => each !== '');
    const names = indices.map((index) => modules[Number.parseInt(index, 36)] ?? '');
    return names.length === 0 ? [] : [{ ...kernel, modules: names }];
  });
}
