/** A definition as text, with links to the types that it names. */
import type { TypeKey } from '../../types/table/table.ts';
import { html, type Html } from '../../media/html.ts';
import { linkedCode } from '../../media/linked-code.ts';

/**
 * @param own the type that is defined, which is not linked to itself
 * @param hrefOf undefined for a type without a page
 */
export function definition(text: string, own: string, hrefOf: (key: TypeKey) => string | undefined): Html {
  const code = linkedCode(text, (key) => (key === own ? undefined : hrefOf(key)));
  return html`<pre class="definition"><code>${code}</code></pre>`;
}
