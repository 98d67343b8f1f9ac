/**
 * What is kept of a kernel package: its exports, its kernel, its modules, in whichever packages a distribution has them. Told by
 * where files lie in it, not by its name: Debian alone has called the package of the kernel linux-image and linux-binary.
 */
import { namedBuiltins } from '../../../src/formats/drivers/builtin-modinfo.ts';
import type { InTreeModule } from '../../../src/formats/drivers/imports.ts';
import type { Problem } from '../../../src/base/problems.ts';
import {
  checkedEntries,
  collect,
  entryName,
  type ArchiveEntry,
  type PickedFile,
} from '../archives/archive.ts';
import { decompress, detectCompression, limitExceeded } from '../compression/compression.ts';
import type { Limits } from '../bytes/limits.ts';
import { isBuildFile } from '../kernel/build-places.ts';
import { isChangelogFile, readPackagedChangelog, type OpenedChangelog } from './package-changelog.ts';
import { ModuleList } from './module-list.ts';
import { readPackagedKernel, type ModuleTypes, type OpenedKernel } from './package-types.ts';

/** `lib/modules/<uname>/kernel/net/llc/llc.ko.xz`: what stands for a module, and its path in the kernel tree. */
const MODULE = /^(?:usr\/)?lib\/modules\/([^/]+)\/(?:kernel\/)?(.+)\.ko(?:\.(?:gz|xz|zst))?$/;
/** `boot/vmlinuz-<uname>`, `lib/modules/<uname>/vmlinuz.unsigned`: the kernel, packed or not. */
const KERNEL = /^(?:boot\/|(?:usr\/)?lib\/modules\/([^/]+)\/)(?:vmlinu[xz]|[bz]?Image)(?:[-.][^/]+)?$/;
/** `usr/src/linux-headers-<uname>/vmlinux`: no more than its types, for who builds modules (Debian since 6.12). */
const TYPES = /^usr\/src\/(?:linux-headers-|kernels\/)([^/]+)\/vmlinux$/;
const BUILTIN = /^(?:usr\/)?lib\/modules\/[^/]+\/modules\.builtin\.modinfo$/;
/** Every package has these. */
const PAPERS = /^usr\/share\/(?:doc|lintian|bug|man|licenses)\//;

/** What decides on loading modules, and only the kernel's own modules tell. */
export interface LoaderImage {
  /** sizeof(struct module); absent if no module has it. */
  readonly moduleSize?: number;
  /** Built-in parts with parameters or a version; absent if the package does not list them. */
  readonly builtin?: readonly string[];
}

export interface PackageContent {
  /** Module.symvers and configurations, by path. */
  readonly buildFiles: ReadonlyMap<string, PickedFile>;
  /** In the order of the package. */
  readonly modules: readonly InTreeModule[];
  /** What it holds of the kernel, if it does. */
  readonly kernel?: OpenedKernel;
  /** What package and modules tell of how the kernel loads modules. */
  readonly loader: LoaderImage;
  /** Type information of modules that export something. */
  readonly moduleTypes: readonly ModuleTypes[];
  /** Where the package has one. */
  readonly changelog?: OpenedChangelog;
  /** `uname -r` of the kernel, as the folders of its modules tell it. */
  readonly uname?: string;
  /** Whether there is nothing in it but papers: it only names other packages. */
  readonly isEmpty: boolean;
  /** What was wrong with single modules. */
  readonly problems: readonly Problem[];
}

/**
 * Packed modules, the kernel and the changelog wait until the package was read to its end: nothing may be unpacked within what is
 * being unpacked (decodeXz() in compression.ts).
 */
export async function readPackageEntries(
  entries: AsyncIterable<ArchiveEntry>,
  archive: string,
  limits: Limits,
): Promise<PackageContent> {
  const found = new ModuleList(archive);
  const buildFiles = new Map<string, PickedFile>();
  const packed: { readonly path: string; readonly bytes: Buffer }[] = [];
  let image: { readonly name: string; readonly bytes: Buffer } | undefined;
  let changelog: { readonly name: string; readonly bytes: Buffer } | undefined;
  let builtin: readonly string[] | undefined;
  let uname: string | undefined;
  let isEmpty = true;
  let waiting = 0;
  let text = 0;
  for await (const entry of checkedEntries(entries, archive, limits)) {
    if (!entry.isFile) continue;
    const name = entryName(archive, entry.path);
    if (!PAPERS.test(entry.path)) isEmpty = false;
    const isTypes = TYPES.test(entry.path);
    if (KERNEL.test(entry.path) || isTypes) {
      // The kernel itself has what the headers have, and is preferred.
      if (image !== undefined && isTypes) continue;
      if (entry.size > limits.kernel) throw limitExceeded(name, limits.kernel);
      image = { name, bytes: await collect(entry.body, entry.size) };
      uname ??= (KERNEL.exec(entry.path) ?? TYPES.exec(entry.path))?.[1];
      continue;
    }
    if (changelog === undefined && isChangelogFile(entry.path)) {
      if (entry.size > limits.text) throw limitExceeded(name, limits.text);
      changelog = { name, bytes: await collect(entry.body, entry.size) };
      continue;
    }
    if (isBuildFile(entry.path)) {
      text += entry.size;
      if (text > limits.text) throw limitExceeded(name, limits.text);
      buildFiles.set(entry.path, { bytes: await collect(entry.body, entry.size), modified: entry.modified });
      continue;
    }
    if (BUILTIN.test(entry.path)) {
      if (entry.size > limits.text) throw limitExceeded(name, limits.text);
      builtin = namedBuiltins(await collect(entry.body, entry.size));
      continue;
    }
    const [, folder, tree] = MODULE.exec(entry.path) ?? [];
    if (tree === undefined) continue;
    uname ??= folder;
    if (entry.size > limits.module) throw limitExceeded(name, limits.module);
    const bytes = await collect(entry.body, entry.size);
    if (detectCompression(bytes) === undefined) {
      found.add(tree, bytes);
      continue;
    }
    waiting += bytes.length;
    if (waiting > limits.module) throw limitExceeded(name, limits.module);
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
    ...{ buildFiles, modules, loader, moduleTypes, isEmpty, problems },
    ...(kernel === undefined ? {} : { kernel }),
    ...(uname === undefined ? {} : { uname }),
    ...(changelog === undefined
      ? {}
      : { changelog: await readPackagedChangelog(changelog.bytes, changelog.name, limits) }),
  };
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
