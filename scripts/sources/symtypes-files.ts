/** symtypes, in one file or in a file for each object: `make KBUILD_SYMTYPES=1` leaves them beside the objects. */
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { SymtypesReader, type Symtypes } from '../../src/formats/symtypes/symtypes.ts';
import { compareText } from '../../src/base/text.ts';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { parseFileName, type Identity } from './kernel/build-names.ts';
import { hashFile, readChunks } from './bytes/file.ts';
import { LIMITS, type Limits } from './bytes/limits.ts';
import { readText } from './compression/text.ts';

export interface OpenedSymtypes extends Identity {
  /** Base name of the file or folder. */
  readonly file: string;
  /** Of a file. */
  readonly sha256?: string;
  readonly symtypes: Symtypes;
  readonly problems: readonly Problem[];
}

const SUFFIX = /\.symtypes(?:\.(?:gz|xz|zst))?$/;
/** A joined file has a line for each declaration in each object: SUSE's have 110,000, and kernels have grown since. */
const LINES = 8;

/** @throws {Fault} if it cannot be read, or has no record. */
export async function openSymtypesFile(file: string, limits: Limits = LIMITS): Promise<OpenedSymtypes> {
  const reader = new SymtypesReader();
  const name = path.basename(file);
  // A list without sections stands for the whole kernel, unless its name says that it is of one object.
  const object = SUFFIX.test(name) ? name.replace(SUFFIX, '') : '';
  reader.add(await textOf(file, limits), file, object);
  const { records: symtypes, problems } = reader.finish();
  return { ...parseFileName(name), file: name, sha256: await hashFile(file), symtypes, problems };
}

/** Whether a folder holds symtypes, at whatever depth. */
export async function holdsSymtypes(folder: string): Promise<boolean> {
  for await (const name of glob('**/*.symtypes*', { cwd: folder })) if (SUFFIX.test(name)) return true;
  return false;
}

/** All files below a folder, each an object by its path. @throws {Fault} as openSymtypesFile, or `limit-exceeded` */
export async function openSymtypesFolder(folder: string, limits: Limits = LIMITS): Promise<OpenedSymtypes> {
  const names: string[] = [];
  for await (const name of glob('**/*.symtypes*', { cwd: folder })) {
    if (SUFFIX.test(name)) names.push(name);
    if (names.length > limits.entries) {
      throw new Fault({ kind: 'limit-exceeded', path: folder, detail: `more than ${limits.entries} files` });
    }
  }
  const reader = new SymtypesReader();
  for (const name of names.sort(compareText)) {
    const file = path.join(folder, name);
    reader.add(await textOf(file, limits), file, name.replace(SUFFIX, '').replaceAll(path.sep, '/'));
  }
  const { records: symtypes, problems } = reader.finish();
  return { file: path.basename(path.resolve(folder)), symtypes, problems };
}

function textOf(file: string, limits: Limits): Promise<string> {
  return readText(readChunks(file), file, { ...limits, lines: LINES * limits.lines });
}
