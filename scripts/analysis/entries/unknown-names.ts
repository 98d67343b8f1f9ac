import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { namedSymbols } from '../../../src/documents/names.ts';
import { didYouMean } from '../../../src/lint/did-you-mean.ts';
import type { Problem } from '../../../src/base/problems.ts';
import type { FiledDocument } from '../../../src/documents/record.ts';
import { shardsSchema } from '../../../src/records/generated.ts';
import { documentFile, rowsFolder } from '../../corpus/layout.ts';

/**
 * Symbols that documents name and no release on file exports, but for misprints that they know of. Looked up in what was
 * generated last, so that a build that computes nothing says the same.
 */
export async function unknownNames(content: string, documents: readonly FiledDocument[]): Promise<Problem[]> {
  if (documents.length === 0) return [];
  const text = await readFile(path.join(rowsFolder(content), 'shards.json'), 'utf8');
  const shards = Object.values(shardsSchema.parse(JSON.parse(text)));
  const exported = new Set(shards.flatMap(({ current, gone }) => [...current, ...gone]));
  return documents.flatMap(({ collection, id, record }) =>
    namedSymbols(record)
      .filter((symbol) => !exported.has(symbol) && !Object.hasOwn(record.misprints, symbol))
      .map((symbol): Problem => ({
        kind: 'unknown-symbol',
        path: documentFile(content, collection, id),
        detail: didYouMean(symbol, exported),
      })),
  );
}
