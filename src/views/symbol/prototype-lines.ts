/** The prototype of a symbol under its name, and earlier ones with what differs. */
import { hasTypePage } from '../../addresses/type-pages.ts';
import { PLAIN_FILES, type Urls } from '../../addresses/urls.ts';
import { declaredIn, olderPrototypes } from '../../lang/en/symbol-sentences.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { TypeKey } from '../../types/table/table.ts';
import { linkedCode } from '../../media/linked-code.ts';
import { buildsOf, partsAgainst, placeWords, type KnownPrototype } from './prototypes.ts';

/** Of a symbol that was declared in more ways, the text beside the page has all. */
const MOST_PROTOTYPES = 3;

export interface PrototypeLinks {
  /** Every type on file. */
  readonly typeNames: ReadonlySet<string>;
  readonly urls: Urls;
  readonly hasPlainPages: boolean;
}

/** Nothing where the types on file do not describe the symbol: most kernels of a site may have none. */
export function prototypeLines(prototypes: readonly KnownPrototype[], links: PrototypeLinks): Html {
  const [newest, ...older] = prototypes;
  if (newest === undefined) return nothing;
  if (older.length === 0)
    return html`<pre class="proto"><code>${linked(newest.text, links)}</code></pre>
<p class="small soft">${declaredIn(buildsOf(newest))}</p>
`;
  const more = prototypes.length - MOST_PROTOTYPES;
  const rest =
    more <= 0
      ? nothing
      : html`<p class="small soft">${links.hasPlainPages ? html`<a href="${PLAIN_FILES.text}">${olderPrototypes(more)}</a>` : olderPrototypes(more)}</p>
`;
  return html`${prototypes.slice(0, MOST_PROTOTYPES).map((each, i) => {
    const others = prototypes.filter((other) => other !== each);
    return html`<pre class="proto"><code>${code(each, prototypes[i - 1], prototypes[i + 1], links)}</code></pre>
<p class="small soft">${placeWords(each, others)}</p>
`;
  })}${rest}`;
}

/** What the next older one does not have is inserted; in the oldest, what the one above has no more is deleted. */
function code(
  { text }: KnownPrototype,
  newer: KnownPrototype | undefined,
  older: KnownPrototype | undefined,
  links: PrototypeLinks,
): Html {
  const other = older ?? newer;
  const parts = partsAgainst(text, other?.text ?? text).map(({ text: part, differs }) => {
    const shown = linked(part, links);
    if (!differs) return shown;
    return older === undefined ? html`<del>${shown}</del>` : html`<ins>${shown}</ins>`;
  });
  return html`${parts}`;
}

function linked(text: string, { typeNames, urls }: PrototypeLinks): Html {
  return linkedCode(text, (key: TypeKey) =>
    typeNames.has(key) && hasTypePage(key) ? urls.type(key) : undefined,
  );
}
