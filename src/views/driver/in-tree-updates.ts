/** The symbols behind what became of a module from one release to the next. */
import { itemAt } from '../../base/items.ts';
import type { LoadVerdict } from '../../load/verdict.ts';
import { compareText, listed } from '../../base/text.ts';
import type { Urls } from '../../addresses/urls.ts';
import type { Reason } from '../../records/reasons.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { readCell, type VariantView } from './in-tree-variant.ts';
import { symbolLink } from '../frame/names.ts';
import { hiddenNote, reasonsLine } from '../cause/reasons.ts';
import { verdictTag } from '../frame/verdicts.ts';

/** A release and the next one: the symbols behind what became of the module, in each variant. */
interface Update {
  readonly product: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly variantName: string;
  readonly verdict: LoadVerdict;
  readonly names: readonly string[];
  readonly causes: readonly Reason[] | undefined;
  readonly hidden: readonly string[] | undefined;
}

export function inTreeUpdates(
  variants: readonly VariantView[],
  level: number,
  urls: Urls,
  id: (row: string) => string,
): Html {
  const updates = Map.groupBy(
    variants.flatMap(updatesOf),
    ({ product, before, after }) => `${product}-${before}-on-${after}`,
  );
  if (updates.size === 0) return nothing;
  return html`<h${level} id="${id('symbols')}">Symbols behind the verdicts</h${level}>
${[...updates].map(([row, perVariant]) => updateSection(perVariant, level + 1, id(row), urls))}`;
}

function updatesOf({ product, title, variantName, releases, builds }: VariantView): Update[] {
  return builds.toReversed().flatMap(({ release, cells, behind: symbols, causes, hidden }): Update[] => {
    const names = (symbols ?? '').split(' ').filter((each) => each !== '');
    const after = releases[release + 1];
    const cell = cells[release + 1];
    if ((names.length === 0 && hidden === undefined) || after === undefined || cell === undefined) return [];
    return [
      {
        product,
        title,
        before: itemAt(releases, release),
        after,
        variantName,
        verdict: readCell(cell).verdict,
        ...{ names, causes, hidden },
      },
    ];
  });
}

/** Most symbols are the same on every architecture: they are named once, the others with theirs. */
function updateSection(updates: readonly Update[], level: number, id: string, urls: Urls): Html {
  const [first] = updates;
  if (first === undefined) return nothing;
  const { product, title, before, after } = first;
  const perVariant = updates.map(({ names, variantName }) => ({ variantName, names: new Set(names) }));
  const variantsOf = (name: string) =>
    perVariant.filter(({ names }) => names.has(name)).map(({ variantName }) => variantName);
  const all = [...new Set(updates.flatMap(({ names }) => names))].sort(compareText);
  const verdicts = updates.map(
    ({ verdict, names, variantName }) =>
      html` ${verdictTag(verdict, names.length)} <small>on ${variantName}</small>`,
  );
  const why = updates.map(({ names, causes, hidden, variantName }) => {
    const note = hiddenNote(hidden, urls);
    const variant = updates.length === 1 ? '' : ` on ${variantName}`;
    return html`${reasonsLine(causes, names.length, urls, variant)}${
      note === nothing
        ? nothing
        : html`<p>${note}<small>${variant}</small></p>
`
    }`;
  });
  return html`<h${level} id="${id}"><small>the module of ${title} ${before} on <a href="${urls.release(product, after)}">${after}</a>:</small>${verdicts}</h${level}>
${why}${
    all.length === 0
      ? nothing
      : html`<ul class="names">${all.map((name) => {
          const variants = variantsOf(name);
          const only =
            variants.length === updates.length ? nothing : html` <small>${listed(variants)}</small>`;
          return html`<li>${symbolLink(name, urls)}${only}</li>
`;
        })}</ul>
`
  }`;
}
