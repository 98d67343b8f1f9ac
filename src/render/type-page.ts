/** The page of a type that exports reach: what it is, what became of it, and who uses it. */
import { compareText } from '../kabi/model.ts';
import type { HistoryTable } from '../kabi/schema/generated.ts';
import type { TypeRow, TypeRowChange, TypeRowLane } from '../kabi/schema/types.ts';
import { count, counted, listed } from '../kabi/sentences.ts';
import { kindOf, type TypeKey } from '../kabi/types/table.ts';
import { hasTypePage } from '../kabi/types/type-pages.ts';
import type { Urls } from '../kabi/urls.ts';
import { citation } from './citation.ts';
import { definition } from './definition.ts';
import { definitionDiff } from './definition-diff.ts';
import { html, nothing, type Html } from './html.ts';
import { symbolName } from './names.ts';
import type { RenderedPage } from './rendered-page.ts';
import { classTag } from './tags.ts';

export interface TypeContext {
  readonly table: HistoryTable;
  /** Every type on file. */
  readonly names: ReadonlySet<string>;
  readonly urls: Urls;
  /** Scheme and host in front of every URL that is meant to be copied; `''` if the site does not know its own. */
  readonly origin: string;
}

/** Of what uses a type, at most so many are named. */
const MOST_USERS = 60;

/**
 * One page per type, all with the same head and body.
 *
 * @param rows one type; or all those of one kind whose names differ in case only, which share one page
 */
export function renderTypePages(rows: readonly TypeRow[], context: TypeContext): RenderedPage[] {
  const { urls, origin, table } = context;
  const sorted = rows.toSorted((a, b) => compareText(a.name, b.name));
  const names = sorted.map(({ name }) => name);
  const [first = ''] = names;
  const path = urls.type(first as TypeKey);
  const findings = sorted.map((row) => `${row.name}: ${finding(row)}.`);
  const isShared = names.length > 1;
  const page = {
    title: `${listed(names)} · kABI history`,
    description: findings.join(' '),
    path,
    body: html`<p class="crumbs"><a href="${urls.types}">Types</a> / <a href="${urls.typesOf(kindOf(first as TypeKey))}">${kindOf(first as TypeKey)}</a></p>
${isShared ? html`<h1>${listed(names)}</h1><p class="note">${listed(names)} are different types whose names differ only in case.</p>` : nothing}${sorted.map((row) => typeSection(row, isShared, context))}
${citation({ sentence: findings.join(' '), url: origin + path, dataDate: newestDay(sorted, table) })}`,
  };
  return names.map((name) => ({ name, ...page }));
}

function finding({ changes, lanes }: TypeRow): string {
  const releases = Math.max(...lanes.map((lane) => lane.releases.length));
  const own = changes.filter(({ hidden }) => !hidden);
  const [newest] = own;
  if (newest === undefined)
    return `its definition is the same in ${counted(releases, 'release', 'releases')} on file`;
  return `changed in ${listed([...new Set(own.map(({ after }) => after))])}; last, ${newest.detail}`;
}

function typeSection(row: TypeRow, isShared: boolean, context: TypeContext): Html {
  const { name, texts, lanes, changes, otherScopes, reserve } = row;
  const { urls, names } = context;
  const level = isShared ? 2 : 1;
  const id = (of: string) => (isShared ? `${name.replace(/\s/g, '-')}-${of}` : of);
  const newest = lanes.at(-1)?.runs.at(-1)?.[2] ?? 0;
  const hrefOf = (key: TypeKey) => (names.has(key) && hasTypePage(key) ? urls.type(key) : undefined);
  const own = changes.filter(({ hidden }) => !hidden);
  const body = html`<h${level}><code>${symbolName(name)}</code></h${level}>
<p class="lede">${lede(row, own)}</p>
<h${level + 1} id="${id('definition')}">Definition</h${level + 1}>
<p class="small soft">${where(lanes.at(-1), context)}; offsets in bytes, of bit fields with the bit.${otherScopes.length === 0 ? '' : ` ${counted(otherScopes.length, 'module sees', 'modules see')} another definition of the name: ${listed(otherScopes.slice(0, 4))}${otherScopes.length > 4 ? ' and more' : ''}.`}</p>
${definition(texts[newest] ?? '', name, hrefOf)}${reserveLine(reserve)}
<h${level + 1} id="${id('history')}">History</h${level + 1}>
${lanes.map((lane) => laneRuns(lane, context))}${changes.map((change) => changeSection(change, level + 2, id, urls))}<h${level + 1} id="${id('used-by')}">Used by</h${level + 1}>
${users(row, hrefOf, urls)}`;
  return isShared ? html`<section id="${name.replace(/\s/g, '-')}">${body}</section>` : body;
}

function lede({ lanes }: TypeRow, own: readonly TypeRowChange[]): string {
  const kernels = lanes.reduce(
    (sum, lane) => sum + lane.runs.reduce((n, [from, to]) => n + to - from + 1, 0),
    0,
  );
  const known = `On file from ${counted(kernels, 'kernel', 'kernels')} whose exports reach it.`;
  if (own.length === 0) return `${known} No change of it was the cause of a changed CRC.`;
  return `${known} ${counted(own.length, 'change of it was', 'changes of it were')} a cause of changed CRCs.`;
}

function where(lane: TypeRowLane | undefined, { table }: TypeContext): string {
  const last = lane?.runs.at(-1);
  if (lane === undefined || last === undefined) return '';
  const { title, name, releases } = laneOf(lane, table);
  return `As ${title} ${releases[last[1]] ?? ''} on ${name} has it`;
}

function laneOf({ lane, releases }: TypeRowLane, table: HistoryTable) {
  const {
    product: index,
    name,
    releases: all,
  } = table.lanes[lane] ?? { product: -1, name: '', releases: [] };
  const product = table.products[index];
  return {
    name,
    title: product?.title ?? '',
    product: product?.name ?? '',
    releases: releases.map((at) => product?.releases[all[at] ?? -1] ?? ''),
    day: product?.built[all[releases.at(-1) ?? -1] ?? -1] ?? null,
  };
}

function newestDay(rows: readonly TypeRow[], table: HistoryTable): string | null {
  const days = rows.flatMap(({ lanes }) => lanes.flatMap((lane) => laneOf(lane, table).day ?? []));
  return days.sort(compareText).at(-1) ?? null;
}

/** Which releases have the same definition. */
function laneRuns(lane: TypeRowLane, { table }: TypeContext): Html {
  const { title, name, releases } = laneOf(lane, table);
  const runs = lane.runs.map(([from, to]) => {
    const [a = '', b = ''] = [releases[from], releases[to]];
    return from === to ? a : `${a} to ${b}`;
  });
  return html`<p class="small"><b>${title}</b> ${name}: ${runs.length === 1 ? `one definition, ${runs.join('')}` : `${counted(runs.length, 'definition', 'definitions')}: ${runs.join('; ')}`}</p>
`;
}

function changeSection(change: TypeRowChange, level: number, id: (of: string) => string, urls: Urls): Html {
  const { product, before, after, lanes, detail, hidden, symbols, modules, beforeText, afterText } = change;
  const reach = hidden
    ? `no CRC of the ${counted(symbols, 'export', 'exports')} that reach it changed`
    : `reached by ${counted(symbols, 'changed export', 'changed exports')}${modules === null ? '' : `, which ${counted(modules, 'in-tree module imports', 'in-tree modules import')}`}`;
  return html`<article class="cause" id="${id(`${product}-${after}${hidden ? '-hidden' : ''}`)}"><header><h${level}><a href="${urls.release(product, after)}">${after}</a></h${level}>${classTag(change.class)} <span class="small soft">compared with ${before} on ${listed(lanes)} · ${reach}</span></header>
<p>${detail}</p>
${definitionDiff(beforeText, afterText)}</article>
`;
}

function reserveLine({ left, used }: TypeRow['reserve']): Html {
  if (left.length + used.length === 0) return nothing;
  const parts = [
    used.length === 0 ? '' : `${listed(used)} used`,
    left.length === 0 ? 'none left' : `${listed(left)} left`,
  ].filter((part) => part !== '');
  return html`
<p class="small">Reserve: ${parts.join('; ')}.</p>`;
}

function users(
  { usedBy: { types, exports } }: TypeRow,
  hrefOf: (key: TypeKey) => string | undefined,
  urls: Urls,
): Html {
  if (types.length + exports.length === 0)
    return html`<p>Nothing on file names it in its own definition.</p>
`;
  return html`${userList(
    types.map((key) => ({ text: key, href: hrefOf(key as TypeKey) })),
    ['type names it', 'types name it'],
  )}${userList(
    exports.map((symbol) => ({ text: symbol, href: urls.symbol(symbol) })),
    ['export names it in its declaration', 'exports name it in their declarations'],
  )}`;
}

function userList(
  all: readonly { readonly text: string; readonly href: string | undefined }[],
  [one, many]: readonly [string, string],
): Html {
  if (all.length === 0) return nothing;
  const more = all.length - MOST_USERS;
  return html`<p class="small soft">${counted(all.length, one, many)}:</p><ul class="names">${all
    .slice(0, MOST_USERS)
    .map(
      ({
        text,
        href,
      }) => html`<li>${href === undefined ? html`${text}` : html`<a href="${href}">${symbolName(text)}</a>`}</li>
`,
    )}${more > 0 ? html`<li><small>and ${count(more)} more</small></li>` : nothing}</ul>
`;
}
