/** What would have kept an update's kABI, as a section of a page. */
import type { Urls } from '../../addresses/urls.ts';
import { typeOf } from '../../addresses/type-pages.ts';
import type { KeepRows } from '../../records/rows/causes.ts';
import type { Words } from '../../lang/words.ts';
import { say } from '../../lang/message.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { keepFacts, sentences, type KeepFacts, type KeepRow } from './keep-facts.ts';

type VariantKeep = KeepRows[number];

export interface KeepLinks {
  readonly urls: Urls;
  /** A link from a page of this language, which says so where it leads to another. */
  readonly link: (href: string, text: string) => Html;
  /** Whether a type has a page. */
  readonly hasPage: (key: string) => boolean;
  /** Titles of registered drivers by name. */
  readonly drivers: Readonly<Record<string, string>>;
}

/** Of more guards, those of the causes that fewest exports reach are folded. */
const MOST_ROWS = 10;
/** So many of these are on the page; a new series has thousands. */
const MOST_FOLDED = 100;

/** Per variant; those of which all is the same as of one before are not said again. Empty if there is nothing to keep. */
export function keepSection(variants: KeepRows, links: KeepLinks, words: Words): Html {
  const said = new Set<string>();
  return html`${variants.map((variant) => {
    const facts = factsOf(variant, links, words);
    if (facts === undefined) return nothing;
    const own = JSON.stringify(facts);
    if (said.has(own)) return nothing;
    const heading =
      said.size === 0 && variants.length === 1
        ? nothing
        : html`<h3>${variant.variant}</h3>
`;
    said.add(own);
    return html`${heading}${partsOf(facts, variant, links, words)}`;
  })}`;
}

function factsOf(variant: VariantKeep, { drivers }: KeepLinks, words: Words): KeepFacts | undefined {
  return keepFacts(
    {
      ...variant,
      drivers: variant.drivers.map((each) => ({ ...each, title: drivers[each.name] ?? each.name })),
    },
    words,
  );
}

function partsOf(facts: KeepFacts, variant: VariantKeep, links: KeepLinks, words: Words): Html {
  const texts = words.texts.keep;
  const [first, rest] = [facts.rows.slice(0, MOST_ROWS), facts.rows.slice(MOST_ROWS)];
  const [folded, further] = [rest.slice(0, MOST_FOLDED), rest.slice(MOST_FOLDED)];
  const steps =
    facts.steps.length === 0
      ? nothing
      : html`<ul>${facts.steps.map(
          (each) => html`<li>${sentences(each)}</li>
`,
        )}</ul>
`;
  const drivers =
    facts.drivers.length === 0
      ? nothing
      : html`<details><summary>${texts.drivers}</summary><ul>${facts.drivers.map(
          (each) => html`<li>${each}</li>
`,
        )}</ul></details>
`;
  return html`<p>${sentences(facts.answer)}</p>
${steps}${guardList(first, variant, links, words)}${
    rest.length === 0
      ? nothing
      : html`<details><summary>${say(texts.moreGuards, { n: rest.length })}</summary>${guardList(folded, variant, links, words)}${
          further.length === 0 ? nothing : html`<p>${say(texts.furtherGuards, { n: further.length })}</p>`
        }</details>
`
  }${drivers}${macros(facts, words)}${
    facts.note === undefined
      ? nothing
      : html`<p class="small soft">${facts.note}</p>
`
  }`;
}

/** A list, as names of causes and of what sees them are too long for columns on a phone. */
function guardList(rows: readonly KeepRow[], variant: VariantKeep, links: KeepLinks, words: Words): Html {
  const { keep: texts } = words.texts;
  return html`<ul class="causes">${rows.map((row) => {
    const conditions = sentences(row.conditions);
    const holding =
      conditions === '' ? nothing : html`<br><small>${say(texts.holding, { conditions })}</small>`;
    return html`<li>${name(row, variant, links)} <b class="tag">${row.title}</b> <small>${say(texts.reach, { n: row.exports })}</small><br>${sentences(row.guards)}${holding}</li>
`;
  })}</ul>
`;
}

function name(row: KeepRow, { causes }: VariantKeep, { urls, link, hasPage }: KeepLinks): Html {
  const cause = causes[row.cause];
  const key = cause && typeOf(cause);
  if (key !== undefined && hasPage(key)) return link(urls.type(key), row.name);
  const isExport = cause !== undefined && key === undefined;
  return isExport ? link(urls.symbol(cause.name), row.name) : html`${row.name}`;
}

function macros({ macros: rows }: KeepFacts, { texts: { keep: texts } }: Words): Html {
  if (rows.length === 0) return nothing;
  return html`<details><summary>${texts.macros}</summary><dl>${rows.map(
    ({
      dialect,
      macros: own,
    }) => html`<dt>${dialect.title}</dt><dd>${own.map((each, i) => html`${i === 0 ? '' : ', '}<code>${each}</code>`)} (<a href="${dialect.url}">${dialect.file}</a>)</dd>
`,
  )}</dl></details>
`;
}
