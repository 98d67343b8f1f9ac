/** What `--list` says: the names that are promised, and where each is, for a report to point at. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { textLines } from '../../src/base/lines.ts';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { compareText } from '../../src/base/text.ts';
import { parseSymbolList } from '../../src/formats/lists/symbol-list.ts';
import { hasWildcard, isPattern } from '../../src/formats/lists/wildcard.ts';
import { readChunks } from '../sources/bytes/file.ts';
import { LIMITS } from '../sources/bytes/limits.ts';
import { readText } from '../sources/compression/text.ts';

export interface ListPlace {
  readonly path: string;
  readonly line: number;
}

export interface PromisedList {
  /** Names, and the patterns that ksymvers takes for its --filter-symbol-list. */
  readonly names: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, ListPlace>;
  /** Its headers and files, which often name an architecture: `rhel9_x86_64_stablelist`. */
  readonly titles: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * A file, or a folder with a file per symbol as CentOS Stream has it.
 *
 * @throws {Fault} if it cannot be read, or names nothing: a gate under it would let everything pass
 */
export async function readPromisedList(given: string): Promise<PromisedList> {
  const files = await filesOf(given);
  const parts = await Promise.all(files.map(async (file) => readFile(await textOf(file), file)));
  const places = new Map(parts.flatMap((part) => part.places));
  if (places.size === 0) throw new Fault({ kind: 'nothing-promised', path: given });
  return {
    names: new Set(places.keys()),
    places,
    titles: [...files.map((file) => path.basename(file)), ...parts.flatMap(({ sections }) => sections)],
    problems: parts.flatMap(({ problems }) => problems),
  };
}

/** Packed or not. */
export async function textOf(file: string): Promise<string> {
  return await readText(readChunks(file), file, LIMITS);
}

function readFile(text: string, file: string) {
  const lines = [...textLines(text)].map(({ number, text: line }) => ({ number, word: line.trim() }));
  const patterns = lines.filter(({ word }) => isListPattern(word));
  const lineOf = new Set(patterns.map(({ number }) => number));
  // A list of nothing but patterns has no name to be told from other files by.
  const rest = text
    .split('\n')
    .map((line, index) => (lineOf.has(index + 1) ? '' : line))
    .join('\n');
  const { records, problems } = parseSymbolList(rest, file);
  const symbols = new Set(records.symbols);
  const places = lines.flatMap(({ number, word }): [string, ListPlace][] => {
    const place = { path: file, line: number };
    if (lineOf.has(number)) return [[word, place]];
    const name = word.split(/[\s#]/).find((each) => symbols.has(each));
    return name === undefined ? [] : [[name, place]];
  });
  return { places: places.reverse(), sections: records.sections, problems };
}

function isListPattern(line: string): boolean {
  return hasWildcard(line) && isPattern(line) && !/[\s#]/.test(line) && !/^\[.*\]$/.test(line);
}

async function filesOf(given: string): Promise<string[]> {
  const info = await stat(given).catch((error: unknown) => {
    throw new Fault({ kind: 'unreadable-file', path: given, detail: String(error) }, { cause: error });
  });
  if (!info.isDirectory()) return [given];
  const entries = await readdir(given, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(given, entry.name))
    .sort(compareText);
}
