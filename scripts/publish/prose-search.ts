/** Full-text search over prose: only pages that mark a part as prose, so that no symbol page is ever crawled. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as pagefind from 'pagefind';

const MARK = 'data-pagefind-body';

/**
 * @param pages paths of candidate pages relative to the root of the site, `r/debian-12/`
 * @returns the number of pages indexed
 */
export async function writeProseSearch(pages: readonly string[], outDir: string): Promise<number> {
  const { index, errors } = await pagefind.createIndex();
  if (index === undefined) throw new Error(`Pagefind does not start: ${errors.join('; ')}`);
  let indexed = 0;
  for (const page of pages) {
    const content = await readFile(path.join(outDir, page, 'index.html'), 'utf8');
    if (!content.includes(MARK)) continue;
    const added = await index.addHTMLFile({ url: `/${page}`, content });
    if (added.errors.length > 0) throw new Error(`Pagefind cannot read ${page}: ${added.errors.join('; ')}`);
    indexed += 1;
  }
  const written = await index.writeFiles({ outputPath: path.join(outDir, 'pagefind') });
  if (written.errors.length > 0) throw new Error(`Pagefind cannot write: ${written.errors.join('; ')}`);
  await pagefind.close();
  return indexed;
}
