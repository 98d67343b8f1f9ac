/**
 * A folder of snapshots, `<release>/<arch>[-<flavour>]/Module.symvers`, with a table of where each came from:
 * MANIFEST.tsv, a header line and then one tab-separated line per snapshot. It keeps the provenance of packages that
 * are too large to keep.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { COVERAGES } from '../../src/kernel/snapshot.ts';
import { CRC_GENERATORS } from '../../src/kernel/export.ts';
import { DEFAULT_FLAVOUR, variantName } from '../../src/kernel/variant.ts';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { slug } from '../../src/history/product.ts';
import { matchPlace } from './kernel/build-places.ts';
import { hashFile, readChunks, unreadable } from './bytes/file.ts';
import type { Limits } from './bytes/limits.ts';
import { readExportFacts, type OpenedExports, type Source } from './kernel/opened-exports.ts';
import { readText } from './compression/text.ts';

const MANIFEST = 'MANIFEST.tsv';

const yesOrNo = z.enum(['yes', 'no']).transform((answer) => answer === 'yes');
const rowSchema = z.strictObject({
  release: slug,
  arch: slug,
  flavour: slug.default(DEFAULT_FLAVOUR),
  /** The package that the file was taken from; where it is not said, the file is its own source. */
  package: z.string().optional(),
  package_version: z.string().optional(),
  deb_sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'not a sha256')
    .optional(),
  built: z.iso.date().optional(),
  /** Checked against the file. */
  exports: z.coerce.number().int().optional(),
  /** Told by the file itself where it is not said here. */
  modversions: yesOrNo.optional(),
  crc_generator: z.enum(CRC_GENERATORS).optional(),
  coverage: z.enum(COVERAGES).optional(),
  btf: yesOrNo.optional(),
  compiler: z.string().optional(),
});
type Row = z.infer<typeof rowSchema>;

export function hasManifest(folder: string): boolean {
  return existsSync(path.join(folder, MANIFEST));
}

/**
 * One source per line. A bad line fails when it is opened.
 *
 * @throws {Fault} if the manifest itself cannot be read.
 */
export async function readManifest(folder: string, limits: Limits): Promise<Source[]> {
  const file = path.join(folder, MANIFEST);
  const text = await readText(readChunks(file), file, limits);
  const [header = '', ...lines] = text.split(/\r?\n/);
  const columns = header.split('\t');
  const snapshots = lines.flatMap((source, index) => {
    if (source === '') return [];
    const row = readRow(columns, source, { kind: 'malformed-manifest', path: file, line: index + 2, source });
    return [{ path: file, open: () => openRow(row, folder, limits) }];
  });
  if (snapshots.length === 0)
    throw new Fault({ kind: 'malformed-manifest', path: file, detail: 'it has no lines' });
  return snapshots;
}

function readRow(columns: readonly string[], source: string, problem: Problem): Row | Problem {
  const fields = source.split('\t');
  const named = columns.map((name, index) => [name, fields[index] ?? ''] as const);
  // An empty field says nothing, like a column that is not there.
  const result = rowSchema.safeParse(Object.fromEntries(named.filter(([, value]) => value !== '')));
  if (result.success) return result.data;
  const details = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ...problem, detail: details.join('; ') };
}

async function openRow(row: Row | Problem, folder: string, limits: Limits): Promise<OpenedExports> {
  if ('kind' in row) throw new Fault(row);
  const file = await symversOf(path.join(folder, row.release, variantName(row)));
  const text = await readText(readChunks(file), file, limits);
  const facts = readExportFacts(text, file, undefined);
  const { exports, problems } = facts;
  if (row.exports !== undefined && row.exports !== exports.length) {
    const detail = `${row.exports} exports according to ${MANIFEST}, ${exports.length} in the file`;
    throw new Fault({ kind: 'manifest-mismatch', path: file, detail });
  }
  return {
    release: row.release,
    arch: row.arch,
    flavour: row.flavour,
    ...(await originOf(row, file)),
    ...(row.built === undefined ? {} : { built: row.built }),
    ...(row.compiler === undefined ? {} : { compiler: row.compiler }),
    modversions: row.modversions ?? facts.modversions,
    crcGenerator: row.crc_generator ?? facts.crcGenerator,
    ...(row.btf === undefined ? {} : { btf: row.btf }),
    coverage: row.coverage ?? facts.coverage,
    exports,
    problems,
  };
}

async function originOf(row: Row, file: string): Promise<Pick<OpenedExports, 'file' | 'sha256' | 'package'>> {
  const { package: name, package_version: version, deb_sha256: sha256 } = row;
  if (name === undefined || version === undefined) {
    return { file: path.basename(file), sha256: await hashFile(file) };
  }
  // As in the archive's pool, whose file names leave the epoch out.
  const deb = `${name}_${version.replace(/^\d+:/, '')}_${row.arch}.deb`;
  return { file: deb, ...(sha256 === undefined ? {} : { sha256 }), package: { name, version } };
}

async function symversOf(folder: string): Promise<string> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const name = names.sort().find((each) => matchPlace('Module.symvers', each) !== undefined);
  if (name === undefined)
    throw new Fault({ kind: 'nothing-found', path: folder, detail: `but ${MANIFEST} names it` });
  return path.join(folder, name);
}
