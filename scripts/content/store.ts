/** Puts an opened build on file as a snapshot: its exports, and in release.yaml where they came from. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual, promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { stringify } from 'yaml';
import { formatSymvers } from '../../src/kabi/formats/symvers.ts';
import { compareText, laneName, snapshotName, type SnapshotId } from '../../src/kabi/model.ts';
import { Fault } from '../../src/kabi/problems.ts';
import type { ReleaseRecord, SnapshotRecord } from '../../src/kabi/schema/release.ts';
import type { OpenedExports } from '../sources/open.ts';
import { writeTogether, type FileToWrite } from './atomic-write.ts';
import { releaseFile, releaseFolder, symversFile, SYMVERS_FILE } from './layout.ts';
import { readCanonicalText, readRelease } from './read.ts';

/** Version of the rules by which builds are read; to be raised when the same input would give another record. */
export const INGEST_VERSION = 1;

const compress = promisify(zstdCompress);
const ZSTD_LEVEL = 19;

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
  const lane = laneName(id);
  const known = Object.hasOwn(release.snapshots, lane) ? release.snapshots[lane] : undefined;
  const text = formatSymvers(build.exports);
  const record = toRecord(build, hashText(text));
  const write = (next: SnapshotRecord) => writeSnapshot(content, id, text, withSnapshot(release, lane, next));

  if (known === undefined) {
    await write(record);
    return { status: 'written' };
  }
  if (known.exports_sha256 !== record.exports_sha256) {
    if (!options.replace) throw alreadyIngested(id, known, record, options.source);
    const { exports_sha256, exports, source } = known;
    await write({
      ...record,
      rebaselined: [...known.rebaselined, { exports_sha256, exports, source: source.file }],
    });
    return { status: 'replaced', note: `instead of ${known.exports} exports from ${source.file}` };
  }
  const isSame = sameFacts(known, record);
  if (!isSame && options.replace) {
    await write({ ...record, rebaselined: known.rebaselined });
    return { status: 'replaced', note: `same exports, provenance was ${known.source.file}` };
  }
  if (!(await isIntact(symversFile(content, id), known))) {
    await write(known);
    return { status: 'written', note: 'the file in content/ was missing or damaged' };
  }
  if (isSame) return { status: 'unchanged' };
  return { status: 'unchanged', note: `provenance of ${known.source.file} kept, --replace takes this one` };
}

async function releaseOnFile(content: string, id: SnapshotId): Promise<ReleaseRecord> {
  const { release, problems } = await readRelease(content, id.product, id.release);
  const [problem] = problems;
  if (problem !== undefined) throw new Fault(problem);
  return release ?? { product: id.product, release: id.release, snapshots: {} };
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
    exports_sha256: exportsHash,
    ingest: INGEST_VERSION,
    rebaselined: [],
  };
}

/** One file may lie under several names; without a hash, the name has to do. */
function sameFacts(known: SnapshotRecord, record: SnapshotRecord): boolean {
  const facts = (of: SnapshotRecord) =>
    withoutUndefined({ ...of, source: of.source.sha256 ?? of.source.file, rebaselined: undefined });
  return isDeepStrictEqual(facts(known), facts(record));
}

/** Not so after a machine died between the two renames, or somebody edited content/. */
async function isIntact(file: string, known: SnapshotRecord): Promise<boolean> {
  const text = await readCanonicalText(file).catch(() => undefined);
  return text !== undefined && hashText(text) === known.exports_sha256;
}

function withSnapshot(release: ReleaseRecord, lane: string, record: SnapshotRecord): ReleaseRecord {
  const snapshots = Object.entries({ ...release.snapshots, [lane]: record });
  return {
    product: release.product,
    release: release.release,
    snapshots: Object.fromEntries(snapshots.sort(([a], [b]) => compareText(a, b))),
  };
}

async function writeSnapshot(
  content: string,
  id: SnapshotId,
  text: string,
  release: ReleaseRecord,
): Promise<void> {
  const packed = await compress(text, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } });
  // release.yaml last: readers go by it.
  const files: FileToWrite[] = [
    { name: `${laneName(id)}/${SYMVERS_FILE}`, data: packed },
    { name: 'release.yaml', data: formatRelease(release) },
  ];
  try {
    await writeTogether(releaseFolder(content, id.product, id.release), files);
  } catch (error) {
    const path = releaseFile(content, id.product, id.release);
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'unwritable-file', path, detail }, { cause: error });
  }
}

/** Keys in the order of the schema, whatever order the file had. */
function formatRelease(release: ReleaseRecord): string {
  const snapshots = Object.entries(release.snapshots).map(
    ([lane, record]) => [lane, orderKeys(record)] as const,
  );
  const ordered = { ...release, snapshots: Object.fromEntries(snapshots) };
  return `# Written by "kabi ingest".\n${stringify(ordered, { lineWidth: 0 })}`;
}

function orderKeys(record: SnapshotRecord): object {
  return withoutUndefined({
    source: withoutUndefined({ file: record.source.file, sha256: record.source.sha256 }),
    package: record.package && { name: record.package.name, version: record.package.version },
    built: record.built,
    compiler: record.compiler,
    modversions: record.modversions,
    crc_generator: record.crc_generator,
    btf: record.btf,
    exports: record.exports,
    exports_sha256: record.exports_sha256,
    ingest: record.ingest,
    rebaselined: record.rebaselined.length === 0 ? undefined : record.rebaselined,
  });
}

function withoutUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
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
