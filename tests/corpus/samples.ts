/**
 * The corpus: real files of many makers, with counts taken by other tools. It lies beside the checkout, in ../shared,
 * is not published, and is not needed to build or test: without it these tests say so and pass.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openExports, type OpenedExports } from '../../scripts/sources/open.ts';
import { readChunks } from '../../scripts/sources/bytes/file.ts';
import { LIMITS } from '../../scripts/sources/bytes/limits.ts';
import { readText } from '../../scripts/sources/compression/text.ts';

const SHARED = path.resolve(import.meta.dirname, '../../../shared');
const SAMPLES = path.join(SHARED, 'samples');
const DEBIAN = path.join(SHARED, 'data/debian');

export const corpusIsHere = existsSync(SAMPLES) && existsSync(DEBIAN);

/** Behind every title, so that a run without the corpus reads as what it is. */
export const whereCorpus = corpusIsHere ? '' : ' (skipped: there is no corpus in ../shared)';

export type Row = Readonly<Record<string, string>>;

/** A table of golden figures, one object per row, keyed by the header. */
export function readTable(name: string): Row[] {
  const [header = [], ...rows] = readFileSync(path.join(SAMPLES, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(header.map((key, index) => [key, row[index] ?? ''])));
}

/** Where a sample lies: large ones are packed. Undefined if it was left out. */
export function findSample(name: string): string | undefined {
  const plain = path.join(SAMPLES, name);
  return [plain, `${plain}.xz`].find((file) => existsSync(file));
}

export async function readSample(file: string): Promise<string> {
  return readText(readChunks(file), file, LIMITS);
}

/** Diffs name most files twice. */
export function rememberingOpen(): (file: string) => Promise<OpenedExports> {
  const opened = new Map<string, Promise<OpenedExports>>();
  return (file) => {
    const known = opened.get(file) ?? openExports(file);
    opened.set(file, known);
    return known;
  };
}

export function debianSymvers(release: string, arch: string): string {
  return path.join(DEBIAN, release, arch, 'Module.symvers.xz');
}

export function readDebianManifest(): Row[] {
  return readTable(path.relative(SAMPLES, path.join(DEBIAN, 'MANIFEST.tsv')));
}

/** A run must show how much of the corpus it saw. */
export function reportRows(table: string, checked: number, absent: number): void {
  console.log(`${table}: ${checked} rows checked, ${absent} name files that are not here`);
}
