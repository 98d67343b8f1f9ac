/** Two definitions as one list of lines: each removed and added line has its sign, whatever the colours. */
import { definitionLines, type DefinitionLine } from '../../types/diff/definition-lines.ts';
import { highlightC } from '../../media/c-code.ts';
import { html, nothing, type Html } from '../../media/html.ts';

/** Longer ones are folded. */
const MOST_OPEN = 16;

/** @param before null if the older side has none, as `after` for the newer one */
export function definitionDiff(before: string | null, after: string | null): Html {
  const lines = definitionLines(before ?? '', after ?? '');
  if (lines.every(({ kind }) => kind === 'same' || kind === 'gap')) return nothing;
  const code = highlightC(lines.map(({ text }) => text).join('\n'));
  const pre = html`<pre class="diff"><code>${lines.map((line, i) => diffLine(line, code[i] ?? nothing))}</code></pre>`;
  if (lines.length <= MOST_OPEN) return pre;
  return html`<details><summary>${lines.length} lines of the definition, before and after</summary>${pre}</details>`;
}

function diffLine({ kind }: DefinitionLine, code: Html): Html {
  switch (kind) {
    case 'same':
      return html`  ${code}
`;
    case 'removed':
      return html`<del>- ${code}</del>
`;
    case 'added':
      return html`<ins>+ ${code}</ins>
`;
    case 'gap':
      return html`<span class="o">  …</span>
`;
  }
}
