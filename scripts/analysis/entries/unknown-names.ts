import { namedSymbols } from '../../../src/documents/names.ts';
import { didYouMean } from '../../../src/lint/did-you-mean.ts';
import type { Problem } from '../../../src/base/problems.ts';
import type { FiledDocument } from '../../../src/documents/record.ts';
import { SHARDS } from '../../../src/records/rows/shards.ts';
import { documentFile, rowsFolder } from '../../corpus/layout.ts';
import { rowsIn } from '../../corpus/generated-rows.ts';

/**
 * Symbols that documents name and no release on file exports, but for misprints that they know of. Looked up in what was
 * generated last, so that a build that computes nothing says the same.
 */
export function unknownNames(content: string, documents: readonly FiledDocument[]): Problem[] {
  if (documents.length === 0) return [];
  const shards = Object.values(rowsIn(rowsFolder(content)).get(SHARDS));
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
