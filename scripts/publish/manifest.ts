/**
 * What a site consists of: SHA256SUMS at its root, as coreutils write it, so that a mirror or a reader checks the whole with
 * `sha256sum --check`. One file to sign stands for all.
 */
import { compareText } from '../../src/base/text.ts';

export const MANIFEST = 'SHA256SUMS';

/** @param digests SHA-256 by the path of the file below the root of the site */
export function formatManifest(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, digest]) => `${digest}  ${name}\n`)
    .join('');
}

/** Undefined for a text that is none, or was cut off. */
export function parseManifest(text: string): Map<string, string> | undefined {
  const digests = new Map<string, string>();
  if (text === '' || !text.endsWith('\n')) return undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    const [, digest, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (digest === undefined || name === undefined) return undefined;
    digests.set(name, digest);
  }
  return digests;
}

/** Whether a file of a site may lie there unlisted: what the list is known by, and signatures of it that its publisher adds. */
export function isOutsideManifest(name: string, stamp: string): boolean {
  return name === MANIFEST || name === stamp || name.startsWith(`${MANIFEST}.`);
}
