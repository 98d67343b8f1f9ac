import { html, type Html } from './html.ts';

/** What a citation needs to know of the site. */
export interface CitationContext {
  readonly table: { readonly dataDate: string | null };
  readonly origin: string;
}

const COLUMNS = 72;

/** A sentence to paste into a mail, with the link and the day of the data: at most 72 columns, the URL whole. */
export function citation(sentence: string, path: string, { table, origin }: CitationContext): Html {
  const date = table.dataDate === null ? '' : ` (data ${table.dataDate})`;
  return html`<h2 id="cite">Cite this page</h2>
<pre class="cite">${wrap(`${sentence} [1]`).join('\n')}

[1] &lt;<span data-cite-url>${origin}${path}</span>&gt;${date}</pre>`;
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
