/** A sentence that keeps symbols apart from words, so that each medium can set or link them. */
export type Phrase = readonly (string | { readonly symbol: string })[];

export function phraseText(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : part.symbol)).join('');
}
