/** The changelog that a kernel package carries: a file of a .deb, tags of an .rpm. */
import type { ChangelogEntry } from '../../../src/formats/changelogs/changelog.ts';
import { parseChangelog } from '../../../src/formats/changelogs/parse.ts';
import { rpmChanges, versionIn } from '../../../src/formats/changelogs/rpm.ts';
import { Fault, type Parsed } from '../../../src/base/problems.ts';
import { entryName, type PickedFile } from '../archives/archive.ts';
import type { RpmChange } from '../archives/rpm-header.ts';
import type { Limits } from '../bytes/limits.ts';
import { readText } from '../compression/text.ts';
import { dayOf } from '../kernel/opened-exports.ts';

/** What a package says that it changes, newest first; empty of a changelog that cannot be read. */
export type OpenedChangelog = Parsed<readonly ChangelogEntry[]>;

/** Debian Policy 12.7: `changelog.Debian`, or `changelog` of a native package, as the signed kernels are. */
const CHANGELOG = /^usr\/share\/doc\/linux-[^/]+\/changelog(?:\.Debian)?(?:\.gz)?$/;

export function isChangelogFile(path: string): boolean {
  return CHANGELOG.test(path);
}

/** Undefined of a package without one. */
export async function changelogAmong(
  files: ReadonlyMap<string, PickedFile>,
  archive: string,
  limits: Limits,
): Promise<OpenedChangelog | undefined> {
  const [found] = [...files].filter(([file]) => isChangelogFile(file));
  if (found === undefined) return undefined;
  const [file, { bytes }] = found;
  return readPackagedChangelog(bytes, entryName(archive, file), limits);
}

/** A changelog at fault keeps nothing else of its package from being read. */
export async function readPackagedChangelog(
  bytes: Buffer,
  name: string,
  limits: Limits,
): Promise<OpenedChangelog> {
  try {
    return parseChangelog(await readText(oneChunk(bytes), name, limits), name);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { records: [], problems: [error.problem] };
  }
}

/** Undefined of a package without one. */
export function changelogOfRpm(changes: readonly RpmChange[]): OpenedChangelog | undefined {
  if (changes.length === 0) return undefined;
  const records = changes.map(({ time, name, text }) => ({
    version: versionIn(name),
    day: dayOf(time) ?? null,
    changes: rpmChanges(text.split('\n')),
  }));
  return { records, problems: [] };
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
