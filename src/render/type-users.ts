/** Who uses a type: types and exports that name it, and who imports those. */
import type { Importers } from '../kabi/schema/generated.ts';
import type { InTreeImporters } from '../kabi/schema/in-tree.ts';
import type { TypeRow } from '../kabi/schema/types.ts';
import { count, counted, listed } from '../kabi/sentences.ts';
import type { TypeKey } from '../kabi/types/table.ts';
import type { Urls } from '../kabi/urls.ts';
import { html, nothing, type Html } from './html.ts';
import { symbolName } from './names.ts';

/** Of what uses a type, at most so many are named. */
const MOST_USERS = 60;

interface UsersContext {
  readonly importers: Importers;
  readonly inTree: InTreeImporters;
  readonly urls: Urls;
}

/** @param hrefOf undefined for a type without a page */
export function typeUsers(
  { usedBy: { types, exports } }: Pick<TypeRow, 'usedBy'>,
  hrefOf: (key: TypeKey) => string | undefined,
  context: UsersContext,
): Html {
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
  )}${importersOf(exports, context)}`;
}

/** Modules that import an export with the type in its declaration: those have to know what is in it. */
function importersOf(exports: readonly string[], { importers, inTree, urls }: UsersContext): Html {
  const drivers = new Set(
    exports.flatMap((symbol) =>
      Object.hasOwn(importers.symbols, symbol) ? (importers.symbols[symbol] ?? []) : [],
    ),
  );
  const modules = inTree.kernels.map(({ title, release }, kernel) => {
    const found = new Set(
      exports.flatMap((symbol) =>
        Object.hasOwn(inTree.symbols, symbol) ? (inTree.symbols[symbol]?.[kernel] ?? '').split(' ') : [],
      ),
    );
    found.delete('');
    return { of: `${title} ${release}`, size: found.size };
  });
  const inTrees = modules
    .filter(({ size }) => size > 0)
    .map(({ of, size }) => `${counted(size, 'module', 'modules')} of ${of}`);
  if (drivers.size + inTrees.length === 0) return nothing;
  const named = [...drivers].map(
    (name, i) =>
      html`${i === 0 ? '' : ', '}<a href="${urls.driver(name)}">${importers.drivers[name] ?? name}</a>`,
  );
  const both = inTrees.length > 0 && named.length > 0 ? ' and by ' : '';
  return html`<p class="small">One of these exports is imported by ${listed(inTrees)}${both}${named}.</p>
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
