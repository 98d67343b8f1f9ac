/**
 * A package of a kernel with all that is kept of it, read once as it passes by: linux-headers, linux-image, linux-modules,
 * linux-binary of Debian and Ubuntu, kernel-core, kernel-modules, kernel-devel and their like of Red Hat and its kin,
 * kernel-default of SUSE. Nothing is extracted.
 */
import path from 'node:path';
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { arMembers } from '../archives/ar.ts';
import { pickFiles } from '../archives/archive.ts';
import { cpioEntries } from '../archives/cpio.ts';
import { readRpmHeader } from '../archives/rpm-header.ts';
import { tarEntries } from '../archives/tar.ts';
import { ByteReader, type Bytes } from '../bytes/byte-reader.ts';
import { hashFile, readChunks } from '../bytes/file.ts';
import { LIMITS, type Limits } from '../bytes/limits.ts';
import { decompress } from '../compression/compression.ts';
import { parseDebianKernelName, parseRpmFlavour, parseUname, type Identity } from '../kernel/build-names.ts';
import { findBuilds } from '../kernel/build-places.ts';
import { dayOf, type OpenedExports } from '../kernel/opened-exports.ts';
import { CONTAINER_MAGIC_SIZE, detectContainer } from '../../../src/base/magic.ts';
import { readControl, whyNoExports } from './deb.ts';
import { readPackagedBuild } from './package-build.ts';
import { changelogOfRpm } from './package-changelog.ts';
import { readPackageEntries, type PackageContent } from './package-entries.ts';
import { checkRpm, whyNoRpmExports } from './rpm.ts';

/** What one package holds. */
export interface OpenedPackage extends Identity, Omit<PackageContent, 'buildFiles' | 'isEmpty' | 'uname'> {
  /** Base name of the package's file. */
  readonly file: string;
  readonly sha256: string;
  readonly package: { readonly name: string; readonly version: string };
  readonly exports?: OpenedExports;
  /** Why there are none. */
  readonly withoutExports?: Problem;
}

/** @throws {Fault} if the package is damaged */
export async function openPackage(file: string, limits: Limits = LIMITS): Promise<OpenedPackage> {
  const reader = new ByteReader(readChunks(file), file);
  try {
    const container = detectContainer(await reader.peek(CONTAINER_MAGIC_SIZE));
    const read =
      container === 'rpm' ? await readRpm(reader, file, limits) : await readDeb(reader, file, limits);
    const base = { file: path.basename(file), sha256: await hashFile(file) };
    const { exports, withoutExports } = await exportsOf(read, file, limits);
    const { identity, package: name, content } = read;
    const { modules, kernel, loader, moduleTypes, problems, changelog = read.changelog } = content;
    return {
      ...(content.uname === undefined ? {} : parseUname(content.uname)),
      ...identity,
      ...{ ...base, package: name, modules, loader, moduleTypes, problems },
      ...(kernel === undefined ? {} : { kernel }),
      // With the exports it goes where they go.
      ...(changelog === undefined || exports !== undefined ? {} : { changelog }),
      ...(exports === undefined
        ? {}
        : { exports: { ...base, ...exports, ...(changelog === undefined ? {} : { changelog }) } }),
      ...(withoutExports === undefined ? {} : { withoutExports }),
    };
  } finally {
    await reader.close();
  }
}

interface ReadPackage {
  /** As the name of the package tells it. */
  readonly identity: Identity;
  readonly package: OpenedPackage['package'];
  readonly content: PackageContent;
  /** Day of the build, where the package itself says it. */
  readonly built?: string | undefined;
  /** Of a package whose header has it. */
  readonly changelog?: PackageContent['changelog'];
  readonly missing: string;
  /** The packages that it depends on. */
  readonly depends: readonly string[];
}

/** Exports that are wrong keep nothing else of the package from being kept. */
async function exportsOf(
  { identity, package: name, content, built, missing, depends }: ReadPackage,
  file: string,
  limits: Limits,
): Promise<{ readonly exports?: Omit<OpenedExports, 'file'>; readonly withoutExports?: Problem }> {
  const { buildFiles, isEmpty } = content;
  if (isEmpty) {
    const detail = depends.length === 0 ? name.name : `${name.name} depends on ${depends.join(', ')}`;
    return { withoutExports: { kind: 'meta-package', path: file, detail } };
  }
  if (findBuilds([...buildFiles.keys()]).length === 0) {
    return { withoutExports: { kind: 'nothing-found', path: file, detail: missing } };
  }
  try {
    const build = await readPackagedBuild(buildFiles, file, limits, missing);
    const day = built ?? dayOf(build.modified);
    return {
      exports: {
        ...build.identity,
        ...identity,
        package: name,
        ...(day === undefined ? {} : { built: day }),
        ...build.facts,
      },
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { withoutExports: error.problem };
  }
}

async function readDeb(reader: ByteReader, file: string, limits: Limits): Promise<ReadPackage> {
  let control: Awaited<ReturnType<typeof readControlTar>> | undefined;
  for await (const { name, body } of arMembers(reader, file)) {
    if (/^control\.tar(?:\.\w+)?$/.test(name)) control = await readControlTar(body, file, limits);
    if (control === undefined || !/^data\.tar(?:\.\w+)?$/.test(name)) continue;
    return {
      identity: parseDebianKernelName(control.name, control.arch) ?? {},
      package: { name: control.name, version: control.version },
      content: await readPackageEntries(
        tarEntries(decompress(body, file, limits.archive), file),
        file,
        limits,
      ),
      missing: whyNoExports(control.name, control.arch),
      depends: control.depends,
    };
  }
  throw new Fault({ kind: 'corrupt-input', path: file, detail: 'control.tar or data.tar is missing' });
}

async function readControlTar(body: Bytes, file: string, limits: Limits) {
  const entries = tarEntries(decompress(body, file, limits.archive), file);
  const files = await pickFiles(entries, file, limits, (name) => name === 'control');
  return readControl(files.get('control'), file);
}

async function readRpm(reader: ByteReader, file: string, limits: Limits): Promise<ReadPackage> {
  const header = await readRpmHeader(reader, file);
  checkRpm(header, file);
  const payload = decompress(reader.rest(), file, limits.archive);
  const release = `${header.version}-${header.release}`;
  const changelog = changelogOfRpm(header.changelog);
  const arch = header.arch === 'noarch' || header.arch === '' ? {} : { arch: header.arch };
  return {
    identity: { release, ...arch, flavour: parseRpmFlavour(header.name) },
    package: { name: header.name, version: release },
    content: await readPackageEntries(cpioEntries(new ByteReader(payload, file), file), file, limits),
    built: dayOf(header.buildTime),
    ...(changelog === undefined ? {} : { changelog }),
    missing: whyNoRpmExports(header),
    depends: [],
  };
}
