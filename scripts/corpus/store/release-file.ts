/** Writes release.yaml together with what it describes. */
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { compareText } from '../../../src/base/text.ts';
import { variantName } from '../../../src/kernel/variant.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault } from '../../../src/base/problems.ts';
import { LOADER_SETTINGS } from '../../../src/kernel/loader.ts';
import type {
  ImportsRecord,
  LoaderRecord,
  ReleaseRecord,
  SnapshotRecord,
  TypesRecord,
} from '../../../src/history/release.ts';
import { writeAtomically, writeTogether, type FileToWrite } from '../../engine/atomic-write.ts';
import { LIMITS } from '../../sources/bytes/limits.ts';
import { packZstd } from '../../engine/zstd.ts';
import { releaseFile, releaseFolder } from '../layout.ts';
import { readRelease } from '../read.ts';

const ZSTD_LEVEL = 19;

/** A text of a snapshot, to be packed. */
export interface SnapshotText {
  /** In the snapshot's folder. */
  readonly name: string;
  readonly text: string;
}

/**
 * The release as it is on file; one without snapshots if there is none.
 *
 * @throws {Fault} for what is wrong with it.
 */
export async function releaseOnFile(content: string, id: SnapshotId): Promise<ReleaseRecord> {
  const { release, problems } = await readRelease(content, id.product, id.release);
  const [problem] = problems;
  if (problem !== undefined) throw new Fault(problem);
  return release ?? { product: id.product, release: id.release, snapshots: {} };
}

/** A snapshot whose exports are on file: what else is known of it is kept beside them. */
export interface SnapshotOnFile {
  readonly release: ReleaseRecord;
  readonly variant: string;
  readonly snapshot: SnapshotRecord;
}

/**
 * @param source Name of the input for messages.
 * @param headers Package with the exports, where the input tells.
 * @throws {Fault} `exports-not-on-file`, or whatever is wrong with the release.
 */
export async function snapshotOnFile(
  content: string,
  id: SnapshotId,
  source: string,
  headers?: string,
): Promise<SnapshotOnFile> {
  const release = await releaseOnFile(content, id);
  const variant = variantName(id);
  const snapshot = Object.hasOwn(release.snapshots, variant) ? release.snapshots[variant] : undefined;
  if (snapshot !== undefined) return { release, variant, snapshot };
  const where = headers === undefined ? '' : `; they are in ${headers}`;
  throw new Fault({ kind: 'exports-not-on-file', path: source, detail: `${snapshotName(id)}${where}` });
}

export function withSnapshot(release: ReleaseRecord, variant: string, record: SnapshotRecord): ReleaseRecord {
  const snapshots = Object.entries({ ...release.snapshots, [variant]: record });
  return {
    product: release.product,
    release: release.release,
    snapshots: sortedByKey(snapshots),
  };
}

/** What is put on file is read again under the same limit (readVerifiedText): longer, it would be lost. */
function refuseTooLong(text: string, name: string): void {
  const size = Buffer.byteLength(text);
  if (size <= LIMITS.text) return;
  const detail = `${size} bytes to be kept as ${name}, more than ${LIMITS.text}`;
  throw new Fault({ kind: 'limit-exceeded', path: name, detail });
}

/**
 * A text that snapshots share, by the name that stands for it: written before anything refers to it, and never again.
 *
 * @throws {Fault} `unwritable-file`, `limit-exceeded`
 */
export async function writeShared(file: string, text: string): Promise<void> {
  refuseTooLong(text, file);
  try {
    writeAtomically(file, await packZstd(text, ZSTD_LEVEL));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'unwritable-file', path: file, detail }, { cause: error });
  }
}

/** @throws {Fault} `unwritable-file`, `limit-exceeded`. Nothing is changed then. */
export async function writeRelease(
  content: string,
  id: SnapshotId,
  release: ReleaseRecord,
  { name, text }: SnapshotText,
): Promise<void> {
  refuseTooLong(text, name);
  const packed = await packZstd(text, ZSTD_LEVEL);
  // release.yaml last: readers go by it.
  const files: FileToWrite[] = [
    { name: `${variantName(id)}/${name}`, data: packed },
    { name: 'release.yaml', data: formatRelease(release) },
  ];
  await writeFiles(content, id, files);
}

/**
 * Writes what is known of a release, and leaves the files that it describes.
 *
 * @throws {Fault} `unwritable-file`. Nothing is changed then.
 */
export async function writeReleaseRecord(
  content: string,
  id: SnapshotId,
  release: ReleaseRecord,
): Promise<void> {
  await writeFiles(content, id, [{ name: 'release.yaml', data: formatRelease(release) }]);
}

async function writeFiles(content: string, id: SnapshotId, files: readonly FileToWrite[]): Promise<void> {
  try {
    await writeTogether(releaseFolder(content, id.product, id.release), files);
  } catch (error) {
    const path = releaseFile(content, id.product, id.release);
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'unwritable-file', path, detail }, { cause: error });
  }
}

export function withoutUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Keys in the order of the schema, whatever order the file had. */
function formatRelease(release: ReleaseRecord): string {
  const snapshots = Object.entries(release.snapshots).map(
    ([variant, record]) => [variant, orderKeys(record)] as const,
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
    coverage: record.coverage,
    exports_sha256: record.exports_sha256,
    ingest: record.ingest,
    loader: record.loader && orderLoader(record.loader),
    imports: record.imports && orderImports(record.imports),
    types: record.types && orderTypes(record.types),
    rebaselined: record.rebaselined.length === 0 ? undefined : record.rebaselined,
  } satisfies Record<keyof SnapshotRecord, unknown>);
}

function orderLoader({ uname, vermagic, settings, image }: LoaderRecord): object {
  const { source, module_size, builtin } = image ?? {};
  const known = settings && LOADER_SETTINGS.map((name) => [name, settings[name]] as const);
  return withoutUndefined({
    uname,
    vermagic,
    settings: known && withoutUndefined(Object.fromEntries(known)),
    image: image && withoutUndefined({ source, module_size, builtin }),
  });
}

function orderImports(imports: Readonly<Record<string, ImportsRecord>>): object {
  const ordered = Object.entries(imports).map(([name, record]) => [
    name,
    {
      source: { file: record.source.file, sha256: record.source.sha256 },
      version: record.version,
      vermagic: record.vermagic,
      modules: record.modules,
      pairs: record.pairs,
      imports_sha256: record.imports_sha256,
    },
  ]);
  return sortedByKey(ordered as [string, object][]);
}

function orderTypes(types: NonNullable<SnapshotRecord['types']>): object {
  const ordered = Object.entries(types).map(([source, record]: [string, TypesRecord]) => {
    const from = record.from.map(({ file, sha256 }) => withoutUndefined({ file, sha256 }));
    const { types: count, exports, types_sha256, base_sha256 } = record;
    const fields = { from, types: count, exports, types_sha256, base_sha256 };
    return [source, withoutUndefined(fields)] as const;
  });
  return sortedByKey(ordered);
}

function sortedByKey<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => compareText(a, b)));
}
