/** Puts what the modules of a package import on file, beside the exports of the same build. */
import { isDeepStrictEqual } from 'node:util';
import { formatImports, type CrcOf, type InTreeModule } from '../../../src/formats/drivers/imports.ts';
import { getOrInsert } from '../../../src/base/maps.ts';
import { compareText, counted } from '../../../src/base/text.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { slug } from '../../../src/history/product.ts';
import type { ImportsRecord } from '../../../src/history/release.ts';
import { headersPackageOf } from '../../sources/kernel/build-names.ts';
import type { OpenedPackage } from '../../sources/packages/open-package.ts';
import { importsFile, importsFileName } from '../layout.ts';
import { readCanonicalText, readExports } from '../read.ts';
import { crcsOf } from '../read-imports.ts';
import { hashText, snapshotOnFile, withSnapshot, writeRelease } from './release-file.ts';
import type { Stored } from './store.ts';

export interface StoredImports extends Stored {
  /** What does not fit the exports on file. */
  readonly problems: readonly Problem[];
}

/**
 * Writes nothing if the same imports are on file. Others are refused unless `replace` is set, as is another provenance of
 * the same. What a package holds is kept under its name; an unsigned variant of it has the same modules.
 *
 * @param source Name of the input for messages.
 * @throws {Fault} `exports-not-on-file`, `already-ingested`, `unwritable-file`, or whatever is wrong with the release on
 * file. Nothing is changed then.
 */
export async function storeImports(
  content: string,
  id: SnapshotId,
  opened: OpenedPackage,
  options: { readonly replace: boolean; readonly source: string },
): Promise<StoredImports> {
  const headers = headersPackageOf(opened.package.name);
  const { release, variant, snapshot } = await snapshotOnFile(content, id, options.source, headers);
  const name = packageKey(opened, options.source);
  const crcOf = crcsOf(await readExports(content, id, snapshot));
  const text = formatImports(opened.modules, crcOf);
  const record = toRecord(opened, hashText(text));
  const problems = disagreements(opened.modules, crcOf, options.source);
  const known = snapshot.imports?.[name];
  const write = (next: ImportsRecord) => {
    const imports = { ...snapshot.imports, [name]: next };
    const file = { name: importsFileName(name), text };
    return writeRelease(content, id, withSnapshot(release, variant, { ...snapshot, imports }), file);
  };

  if (known === undefined) {
    await write(record);
    return { status: 'written', problems };
  }
  const isSame = isDeepStrictEqual(known, record);
  if (!isSame && options.replace) {
    await write(record);
    return { status: 'replaced', note: `instead of those from ${known.source.file}`, problems };
  }
  if (known.imports_sha256 !== record.imports_sha256) {
    const detail = `imports of ${snapshotName(id)} from ${known.source.file}`;
    throw new Fault({ kind: 'already-ingested', path: options.source, detail });
  }
  if (!(await isIntact(importsFile(content, id, name), text))) {
    await write(known);
    return { status: 'written', note: 'the file in content/ was missing or damaged', problems };
  }
  if (isSame) return { status: 'unchanged', problems };
  const note = `provenance of ${known.source.file} kept, --replace takes this one`;
  return { status: 'unchanged', note, problems };
}

function toRecord(opened: OpenedPackage, hash: string): ImportsRecord {
  return {
    source: { file: opened.file, sha256: opened.sha256 },
    version: opened.package.version,
    vermagic: commonVermagic(opened.modules),
    modules: opened.modules.length,
    pairs: opened.modules.reduce((sum, { imports }) => sum + imports.length, 0),
    imports_sha256: hash,
  };
}

/** Of equally common ones the first. */
function commonVermagic(modules: readonly InTreeModule[]): string {
  const counts = new Map<string, { vermagic: string; count: number }>();
  for (const { vermagic } of modules) {
    getOrInsert(counts, vermagic, () => ({ vermagic, count: 0 })).count += 1;
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.vermagic ?? '';
}

async function isIntact(file: string, text: string): Promise<boolean> {
  return (await readCanonicalText(file).catch(() => undefined)) === text;
}

/** A part of a file's name: whoever made the package chose it. */
function packageKey({ package: { name } }: OpenedPackage, source: string): string {
  const key = name.replace(/-unsigned$/, '');
  if (slug.safeParse(key).success) return key;
  throw new Fault({ kind: 'corrupt-input', path: source, detail: 'no package is named so', source: name });
}

/** Modules of one build have the CRCs that it exports. */
function disagreements(modules: readonly InTreeModule[], crcOf: CrcOf, source: string): Problem[] {
  const symbols = new Set<string>();
  for (const { imports } of modules) {
    for (const { symbol, crc } of imports) {
      if (crc !== null && (crcOf(symbol) ?? crc) !== crc) symbols.add(symbol);
    }
  }
  if (symbols.size === 0) return [];
  const detail = counted(symbols.size, 'symbol', 'symbols');
  return [
    { kind: 'imports-disagree', path: source, detail, source: [...symbols].sort(compareText).join(' ') },
  ];
}
