/**
 * The modules in a package of a kernel, and the kernel itself: linux-image and linux-modules of Debian and Ubuntu,
 * kernel-core, kernel-modules and their like of Red Hat and its kin, kernel-default of SUSE. Read as the package passes
 * by; nothing is extracted.
 */
import path from 'node:path';
import type { InTreeModule } from '../../../src/formats/drivers/imports.ts';
import { namedBuiltins } from '../../../src/formats/drivers/builtin-modinfo.ts';
import { parseModule } from '../../../src/formats/drivers/module.ts';
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { arMembers } from '../archives/ar.ts';
import { checkedEntries, collect, entryName, pickFiles, type ArchiveEntry } from '../archives/archive.ts';
import {
  headersPackageOf,
  parseDebianHeadersName,
  parseRpmFlavour,
  type Identity,
} from '../kernel/build-names.ts';
import { ByteReader, type Bytes } from '../bytes/byte-reader.ts';
import { decompress, detectCompression, limitExceeded } from '../compression/compression.ts';
import { cpioEntries } from '../archives/cpio.ts';
import { readControl } from './deb.ts';
import { hashFile, readChunks } from '../bytes/file.ts';
import { LIMITS, type Limits } from '../bytes/limits.ts';
import { CONTAINER_MAGIC_SIZE, detectContainer } from '../../../src/base/magic.ts';
import {
  changelogOfRpm,
  isChangelogFile,
  readPackagedChangelog,
  type OpenedChangelog,
} from './package-changelog.ts';
import { readPackagedKernel, sectionsOf, type ModuleTypes, type OpenedKernel } from './package-types.ts';
import { readRpmHeader } from '../archives/rpm-header.ts';
import { tarEntries } from '../archives/tar.ts';

/** `lib/modules/<uname>/kernel/net/llc/llc.ko.xz`: what stands for a module, and its path in the kernel tree. */
const MODULE = /^(?:usr\/)?lib\/modules\/[^/]+\/(?:kernel\/)?(.+)\.ko(?:\.(?:gz|xz|zst))?$/;
const BUILTIN = /^(?:usr\/)?lib\/modules\/[^/]+\/modules\.builtin\.modinfo$/;
/** `boot/vmlinuz-<uname>`, `lib/modules/<uname>/Image.gz`: the kernel, packed or not. */
const KERNEL =
  /^(?:boot\/(?:vmlinu[xz]|Image)-[^/]+|(?:usr\/)?lib\/modules\/[^/]+\/(?:vmlinu[xz]|Image)(?:\.\w+)?)$/;

/** What decides on loading modules, and only the kernel's own modules tell. */
export interface LoaderImage {
  /** sizeof(struct module); absent if no module has it. */
  readonly moduleSize?: number;
  /** Built-in parts with parameters or a version; absent if the package does not list them. */
  readonly builtin?: readonly string[];
}

/** The modules of one package. */
export interface OpenedModules extends Identity {
  /** Base name of the package's file. */
  readonly file: string;
  readonly sha256: string;
  readonly package: { readonly name: string; readonly version: string };
  /** In the order of the package. */
  readonly modules: readonly InTreeModule[];
  /** What the package holds of the kernel that the modules belong to, if it does. */
  readonly kernel?: OpenedKernel;
  /** What package and modules tell of how the kernel loads modules. */
  readonly loader: LoaderImage;
  /** Type information of modules that export something. */
  readonly moduleTypes: readonly ModuleTypes[];
  /** Where the package has one. */
  readonly changelog?: OpenedChangelog;
  /** What was wrong with single modules. */
  readonly problems: readonly Problem[];
}

/** Which of the two things that are kept of a kernel a package may hold. */
export interface PackageParts {
  readonly exports: boolean;
  readonly modules: boolean;
}

/**
 * Told by the name, as the package would have to be read to its end otherwise. Exports only for what is no package.
 *
 * @throws {Fault} if it cannot be read.
 */
export async function packageParts(file: string): Promise<PackageParts> {
  const reader = new ByteReader(readChunks(file), file);
  try {
    switch (detectContainer(await reader.peek(CONTAINER_MAGIC_SIZE))) {
      case undefined:
        return { exports: true, modules: false };
      case 'deb': {
        const { name } = await readDebControl(reader, file, LIMITS);
        const isImage = headersPackageOf(name) !== undefined;
        return { exports: !isImage, modules: isImage };
      }
      case 'rpm': {
        const { name } = await readRpmHeader(reader, file);
        if (/-devel(?:-matched)?$/.test(name)) return { exports: true, modules: false };
        if (/-modules(?:-\w+)?$/.test(name)) return { exports: false, modules: true };
        return { exports: true, modules: name.startsWith('kernel') };
      }
    }
  } finally {
    await reader.close();
  }
}

/** @throws {Fault} if the package is damaged. A package without modules has none. */
export async function openModules(file: string, limits: Limits = LIMITS): Promise<OpenedModules> {
  const reader = new ByteReader(readChunks(file), file);
  try {
    const container = detectContainer(await reader.peek(CONTAINER_MAGIC_SIZE));
    const opened =
      container === 'rpm' ? await readRpm(reader, file, limits) : await readDeb(reader, file, limits);
    return { file: path.basename(file), sha256: await hashFile(file), ...opened };
  } finally {
    await reader.close();
  }
}

type Opened = Omit<OpenedModules, 'file' | 'sha256'>;

async function readDeb(reader: ByteReader, file: string, limits: Limits): Promise<Opened> {
  let control: Awaited<ReturnType<typeof readDebControl>> | undefined;
  for await (const { name, body } of arMembers(reader, file)) {
    if (/^control\.tar(?:\.\w+)?$/.test(name)) control = await readControlTar(body, file, limits);
    if (control === undefined || !/^data\.tar(?:\.\w+)?$/.test(name)) continue;
    const found = await readEntries(tarEntries(decompress(body, file, limits.archive), file), file, limits);
    const headers = headersPackageOf(control.name) ?? '';
    return {
      ...parseDebianHeadersName(headers, control.arch),
      package: { name: control.name, version: control.version },
      ...found,
    };
  }
  throw new Fault({ kind: 'corrupt-input', path: file, detail: 'control.tar or data.tar is missing' });
}

async function readDebControl(reader: ByteReader, file: string, limits: Limits) {
  for await (const { name, body } of arMembers(reader, file)) {
    if (/^control\.tar(?:\.\w+)?$/.test(name)) return readControlTar(body, file, limits);
  }
  throw new Fault({ kind: 'corrupt-input', path: file, detail: 'control.tar is missing' });
}

async function readControlTar(body: Bytes, file: string, limits: Limits) {
  const entries = tarEntries(decompress(body, file, limits.archive), file);
  const files = await pickFiles(entries, file, limits, (name) => name === 'control');
  return readControl(files.get('control'), file);
}

async function readRpm(reader: ByteReader, file: string, limits: Limits): Promise<Opened> {
  const header = await readRpmHeader(reader, file);
  const payload = decompress(reader.rest(), file, limits.archive);
  const found = await readEntries(cpioEntries(new ByteReader(payload, file), file), file, limits);
  const release = `${header.version}-${header.release}`;
  const changelog = changelogOfRpm(header.changelog);
  return {
    release,
    ...(header.arch === '' ? {} : { arch: header.arch }),
    flavour: parseRpmFlavour(header.name),
    package: { name: header.name, version: release },
    ...(changelog === undefined ? {} : { changelog }),
    ...found,
  };
}

/**
 * Packed modules, the kernel and the changelog, wait until the package was read to its end: nothing may be unpacked within what is being unpacked
 * (decodeXz() in compression.ts).
 */
async function readEntries(
  entries: AsyncIterable<ArchiveEntry>,
  archive: string,
  limits: Limits,
): Promise<Pick<OpenedModules, 'modules' | 'kernel' | 'loader' | 'moduleTypes' | 'changelog' | 'problems'>> {
  const found = new ModuleList(archive);
  let builtin: readonly string[] | undefined;
  let image: { readonly name: string; readonly bytes: Buffer } | undefined;
  let changelog: { readonly name: string; readonly bytes: Buffer } | undefined;
  const packed: { readonly path: string; readonly bytes: Buffer }[] = [];
  let waiting = 0;
  for await (const entry of checkedEntries(entries, archive, limits)) {
    if (!entry.isFile) continue;
    if (image === undefined && KERNEL.test(entry.path)) {
      const name = entryName(archive, entry.path);
      if (entry.size > limits.kernel) throw limitExceeded(name, limits.kernel);
      image = { name, bytes: await collect(entry.body, entry.size) };
      continue;
    }
    if (changelog === undefined && isChangelogFile(entry.path)) {
      const name = entryName(archive, entry.path);
      if (entry.size > limits.text) throw limitExceeded(name, limits.text);
      changelog = { name, bytes: await collect(entry.body, entry.size) };
      continue;
    }
    if (BUILTIN.test(entry.path)) {
      if (entry.size > limits.text) throw limitExceeded(entryName(archive, entry.path), limits.text);
      builtin = namedBuiltins(await collect(entry.body, entry.size));
      continue;
    }
    const tree = MODULE.exec(entry.path)?.[1];
    if (tree === undefined) continue;
    if (entry.size > limits.module) throw limitExceeded(entryName(archive, entry.path), limits.module);
    const bytes = await collect(entry.body, entry.size);
    if (detectCompression(bytes) === undefined) {
      found.add(tree, bytes);
      continue;
    }
    waiting += bytes.length;
    if (waiting > limits.module) throw limitExceeded(entryName(archive, entry.path), limits.module);
    packed.push({ path: tree, bytes });
  }
  for (const { path: tree, bytes } of packed) {
    const name = entryName(archive, `${tree}.ko`);
    found.add(tree, await collect(decompress(oneChunk(bytes), name, limits.module)));
  }
  const kernel = image && (await readPackagedKernel(image.bytes, image.name, limits));
  const { modules, moduleSize, moduleTypes, problems } = found;
  const loader = {
    ...(moduleSize === undefined ? {} : { moduleSize }),
    ...(builtin === undefined ? {} : { builtin }),
  };
  return {
    modules,
    ...(kernel === undefined ? {} : { kernel }),
    loader,
    moduleTypes,
    ...(changelog === undefined
      ? {}
      : { changelog: await readPackagedChangelog(changelog.bytes, changelog.name, limits) }),
    problems,
  };
}

/** A module that cannot be read does not keep the others from being kept. */
class ModuleList {
  readonly modules: InTreeModule[] = [];
  readonly moduleTypes: ModuleTypes[] = [];
  readonly problems: Problem[] = [];
  /** Of the first module that has it: those of one build agree. */
  moduleSize: number | undefined;
  readonly #archive: string;

  constructor(archive: string) {
    this.#archive = archive;
  }

  add(tree: string, bytes: Buffer): void {
    const name = entryName(this.#archive, `${tree}.ko`);
    try {
      const { records, problems } = parseModule(bytes, name);
      this.problems.push(...problems);
      this.moduleSize ??= records.object.moduleSize ?? undefined;
      const { vermagic, license, importNamespaces, modversions, imports, depends, aliasCount } = records;
      this.modules.push({
        path: tree,
        name: records.name,
        vermagic,
        license,
        importNamespaces,
        modversions,
        imports,
        depends,
        aliasCount,
      });
      if (records.exports.length > 0) this.moduleTypes.push(...sectionsOf(bytes, tree, name));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.problems.push(error.problem);
    }
  }
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
