/** Why a driver has to be rebuilt, and what no CRC tells it. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { en } from '../../lang/en/messages.ts';
import { joined, sayHtml } from '../../lang/message.ts';
import type { Reason } from '../../records/reasons.ts';
import { count } from '../../base/text.ts';
import type { TypeKey } from '../../types/table/table.ts';
import { hasTypePage, isTypeKind } from '../../addresses/type-pages.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';

/**
 * `Why: struct net_device: 12 of 14, …`; nothing if no reason is on file.
 *
 * @param symbols all that are behind the verdict
 * @param where ` on amd64`, if that has to be said
 */
export function reasonsLine(
  reasons: readonly Reason[] | undefined,
  symbols: number,
  urls: Urls,
  where = '',
): Html {
  if (reasons === undefined || reasons.length === 0) return nothing;
  const known = reasons.reduce((sum, [, own]) => sum + own, 0);
  const rest = symbols - known;
  return html`<p class="small">Why${where}: ${reasons.map(
    ([cause, own], i) =>
      html`${i === 0 ? '' : ', '}${cause === '' ? 'their own declarations' : typeLink(cause, urls)}: ${count(own)} of ${count(symbols)}`,
  )}${rest > 0 ? `; of the other ${count(rest)} the cause is another or not on file` : ''}.</p>
`;
}

/** How a page says things and links them. */
interface Speech {
  readonly texts: Dictionary;
  readonly link: (href: string, text: string) => Html;
}
const ENGLISH: Speech = { texts: en, link: (href, text) => html`<a href="${href}">${text}</a>` };

/** The types that changed behind the CRCs, as a warning beside a verdict; nothing if there are none. */
export function hiddenNote(hidden: readonly string[] | undefined, urls: Urls, speech = ENGLISH): Html {
  const { texts } = speech;
  if (hidden === undefined || hidden.length === 0) return nothing;
  const links = hidden.map((name) => typeLink(name, urls, speech));
  const types = joined(links, texts.listSeparator, texts.lastSeparator);
  return html`<small>${sayHtml(texts.hidden.types, { types })}</small>`;
}

/** What the modules of a kernel's own tree are not told, of one variant; nothing if there is nothing. */
export function hiddenModules(
  variant: string,
  hidden: readonly Reason[],
  urls: Urls,
  speech = ENGLISH,
): Html {
  if (hidden.length === 0) return nothing;
  const { texts } = speech;
  const reached = hidden.map(([name, n]) =>
    sayHtml(texts.hidden.reached, { type: typeLink(name, urls, speech), n }),
  );
  return html`<p>${sayHtml(texts.hidden.modules, { variant, types: joined(reached, texts.clauseSeparator) })}</p>
`;
}

/** Definitions that only some modules see are named with these, and have no page. */
function typeLink(name: string, urls: Urls, { link } = ENGLISH): Html {
  const [kind = '', ...rest] = name.split(' ');
  const isPlain = isTypeKind(kind) && rest.length === 1;
  return isPlain && hasTypePage(name as TypeKey) ? link(urls.type(name as TypeKey), name) : html`${name}`;
}
