/** What all archives have in common: entries that pass by once, of which a few are wanted. Nothing is ever extracted. */
import { Fault } from '../../../src/base/problems.ts';
import type { Bytes } from '../bytes/byte-reader.ts';
import { limitExceeded } from '../compression/compression.ts';
import type { Limits } from '../bytes/limits.ts';

export interface ArchiveEntry {
  /** As the archive has it: `./usr/src/…`. */
  readonly path: string;
  readonly isFile: boolean;
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** To be read before the next entry is asked for, or not at all. */
  readonly body: Bytes;
}

export interface PickedFile {
  readonly bytes: Buffer;
  readonly modified: number;
}

/**
 * The entries of an archive, each checked before it is handed on, by path without the leading `./`.
 *
 * @throws {Fault} `unsafe-path` for an absolute path or one with `..`, wanted or not: the archive was made to harm.
 * `limit-exceeded` for too many entries or a too large one.
 */
export async function* checkedEntries(
  entries: AsyncIterable<ArchiveEntry>,
  archive: string,
  limits: Limits,
): AsyncGenerator<ArchiveEntry> {
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    if (count > limits.entries) throw tooMany(archive, limits.entries);
    if (!isSafePath(entry.path)) throw new Fault({ kind: 'unsafe-path', path: archive, source: entry.path });
    if (entry.size > limits.entry) throw limitExceeded(entryName(archive, entry.path), limits.entry);
    yield { ...entry, path: entry.path.replace(/^(?:\.\/+)+/, '') };
  }
}

/**
 * Reads an archive to its end and keeps the wanted files.
 *
 * @throws {Fault} as checkedEntries, and `limit-exceeded` if the wanted ones together exceed the limit for text.
 */
export async function pickFiles(
  entries: AsyncIterable<ArchiveEntry>,
  archive: string,
  limits: Limits,
  isWanted: (path: string) => boolean,
): Promise<Map<string, PickedFile>> {
  const picked = new Map<string, PickedFile>();
  let kept = 0;
  for await (const { path, isFile, size, modified, body } of checkedEntries(entries, archive, limits)) {
    if (!isFile || !isWanted(path)) continue;
    kept += size;
    if (kept > limits.text) throw limitExceeded(entryName(archive, path), limits.text);
    picked.set(path, { bytes: await collect(body, size), modified });
  }
  return picked;
}

/** How messages name a file in an archive. */
export function entryName(archive: string, path: string): string {
  return `${archive}: ${path}`;
}

function isSafePath(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..');
}

function tooMany(archive: string, limit: number): Fault {
  return new Fault({ kind: 'limit-exceeded', path: archive, detail: `more than ${limit} entries` });
}

/**
 * The whole of what passes by. How much that may be is to be checked before.
 *
 * @param size of it, where that is known: then nothing is held twice, in pieces and as a whole
 */
export async function collect(body: Bytes, size = 0): Promise<Buffer> {
  const whole = Buffer.allocUnsafeSlow(size);
  let at = 0;
  const beyond: Uint8Array[] = [];
  for await (const part of body) {
    if (beyond.length > 0 || at + part.length > whole.length) beyond.push(part);
    else {
      whole.set(part, at);
      at += part.length;
    }
  }
  const begun = whole.subarray(0, at);
  return beyond.length === 0 ? begun : Buffer.concat([begun, ...beyond]);
}
