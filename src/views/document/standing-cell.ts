import type { Dictionary } from '../../lang/en/translation.ts';
import type { NamedSymbol } from '../../documents/named-symbol.ts';
import { html, type Html } from '../../media/html.ts';

type Variant = NamedSymbol['products'][number]['variants'][number];

/** A symbol in one product: the variants together where they agree, else each with its name. */
export function standingCell(variants: readonly Variant[], { standings }: Dictionary): Html {
  const words = variants.map((variant) => ({
    variant: variant.variant,
    text: standings[variant.module === null ? 'absent' : variant.crc],
  }));
  const [first] = words;
  if (first === undefined) return html`<span class="soft">—</span>`;
  if (words.every(({ text }) => text === first.text)) return html`${first.text}`;
  return html`${words.map(({ variant, text }, i) => html`${i === 0 ? '' : html`<br>`}${text} <span class="soft">${variant}</span>`)}`;
}
