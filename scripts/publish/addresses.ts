/** Holds what was promised of addresses: none that was published vanishes, and what moved leads on. */
import { existsSync, readFileSync } from 'node:fs';
import { formatLedger, parseLedger, type PagePath } from '../../src/addresses/ledger.ts';
import { Fault } from '../../src/base/problems.ts';
import { checkRedirects, type PlacedRedirect } from '../../src/addresses/redirects.ts';
import { redirectsSchema } from '../../src/addresses/redirect-record.ts';
import { count } from '../../src/base/text.ts';
import { writeAtomically } from '../engine/atomic-write.ts';
import { ledgerFile, redirectsFile } from '../corpus/layout.ts';
import { readYaml } from '../corpus/yaml-file.ts';

const PAGE_FILE = /(?:^|\/)index\.html$/;

/** The pages among the files of a site, the home page apart. */
export function pagesAmong(files: Iterable<string>): PagePath[] {
  return [...files]
    .filter((file) => PAGE_FILE.test(file) && file !== 'index.html')
    .map((file) => encoded(file.replace(PAGE_FILE, '/')));
}

/** What a line of the ledger cannot hold, as addresses write it. */
function encoded(name: string): string {
  return name.replace(/[\s%\p{Cc}]/gu, encodeURIComponent);
}

/** @throws {Fault} if content/moved.yaml is at fault */
export async function readRedirects(content: string): Promise<PlacedRedirect[]> {
  const file = redirectsFile(content);
  if (!existsSync(file)) return [];
  const read = await readYaml(file, redirectsSchema);
  if (!('value' in read)) {
    const [problem] = read.problems;
    throw new Fault(problem ?? { kind: 'invalid-file', path: file });
  }
  return read.value.map(({ from, to, why }, index) => ({
    from: from.slice(1),
    to: [to].flat().map((each) => each.slice(1)),
    why,
    ...read.placeOf([index, 'from']),
  }));
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
 * The line of each published page; empty if nothing was published yet.
 *
 * @throws {Fault} if the ledger cannot be relied on
 */
export function readLedger(content: string): ReadonlyMap<PagePath, number> {
  const file = ledgerFile(content);
  return existsSync(file) ? parseLedger(readFileSync(file, 'utf8'), file) : new Map<PagePath, number>();
}

/** @throws {Fault} if the files of a site lack a page that was published */
export function refuseVanished(content: string, files: Iterable<string>): void {
  const ledger = readLedger(content);
  if (ledger.size === 0) return;
  const pages = new Set(pagesAmong(files));
  const lost = [...ledger].filter(([page]) => !pages.has(page));
  const [first] = lost;
  if (first === undefined) return;
  const [page, line] = first;
  const more = lost.length === 1 ? '' : `, and ${count(lost.length - 1)} more`;
  const path = ledgerFile(content);
  throw new Fault({ kind: 'address-vanished', path, line, detail: `/${page}${more}` });
}

/** Adds the pages of a site to the ledger. @returns how many are new */
export function publishAddresses(content: string, files: Iterable<string>): number {
  const known = readLedger(content);
  const all = new Set([...known.keys(), ...pagesAmong(files)]);
  writeAtomically(ledgerFile(content), formatLedger(all));
  return all.size - known.size;
}

/** `_redirects` of Netlify, Cloudflare Pages and GitLab Pages; an address that was split has none there. */
export function redirectLines(
  redirects: readonly PlacedRedirect[],
  latest: readonly { readonly from: string; readonly to: string }[],
  base: string,
): string {
  const moved = redirects.flatMap(({ from, to: [only, ...others] }) =>
    only === undefined || others.length > 0 ? [] : [`${base}${from} ${base}${only} 301`],
  );
  return [...moved, ...latest.map(({ from, to }) => `${from} ${to} 302`)].map((line) => `${line}\n`).join('');
}
