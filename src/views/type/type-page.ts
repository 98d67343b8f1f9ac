/** The page of a type that exports reach: what it is, what became of it, and who uses it. */
import { compareText, counted, listed } from '../../base/text.ts';
import type { Importers } from '../../records/rows/importers.ts';
import type { Mentions } from '../../records/rows/mentions.ts';
import type { TypeRow } from '../../records/rows/types.ts';
import { kindOf, type TypeKey } from '../../types/table/table.ts';
import { hasTypePage } from '../../addresses/type-pages.ts';
import type { Urls } from '../../addresses/urls.ts';
import { citation } from '../frame/citation.ts';
import { definition } from './definition.ts';
import { otherDefinitions } from './other-definitions.ts';
import { discussedIn } from '../symbol/discussed-in.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { symbolName } from '../frame/names.ts';
import type { RenderedPage } from '../frame/rendered-page.ts';
import { titled } from '../frame/titles.ts';
import { reserveWords, type TypeFacts } from './type-facts.ts';
import { typeHistory } from './type-history.ts';
import { typeUsers } from './type-users.ts';

export interface TypeContext {
  /** Every type on file. */
  readonly names: ReadonlySet<string>;
  /** Registered drivers. */
  readonly importers: Pick<Importers, 'drivers'>;
  readonly mentions: Mentions;
  readonly urls: Urls;
  /** Scheme and host in front of every URL that is meant to be copied; `''` if the site does not know its own. */
  readonly origin: string;
  readonly hasPlainPages: boolean;
}

/**
 * One page per type, all with the same head and body.
 *
 * @param types one type; or all those of one kind whose names differ in case only, which share one page
 */
export function renderTypePages(types: readonly TypeFacts[], context: TypeContext): RenderedPage[] {
  const { urls, origin, hasPlainPages } = context;
  const sorted = types.toSorted((a, b) => compareText(a.row.name, b.row.name));
  const names = sorted.map(({ row }) => row.name);
  const [first = ''] = names;
  const path = urls.type(first as TypeKey);
  const findings = sorted.map(({ row, finding }) => `${row.name}: ${finding}.`);
  const isShared = names.length > 1;
  const page = {
    title: isShared
      ? `${listed(names)} · kABI history`
      : titled(
          first,
          sorted.flatMap(({ headline }) => headline),
        ),
    description: findings.join(' '),
    path,
    hasPlainPages: true,
    body: html`<p class="crumbs"><a href="${urls.types}">Types</a> / <a href="${urls.typesOf(kindOf(first as TypeKey))}">${kindOf(first as TypeKey)}</a></p>
${isShared ? html`<h1>${listed(names)}</h1><p class="note">${listed(names)} are different types whose names differ only in case.</p>` : nothing}${sorted.map((each) => typeSection(each, isShared, context))}
${citation({ sentence: findings.join(' '), url: origin + path, dataDate: newestOf(sorted), hasPlainPages })}`,
  };
  return names.map((name) => ({ name, ...page }));
}

function newestOf(types: readonly TypeFacts[]): string | null {
  return (
    types
      .flatMap(({ day }) => day ?? [])
      .sort(compareText)
      .at(-1) ?? null
  );
}

function typeSection(facts: TypeFacts, isShared: boolean, context: TypeContext): Html {
  const { row, lede, definition: text, definedIn } = facts;
  const { name, otherScopes, reserve } = row;
  const { urls, names, mentions } = context;
  const level = isShared ? 2 : 1;
  const id = (of: string) => (isShared ? `${name.replace(/\s/g, '-')}-${of}` : of);
  const hrefOf = (key: TypeKey) => (names.has(key) && hasTypePage(key) ? urls.type(key) : undefined);
  const body = html`<h${level}><code>${symbolName(name)}</code></h${level}>
<p class="lede">${lede}</p>${discussedIn(name, mentions.types, mentions, urls)}
<h${level + 1} id="${id('history')}">History</h${level + 1}>
${typeHistory(facts, level + 2, id, urls)}<h${level + 1} id="${id('definition')}">Definition</h${level + 1}>
<p class="small soft">As ${definedIn} has it; offsets in bytes, of bit fields with the bit.${otherScopes.length === 0 ? '' : ` ${counted(otherScopes.length, 'module sees', 'modules see')} another definition of the name: ${listed(otherScopes.slice(0, 4))}${otherScopes.length > 4 ? ' and more' : ''}.`}</p>
${definition(text, name, hrefOf)}${otherDefinitions(facts, context.hasPlainPages)}${reserveLine(reserve)}
<h${level + 1} id="${id('used-by')}">Used by</h${level + 1}>
${typeUsers(facts, hrefOf, context)}`;
  return isShared ? html`<section id="${name.replace(/\s/g, '-')}">${body}</section>` : body;
}

function reserveLine(reserve: TypeRow['reserve']): Html {
  const words = reserveWords(reserve);
  return words === ''
    ? nothing
    : html`
<p class="small">Reserve: ${words}.</p>`;
}
