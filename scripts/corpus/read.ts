/** What is on file below content/products. The build, and every command that names a product, reads it here. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseSymvers } from '../../src/formats/exports/symvers.ts';
import type { KernelBuild } from '../../src/load/verdict.ts';
import { compareText } from '../../src/base/text.ts';
import type { Export } from '../../src/kernel/export.ts';
import type { LoaderPatches } from '../../src/kernel/loader.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import { unpackZstd } from '../engine/zstd.ts';
import { Fault, sortProblems, type Problem } from '../../src/base/problems.ts';
import { productSchema, slug, type Product } from '../../src/history/product.ts';
import {
  coverageOf,
  releaseSchema,
  vermagicOf,
  loaderProfile,
  type ReleaseRecord,
  type SnapshotRecord,
} from '../../src/history/release.ts';
import { LIMITS } from '../sources/bytes/limits.ts';
import { productFile, productsFolder, releaseFile, releaseFolder, symversFile } from './layout.ts';
import { readBytes } from './read-bytes.ts';
import { readYaml } from './yaml-file.ts';

/** Every product, sorted by name. A file at fault is left out, and said in the problems. */
export async function readProducts(content: string): Promise<{ products: Product[]; problems: Problem[] }> {
  const products: Product[] = [];
  const problems: Problem[] = [];
  for (const name of await folders(productsFolder(content))) {
    if (!slug.safeParse(name).success) {
      const detail = 'the name of a product is a folder and a part of URLs: letters, digits and . + ~ _ -';
      problems.push({ kind: 'invalid-file', path: productFile(content, name), detail });
      continue;
    }
    const file = await readYaml(productFile(content, name), productSchema);
    if ('value' in file) products.push({ ...file.value, name });
    else problems.push(...file.problems);
  }
  return { products, problems: sortProblems(problems) };
}

/**
 * Every release of a product, sorted by name and not by version. A release without release.yaml does not exist: such
 * a folder is what an interrupted ingest leaves, and a snapshot in it is a problem.
 */
export async function readReleases(
  content: string,
  product: string,
): Promise<{ releases: ReleaseRecord[]; problems: Problem[] }> {
  const releases: ReleaseRecord[] = [];
  const problems: Problem[] = [];
  for (const name of await folders(path.dirname(productFile(content, product)))) {
    const { release, problems: found } = await readRelease(content, product, name);
    problems.push(...found);
    if (release !== undefined) releases.push(release);
    const listed = release?.snapshots ?? (found.length > 0 ? undefined : {});
    if (listed !== undefined) problems.push(...(await unlistedSnapshots(content, product, name, listed)));
  }
  return { releases, problems: sortProblems(problems) };
}

/** One release.yaml. Neither a release nor problems: there is none. */
export async function readRelease(
  content: string,
  product: string,
  name: string,
): Promise<{ release?: ReleaseRecord; problems: readonly Problem[] }> {
  const file = releaseFile(content, product, name);
  if (!existsSync(file)) return { problems: [] };
  const read = await readYaml(file, releaseSchema);
  if (!('value' in read)) return { problems: read.problems };
  if (read.value.product === product && read.value.release === name)
    return { release: read.value, problems: [] };
  const detail = `it says ${read.value.product}/${read.value.release}, its folder ${product}/${name}`;
  return { problems: [{ kind: 'invalid-file', path: file, detail }] };
}

/** @throws {Fault} if there is none, or it cannot be read. */
export type ReadExports = (id: SnapshotId) => Promise<readonly Export[]>;

/**
 * The exports of a snapshot on file.
 *
 * @param record of the snapshot, in release.yaml
 * @throws {Fault} if there is none, it cannot be read, or it is not what was put on file
 */
export async function readExports(
  content: string,
  id: SnapshotId,
  record: Pick<SnapshotRecord, 'exports_sha256'>,
): Promise<Export[]> {
  const file = symversFile(content, id);
  return parseSymvers(await readVerifiedText(file, record.exports_sha256), file).records;
}

/**
 * A snapshot on file as the kernel that modules are loaded into.
 *
 * @param patches What its vendor makes of the loader.
 * @throws {Fault} if its exports cannot be read.
 */
export async function readKernelBuild(
  content: string,
  id: SnapshotId,
  record: SnapshotRecord,
  patches: LoaderPatches | undefined,
  exportsOf: ReadExports = (of) => readExports(content, of, record),
): Promise<KernelBuild> {
  const exports = await exportsOf(id);
  const loader = loaderProfile(record, patches);
  return {
    ...id,
    modversions: record.modversions,
    vermagic: vermagicOf(record),
    exports: new Map(exports.map((each) => [each.symbol, each])),
    coverage: coverageOf(record),
    ...(loader === undefined ? {} : { loader }),
  };
}

/** The unpacked text of a file that no record has a hash of. */
export async function readCanonicalText(file: string): Promise<string> {
  return (await unpacked(file)).toString('utf8');
}

/**
 * The unpacked text of a file of a snapshot, for everything that says something of it: one flipped bit, or the file of another
 * architecture in its place, would change verdicts.
 *
 * @param sha256 of the text, as release.yaml has it
 * @throws {Fault} `other-than-ingested`, or if it cannot be read
 */
export async function readVerifiedText(file: string, sha256: string): Promise<string> {
  const bytes = await unpacked(file);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found === sha256) return bytes.toString('utf8');
  throw otherThanIngested(file, sha256, found);
}

/** @param found undefined if no text came of it */
export function otherThanIngested(file: string, wanted: string, found: string | undefined): Fault {
  const what = found === undefined ? 'it gives no text' : `its text has the SHA-256 ${found}`;
  return new Fault({
    kind: 'other-than-ingested',
    path: file,
    detail: `${what}, release.yaml says ${wanted}`,
  });
}

async function unpacked(file: string): Promise<Buffer> {
  const packed = await readBytes(file);
  try {
    return await unpackZstd(packed, LIMITS.text);
  } catch (error) {
    throw new Fault({ kind: 'corrupt-input', path: file }, { cause: error });
  }
}

async function unlistedSnapshots(
  content: string,
  product: string,
  release: string,
  listed: ReleaseRecord['snapshots'],
): Promise<Problem[]> {
  const folder = releaseFolder(content, product, release);
  const variants = await folders(folder);
  return variants
    .filter((variant) => !Object.hasOwn(listed, variant))
    .map((variant): Problem => ({ kind: 'unlisted-snapshot', path: path.join(folder, variant) }));
}

/** Names of the folders in a folder, sorted; hidden ones are somebody else's. */
async function folders(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(compareText);
}
