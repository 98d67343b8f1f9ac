/**
 * Full-text search over prose: only pages that mark a part as prose, so that no table of symbols is ever indexed. Pagefind
 * keeps an index per language, by the `lang` of a page, and takes Chinese apart into words (only its extended program can).
 */
import * as pagefind from 'pagefind';
import { compareText } from '../../src/base/text.ts';

const MARK = 'data-pagefind-body';
/** Names the index of each language. */
const ENTRY_FILE = 'pagefind-entry.json';
/**
 * Characters from the last mark on in which its prose ends. What follows on a release page are thousands of rows, which
 * Pagefind would read and leave out.
 */
const LONGEST_PROSE = 40_000;

/**
 * @param pages path below the root of the site and HTML of each candidate
 * @returns the files that Pagefind's script loads, by path below the root of the site
 */
export async function proseIndexFiles(
  pages: Iterable<readonly [url: string, html: string]>,
): Promise<(readonly [name: string, data: Uint8Array])[]> {
  const { index, errors } = await pagefind.createIndex();
  if (index === undefined) throw new Error(`Pagefind does not start: ${errors.join('; ')}`);
  for (const [url, content] of pages) {
    if (!content.includes(MARK)) continue;
    const prose = content.slice(0, content.lastIndexOf(MARK) + LONGEST_PROSE);
    const added = await index.addHTMLFile({ url, content: prose });
    if (added.errors.length > 0) throw new Error(`Pagefind cannot read ${url}: ${added.errors.join('; ')}`);
  }
  const result = await index.getFiles();
  if (result.errors.length > 0) throw new Error(`Pagefind cannot index: ${result.errors.join('; ')}`);
  await pagefind.close();
  return result.files.map((file) => {
    const content = file.path === ENTRY_FILE ? inOrder(file.content) : file.content;
    return [`pagefind/${file.path}`, content] as const;
  });
}

/** The entry file as it is, its languages sorted: Pagefind gives them in an order that differs from run to run. */
function inOrder(entry: Uint8Array): Uint8Array {
  const { languages, ...rest } = JSON.parse(Buffer.from(entry).toString()) as {
    languages: Record<string, unknown>;
  };
  const sorted = Object.entries(languages).sort(([a], [b]) => compareText(a, b));
  return Buffer.from(JSON.stringify({ ...rest, languages: Object.fromEntries(sorted) }));
}
