/**
 * The data that pages load, addressed by content. Each file lies in a folder named by the hash of what it holds, or is named
 * with its hash by a file that does: what a browser has put together is of one build, or it is told that it is not. One file
 * of a fixed address names the first of them. The pages themselves do not: each has the search box, and all would be other
 * bytes with every new release.
 */
import { sha256 } from '../base/sha256.ts';

/** Relative to the root of the site; fetched anew for each page, everything else may be kept for good. */
export const DATA_POINTER = 'data.json';
export const DATA_SCHEMA = 'kabi-reports/browser-data/1';

/** Paths below the root of the site, as addressed() makes them. */
export interface DataPointer {
  readonly schema: typeof DATA_SCHEMA;
  /** A CheckIndex (src/search/symbol-blocks.ts). */
  readonly check: string;
  /** Paths of export files by the name of their build (src/history/export-file.ts). */
  readonly compare: string;
  readonly search: SearchPaths;
}

/** Of the files in src/search/search-index.ts. */
export interface SearchPaths {
  readonly names: string;
  readonly places: string;
  readonly inTree: string;
  readonly types: string;
  /** Paths of the shards of CRCs, by their two digits. */
  readonly crcs: string;
}

/** Folders of the root that have such files; the sites of older builds have others in them. */
export const DATA_FOLDERS = ['check', 'compare', 'search'] as const;
export type DataFolder = (typeof DATA_FOLDERS)[number];

/** Of a SHA-256: enough that no accident has the same, and short enough to read out. */
const HASH_DIGITS = 16;
const IN_PATH = /^(?:check|compare|search)\/([0-9a-f]{16})\//;

export type Hashed = (bytes: Uint8Array) => string;

/** What a file is named by. @param hashed SHA-256 as digits: where there is a faster one than ours */
export function contentHash(bytes: Uint8Array, hashed: Hashed = sha256): string {
  return hashed(bytes).slice(0, HASH_DIGITS);
}

/** The path of a file below the root of the site. */
export function dataPath(folder: DataFolder, hash: string, name: string): string {
  return `${folder}/${hash}/${name}`;
}

/** The hash that the content of a file must have, by its path. */
export function hashInPath(path: string): string | undefined {
  return IN_PATH.exec(path)?.[1];
}

/** What was loaded as the pointer. @returns `newer` for one of a later version than this program reads */
export function readPointer(text: string): DataPointer | 'newer' | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { schema, check, compare, search } = Object(value) as Partial<Record<keyof DataPointer, unknown>>;
  if (schema !== DATA_SCHEMA) {
    return typeof schema === 'string' && /^kabi-reports\/browser-data\/\d+$/.test(schema)
      ? 'newer'
      : undefined;
  }
  const { names, places, inTree, types, crcs } = Object(search) as Partial<
    Record<keyof SearchPaths, unknown>
  >;
  const paths = [check, compare, names, places, inTree, types, crcs];
  return paths.every(isAddressed) ? (value as DataPointer) : undefined;
}

function isAddressed(value: unknown): boolean {
  return typeof value === 'string' && hashInPath(value) !== undefined;
}
