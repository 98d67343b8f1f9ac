/** Puts an opened build on file as a snapshot: its exports, and in release.yaml where they came from. */
import { isDeepStrictEqual } from 'node:util';
import { formatSymvers } from '../../../src/formats/exports/symvers.ts';
import { variantName } from '../../../src/kernel/variant.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault } from '../../../src/base/problems.ts';
import type { SnapshotRecord } from '../../../src/history/release.ts';
import type { OpenedExports } from '../../sources/open.ts';
import { symversFile, SYMVERS_FILE } from '../layout.ts';
import { readCanonicalText } from '../read.ts';
import {
  hashText,
  releaseOnFile,
  withoutUndefined,
  withSnapshot,
  writeRelease,
  writeReleaseRecord,
} from './release-file.ts';

/** Version of the rules by which builds are read; to be raised when the same input would give another record. */
export const INGEST_VERSION = 2;

export interface Stored {
  readonly status: 'written' | 'unchanged' | 'replaced';
  /** What the status does not say, for people. */
  readonly note?: string;
}

/**
 * Writes nothing if the snapshot is on file with the same exports and facts. With the same exports from elsewhere, the
 * facts on file stay; other exports are refused; unless `replace` is set, and then the record keeps what was replaced.
 *
 * @param source Name of the input for messages.
 * @throws {Fault} `already-ingested`, `unwritable-file`, or whatever is wrong with the release on file. Nothing is
 * changed then.
 */
export async function storeSnapshot(
  content: string,
  id: SnapshotId,
  build: OpenedExports,
  options: { readonly replace: boolean; readonly source: string },
): Promise<Stored> {
  const release = await releaseOnFile(content, id);
  const variant = variantName(id);
  const known = Object.hasOwn(release.snapshots, variant) ? release.snapshots[variant] : undefined;
  const text = formatSymvers(build.exports);
  const record = toRecord(build, hashText(text));
  const write = (next: SnapshotRecord) =>
    writeRelease(content, id, withSnapshot(release, variant, next), { name: SYMVERS_FILE, text });

  if (known === undefined) {
    await write(record);
    return { status: 'written' };
  }
  if (known.exports_sha256 !== record.exports_sha256) {
    if (!options.replace) throw alreadyIngested(id, known, record, options.source);
    const { exports_sha256, exports, source } = known;
    // Imports and types go with the exports that they were read beside: they have to be read again.
    await write({
      ...record,
      rebaselined: [...known.rebaselined, { exports_sha256, exports, source: source.file }],
    });
    const isLost = known.imports !== undefined || known.types !== undefined;
    const lost = isLost ? '; ingest the package of its modules again' : '';
    return { status: 'replaced', note: `instead of ${known.exports} exports from ${source.file}${lost}` };
  }
  const isSame = sameFacts(known, record);
  if (!isSame && options.replace) {
    const { imports, types, rebaselined } = known;
    const loader = record.loader && { ...known.loader, ...record.loader };
    await write({ ...record, loader: loader ?? known.loader, imports, types, rebaselined });
    return { status: 'replaced', note: `same exports, provenance was ${known.source.file}` };
  }
  if (!(await isIntact(symversFile(content, id), known))) {
    await write(known);
    return { status: 'written', note: 'the file in content/ was missing or damaged' };
  }
  if (isSame) {
    const loader = { ...known.loader, ...record.loader };
    if (isDeepStrictEqual(known.loader ?? {}, loader)) return { status: 'unchanged' };
    await writeReleaseRecord(content, id, withSnapshot(release, variant, { ...known, loader }));
    return { status: 'written', note: 'the same exports; how it loads modules is new' };
  }
  return { status: 'unchanged', note: `provenance of ${known.source.file} kept, --replace takes this one` };
}

function toRecord(build: OpenedExports, exportsHash: string): SnapshotRecord {
  return {
    source: { file: build.file, sha256: build.sha256 },
    package: build.package,
    built: build.built,
    compiler: build.compiler,
    modversions: build.modversions,
    crc_generator: build.crcGenerator,
    btf: build.btf,
    exports: build.exports.length,
    coverage: build.coverage === 'part' ? 'part' : undefined,
    loader: build.loader,
    exports_sha256: exportsHash,
    ingest: INGEST_VERSION,
    rebaselined: [],
  };
}

/** One file may lie under several names; without a hash, the name has to do. */
function sameFacts(known: SnapshotRecord, record: SnapshotRecord): boolean {
  const facts = (of: SnapshotRecord) =>
    withoutUndefined({
      ...of,
      source: of.source.sha256 ?? of.source.file,
      // Newer rules that tell the same of it change nothing.
      ingest: undefined,
      rebaselined: undefined,
      loader: undefined,
      imports: undefined,
      types: undefined,
    });
  return isDeepStrictEqual(facts(known), facts(record));
}

/** Not so after a machine died between the two renames, or somebody edited content/. */
async function isIntact(file: string, known: SnapshotRecord): Promise<boolean> {
  const text = await readCanonicalText(file).catch(() => undefined);
  return text !== undefined && hashText(text) === known.exports_sha256;
}

function alreadyIngested(
  id: SnapshotId,
  known: SnapshotRecord,
  record: SnapshotRecord,
  source: string,
): Fault {
  const counts = `${known.exports} exports there, ${record.exports} here`;
  const detail = `${snapshotName(id)} from ${known.source.file}, ${counts}`;
  return new Fault({ kind: 'already-ingested', path: source, detail });
}
