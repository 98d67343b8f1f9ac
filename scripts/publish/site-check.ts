/** A site on disk against the list of hashes that its build wrote. */
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../src/base/problems.ts';
import { listFiles } from '../engine/file-tree.ts';
import { hashFile } from '../sources/bytes/file.ts';
import { isOutsideManifest, MANIFEST, parseManifest } from './manifest.ts';
import { STAMP } from './site-folders.ts';

export interface CheckedSite {
  /** How many files were compared with their hash. */
  readonly files: number;
  readonly problems: readonly Problem[];
}

export async function checkSite(site: string): Promise<CheckedSite> {
  const read = (name: string) => readFile(path.join(site, name), 'utf8').catch(() => '');
  const [stamp, manifest] = await Promise.all([read(STAMP), read(MANIFEST)]);
  const listed = parseManifest(manifest);
  // Shortened at the end of a line it is still a list, but not the one that was written.
  if (listed === undefined || stamp.split('\n')[1] !== hash('sha256', manifest)) {
    return { files: 0, problems: [{ kind: 'no-manifest', path: path.join(site, MANIFEST) }] };
  }
  const problems: Problem[] = [];
  let files = 0;
  for (const [name, digest] of listed) {
    const file = path.join(site, name);
    if (!existsSync(file)) {
      problems.push({ kind: 'not-published', path: file });
      continue;
    }
    files += 1;
    const found = await hashFile(file);
    if (found === digest) continue;
    const detail = `it has the SHA-256 ${found}, ${MANIFEST} says ${digest}`;
    problems.push({ kind: 'other-than-published', path: file, detail });
  }
  for (const name of listFiles(site)) {
    if (!listed.has(name) && !isOutsideManifest(name, STAMP))
      problems.push({ kind: 'not-listed', path: path.join(site, name) });
  }
  return { files, problems };
}
