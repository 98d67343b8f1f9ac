/** All that is stored of snapshots, against the hashes in their release.yaml. */
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { SnapshotRecord } from '../../../src/history/release.ts';
import { readImports } from '../read-imports.ts';
import { readExports, readProducts, readReleases } from '../read.ts';
import { readTypes, typeSourcesOf } from '../read-types.ts';

export interface CheckedContent {
  readonly snapshots: number;
  /** How many stored files were read and compared. */
  readonly files: number;
  readonly problems: readonly Problem[];
}

export async function checkContent(content: string): Promise<CheckedContent> {
  const { products, problems: productFaults } = await readProducts(content);
  const problems: Problem[] = [...productFaults];
  let [snapshots, files] = [0, 0];
  const tried = async (work: () => Promise<unknown>): Promise<void> => {
    files += 1;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(error.problem);
    }
  };
  for (const { name: product } of products) {
    const { releases, problems: releaseFaults } = await readReleases(content, product);
    problems.push(...releaseFaults);
    for (const { release, snapshots: listed } of releases) {
      for (const [variant, record] of Object.entries(listed)) {
        snapshots += 1;
        for (const read of readersOf(content, { product, release, ...parseVariantName(variant) }, record))
          await tried(read);
      }
    }
  }
  return { snapshots, files, problems };
}

function readersOf(
  content: string,
  id: SnapshotId,
  record: SnapshotRecord,
): readonly (() => Promise<unknown>)[] {
  // Imports leave out the CRCs of the exports beside them; a fault of those is told once.
  const exports = () => readExports(content, id, record);
  const imports = Object.keys(record.imports ?? {}).map((name) => async () => {
    const only = { ...record, imports: { [name]: record.imports?.[name] } } as SnapshotRecord;
    await readImports(content, id, only, () => exports().catch(() => []));
  });
  const types = typeSourcesOf(record).map((source) => () => readTypes(content, id, source, record));
  return [exports, ...imports, ...types];
}
