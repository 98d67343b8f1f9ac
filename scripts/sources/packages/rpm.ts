/** RPM packages: lead, signature, header, and a packed cpio archive. */
import { Fault } from '../../../src/base/problems.ts';
import { pickFiles } from '../archives/archive.ts';
import { parseRpmFlavour } from '../kernel/build-names.ts';
import { isBuildFile } from '../kernel/build-places.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import { decompress } from '../compression/compression.ts';
import { cpioEntries } from '../archives/cpio.ts';
import type { Limits } from '../bytes/limits.ts';
import { dayOf, type OpenedExports } from '../kernel/opened-exports.ts';
import { changelogOfRpm } from './package-changelog.ts';
import { readPackagedBuild } from './package-build.ts';
import { readRpmHeader, type RpmFacts } from '../archives/rpm-header.ts';

/**
 * The build in a package. The release is named VERSION-RELEASE, as in all that Red Hat, SUSE and openEuler publish;
 * its day is that of BUILDTIME.
 *
 * @throws {Fault} if the package is damaged, or holds no build.
 */
export async function readRpm(
  reader: ByteReader,
  path: string,
  limits: Limits,
): Promise<Omit<OpenedExports, 'file'>> {
  const header = await readRpmHeader(reader, path);
  checkRpm(header, path);
  const payload = decompress(reader.rest(), path, limits.archive);
  const entries = cpioEntries(new ByteReader(payload, path), path);
  const files = await pickFiles(entries, path, limits, isBuildFile);
  const build = await readPackagedBuild(files, path, limits, whyNoRpmExports(header));
  const release = `${header.version}-${header.release}`;
  const built = dayOf(header.buildTime);
  const changelog = changelogOfRpm(header.changelog);
  return {
    release,
    ...(header.arch === 'noarch' || header.arch === '' ? {} : { arch: header.arch }),
    flavour: parseRpmFlavour(header.name),
    package: { name: header.name, version: release },
    ...(built === undefined ? {} : { built }),
    ...(changelog === undefined ? {} : { changelog }),
    ...build.facts,
  };
}

/** @throws {Fault} for a package of sources, and one that cannot be read. */
export function checkRpm(header: RpmFacts, path: string): void {
  if (header.isSource) {
    throw new Fault({ kind: 'nothing-found', path, detail: `${header.name} is a source package` });
  }
  if (header.payloadFormat !== 'cpio') {
    throw new Fault({ kind: 'corrupt-input', path, detail: `payload of format ${header.payloadFormat}` });
  }
}

/** What to say of a package without exports. */
export function whyNoRpmExports({ name }: RpmFacts): string {
  return `${name}; look in kernel-core, kernel-devel or their like of the same flavour`;
}
