/** What changed between two versions of a product's kernel package, as changelogs on file tell. */
import { existsSync } from 'node:fs';
import {
  isVersionName,
  parseVersionChanges,
  type VersionChanges,
} from '../../src/formats/changelogs/facts.ts';
import { fixesOf, type UpdateFixes } from '../../src/formats/changelogs/fixes.ts';
import { updatesOf, type ProductLine, type Update } from '../../src/history/lineage.ts';
import type { SnapshotRecord } from '../../src/history/release.ts';
import { changelogFile } from './layout.ts';
import { readCanonicalText } from './read.ts';

/** A side of an update. */
export interface VersionOnFile {
  readonly product: string;
  readonly snapshot: Pick<SnapshotRecord, 'package'> | undefined;
}

/**
 * The versions after the older one up to the newer one, newest first. Undefined if one of them is unknown, or a version
 * between them is not on file: of a part of the changes nobody should tell which made what.
 *
 * @throws {Fault} if a file cannot be read
 */
export async function readChangelogBetween(
  content: string,
  older: VersionOnFile,
  newer: VersionOnFile,
): Promise<readonly VersionChanges[] | undefined> {
  const [from, to] = [older.snapshot?.package?.version, newer.snapshot?.package?.version];
  if (from === undefined || to === undefined || older.product !== newer.product) return undefined;
  const found = new Map<string, VersionChanges>();
  for (let version: string | null = to; version !== from;) {
    if (version === null || !isVersionName(version) || found.has(version)) return undefined;
    const file = changelogFile(content, newer.product, version);
    if (!existsSync(file)) return undefined;
    const { records } = parseVersionChanges(await readCanonicalText(file), file);
    if (records === null) return undefined;
    found.set(version, records);
    version = records.after;
  }
  return [...found.values()];
}

/**
 * What each update's changelogs say, by `<product>/<release>` of the newer release: that of its first variant. Without
 * those of which a version is not on file.
 *
 * @throws {Fault} if a file cannot be read
 */
export async function readFixes(
  content: string,
  lines: readonly ProductLine[],
): Promise<ReadonlyMap<string, UpdateFixes>> {
  const found = new Map<string, UpdateFixes>();
  for (const update of updatesOf(lines)) {
    const name = `${update.after.product}/${update.after.release}`;
    if (found.has(name)) continue;
    const log = await readChangelogBetween(
      content,
      side(lines, update.before, update.variant),
      side(lines, update.after, update.variant),
    );
    if (log !== undefined) found.set(name, fixesOf(log));
  }
  return found;
}

function side(
  lines: readonly ProductLine[],
  { product, release }: Update['after'],
  variant: string,
): VersionOnFile {
  const line = lines.find((each) => each.product.name === product);
  const record = line?.releases.find((each) => each.release === release);
  return { product, snapshot: record?.snapshots[variant] };
}
