/**
 * The page of a module that kernels have in their own trees: which releases would load the build of another one. Stamped
 * like the pages of symbols, as there are thousands.
 */
import { itemAt } from '../../base/items.ts';
import {
  reachFinding,
  reachHeadline,
  reachSentence,
  type DriverReach,
} from '../../lang/en/driver-sentences.ts';
import { LOADS_MEANS } from '../../load/verdict.ts';
import { protectedShares, type Protections } from '../../policy/protection.ts';
import { compareText, count, counted, listed } from '../../base/text.ts';
import type { HistoryTable } from '../../history/history-table.ts';
import type { ImportUpdates } from '../../records/rows/import-updates.ts';
import type { InTreeDriver } from '../../records/rows/in-tree.ts';
import type { Urls } from '../../addresses/urls.ts';
import { citation } from '../frame/citation.ts';
import { importTables, type ImportLinks } from './driver-imports.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { readCell, viewOf, type VariantView } from './in-tree-variant.ts';
import { inTreeMatrix } from './in-tree-matrix.ts';
import { inTreeUpdates } from './in-tree-updates.ts';
import { symbolLink, symbolName } from '../frame/names.ts';
import type { RenderedPage } from '../frame/rendered-page.ts';
import { titled } from '../frame/titles.ts';

export interface InTreeContext {
  readonly table: HistoryTable;
  readonly updates: ImportUpdates;
  readonly protections: Protections;
  readonly urls: Urls;
  /** Scheme and host in front of every URL that is meant to be copied; `''` if the site does not know its own. */
  readonly origin: string;
  readonly hasPlainPages: boolean;
}

/**
 * One page per driver, all with the same head and body.
 *
 * @param drivers one; or all those whose names differ in case only (`xt_DSCP`, `xt_dscp`), which share one page
 */
export function renderInTreeDrivers(
  drivers: readonly InTreeDriver[],
  context: InTreeContext,
): RenderedPage[] {
  const { urls, origin, hasPlainPages } = context;
  const sorted = drivers.toSorted((a, b) => compareText(a.name, b.name));
  const views = sorted.map(({ name, variants }) => ({
    name,
    variants: variants.map((variant) => viewOf(variant, context.table)),
  }));
  const names = views.map(({ name }) => name);
  const [first = ''] = names;
  const findings = views.map(({ name, variants }) => `${name}: ${finding(variants)}.`);
  const path = urls.driver(first);
  const headlines = views.flatMap(({ variants }) => reaches(variants).map(reachHeadline));
  const days = views.flatMap(({ variants }) => variants.flatMap(({ newestDay }) => newestDay ?? []));
  const cite = citation({
    sentence: findings.join(' '),
    url: origin + path,
    dataDate: days.sort(compareText).at(-1) ?? null,
    hasPlainPages,
  });
  const page = {
    title: names.length > 1 ? `${listed(names)}: which kernels load it` : titled(first, headlines),
    description: findings.join(' '),
    path,
    hasPlainPages: true,
    feed: 'plain' as const,
    body: html`<p class="crumbs"><a href="${urls.drivers}">Drivers</a> / <a href="${urls.inTree}">In-tree</a></p>
${names.length > 1 ? html`<h1>${listed(names)}</h1><p class="note">${listed(names)} are different modules whose names differ only in case.</p>` : nothing}${views.map((view, i) => driverSection(view, names.length > 1 ? `${view.name} (${i + 1} of ${names.length})` : null, context))}${cite}`,
  };
  return names.map((name) => ({ name, ...page }));
}

/** Newest product first, the variants of each in their order. */
function newestFirst(variants: readonly VariantView[]): VariantView[] {
  return [...Map.groupBy(variants, ({ product }) => product).values()].reverse().flat();
}

/** What became of the newest build of each product, on its first variant. */
export function reaches(variants: readonly VariantView[]): DriverReach[] {
  const perProduct = Map.groupBy(newestFirst(variants), ({ product }) => product);
  return [...perProduct.values()].flatMap((own) => own.flatMap(newestReach).slice(0, 1));
}

function finding(variants: readonly VariantView[]): string {
  const [reach] = reaches(variants);
  return reach === undefined ? 'nothing is on file' : reachFinding(reach);
}

/** @param label tells it apart, to those who do not hear case, from others on the page; null if it is alone */
function driverSection(
  { name, variants }: { readonly name: string; readonly variants: readonly VariantView[] },
  label: string | null,
  context: InTreeContext,
): Html {
  const { urls } = context;
  const isShared = label !== null;
  const id = (row: string) => (isShared ? `${name}-${row}` : row);
  const sorted = newestFirst(variants);
  const level = isShared ? 2 : 1;
  const body = html`<h${level}><code>${name}</code></h${level}>
${places(variants, context)}<p class="lede">${reaches(variants).map((reach, i) => `${i === 0 ? '' : ' '}${reachSentence(reach)}`)}</p>
<h${level + 1} id="${id('releases')}">Which release loads which build of the module</h${level + 1}>
<p class="small soft">Every release ships its own build of this module. A build that does not load on another release shows what happens to an out-of-tree driver with the same imports. ${LOADS_MEANS} A number says how many symbols are behind a verdict.</p>
${sorted.map((variant) => inTreeMatrix(label ?? name, variant, urls, id))}${inTreeUpdates(sorted, level + 1, urls, id)}<h${level + 1} id="${id('imports')}">What it imports</h${level + 1}>
${imports(sorted, context, { anchorOf: id, ...(isShared && { label }) })}`;
  return isShared ? html`<section id="${name}">${body}</section>` : body;
}

function places(variants: readonly VariantView[], { table, urls }: InTreeContext): Html {
  const paths = [...Map.groupBy(variants, ({ path }) => path)];
  return html`${paths.map(([path, own]) => {
    const products = listed([...new Set(own.map(({ title }) => title))]);
    const exporting = table.attributes.some(({ module }) => module === path);
    const exports = exporting ? html` · <a href="${urls.module(path)}">what it exports</a>` : nothing;
    return html`<p class="soft"><code>${path}</code> in ${products}${exports}</p>
`;
  })}`;
}

/** What became of the newest build of a variant. */
function newestReach({ title, variantName: variant, releases, builds }: VariantView): DriverReach[] {
  const build = builds.at(-1);
  if (build === undefined) return [];
  return [
    {
      title,
      release: itemAt(releases, build.release),
      variant,
      imports: build.imports,
      releases: build.cells.map((cell, i) => ({ release: itemAt(releases, i), ...readCell(cell) })),
    },
  ];
}

/** The share of the imports on each list on file. */
function shares(symbols: readonly string[], { protections, urls }: InTreeContext): Html {
  return html`${protectedShares(symbols, protections).map(
    ({ policy: { vendor, id, title, term }, protected: kept }) =>
      html`<p class="small"><a href="${urls.policy(vendor, id)}">${title.en}</a>${term === null ? '' : ` (${term.en})`} protects ${count(kept.length)} of ${counted(symbols.length, 'symbol', 'symbols')}.</p>
`,
  )}`;
}

function imports(
  variants: readonly VariantView[],
  context: InTreeContext,
  links: Pick<ImportLinks, 'anchorOf' | 'label'>,
): Html {
  const { updates, urls } = context;
  const symbols = [...new Set(variants.flatMap((variant) => variant.symbols.split(' ')))].filter(
    (each) => each !== '',
  );
  if (symbols.length === 0)
    return html`<p>The newest releases with modules on file have no such module.</p>
`;
  const columns = updates.variants.filter((name) => variants.some(({ variantName }) => variantName === name));
  const rows = symbols.map((symbol) => {
    const perVariant = Object.hasOwn(updates.symbols, symbol) ? updates.symbols[symbol] : undefined;
    return {
      symbol,
      isOnFile: perVariant !== undefined,
      updates: columns.map((name) => {
        const found = perVariant?.[updates.variants.indexOf(name)];
        return found ? { comparable: found[0], crcChanged: found[1] } : null;
      }),
    };
  });
  const changes = (row: (typeof rows)[number]) =>
    row.updates.reduce((sum, each) => sum + (each?.crcChanged ?? 0), 0);
  rows.sort((a, b) => changes(b) - changes(a) || compareText(a.symbol, b.symbol));
  const onFile = new Set(rows.flatMap(({ symbol, isOnFile }) => (isOnFile ? [symbol] : [])));
  const link = (symbol: string) => (onFile.has(symbol) ? symbolLink(symbol, urls) : symbolName(symbol));
  return html`<p class="small soft">${counted(symbols.length, 'symbol', 'symbols')}, the most fragile first: in how many of the updates on file that can be compared the CRC changed.</p>
${shares(symbols, context)}${importTables({ imports: rows, variants: columns }, { link, ...links })}`;
}
