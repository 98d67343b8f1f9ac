/** What sources of newer kernels have of symbols that older ones export: content/symbol-ends. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../../../src/base/text.ts';
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { parseSourceEnds, type SourceEnds } from '../../../src/formats/ends/source-ends.ts';

export async function readSourceEnds(
  folder: string,
): Promise<{ readonly sources: readonly SourceEnds[]; readonly problems: readonly Problem[] }> {
  if (!existsSync(folder)) return { sources: [], problems: [] };
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort(compareText);
  const sources: SourceEnds[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    try {
      const parsed = parseSourceEnds(await readFile(file, 'utf8'), file);
      sources.push(parsed.records);
      problems.push(...parsed.problems);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(error.problem);
    }
  }
  return { sources, problems };
}
