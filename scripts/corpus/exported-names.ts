import { existsSync } from 'node:fs';
import type { ReleaseRecord } from '../../src/history/release.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import { symversFile } from './layout.ts';
import { readProducts, readReleases, readVerifiedText } from './read.ts';

const SECOND_COLUMN = /^[^\t\n]*\t([^\t\n]+)/gm;

/** Every symbol that a release on file exports; a snapshot that is not there is passed over. */
export async function exportedNames(content: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const { products } = await readProducts(content);
  for (const { name } of products) {
    const { releases } = await readReleases(content, name);
    for (const { file, sha256 } of releases.flatMap((release) => snapshotFiles(content, release))) {
      if (!existsSync(file)) continue;
      const text = await readVerifiedText(file, sha256);
      for (const [, symbol = ''] of text.matchAll(SECOND_COLUMN)) names.add(symbol);
    }
  }
  return names;
}

function snapshotFiles(content: string, { product, release, snapshots }: ReleaseRecord) {
  return Object.entries(snapshots).map(([variant, { exports_sha256 }]) => ({
    file: symversFile(content, { product, release, ...parseVariantName(variant) }),
    sha256: exports_sha256,
  }));
}
