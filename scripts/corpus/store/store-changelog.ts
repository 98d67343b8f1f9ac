/** Keeps what a package's changelog says of its own version, and of those before it that releases on file have. */
import {
  formatVersionChanges,
  isVersionName,
  type VersionChanges,
} from '../../../src/formats/changelogs/facts.ts';
import type { ChangelogEntry } from '../../../src/formats/changelogs/changelog.ts';
import { Fault } from '../../../src/base/problems.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';
import { packZstd } from '../../engine/zstd.ts';
import { changelogFile } from '../layout.ts';
import { readCanonicalText, readReleases } from '../read.ts';

const ZSTD_LEVEL = 19;

export interface StoredChangelog {
  readonly status: 'written' | 'unchanged';
  /** What is on file of it now, newest first. */
  readonly versions: readonly string[];
  readonly changes: number;
}

/**
 * Keeps the entries from the package's own version back to the oldest version of the product that is on file: what lies
 * between two releases on file is then known, also of versions whose exports nobody ingested.
 *
 * @param source names the package in messages
 * @throws {Fault} `changelog-without-version` if no entry is of the package's version; `unwritable-file`
 */
export async function storeChangelog(
  content: string,
  product: string,
  packageVersion: string,
  entries: readonly ChangelogEntry[],
  source: string,
): Promise<StoredChangelog> {
  const named = entries.flatMap(({ version, ...entry }) =>
    version !== null && isVersionName(version) ? [{ version, ...entry }] : [],
  );
  const first = named.findIndex(({ version }) => version === packageVersion);
  if (first < 0) {
    const detail = `${entries.length} entries, none of ${packageVersion}`;
    throw new Fault({ kind: 'changelog-without-version', path: source, detail });
  }
  const onFile = await versionsOnFile(content, product);
  const last = Math.max(
    first,
    named.findLastIndex(({ version }) => onFile.has(version)),
  );
  const kept = named
    .slice(first, last + 1)
    .map((entry, at): VersionChanges => ({ ...entry, after: named[first + at + 1]?.version ?? null }));
  const written = await Promise.all(
    kept.map((each) => store(changelogFile(content, product, each.version), each)),
  );
  return {
    status: written.includes(true) ? 'written' : 'unchanged',
    versions: kept.map(({ version }) => version),
    changes: kept.reduce((sum, { changes }) => sum + changes.length, 0),
  };
}

/** @returns whether anything was written */
async function store(file: string, changes: VersionChanges): Promise<boolean> {
  const text = formatVersionChanges(changes);
  if ((await readCanonicalText(file).catch(() => undefined)) === text) return false;
  const packed = await packZstd(text, ZSTD_LEVEL);
  try {
    writeAtomically(file, packed);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'unwritable-file', path: file, detail }, { cause: error });
  }
  return true;
}

async function versionsOnFile(content: string, product: string): Promise<ReadonlySet<string>> {
  const { releases } = await readReleases(content, product);
  const versions = releases.flatMap(({ snapshots }) =>
    Object.values(snapshots).flatMap((snapshot) => snapshot.package?.version ?? []),
  );
  return new Set(versions);
}
