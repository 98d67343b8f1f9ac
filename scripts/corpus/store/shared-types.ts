/** Where the text of a type table goes: whole beside its snapshot, or as a difference to one that snapshots share. */
import { existsSync } from 'node:fs';
import { variantName } from '../../../src/kernel/variant.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault } from '../../../src/base/problems.ts';
import { diffTables } from '../../../src/types/table/table-diff.ts';
import type { TypeSource } from '../../../src/types/table/table.ts';
import { sharedTypesFile, typesDiffFileName, typesFileName } from '../layout.ts';
import { readProducts, readReleases } from '../read.ts';
import { readSharedTypes } from '../read-types.ts';
import { hashText, writeShared, type SnapshotText } from './release-file.ts';

/** A smaller one is not worth a second file. */
const SMALLEST = 256 * 1024;

/** With a larger part of its own, a table is shared itself: that of another series, or of another compiler. */
const LARGEST_DIFFERENCE = 1 / 8;

/** So many shared tables are tried, those of the newest releases first. */
const MOST_TRIED = 4;

export interface PlacedTypes {
  readonly file: SnapshotText;
  readonly base_sha256?: string;
}

/**
 * Writes a table to be shared if there is none that this one is a small difference to.
 *
 * @throws {Fault} if the shared table cannot be written
 */
export async function placeTypes(
  content: string,
  id: SnapshotId,
  source: TypeSource,
  text: string,
): Promise<PlacedTypes> {
  if (Buffer.byteLength(text) < SMALLEST) return { file: { name: typesFileName(source), text } };
  const name = typesDiffFileName(source);
  let best: PlacedTypes | undefined;
  for (const base of await shared(content, id, source)) {
    const known = await readSharedTypes(content, source, base).catch(nothingOfFault);
    if (known === undefined) continue;
    const difference = diffTables(known, text);
    if (difference.length > text.length * LARGEST_DIFFERENCE) continue;
    if (best === undefined || difference.length < best.file.text.length)
      best = { file: { name, text: difference }, base_sha256: base };
  }
  if (best !== undefined) return best;
  const own = hashText(text);
  await writeShared(sharedTypesFile(content, source, own), text);
  return { file: { name, text: '' }, base_sha256: own };
}

/** A table that is damaged is no reason to refuse another; where it is the one to be written, it is written anew. */
function nothingOfFault(error: unknown): undefined {
  if (!(error instanceof Fault)) throw error;
}

/** Shared tables of the same variant, those of the product's own releases first, of each product the newest first. */
async function shared(content: string, id: SnapshotId, source: TypeSource): Promise<string[]> {
  const { products } = await readProducts(content);
  const names = products
    .map(({ name }) => name)
    .sort((a, b) => Number(b === id.product) - Number(a === id.product));
  const found = new Set<string>();
  for (const product of names) {
    const { releases } = await readReleases(content, product);
    for (const { snapshots } of releases.toReversed()) {
      const base = snapshots[variantName(id)]?.types?.[source]?.base_sha256;
      if (base !== undefined && existsSync(sharedTypesFile(content, source, base))) found.add(base);
    }
  }
  return [...found].slice(0, MOST_TRIED);
}
