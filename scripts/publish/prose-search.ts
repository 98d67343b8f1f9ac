/** Full-text search over prose: only pages that mark a part as prose, so that no table of symbols is ever indexed. */
import * as pagefind from 'pagefind';

const MARK = 'data-pagefind-body';
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
  return result.files.map((file) => [`pagefind/${file.path}`, file.content] as const);
}
