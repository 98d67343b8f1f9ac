/** Where published addresses went: what content/moved.yaml says of pages and of whole folders, applied to the ledger. */
import { TRANSLATIONS } from '../base/language.ts';
import { folderOf, isPage, liesBeside, type Address } from './ledger.ts';
import type { PlacedRedirect } from './redirects.ts';

/** A rule of content/moved.yaml for all that was published below an address: `/r/old/*` to `/r/new/*`. */
export interface FolderMove {
  readonly from: Address;
  readonly to: Address;
  readonly why: string;
  readonly line?: number;
}

export interface Moves {
  /** Pages that lead on: those that rules name, and those below the folders that they name. */
  readonly redirects: readonly PlacedRedirect[];
  /** Files that programs read, by where they were: what is at their new place is served at the old one as well. */
  readonly copies: ReadonlyMap<Address, Address>;
  /** Files beside a page that moved to one without such a file, or was split: something has to stand there. */
  readonly standIns: ReadonlyMap<Address, PlacedRedirect>;
}

/**
 * Where else the name of a product, whose folder is `/r/<product>/`, stands in addresses: its rename is one rule. Also in
 * each language.
 */
const PRODUCT_FOLDERS = ['r', 'c', 'policy/what-if', 'api/v1/changes', 'api/v1/causes'];
const PRODUCT = /^r\/([^/]+)\/$/;

/** The folders that move by a rule, each with where it goes. */
export function movedFolders({ from, to }: Pick<FolderMove, 'from' | 'to'>): (readonly [Address, Address])[] {
  const [, before] = PRODUCT.exec(from) ?? [];
  const [, after] = PRODUCT.exec(to) ?? [];
  const own =
    before === undefined || after === undefined
      ? [[from, to] as const]
      : PRODUCT_FOLDERS.map((folder) => [`${folder}/${before}/`, `${folder}/${after}/`] as const);
  return own.flatMap(([a, b]) => [
    [a, b] as const,
    ...TRANSLATIONS.map((language) => [`${language}/${a}`, `${language}/${b}`] as const),
  ]);
}

/**
 * @param published what must not vanish
 * @param has whether the site to be has an address
 */
export function movesOf(
  redirects: readonly PlacedRedirect[],
  folders: readonly FolderMove[],
  published: Iterable<Address>,
  has: (address: Address) => boolean,
): Moves {
  const named = new Map(redirects.map((each) => [each.from, each]));
  const prefixes = folders
    .flatMap((rule) => movedFolders(rule).map(([from, to]) => ({ ...rule, from, to })))
    // The most exact rule first.
    .sort((a, b) => b.from.length - a.from.length);
  const followed: PlacedRedirect[] = [];
  const copies = new Map<Address, Address>();
  const standIns = new Map<Address, PlacedRedirect>();
  for (const address of published) {
    if (has(address) || named.has(address)) continue;
    const rule = prefixes.find(({ from }) => address.startsWith(from));
    const beside = isPage(address) || !liesBeside(address) ? undefined : named.get(folderOf(address));
    const target =
      beside?.to[0] !== undefined
        ? beside.to[0] + address.slice(folderOf(address).length)
        : rule && rule.to + address.slice(rule.from.length);
    if (beside !== undefined && (beside.to.length > 1 || !has(target ?? ''))) {
      standIns.set(address, beside);
      continue;
    }
    // What is at no new place stays lost, and is said to be.
    if (target === undefined || !has(target)) continue;
    if (!isPage(address)) copies.set(address, target);
    else if (rule !== undefined) {
      const { why, line } = rule;
      followed.push({ from: address, to: [target], why, ...(line !== undefined && { line }) });
    }
  }
  return { redirects: [...redirects, ...followed], copies, standIns };
}

/** More than these are counted: a list of thousands is read by nobody. */
const MOST_NAMED = 500;

/**
 * What to write into content/moved.yaml, a line for each page that is lost; one for a product of which all is. Then the
 * files whose page is still there: no rule brings them back.
 */
export function linesToAdd(lost: readonly Address[], has: (address: Address) => boolean): string[] {
  const all = new Set(lost);
  const products = lost.filter((each) => PRODUCT.test(each));
  const covered = products.flatMap((from) => movedFolders({ from, to: from }).map(([folder]) => folder));
  const rest = lost.filter((each) => !covered.some((folder) => each.startsWith(folder)));
  const pages = rest.filter(isPage);
  const files = rest.filter((each) => !isPage(each) && !all.has(folderOf(each)));
  const lines = [
    ...products.map((each) => `- { from: '/${each}*', to: '/${each.replace(/[^/]+\/$/, '…')}/*', why: … }`),
    ...pages.map((each) => `- { from: '/${each}', to: '/…/', why: … }`),
    ...files.map((each) => {
      const beside = liesBeside(each) && has(folderOf(each)) ? ', whose page is still there' : '';
      return `# /${each}${beside}: no rule moves it, bring it back`;
    }),
  ];
  if (lines.length <= MOST_NAMED) return lines;
  return [...lines.slice(0, MOST_NAMED), `# and ${lines.length - MOST_NAMED} more`];
}
