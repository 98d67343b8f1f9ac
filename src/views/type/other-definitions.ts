/** What a type was in other releases: each definition once, to be opened where it is wanted. */
import { PLAIN_FILES } from '../../addresses/urls.ts';
import { counted } from '../../base/text.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { TypeFacts, TypeVariant } from './type-facts.ts';
import { runWords } from './type-history.ts';

/** All of them together, so that a page stays one that a phone can carry; the JSON beside it has all. */
const MOST_CHARACTERS = 150_000;

/** The newest first; nothing of a type that has only one definition. */
export function otherDefinitions(
  { row: { texts }, variants, definition }: TypeFacts,
  hasPlainPages: boolean,
): Html {
  const others = [...texts.keys()].reverse().filter((index) => texts[index] !== definition);
  let characters = 0;
  const shown = others.filter((index) => (characters += (texts[index] ?? '').length) <= MOST_CHARACTERS);
  const more = others.length - shown.length;
  return html`${shown.map(
    (
      index,
    ) => html`<details><summary>${placesOf(index, variants)}</summary><pre class="definition"><code>${texts[index] ?? ''}</code></pre></details>
`,
  )}${more === 0 ? nothing : moreLine(more, hasPlainPages)}`;
}

function moreLine(more: number, hasPlainPages: boolean): Html {
  const words = counted(more, 'more definition', 'more definitions');
  return html`<p class="small soft">${hasPlainPages ? html`<a href="${PLAIN_FILES.json}">${words} in the JSON</a>` : words}</p>
`;
}

/** `Debian 12 6.1.0-50 to 6.1.0-53 on amd64 and arm64` */
function placesOf(text: number, variants: readonly TypeVariant[]): string {
  const places = variants.flatMap(({ title, name, runs }) => {
    const own = runs.filter((run) => run.text === text).map(({ from, to }) => runWords(from, to));
    return own.length === 0 ? [] : [{ releases: `${title} ${own.join(', ')}`, name }];
  });
  return [...Map.groupBy(places, ({ releases }) => releases)]
    .map(([releases, own]) => `${releases} on ${own.map(({ name }) => name).join(', ')}`)
    .join('; ');
}
