import { existsSync } from 'node:fs';
import type { ReleaseRecord } from '../../src/history/release.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import { symversFile } from './layout.ts';
import { readCanonicalText, readProducts, readReleases } from './read.ts';

const SECOND_COLUMN = /^[^\t\n]*\t([^\t\n]+)/gm;

/** Every symbol that a release on file exports; a snapshot that cannot be read is passed over. */
export async function exportedNames(content: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const { products } = await readProducts(content);
  for (const { name } of products) {
    const { releases } = await readReleases(content, name);
    for (const file of releases.flatMap((release) => snapshotFiles(content, release))) {
      if (!existsSync(file)) continue;
      const text = await readCanonicalText(file);
      for (const [, symbol = ''] of text.matchAll(SECOND_COLUMN)) names.add(symbol);
    }
  }
  return names;
}

function snapshotFiles(content: string, { product, release, snapshots }: ReleaseRecord): string[] {
  return Object.keys(snapshots).map((variant) =>
    symversFile(content, { product, release, ...parseVariantName(variant) }),
  );
}
