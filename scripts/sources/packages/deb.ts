/** Debian packages: an ar archive of debian-binary, control.tar and data.tar (deb(5)), each tar packed or not. */
import { Fault } from '../../../src/base/problems.ts';
import { pickFiles, type PickedFile } from '../archives/archive.ts';
import { arMembers } from '../archives/ar.ts';
import { headersPackageOf, parseDebianKernelName } from '../kernel/build-names.ts';
import { isBuildFile } from '../kernel/build-places.ts';
import type { ByteReader, Bytes } from '../bytes/byte-reader.ts';
import { decompress } from '../compression/compression.ts';
import type { Limits } from '../bytes/limits.ts';
import { dayOf, type OpenedExports } from '../kernel/opened-exports.ts';
import { changelogAmong, isChangelogFile } from './package-changelog.ts';
import { readPackagedBuild } from './package-build.ts';
import { tarEntries } from '../archives/tar.ts';

/**
 * The build in a package. Its day is that of Module.symvers: Debian's build takes SOURCE_DATE_EPOCH from the changelog,
 * and dpkg-deb sets what the build has made, which is newer, back to it.
 *
 * @throws {Fault} if the package is damaged, or holds no build.
 */
export async function readDeb(
  reader: ByteReader,
  path: string,
  limits: Limits,
): Promise<Omit<OpenedExports, 'file'>> {
  let control: Map<string, PickedFile> | undefined;
  let data: Map<string, PickedFile> | undefined;
  let isPackage = false;
  for await (const { name, body } of arMembers(reader, path)) {
    isPackage ||= name === 'debian-binary';
    if (!isPackage) throw corrupt(path, 'an ar archive, but not a Debian package');
    if (/^control\.tar(?:\.\w+)?$/.test(name)) control = await pick(body, path, limits, isControlFile);
    if (/^data\.tar(?:\.\w+)?$/.test(name)) data = await pick(body, path, limits, isWanted);
  }
  if (control === undefined || data === undefined) throw corrupt(path, 'control.tar or data.tar is missing');
  const { name, version, arch } = readControl(control.get('control'), path);
  const build = await readPackagedBuild(data, path, limits, whyNoExports(name, arch));
  const built = dayOf(build.modified);
  const changelog = await changelogAmong(data, path, limits);
  return {
    ...build.identity,
    ...parseDebianKernelName(name, arch),
    package: { name, version },
    ...(built === undefined ? {} : { built }),
    ...(changelog === undefined ? {} : { changelog }),
    ...build.facts,
  };
}

function isWanted(path: string): boolean {
  return isBuildFile(path) || isChangelogFile(path);
}

function pick(
  body: Bytes,
  path: string,
  limits: Limits,
  isWanted: (path: string) => boolean,
): Promise<Map<string, PickedFile>> {
  return pickFiles(tarEntries(decompress(body, path, limits.archive), path), path, limits, isWanted);
}

function isControlFile(path: string): boolean {
  return path === 'control';
}

/** What the control file of a package says. @throws {Fault} if it is not whole. */
export function readControl(file: PickedFile | undefined, path: string) {
  const text = file?.bytes.toString('utf8') ?? '';
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(\\S+)`, 'im').exec(text)?.[1];
  const name = field('Package');
  const version = field('Version');
  const arch = field('Architecture');
  if (name === undefined || version === undefined || arch === undefined) {
    throw corrupt(path, 'its control file has no Package, Version or Architecture');
  }
  const depends = /^Depends:[ \t]*(.*(?:\n[ \t].*)*)/im.exec(text)?.[1] ?? '';
  // Versions and alternatives say nothing about where the kernel is.
  const names = depends.split(',').map((each) => each.trim().split(/[\s(|:]/, 1)[0] ?? '');
  // What else a kernel needs holds none of it.
  return { name, version, arch, depends: names.filter((each) => /^(?:linux|kernel)-(?!base)/.test(each)) };
}

/** What to say of a package without exports. */
export function whyNoExports(name: string, arch: string): string {
  const headers = headersPackageOf(name);
  if (headers !== undefined) return `${name} holds the kernel; its exports are in ${headers}`;
  if (name.startsWith('linux-headers-') && arch === 'all') {
    return `${name} holds what all architectures share; the exports are in the package of one of them`;
  }
  return name;
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}
