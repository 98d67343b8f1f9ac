/** What became of a symbol that is gone: the first thing on its page, in its text, and what `kabi explain` says. */
import { goneFrom, type GoneFrom } from '../../history/ends/gone-from.ts';
import type { SuccessorOnFile, SymbolEnd } from '../../history/ends/symbol-end.ts';
import type { ProductHistory } from '../../history/symbol-history.ts';
import { endSentences, goneSentence, successorSentence } from '../../lang/en/ends/end-sentences.ts';
import { code, paragraph, type Block } from '../../media/blocks.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { Urls } from '../../addresses/urls.ts';

export interface BecameOf {
  /** Empty where the newest kernels of all products have it. */
  readonly gone: readonly GoneFrom[];
  /** The answer first. */
  readonly sentences: readonly string[];
  readonly successors: readonly SuccessorOnFile[];
  /** Its last declaration, then those of what took its place; empty where none is on file. */
  readonly prototypes: readonly string[];
}

export function whatBecameOf(
  products: readonly ProductHistory[],
  end: SymbolEnd | undefined,
): BecameOf | undefined {
  const gone = goneFrom(products);
  if (gone.length === 0) return undefined;
  const successors = end?.successors ?? [];
  const after = successors.flatMap(({ prototype }) => prototype ?? []);
  return {
    gone,
    sentences: [goneSentence(gone), ...(end === undefined ? [] : endSentences(end))],
    successors,
    prototypes: [...(end?.prototype == null ? [] : [end.prototype]), ...after],
  };
}

/** Small, and whole in itself: wherever on the page it stands. */
export function becameOf(
  symbol: string,
  products: readonly ProductHistory[],
  { ends, urls }: { readonly ends: ReadonlyMap<string, SymbolEnd>; readonly urls: Urls },
): Html {
  const found = whatBecameOf(products, ends.get(symbol));
  if (found === undefined) return nothing;
  const successors = found.successors.map(
    (each) =>
      html`<p>${linked(successorSentence(each), each.symbol, urls.symbol(each.symbol), each.export !== null)}</p>`,
  );
  const prototypes =
    found.prototypes.length === 0
      ? nothing
      : html`<pre class="prototypes">${found.prototypes.join('\n')}</pre>`;
  return html`
<div class="note became-of"><p><strong>${found.sentences[0] ?? ''}</strong> ${found.sentences.slice(1).join(' ')}</p>${successors}${prototypes}</div>`;
}

/** The first mention of a name leads to its page. */
function linked(sentence: string, name: string, url: string, hasPage: boolean): Html {
  const at = sentence.indexOf(name);
  if (at < 0 || !hasPage) return html`${sentence}`;
  return html`${sentence.slice(0, at)}<a href="${url}"><code>${name}</code></a>${sentence.slice(at + name.length)}`;
}

export function becameOfBlocks(end: SymbolEnd | undefined, products: readonly ProductHistory[]): Block[] {
  const found = whatBecameOf(products, end);
  if (found === undefined) return [];
  return [
    paragraph([...found.sentences, ...found.successors.map(successorSentence)].join(' ')),
    ...(found.prototypes.length === 0 ? [] : [code(found.prototypes.join('\n'))]),
  ];
}
