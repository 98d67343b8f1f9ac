import type { Mentions } from '../../records/rows/mentions.ts';
import { count } from '../../base/text.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';

/** Documents named on a page, the newest. */
const MOST_DOCUMENTS = 3;

/**
 * The documents that name something, in a line; nothing if none does.
 *
 * @param names those of `mentions` to look in, by symbol or by type
 */
export function discussedIn(
  name: string,
  names: Mentions['symbols'],
  { documents }: Pick<Mentions, 'documents'>,
  urls: Urls,
): Html {
  const keys = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
  if (keys.length === 0) return nothing;
  const named = keys.slice(0, MOST_DOCUMENTS).map((key, i) => {
    const [collection, id = ''] = key.split('/', 2);
    const url = urls.document(collection === 'notes' ? 'notes' : 'discussions', id);
    return html`${i === 0 ? '' : ', '}<a href="${url}">${documents[key] ?? id}</a>`;
  });
  const more = keys.length - MOST_DOCUMENTS;
  const rest = more > 0 ? html` and <a href="${urls.discussions}">${count(more)} more</a>` : nothing;
  return html`
<p class="soft">discussed in ${named}${rest}</p>`;
}
