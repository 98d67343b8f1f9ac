/** Holds what was promised of addresses: none that was published vanishes, and what moved leads on. */
import { existsSync, readFileSync } from 'node:fs';
import {
  folderOf,
  formatLedger,
  isPage,
  liesBeside,
  parseLedger,
  type Address,
  type PagePath,
} from '../../src/addresses/ledger.ts';
import { linesToAdd, movedFolders, movesOf, type FolderMove, type Moves } from '../../src/addresses/moves.ts';
import {
  formatPublications,
  nextPublication,
  parsePublications,
  provesLedger,
  type Publication,
} from '../../src/addresses/publications.ts';
import { Fault } from '../../src/base/problems.ts';
import { checkRedirects, type PlacedRedirect } from '../../src/addresses/redirects.ts';
import { redirectsSchema } from '../../src/addresses/redirect-record.ts';
import { count } from '../../src/base/text.ts';
import { writeAtomically } from '../engine/atomic-write.ts';
import { ledgerFile, publicationsFile, redirectsFile } from '../corpus/layout.ts';
import { readYaml } from '../corpus/yaml-file.ts';

const PAGE_FILE = /(?:^|\/)index\.html$/;

/** The pages among the files of a site, the home page apart. */
export function pagesAmong(files: Iterable<string>): PagePath[] {
  return [...files]
    .filter((file) => PAGE_FILE.test(file) && file !== 'index.html')
    .map((file) => encoded(file.replace(PAGE_FILE, '/')));
}

/** What programs read and nobody may take away: beside pages, and the API (content/pages/urls.md, content/pages/api.md). */
const API = 'api/v1/';

/** The pages and files of a site that are promised to stay. */
export function addressesAmong(files: Iterable<string>): Address[] {
  const all = [...files];
  const pages = pagesAmong(all);
  const folders = new Set(['', ...pages]);
  const isBesidePage = (file: string) => liesBeside(file) && folders.has(encoded(folderOf(file)));
  const others = all.filter((file) => file.startsWith(API) || isBesidePage(file));
  return [...pages, ...others.map(encoded)];
}

/** What a line of the ledger cannot hold, as addresses write it. */
function encoded(name: string): string {
  return name.replace(/[\s%\p{Cc}]/gu, encodeURIComponent);
}

/** What content/moved.yaml says. */
export interface MoveRules {
  readonly redirects: readonly PlacedRedirect[];
  readonly folders: readonly FolderMove[];
}

/** @throws {Fault} if content/moved.yaml is at fault */
export async function readMoves(content: string): Promise<MoveRules> {
  const file = redirectsFile(content);
  if (!existsSync(file)) return { redirects: [], folders: [] };
  const read = await readYaml(file, redirectsSchema);
  if (!('value' in read)) {
    const [problem] = read.problems;
    throw new Fault(problem ?? { kind: 'invalid-file', path: file });
  }
  const rules = read.value.map(({ from, to, why }, index) => ({
    from: from.slice(1),
    to: [to].flat().map((each) => each.slice(1)),
    why,
    ...read.placeOf([index, 'from']),
  }));
  return {
    redirects: rules.filter(({ from }) => isPage(from)),
    folders: rules.flatMap(({ from, to: [to = ''], ...rest }) =>
      isPage(from) ? [] : [{ ...rest, from: from.slice(0, -1), to: to.slice(0, -1) }],
    ),
  };
}

/** What the rules make of the addresses that were published. @param files of the site to be */
export function movesIn(content: string, rules: MoveRules, files: Iterable<string>): Moves {
  const { redirects, folders } = rules;
  const there = new Set(addressesAmong(files));
  return movesOf(redirects, folders, readLedger(content).keys(), (address) => there.has(address));
}

/**
 * @param pages of the site to be, redirects apart
 * @throws {Fault} if a redirect leads nowhere, or hides a page
 */
export function refuseBadRedirects(
  content: string,
  redirects: readonly PlacedRedirect[],
  pages: ReadonlySet<PagePath>,
): void {
  const [problem] = checkRedirects(redirects, pages, redirectsFile(content));
  if (problem !== undefined) throw new Fault(problem);
}

/**
 * The line of each published address; empty if nothing was published yet.
 *
 * @throws {Fault} if the ledger cannot be relied on
 */
export function readLedger(content: string): ReadonlyMap<Address, number> {
  const file = ledgerFile(content);
  const publications = readPublications(content);
  if (!existsSync(file)) {
    if (publications.length === 0) return new Map<Address, number>();
    throw unproven(content, `it is not there, and ${count(publications.length)} publications were made`);
  }
  const text = readFileSync(file, 'utf8');
  const ledger = parseLedger(text, file);
  // One from before publications were counted is taken as it is, and counted with the next.
  if (publications.length > 0 && !provesLedger(publications, ledger.size, text)) {
    const then = publications.at(-1)?.addresses ?? 0;
    throw unproven(content, `${count(ledger.size)} addresses, and ${count(then)} in the last publication`);
  }
  return ledger;
}

function readPublications(content: string): readonly Publication[] {
  const file = publicationsFile(content);
  if (!existsSync(file)) return [];
  const all = parsePublications(readFileSync(file, 'utf8'));
  if (all === undefined)
    throw new Fault({ kind: 'unproven-ledger', path: file, detail: 'its lines are not whole' });
  return all;
}

function unproven(content: string, detail: string): Fault {
  return new Fault({ kind: 'unproven-ledger', path: ledgerFile(content), detail });
}

/** @throws {Fault} if the files of a site lack what was published: with all of it, and the lines that would tell where it went */
export function refuseVanished(content: string, files: Iterable<string>): void {
  const ledger = readLedger(content);
  if (ledger.size === 0) return;
  const there = new Set(addressesAmong(files));
  const lost = [...ledger.keys()].filter((address) => !there.has(address));
  const [first] = lost;
  if (first === undefined) return;
  const more = lost.length === 1 ? '' : `, and ${count(lost.length - 1)} more`;
  throw new Fault({
    kind: 'address-vanished',
    path: ledgerFile(content),
    ...{ line: ledger.get(first) ?? 1, detail: `/${first}${more}` },
    lines: linesToAdd(lost, (address) => there.has(address)),
  });
}

/** Adds the addresses of a site to the ledger. @returns how many are new */
export function publishAddresses(content: string, files: Iterable<string>): number {
  const known = readLedger(content);
  const all = new Set([...known.keys(), ...addressesAmong(files)]);
  const text = formatLedger(all);
  const publications = readPublications(content);
  const isProven = provesLedger(publications, all.size, text);
  writeAtomically(ledgerFile(content), text);
  // The same ledger again is no publication: the same inputs leave the same bytes.
  if (!isProven) {
    const next = nextPublication(publications.at(-1), all.size, text);
    writeAtomically(publicationsFile(content), formatPublications([...publications, next]));
  }
  return all.size - known.size;
}

/** `_redirects` of Netlify, Cloudflare Pages and GitLab Pages; an address that was split has none there. */
export function redirectLines(
  { redirects, folders }: MoveRules,
  latest: readonly { readonly from: string; readonly to: string }[],
  base: string,
): string {
  const moved = redirects.flatMap(({ from, to: [only, ...others] }) =>
    only === undefined || others.length > 0 ? [] : [`${base}${from} ${base}${only} 301`],
  );
  const below = folders.flatMap((rule) =>
    movedFolders(rule).map(([from, to]) => `${base}${from}* ${base}${to}:splat 301`),
  );
  return [...moved, ...below, ...latest.map(({ from, to }) => `${from} ${to} 302`)]
    .map((line) => `${line}\n`)
    .join('');
}
