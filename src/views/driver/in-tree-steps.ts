/** The symbols behind what became of a module from one release to the next. */
import type { LoadVerdict } from '../../load/verdict.ts';
import { compareText } from '../../kernel/model.ts';
import { listed } from '../../lang/en/sentences.ts';
import type { Urls } from '../../addresses/urls.ts';
import type { Reason } from '../../records/reasons.ts';
import { html, nothing, type Html } from '../media/html.ts';
import { readCell, type LaneView } from './in-tree-lane.ts';
import { symbolLink } from '../frame/names.ts';
import { hiddenNote, reasonsLine } from '../cause/reasons.ts';
import { verdictTag } from '../frame/verdicts.ts';

/** A release and the next one: the symbols behind what became of the module, in each lane. */
interface Step {
  readonly product: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly laneName: string;
  readonly verdict: LoadVerdict;
  readonly names: readonly string[];
  readonly causes: readonly Reason[] | undefined;
  readonly hidden: readonly string[] | undefined;
}

export function inTreeSteps(
  lanes: readonly LaneView[],
  level: number,
  urls: Urls,
  id: (row: string) => string,
): Html {
  const steps = Map.groupBy(
    lanes.flatMap(stepsOf),
    ({ product, before, after }) => `${product}-${before}-on-${after}`,
  );
  if (steps.size === 0) return nothing;
  return html`<h${level} id="${id('symbols')}">Symbols behind the verdicts</h${level}>
${[...steps].map(([row, perLane]) => stepSection(perLane, level + 1, id(row), urls))}`;
}

function stepsOf({ product, title, laneName, releases, builds }: LaneView): Step[] {
  return builds.toReversed().flatMap(({ release, cells, behind: symbols, causes, hidden }): Step[] => {
    const names = (symbols ?? '').split(' ').filter((each) => each !== '');
    const after = releases[release + 1];
    const cell = cells[release + 1];
    if ((names.length === 0 && hidden === undefined) || after === undefined || cell === undefined) return [];
    return [
      {
        product,
        title,
        before: releases[release] ?? '',
        after,
        laneName,
        verdict: readCell(cell).verdict,
        ...{ names, causes, hidden },
      },
    ];
  });
}

/** Most symbols are the same on every architecture: they are named once, the others with theirs. */
function stepSection(steps: readonly Step[], level: number, id: string, urls: Urls): Html {
  const [first] = steps;
  if (first === undefined) return nothing;
  const { product, title, before, after } = first;
  const perLane = steps.map(({ names, laneName }) => ({ laneName, names: new Set(names) }));
  const lanesOf = (name: string) =>
    perLane.filter(({ names }) => names.has(name)).map(({ laneName }) => laneName);
  const all = [...new Set(steps.flatMap(({ names }) => names))].sort(compareText);
  const verdicts = steps.map(
    ({ verdict, names, laneName }) =>
      html` ${verdictTag(verdict, names.length)} <small>on ${laneName}</small>`,
  );
  const why = steps.map(({ names, causes, hidden, laneName }) => {
    const note = hiddenNote(hidden, urls);
    const lane = steps.length === 1 ? '' : ` on ${laneName}`;
    return html`${reasonsLine(causes, names.length, urls, lane)}${
      note === nothing
        ? nothing
        : html`<p>${note}<small>${lane}</small></p>
`
    }`;
  });
  return html`<h${level} id="${id}"><small>the module of ${title} ${before} on <a href="${urls.release(product, after)}">${after}</a>:</small>${verdicts}</h${level}>
${why}${
    all.length === 0
      ? nothing
      : html`<ul class="names">${all.map((name) => {
          const lanes = lanesOf(name);
          const only = lanes.length === steps.length ? nothing : html` <small>${listed(lanes)}</small>`;
          return html`<li>${symbolLink(name, urls)}${only}</li>
`;
        })}</ul>
`
  }`;
}
