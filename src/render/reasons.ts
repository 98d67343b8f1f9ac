/** Why a driver has to be rebuilt, and what no CRC tells it. */
import type { Reason } from '../kabi/schema/reasons.ts';
import { count, counted } from '../kabi/sentences.ts';
import type { TypeKey } from '../kabi/types/table.ts';
import { hasTypePage, isTypeKind } from '../kabi/types/type-pages.ts';
import type { Urls } from '../kabi/urls.ts';
import { html, nothing, type Html } from './html.ts';

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

/** The types that changed behind the CRCs, as a warning beside a verdict; nothing if there are none. */
export function hiddenNote(hidden: readonly string[] | undefined, urls: Urls): Html {
  if (hidden === undefined || hidden.length === 0) return nothing;
  return html`<small>no CRC shows that ${hidden.map((name, i) => html`${i === 0 ? '' : i === hidden.length - 1 ? ' and ' : ', '}${typeLink(name, urls)}`)} changed</small>`;
}

/** What the modules of a kernel's own tree are not told, of one lane; nothing if there is nothing. */
export function hiddenModules(lane: string, hidden: readonly Reason[], urls: Urls): Html {
  if (hidden.length === 0) return nothing;
  return html`<p>On ${lane}, no CRC shows that these changed: ${hidden.map(
    ([name, modules], i) =>
      html`${i === 0 ? '' : ', '}${typeLink(name, urls)}, reached by imports of ${counted(modules, 'module', 'modules')}`,
  )}. A module that loads may still be wrong about them.</p>
`;
}

/** Definitions that only some modules see are named with these, and have no page. */
function typeLink(name: string, urls: Urls): Html {
  const [kind = '', ...rest] = name.split(' ');
  const isPlain = isTypeKind(kind) && rest.length === 1;
  return isPlain && hasTypePage(name as TypeKey)
    ? html`<a href="${urls.type(name as TypeKey)}">${name}</a>`
    : html`${name}`;
}
