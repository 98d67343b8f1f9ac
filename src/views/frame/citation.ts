import type { Dictionary } from '../../lang/en/translation.ts';
import { en } from '../../lang/en/messages.ts';
import { say } from '../../lang/message.ts';
import { wrapText } from '../../base/wrap-text.ts';
import { PLAIN_FILES } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';

export interface Citation {
  readonly sentence: string;
  /** With scheme and host where the site knows them. */
  readonly url: string;
  /** Day of the newest snapshot that the page draws from. */
  readonly dataDate: string | null;
  /** Whether text and JSON lie beside the page (plain-page.ts). */
  readonly hasPlainPages?: boolean;
}

const COLUMNS = 72;

/** A sentence to paste into a mail, with the link and the day of the data: at most 72 columns, the URL whole. */
export function citation(
  { sentence, url, dataDate, hasPlainPages = false }: Citation,
  texts: Dictionary = en,
): Html {
  const date = dataDate === null ? '' : say(texts.citeDate, { day: dataDate });
  return html`<h2 id="cite">${texts.cite} <a class="p" href="#cite" aria-label="#cite"></a></h2>
<pre class="cite">${wrapText(`${sentence} [1]`, COLUMNS).join('\n')}

[1] &lt;<span data-cite-url>${url}</span>&gt;${date}</pre>${hasPlainPages ? (texts === en ? ENGLISH_LINKS : plainLinks(texts)) : nothing}`;
}

function plainLinks({ citeText }: Dictionary): Html {
  return html`
<p class="small"><a href="${PLAIN_FILES.text}">${citeText}</a> · <a href="${PLAIN_FILES.json}">JSON</a></p>`;
}

/** Of tens of thousands of pages. */
const ENGLISH_LINKS = plainLinks(en);
