/** What a result was computed from, as one hash: the same wherever the checkout and the content lie. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What decides what is written to content/generated/: all but the pages and the commands. */
export const ANALYSIS_CODE: readonly string[] = [
  ...[
    'base',
    'kernel',
    'formats',
    'types',
    'history',
    'load',
    'policy',
    'addresses',
    'documents',
    'records',
    'lang',
  ].map((room) => `src/${room}`),
  ...['analysis', 'corpus'].map((room) => `scripts/${room}`),
];

export interface InputFile {
  /** Below the root that it was looked up in, with `/`. */
  readonly name: string;
  readonly file: string;
}

/**
 * The files with these names below a root, and those in folders with these names. What does not exist is left out, and so
 * are tests: no result depends on them.
 */
export async function inputFiles(root: string, names: readonly string[]): Promise<InputFile[]> {
  const found = await Promise.all(names.map((name) => filesAt(path.join(root, name))));
  return found
    .flat()
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ name: path.relative(root, file).replaceAll(path.sep, '/'), file }));
}

/** One hash over files, by name and content, and further text that the result depends on. */
export async function inputKey(files: readonly InputFile[], ...rest: readonly string[]): Promise<string> {
  const lines = await Promise.all(
    files.map(async ({ name, file }) => `${name} ${sha256(await readFile(file))}\n`),
  );
  return sha256([...lines.sort(), ...rest.map((text) => `${text}\n`)].join(''));
}

async function filesAt(place: string): Promise<string[]> {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Stands for a file that may not be there: then its key is that of nothing. */
export function fileKey(file: string): string {
  return existsSync(file) ? sha256(readFileSync(file)) : '';
}
