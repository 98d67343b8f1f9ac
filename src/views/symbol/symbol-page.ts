/**
 * The page of a symbol, as one pure function: the publishing update stamps its result into a shell that Astro rendered
 * once, `astro dev` puts it into the same layout.
 */
import { compareText, count, listed } from '../../base/text.ts';
import { type Protections, type Protector, protectorsOf } from '../../policy/protection.ts';
import type { Importers, InTreeImporters } from '../../records/rows/importers.ts';
import type { Mentions } from '../../records/rows/mentions.ts';
import {
  newestDay,
  newestState,
  type ProductHistory,
  type SymbolFacts,
} from '../../history/symbol-history.ts';
import { rustName } from '../../formats/exports/rust-names.ts';
import { rustSentence, symbolFinding, symbolHeadline, symbolLede } from '../../lang/en/symbol-sentences.ts';
import { symbolShard, type Urls } from '../../addresses/urls.ts';
import type { SymbolEnd } from '../../history/ends/symbol-end.ts';
import type { HistoryTable } from '../../history/history-table.ts';
import type { ChangePlaces } from '../../records/rows/comparison.ts';
import type { Prototypes } from '../../records/rows/prototypes.ts';
import type { WhyRows } from '../../records/rows/why.ts';
import { citation } from '../frame/citation.ts';
import { discussedIn } from './discussed-in.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { inTreeImportersSection } from './importers-page.ts';
import { generationRows, generationsSection } from './generations.ts';
import { symbolName } from '../frame/names.ts';
import type { RenderedPage } from '../frame/rendered-page.ts';
import { titled } from '../frame/titles.ts';
import { eventTable } from './symbol-events.ts';
import { becameOf } from './became-of.ts';
import { prototypeLines } from './prototype-lines.ts';
import { prototypesOf } from './prototypes.ts';
import { symbolChanges } from './symbol-changes.ts';
import { lifeStrip } from './symbol-strip.ts';
import { timelineOf } from './timeline.ts';

export interface PageContext {
  readonly importers: Importers;
  readonly mentions: Mentions;
  readonly inTree: InTreeImporters;
  readonly protections: Protections;
  readonly why: WhyRows;
  /** What became of those symbols that are gone somewhere. */
  readonly ends: ReadonlyMap<string, SymbolEnd>;
  readonly prototypes: Prototypes;
  readonly changePlaces: ChangePlaces;
  readonly table: HistoryTable;
  /** Every type on file. */
  readonly typeNames: ReadonlySet<string>;
  readonly urls: Urls;
  /** Scheme and host in front of every URL that is meant to be copied; `''` if the site does not know its own. */
  readonly origin: string;
  readonly hasPlainPages: boolean;
}

/**
 * One page per symbol, all with the same head and body.
 *
 * @param symbols one; or all those whose names differ in case only. They share one page, byte for byte the same
 * under each name: where a file system ignores case, both names still lead to both symbols.
 */
export function renderSymbolPages(symbols: readonly SymbolFacts[], context: PageContext): RenderedPage[] {
  const sorted = symbols.toSorted((a, b) => compareText(a.symbol, b.symbol));
  const names = sorted.map(({ symbol }) => symbol);
  const [first = ''] = names;
  const path = context.urls.symbol(first);
  const findings = sorted.map(({ symbol, products }) => `${symbol}: ${symbolFinding(products)}`);
  const cite = citation({
    sentence: findings.join(' '),
    url: context.origin + path,
    dataDate: newestDay(sorted.flatMap(({ products }) => products)),
    hasPlainPages: context.hasPlainPages,
  });
  const sections = sorted.map(({ symbol, products }) => symbolSection(symbol, products, names, context));
  const isShared = names.length > 1;
  const note = `${listed(names)} are different symbols whose names differ only in case.`;
  const page = {
    title: isShared
      ? `${listed(names)} · kABI history`
      : titled(
          first,
          sorted.map(({ products }) => symbolHeadline(products)),
        ),
    description: isShared ? note : findings.join(' '),
    path,
    hasPlainPages: true,
    body: html`${crumbs(first, context.urls)}
${isShared ? html`<h1>${listed(names)}</h1><p class="note">${note}</p>` : nothing}${sections}
${cite}`,
  };
  return names.map((name) => ({ name, ...page }));
}

function crumbs(symbol: string, urls: Urls): Html {
  const shard = symbolShard(symbol);
  return html`<p class="crumbs"><a href="${urls.symbols}">Symbols</a> / <a href="${urls.symbolShard(shard)}">${shard}</a></p>`;
}

/** @param names all that are on the page: of several, each has its own section, one heading level lower */
function rustLine(symbol: string): Html {
  const rust = rustName(symbol);
  return rust === undefined ? nothing : html`<p class="soft">${rustSentence(rust)}</p>`;
}

function symbolSection(
  symbol: string,
  products: readonly ProductHistory[],
  names: readonly string[],
  context: PageContext,
): Html {
  const { urls, importers, mentions, protections } = context;
  const isAlone = names.length === 1;
  const level = isAlone ? 1 : 2;
  const anchorOf = (row: string) => (isAlone ? row : `${symbol}-${row}`);
  const timeline = timelineOf(products);
  const changes = symbolChanges(symbol, products, context.why);
  const prototypes = prototypesOf(symbol, context.prototypes, context.table);
  const body = html`<h${level}><code>${symbolName(symbol)}</code></h${level}>${rustLine(symbol)}${becameOf(symbol, products, context)}
${prototypeLines(prototypes, context)}${provider(products, urls)}${protectedBy(symbol, products, protections, urls)}${importedBy(symbol, importers, urls)}${inTreeImportersSection(symbol, context)}${discussedIn(symbol, mentions.symbols, mentions, urls)}
<p class="lede">${symbolLede(products)}</p>
${generationsSection(generationRows(symbol, products), level + 1)}<h${level + 1} id="${anchorOf('life')}">CRC by release</h${level + 1}>
${lifeStrip(timeline, context.hasPlainPages)}<h${level + 1} id="${anchorOf('history')}">Changes</h${level + 1}>
${eventTable(symbol, changes, timeline.marks, { urls, changePlaces: context.changePlaces, anchorOf })}<p class="small soft">Equal CRCs do not prove equal behaviour.${products.some(isPartly) ? NOT_LISTED : nothing}</p>`;
  return isAlone ? body : html`<section id="${symbol}">${body}</section>`;
}

const NOT_LISTED = html` Not listed: only a part of that kernel’s exports is on file, such as a vendor’s list, and this symbol is not in it; “added” and “removed” tell what the list gained and lost.`;

function isPartly({ variants }: ProductHistory): boolean {
  return variants.some(({ spans }) => spans.some(({ kind }) => kind === 'not-listed'));
}

function provider(products: readonly ProductHistory[], urls: Urls): Html {
  const state = newestState(products);
  if (state === undefined) return nothing;
  const { module, type, namespace } = state;
  const as = type === '' ? nothing : html` as <code>${type}</code>`;
  const inNamespace = namespace === '' ? nothing : html` in namespace <code>${namespace}</code>`;
  return html`<p class="soft">exported by <a href="${urls.module(module)}"><code>${module}</code></a>${as}${inNamespace}</p>`;
}

/** Policies named on a page. */
const MOST_PROTECTORS = 3;

function protectedBy(
  symbol: string,
  products: readonly ProductHistory[],
  protections: Protections,
  urls: Urls,
): Html {
  const present = products.filter(({ variants }) => variants.some(({ newest }) => newest !== null));
  const found = protectorsOf(
    symbol,
    present.map(({ name }) => name),
    protections,
  );
  if (found.length === 0) return nothing;
  const named = found.slice(0, MOST_PROTECTORS).map((each, i) => {
    const { vendor, id, title } = each;
    return html`${i === 0 ? '' : ', '}<a href="${urls.policy(vendor, id)}">${title.en}</a>${onList(each)}`;
  });
  const more = found.length - MOST_PROTECTORS;
  const rest = more > 0 ? html` and <a href="${urls.policies}">${count(more)} more</a>` : nothing;
  return html`
<p class="soft">protected by ${named}${rest}</p>`;
}

/** The vendor's word for its list, and for which modules it lists the symbol. */
function onList({ term, basis, requiredBy }: Protector): Html {
  if (basis === 'all') return nothing;
  const modules = requiredBy
    .slice(0, MOST_IMPORTERS)
    .map((module, i) => html`${i === 0 ? '' : ', '}<code>${module}</code>`);
  const more = requiredBy.length - MOST_IMPORTERS;
  const rest = more > 0 ? html` and ${count(more)} more` : nothing;
  if (modules.length === 0) return term === null ? nothing : html` (${term.en})`;
  return html` (${term === null ? 'on its list' : term.en}, required by ${modules}${rest})`;
}

/** Drivers named on a page, which all symbols together have to keep small. */
const MOST_IMPORTERS = 6;

function importedBy(symbol: string, { symbols, drivers }: Importers, urls: Urls): Html {
  const names = Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? []) : [];
  if (names.length === 0) return nothing;
  const named = names
    .slice(0, MOST_IMPORTERS)
    .map(
      (name, i) => html`${i === 0 ? '' : ', '}<a href="${urls.driver(name)}">${drivers[name] ?? name}</a>`,
    );
  const more = names.length - MOST_IMPORTERS;
  const rest = more > 0 ? html` and <a href="${urls.drivers}">${count(more)} more</a>` : nothing;
  return html`
<p class="soft">imported by ${named}${rest}</p>`;
}
