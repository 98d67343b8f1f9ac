/** The changes of a symbol as a table: when, what, why. */
import { getOrInsert } from '../../base/maps.ts';
import { commitSearch } from '../../addresses/commits.ts';
import { hasTypePage } from '../../addresses/type-pages.ts';
import type { Urls } from '../../addresses/urls.ts';
import type { EventKind, State } from '../../history/symbol-history.ts';
import { formatCrc } from '../../kernel/export.ts';
import { degreeWords } from '../../lang/en/origin-sentences.ts';
import {
  CHANGE_COLUMNS,
  incomparableWords,
  OWN_DECLARATION,
  STILL_WORDS,
  viaWords,
} from '../../lang/en/symbol-sentences.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { ChangePlaces } from '../../records/rows/comparison.ts';
import type { TypeKey } from '../../types/table/table.ts';
import { changeRowUrl } from '../frame/change-links.ts';
import { historyTag } from '../frame/tags.ts';
import type { CrcMarks } from './crc-marks.ts';
import type { ChangeStory, ChangeReason, SymbolChange } from './symbol-changes.ts';

/** Older changes are told without reasons, a line per product, so that a page stays small: four take the room of a row. */
const MOST_ROWS = 18;
const OLDER_PER_ROW = 4;
const LEAST_ROWS = 5;

function rowsTold(changes: number): number {
  return Math.max(LEAST_ROWS, MOST_ROWS - Math.ceil(Math.max(0, changes - MOST_ROWS) / OLDER_PER_ROW));
}

export interface EventLinks {
  readonly urls: Urls;
  readonly changePlaces: ChangePlaces;
  /** Id of a row, from what names it within its symbol. */
  readonly anchorOf: (row: string) => string;
}

export function eventTable(
  symbol: string,
  changes: readonly SymbolChange[],
  marks: CrcMarks,
  links: EventLinks,
): Html {
  const [when, what, why] = CHANGE_COLUMNS;
  const told = rowsTold(changes.length);
  return html`<div class="scroll events"><table><thead><tr><th>${when}</th><th>${what}</th><th>${why}</th></tr></thead><tbody>
${changes.slice(0, told).map((change) => eventRow(symbol, change, marks, links))}${olderRows(changes.slice(told), marks, links)}</tbody></table></div>
`;
}

/** The row's anchor does not depend on its position, so that a link to it keeps. */
function eventRow(symbol: string, change: SymbolChange, marks: CrcMarks, links: EventLinks): Html {
  const { product, title, release, day } = change;
  const id = links.anchorOf(`${product}-${release}`);
  return html`<tr id="${id}"><th><a href="${rowUrl(symbol, change, links)}">${title} ${release}</a><a class="p" href="#${id}" aria-label="#${id}"></a>${day === null ? nothing : html`<small>${day}</small>`}</th><td>${whatCell(change, marks)}</td><td>${reasonCell(change, links.urls)}</td></tr>
`;
}

/** What happened is said once, where it is the same in all variants in which something did. */
function whatCell({ stories, still }: SymbolChange, marks: CrcMarks): Html {
  const [first] = stories;
  const [kind] = first?.kinds ?? [];
  const isOne = kind !== undefined && stories.every(({ kinds }) => kinds.length === 1 && kinds[0] === kind);
  const isWhole = stories.length === 1 && still.length === 0;
  const lines = [
    ...stories.map((story) => {
      const name = isWhole ? nothing : html`${story.variants.join(', ')} `;
      const parts = story.kinds.map(
        (each) => html`${isOne ? nothing : html`${historyTag(each)} `}${details(each, story, marks)}`,
      );
      return html`${name}${parts.map((part, i) => (i === 0 ? part : html` ${part}`))}`;
    }),
    ...still.map(({ variants, is }) => html`<i>${variants.join(', ')} ${STILL_WORDS[is]}</i>`),
  ];
  const head = isOne ? html`${historyTag(kind)}${isWhole ? ' ' : html`<br>`}` : nothing;
  return html`${head}${lines.map((line, i) => (i === 0 ? line : html`<br>${line}`))}`;
}

/** The row of the comparison that shows it; of what none shows, the page of the release. */
function rowUrl(symbol: string, { product, release, row }: SymbolChange, links: EventLinks): string {
  if (row === null) return releaseUrl(product, release, links.urls);
  const pair = { product, before: row.since.release, after: release };
  return changeRowUrl(pair, row.module, symbol, links);
}

/** The same few dozen addresses stand on tens of thousands of pages. */
const RELEASE_URLS = new WeakMap<Urls, Map<string, string>>();

function releaseUrl(product: string, release: string, urls: Urls): string {
  let known = RELEASE_URLS.get(urls);
  if (known === undefined) RELEASE_URLS.set(urls, (known = new Map<string, string>()));
  return getOrInsert(known, `${product}/${release}`, () => urls.release(product, release));
}

function details(kind: EventKind, { before, after }: ChangeStory, marks: CrcMarks): Html {
  switch (kind) {
    case 'first':
    case 'added':
      return crc(after, marks);
    case 'crc-changed':
      return html`${mark(before, marks)} → ${crc(after, marks)}`;
    case 'removed':
      return mark(before, marks);
    case 'not-comparable':
      return html`<i>${incomparableWords(before, after)}</i>`;
    case 'type-changed':
      return html`to <code>${after?.type ?? ''}</code>`;
    case 'namespace-changed':
      return after?.namespace === '' ? html`to none` : html`to <code>${after?.namespace ?? ''}</code>`;
    case 'module-moved':
      return html`to <code>${after?.module ?? ''}</code>`;
    default:
      return kind satisfies never;
  }
}

/** The letter of a CRC, where it is known to the reader. */
function mark(state: State | null, marks: CrcMarks): Html {
  const found = state === null ? undefined : marks.get(state.crc);
  return found === undefined ? html`<i>no CRC</i>` : html`<var class="${found.look}">${found.letter}</var>`;
}

function crc(state: State | null, marks: CrcMarks): Html {
  if (state === null || state.crc === 0) return html`<i>no CRC</i>`;
  return html`${mark(state, marks)} ${formatCrc(state.crc)}`;
}

/** The cause leads to what became of it in this very release. A reason is asked for where a CRC changed. */
function reasonCell({ product, release, stories, why }: SymbolChange, urls: Urls): Html {
  if (why === undefined)
    return stories.some(({ kinds }) => kinds.includes('crc-changed')) ? UNKNOWN : nothing;
  const { cause, via, origin } = why;
  const way = via.length === 0 ? nothing : html` <small>${viaWords(via)}</small>`;
  return html`${causeName(cause, `${product}-${release}`, urls)}${way}${origin === undefined ? nothing : originLine(origin)}`;
}

const UNKNOWN = html`<i>unknown</i>`;

function causeName(cause: string | null, anchor: string, urls: Urls): Html {
  if (cause === null) return html`${OWN_DECLARATION}`;
  if (!hasTypePage(cause as TypeKey)) return html`${cause}`;
  return html`<a href="${urls.type(cause as TypeKey)}#${anchor}">${cause}</a>`;
}

/** One change made the cause of thousands of symbols. */
const ORIGIN_LINES = new WeakMap<NonNullable<ChangeReason['origin']>, Html>();

function originLine(origin: NonNullable<ChangeReason['origin']>): Html {
  let line = ORIGIN_LINES.get(origin);
  if (line === undefined) {
    const link = commitSearch(origin);
    const title = link === null ? html`${origin.title}` : html`<a href="${link}">${origin.title}</a>`;
    ORIGIN_LINES.set(origin, (line = html`<small>${degreeWords(origin)} ${title}</small>`));
  }
  return line;
}

function olderRows(changes: readonly SymbolChange[], marks: CrcMarks, { anchorOf }: EventLinks): Html {
  const byProduct = Map.groupBy(changes, ({ product }) => product);
  return html`${[...byProduct].map(([product, own]) => {
    const items = own.map(
      ({ release, stories }, i) =>
        html`${i === 0 ? '' : ', '}<span id="${anchorOf(`${product}-${release}`)}">${release} ${stories.map(briefStory(marks))}</span>`,
    );
    return html`<tr><th>${own[0]?.title ?? product}</th><td colspan="2">${items}</td></tr>
`;
  })}`;
}

/** The most frequent kind needs no word beside its letter. */
function briefStory(marks: CrcMarks) {
  return ({ kinds, after, before }: ChangeStory): Html =>
    html`${kinds.map((kind) => (kind === 'crc-changed' ? nothing : historyTag(kind)))}${mark(after ?? before, marks)}`;
}
