import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { parseSymvers } from '../../src/formats/exports/symvers.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import type { CrcGenerator } from '../../src/kernel/export.ts';
import { writeAtomically } from '../../scripts/engine/atomic-write.ts';
import { productFile } from '../../scripts/corpus/layout.ts';
import { storeSnapshot } from '../../scripts/corpus/store/store.ts';

/** A folder that is gone when the test is. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kabi-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Puts snapshots on file as `kabi ingest` does, and their products.
 *
 * @param snapshots Texts of Module.symvers by name of the snapshot: `debian-12/6.1.0-54/amd64`.
 */
export async function writeContent(
  content: string,
  snapshots: Readonly<Record<string, string>>,
  crcGenerator: CrcGenerator = 'genksyms',
): Promise<void> {
  for (const [name, text] of Object.entries(snapshots)) {
    const [product = '', release = '', variant = ''] = name.split('/');
    const yaml = `title: ${product}\nvendor: Somebody\norder: debian\nsummary: For tests.\n`;
    writeAtomically(productFile(content, product), yaml);
    const { records: exports } = parseSymvers(text, name);
    const build = {
      file: `${release}.deb`,
      modversions: crcGenerator !== 'none',
      crcGenerator,
      coverage: 'all' as const,
      exports,
      problems: [],
    };
    await storeSnapshot(content, { product, release, ...parseVariantName(variant) }, build, {
      replace: false,
      source: name,
    });
  }
}
