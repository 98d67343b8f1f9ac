/** Who uses a type: types and exports that name it, and who imports those. */
import type { Importers } from '../../records/rows/importers.ts';
import { count, counted, listed } from '../../base/text.ts';
import type { TypeKey } from '../../types/table/table.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { symbolName } from '../frame/names.ts';
import type { TypeFacts, TypeImporters } from './type-facts.ts';

/** Of what uses a type, at most so many are named. */
const MOST_USERS = 60;

interface UsersContext {
  readonly importers: Pick<Importers, 'drivers'>;
  readonly urls: Urls;
}

/** @param hrefOf undefined for a type without a page */
export function typeUsers(
  { row, importers }: TypeFacts,
  hrefOf: (key: TypeKey) => string | undefined,
  context: UsersContext,
): Html {
  const { types, exports } = row.usedBy;
  if (types.length + exports.length === 0)
    return html`<p>Nothing on file names it in its own definition.</p>
`;
  const { urls } = context;
  return html`${userList(
    types.map((key) => ({ text: key, href: hrefOf(key as TypeKey) })),
    ['type names it', 'types name it'],
  )}${userList(
    exports.map((symbol) => ({ text: symbol, href: urls.symbol(symbol) })),
    ['export names it in its declaration', 'exports name it in their declarations'],
  )}${importersLine(importers, context)}`;
}

function importersLine(
  { drivers, words }: TypeImporters,
  { importers, urls }: Pick<UsersContext, 'importers' | 'urls'>,
): Html {
  if (drivers.length + words.length === 0) return nothing;
  const named = drivers.map(
    (name, i) =>
      html`${i === 0 ? '' : ', '}<a href="${urls.driver(name)}">${importers.drivers[name] ?? name}</a>`,
  );
  const both = words.length > 0 && named.length > 0 ? ' and by ' : '';
  return html`<p class="small">One of these exports is imported by ${listed(words)}${both}${named}.</p>
`;
}

function userList(
  all: readonly { readonly text: string; readonly href: string | undefined }[],
  [one, many]: readonly [string, string],
): Html {
  if (all.length === 0) return nothing;
  const more = all.length - MOST_USERS;
  return html`<p class="small soft">${counted(all.length, one, many)}:</p><ul class="names">${all
    .slice(0, MOST_USERS)
    .map(
      ({
        text,
        href,
      }) => html`<li>${href === undefined ? html`${text}` : html`<a href="${href}">${symbolName(text)}</a>`}</li>
`,
    )}${more > 0 ? html`<li><small>and ${count(more)} more</small></li>` : nothing}</ul>
`;
}
