/** Script of the process that puts collections together and writes them (collections.ts), rows before entries. */
import type { Content } from '../../corpus/read-content.ts';
import { Cache } from '../../engine/cache.ts';
import { endIfAlone } from '../../engine/worker.ts';
import { ANALYSIS_PARTS, resultName, type StoredResults } from '../analysis-task.ts';
import { joinAnalyses, type AnalysedProduct } from '../analyse.ts';
import { GeneratedFiles, type GeneratedFile } from '../entries/files.ts';
import { GeneratedFolder, type WriteCounts } from './generated-folder.ts';

export interface CollectionsTask {
  readonly content: Pick<Content, 'lines' | 'filed'>;
  readonly results: StoredResults;
  /** content/generated/ */
  readonly folder: string;
  /** Path of the site's root, for links in the Markdown. */
  readonly base: string;
}

let writing: { readonly files: GeneratedFiles; readonly folder: GeneratedFolder } | undefined;

/** The rows of what there are thousands of: pages can be made of them while the rest is written. */
export function rows({ content: { lines, filed }, results, folder, base }: CollectionsTask): void {
  const analyses = new Map(lines.map(({ product: { name } }) => [name, analysed(name, results)]));
  writing = {
    files: new GeneratedFiles(joinAnalyses(lines, analyses), filed, base),
    folder: new GeneratedFolder(folder, results.key),
  };
  writing.folder.write(unlessAlone(writing.files.rows()));
}

/** The entries of collections, and the rows that belong to one entry each. */
export function entries(): WriteCounts {
  if (writing === undefined) throw new Error('entries are written after rows');
  writing.folder.write(unlessAlone(writing.files.entries()));
  return writing.folder.finish();
}

function* unlessAlone(files: Iterable<GeneratedFile>): Generator<GeneratedFile> {
  for (const file of files) {
    endIfAlone();
    yield file;
  }
}

/** Takes the results of an analysis out of the cache: as a whole they are wanted once. */
function analysed(product: string, { folder, code, key }: StoredResults): Partial<AnalysedProduct> {
  const cache = new Cache(folder, code);
  const parts = ANALYSIS_PARTS.map((part) => {
    const found = cache.take(resultName(product, part), key);
    if (found === undefined) throw new Error(`the analysis of ${product} is gone: ${part}`);
    return found as Partial<AnalysedProduct>;
  });
  return Object.assign({}, ...parts) as Partial<AnalysedProduct>;
}
