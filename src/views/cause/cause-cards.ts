/** Why symbols changed: a card per cause, with its reach and what became of the definition. */
import type { CauseRow, CauseRows } from '../../records/rows/causes.ts';
import { count, counted, listed } from '../../base/text.ts';
import { causeDetail, causeName, CLASS_MEANINGS } from '../../lang/en/cause-sentences.ts';
import { CAUSE_CLASSES } from '../../types/diff/cause.ts';
import { typeAnchor, typeOf } from '../../addresses/type-pages.ts';
import type { TypeKey } from '../../types/table/table.ts';
import type { Urls } from '../../addresses/urls.ts';
import { anchor } from '../../media/anchor.ts';
import { definitionDiff } from '../type/definition-diff.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { originLines } from '../frame/origins.ts';
import { classTag } from '../frame/tags.ts';

type VariantCauses = CauseRows[number];

/** Of more causes, those nearest to the fewest exports are folded, a line each. */
export const MOST_CARDS = 24;

/** A new series has thousands of causes: of those that are folded, so many have a line, and the others their name. */
const MOST_LINES = 100;

export interface CauseLinks {
  readonly urls: Urls;
  /** Whether a type has a page. */
  readonly hasPage: (key: string) => boolean;
  /** Titles of registered drivers by name. */
  readonly drivers: Readonly<Record<string, string>>;
  /** The place that has all causes, if the page itself is to have no more than lines for them. */
  readonly all?: string | undefined;
}

/**
 * The cards of the first variant, and of each further variant those that differ from these.
 *
 * @param taken ids that the page has already; those of the cards are added
 * @param most of each list, how many have a card
 */
export function causeCards(
  variants: CauseRows,
  links: CauseLinks,
  taken: Set<string>,
  most = MOST_CARDS,
): Html {
  const shown = new Set<string>();
  const [first] = variants;
  return html`${variants.map((variant, index) => {
    const own = variant.causes.filter((cause) => !shown.has(signature(cause)));
    for (const cause of variant.causes) shown.add(signature(cause));
    if (index === 0) {
      return html`${cards(own, links, taken, most)}${consequences(variant, links)}${hiddenCards(variant, links, taken, most)}`;
    }
    const found = html`${cards(own, links, taken, most)}${hiddenCards(variant, links, taken, most)}`;
    const same = alike(variant.causes.length - own.length, first?.variant ?? '');
    if (most === MOST_CARDS)
      return html`<h3>${variant.variant}</h3><p class="small">${same}</p>
${found}`;
    return html`<details><summary>${variant.variant}: ${same}</summary>${found}</details>
`;
  })}`;
}

/** What the classes mean, for those that occur. */
export function classLegend(variants: CauseRows): Html {
  const found = new Set(variants.flatMap(({ causes }) => causes.map((cause) => cause.class)));
  const classes = CAUSE_CLASSES.filter((each) => found.has(each));
  if (classes.length === 0) return nothing;
  return html`<dl class="legend">${classes.map(
    (each) => html`<dt>${classTag(each)}</dt><dd>${CLASS_MEANINGS[each]}</dd>
`,
  )}</dl>`;
}

/** The same cause of two architectures differs in what reaches it, not in what was done. */
function signature(
  cause: Pick<CauseRow, 'kind' | 'name' | 'scopes' | 'class' | 'edits' | 'before' | 'after'>,
): string {
  return `${causeName(cause)}\n${causeDetail(cause)}`;
}

function alike(same: number, variant: string): string {
  return same === 0
    ? `None of its causes is one of ${variant}.`
    : `${counted(same, 'cause is', 'causes are')} the same as on ${variant}. The others:`;
}

/** In the order of the rows; which of many have a card, their nearness decides. */
function cards(causes: readonly CauseRow[], links: CauseLinks, taken: Set<string>, most: number): Html {
  const open = new Set(causes.toSorted((a, b) => b.nearest - a.nearest).slice(0, most));
  const rest = causes.filter((cause) => !open.has(cause));
  const shown = causes.filter((cause) => open.has(cause)).map((cause) => card(cause, links, taken));
  if (rest.length === 0) return html`${shown}`;
  const [lines, others] = [rest.slice(0, MOST_LINES), rest.slice(MOST_LINES)];
  return html`${shown}<details><summary>${counted(rest.length, 'more cause', 'more causes')}, nearest to fewer exports</summary><ul class="causes">${lines.map((cause) => causeLine(cause, links, taken))}</ul>${furtherCauses(others, links, taken)}</details>
`;
}

/** What became of each stands on the page of its type or symbol. */
function furtherCauses(causes: readonly CauseRow[], links: CauseLinks, taken: Set<string>): Html {
  if (causes.length === 0) return nothing;
  const others = counted(causes.length, 'further cause', 'further causes');
  if (links.all !== undefined)
    return html`<p><a href="${links.all}">${others}</a></p>
`;
  return html`<p>${others}, by name:</p><ul class="names">${causes.map(
    (cause) => html`<li${cardId(cause, taken)}>${title(cause, typeOf(cause), links)}</li>
`,
  )}</ul>`;
}

/** Before and after stand on the page of the type; of what has none, here. */
function causeLine(cause: CauseRow, links: CauseLinks, taken: Set<string>): Html {
  const key = typeOf(cause);
  const isElsewhere = key !== undefined && links.hasPage(key) && cause.scopes.length === 0;
  return html`<li${cardId(cause, taken)}>${title(cause, key, links)} ${selfLink(cause)} ${classTag(cause.class)} <small>reached by ${count(cause.symbols)}</small><br>${causeDetail(cause)}${originLines(cause.origins)}${isElsewhere ? nothing : definitionDiff(cause.before, cause.after)}</li>
`;
}

function card(cause: CauseRow, links: CauseLinks, taken: Set<string>): Html {
  const key = typeOf(cause);
  return html`<article class="cause"${cardId(cause, taken)}><header><h3>${title(cause, key, links)}</h3> ${selfLink(cause)} ${classTag(cause.class)} <span class="small soft">${reach(cause, links)}</span></header>
<p>${causeDetail(cause)}</p>
${originLines(cause.origins)}${definitionDiff(cause.before, cause.after)}</article>
`;
}

function cardId(cause: Pick<CauseRow, 'kind' | 'name'>, taken: Set<string>): Html {
  const id = typeAnchor(cause);
  const found = anchor(id, taken);
  taken.add(id);
  return found;
}

/** To be copied: it leads to the card itself. */
function selfLink(cause: Pick<CauseRow, 'kind' | 'name'>): Html {
  const id = typeAnchor(cause);
  return html`<a class="p" href="#${id}" aria-label="#${id}"></a>`;
}

function title(
  cause: Pick<CauseRow, 'kind' | 'name' | 'scopes'>,
  key: TypeKey | undefined,
  { urls, hasPage }: CauseLinks,
): Html {
  const name = causeName(cause);
  if (key !== undefined && hasPage(key)) return html`<a href="${urls.type(key)}">${name}</a>`;
  return key === undefined ? html`<a href="${urls.symbol(cause.name)}">${name}</a>` : html`${name}`;
}

function reach(
  { symbols, nearest, modules, drivers }: CauseRow,
  { urls, drivers: titles }: CauseLinks,
): Html {
  const near = nearest === symbols ? '' : `, nearest to ${count(nearest)}`;
  const outside = drivers.map(
    (name, i) => html`${i === 0 ? ' · ' : ', '}<a href="${urls.driver(name)}">${titles[name] ?? name}</a>`,
  );
  return html`reached by ${counted(symbols, 'changed export', 'changed exports')}${near}${inTreeReach(modules)}${outside}`;
}

function inTreeReach(modules: number | null): string {
  if (modules === null || modules === 0) return '';
  return ` · ${counted(modules, 'in-tree module imports one', 'in-tree modules import one')}`;
}

/** Types that differ only through what they contain: no causes, but what a reader may look for. */
function consequences({ consequences: all }: VariantCauses, links: CauseLinks): Html {
  if (all.length === 0) return nothing;
  return html`<details><summary>${counted(all.length, 'type has another layout through what it contains', 'types have another layout through what they contain')}</summary><ul>${all.map(
    (
      each,
    ) => html`<li>${title({ ...each, scopes: [] }, typeOf(each), links)}: ${each.detail} (by ${listed(each.because)})</li>
`,
  )}</ul></details>
`;
}

type Hidden = VariantCauses['hidden'][number];

/** On a page that folds, those that stand open. */
const MOST_HIDDEN = 1;

function hiddenCards({ hidden }: VariantCauses, links: CauseLinks, taken: Set<string>, most: number): Html {
  if (hidden.length === 0) return nothing;
  // They concern fewer readers than causes do.
  const open = most === MOST_CARDS ? hidden.length : MOST_HIDDEN;
  const rest = hidden.slice(open);
  return html`<h3>What no CRC shows</h3>
<p class="small">These changed while the CRC of every export that reaches them stayed as it was.</p>
${hidden.slice(0, open).map((change) => hiddenCard(change, links, taken))}${
    rest.length === 0
      ? nothing
      : html`<details><summary>${counted(rest.length, 'more type', 'more types')} that no CRC shows</summary>${rest.map((change) => hiddenCard(change, links, taken))}</details>
`
  }`;
}

function hiddenCard(change: Hidden, links: CauseLinks, taken: Set<string>): Html {
  return html`<article class="cause"${cardId(change, taken)}><header><h3>${title(change, typeOf(change), links)}</h3> ${selfLink(change)} ${classTag(change.class)} <span class="small soft">${change.isCompatible ? 'compatible: it used reserve · ' : ''}reached by ${counted(change.symbols.length, 'export', 'exports')}${inTreeReach(change.modules)}</span></header>
<p>${causeDetail(change)}</p>
${definitionDiff(change.before, change.after)}</article>
`;
}
