/** The page of a type that exports reach: what it is, what became of it, and who uses it. */
import { compareText } from '../kabi/model.ts';
import type { HistoryTable, Importers, Mentions } from '../kabi/schema/generated.ts';
import type { InTreeImporters } from '../kabi/schema/in-tree.ts';
import type { TypeRow, TypeRowLane } from '../kabi/schema/types.ts';
import { counted, listed } from '../kabi/sentences.ts';
import { kindOf, type TypeKey } from '../kabi/types/table.ts';
import { hasTypePage } from '../kabi/types/type-pages.ts';
import type { Urls } from '../kabi/urls.ts';
import { citation } from './citation.ts';
import { definition } from './definition.ts';
import { discussedIn } from './discussed-in.ts';
import { html, nothing, type Html } from './html.ts';
import { symbolName } from './names.ts';
import type { RenderedPage } from './rendered-page.ts';
import { laneOf, typeHistory } from './type-history.ts';
import { typeUsers } from './type-users.ts';

export interface TypeContext {
  readonly table: HistoryTable;
  /** Every type on file. */
  readonly names: ReadonlySet<string>;
  readonly importers: Importers;
  readonly inTree: InTreeImporters;
  readonly mentions: Mentions;
  readonly urls: Urls;
  /** Scheme and host in front of every URL that is meant to be copied; `''` if the site does not know its own. */
  readonly origin: string;
}

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

function finding({ changes, lanes, texts }: TypeRow): string {
  const [newest] = changes.filter(({ hidden }) => !hidden);
  if (newest !== undefined) {
    const releases = new Set(changes.flatMap(({ hidden, after }) => (hidden ? [] : [after])));
    return `changed in ${listed([...releases])}; last, ${newest.detail}`;
  }
  const [behind] = changes;
  if (behind !== undefined) return `changed in ${behind.after} while no CRC did: ${behind.detail}`;
  const definitions = counted(texts.length, 'definition', 'definitions');
  return `${definitions} in ${counted(kernelsOf(lanes), 'kernel', 'kernels')} on file, and no change of its own behind a changed CRC`;
}

/** How many kernels on file have it. */
function kernelsOf(lanes: readonly TypeRowLane[]): number {
  return lanes.reduce((sum, { runs }) => sum + runs.reduce((n, [from, to]) => n + to - from + 1, 0), 0);
}

function typeSection(row: TypeRow, isShared: boolean, context: TypeContext): Html {
  const { name, texts, lanes, otherScopes, reserve } = row;
  const { urls, names, mentions } = context;
  const level = isShared ? 2 : 1;
  const id = (of: string) => (isShared ? `${name.replace(/\s/g, '-')}-${of}` : of);
  const newest = lanes.at(-1)?.runs.at(-1)?.[2] ?? 0;
  const hrefOf = (key: TypeKey) => (names.has(key) && hasTypePage(key) ? urls.type(key) : undefined);
  const body = html`<h${level}><code>${symbolName(name)}</code></h${level}>
<p class="lede">${lede(row)}</p>${discussedIn(name, mentions.types, mentions, urls)}
<h${level + 1} id="${id('history')}">History</h${level + 1}>
${typeHistory(row, level + 2, id, context)}<h${level + 1} id="${id('definition')}">Definition</h${level + 1}>
<p class="small soft">${where(lanes.at(-1), context.table)}; offsets in bytes, of bit fields with the bit.${otherScopes.length === 0 ? '' : ` ${counted(otherScopes.length, 'module sees', 'modules see')} another definition of the name: ${listed(otherScopes.slice(0, 4))}${otherScopes.length > 4 ? ' and more' : ''}.`}</p>
${definition(texts[newest] ?? '', name, hrefOf)}${reserveLine(reserve)}
<h${level + 1} id="${id('used-by')}">Used by</h${level + 1}>
${typeUsers(row, hrefOf, context)}`;
  return isShared ? html`<section id="${name.replace(/\s/g, '-')}">${body}</section>` : body;
}

function lede({ lanes, changes }: TypeRow): string {
  const own = changes.filter(({ hidden }) => !hidden).length;
  const hidden = changes.length - own;
  const sentences = [
    `On file from ${counted(kernelsOf(lanes), 'kernel', 'kernels')} whose exports reach it.`,
    own === 0
      ? 'No change of it was found to be a cause of a changed CRC.'
      : `${counted(own, 'change of it was', 'changes of it were')} a cause of changed CRCs.`,
    hidden === 0 ? '' : `${counted(hidden, 'change of it is', 'changes of it are')} shown by no CRC.`,
  ];
  return sentences.filter((each) => each !== '').join(' ');
}

function where(lane: TypeRowLane | undefined, table: HistoryTable): string {
  const last = lane?.runs.at(-1);
  if (lane === undefined || last === undefined) return '';
  const { title, name, releases } = laneOf(lane, table);
  return `As ${title} ${releases[last[1]] ?? ''} on ${name} has it`;
}

function newestDay(rows: readonly TypeRow[], table: HistoryTable): string | null {
  const days = rows.flatMap(({ lanes }) => lanes.flatMap((lane) => laneOf(lane, table).day ?? []));
  return days.sort(compareText).at(-1) ?? null;
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
