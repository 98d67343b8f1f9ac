import { parseImports, type CrcOf, type InTreeModule } from '../../src/formats/drivers/imports.ts';
import { compareText } from '../../src/base/text.ts';
import type { Export } from '../../src/kernel/export.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import type { SnapshotRecord } from '../../src/history/release.ts';
import { importsFile } from './layout.ts';
import { readExports, readVerifiedText, type ReadExports } from './read.ts';

/**
 * The modules of a snapshot on file with their imports, of all packages, sorted by path. Empty if none were ingested.
 *
 * @throws {Fault} if one of the files cannot be read, or is not what was put on file.
 */
export async function readImports(
  content: string,
  id: SnapshotId,
  record: SnapshotRecord,
  exportsOf: ReadExports = (of) => readExports(content, of, record),
): Promise<InTreeModule[]> {
  const crcOf = crcsOf(await exportsOf(id));
  const modules = await Promise.all(
    Object.entries(record.imports ?? {}).map(async ([name, { imports_sha256 }]) => {
      const file = importsFile(content, id, name);
      return parseImports(await readVerifiedText(file, imports_sha256), file, crcOf).records;
    }),
  );
  return modules.flat().sort((a, b) => compareText(a.path, b.path));
}

/** The CRC with which a snapshot exports each symbol. */
export function crcsOf(exports: readonly Export[]): CrcOf {
  const crcs = new Map(exports.map(({ symbol, crc }) => [symbol, crc]));
  return (symbol) => crcs.get(symbol);
}
