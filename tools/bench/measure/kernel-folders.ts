/**
 * The BTF of two whole kernels, out of their packages. These have 70 MB each and are not kept: KABI_PACKAGES names a folder
 * with linux-image-6.1.0-53-amd64_*.deb and linux-image-6.1.0-54-amd64_*.deb ("apt-get download").
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findSection, parseElf } from '../../../src/formats/elf/elf.ts';
import { symversFile } from '../../../scripts/corpus/layout.ts';
import { readCanonicalText } from '../../../scripts/corpus/read.ts';
import { ROOT } from '../../../scripts/engine/root.ts';
import { readKernelImage } from '../../../scripts/sources/kernel/kernel-image.ts';
import { LIMITS } from '../../../scripts/sources/bytes/limits.ts';
import type { Workspace } from './workspace.ts';

export const VMLINUX = 'vmlinux.btf';
export const SYMVERS = 'Module.symvers';
/** The sections of all modules one after the other, and in a file of JSON beside it where each ends. */
export const MODULES = 'modules.btf';
export type ModuleEntry = readonly [module: string, size: number];

const RELEASES = ['6.1.0-53', '6.1.0-54'] as const;

/** Two folders, older kernel first; undefined without packages. */
export async function kernelFolders(workspace: Workspace): Promise<readonly [string, string] | undefined> {
  const packages = process.env['KABI_PACKAGES'];
  if (packages === undefined) return undefined;
  const files = RELEASES.map((release) =>
    readdirSync(packages).find((name) => name.startsWith(`linux-image-${release}-amd64_`)),
  );
  const [before, after] = files;
  if (before === undefined || after === undefined) return undefined;
  return [
    await kernelFolder(workspace, RELEASES[0], path.join(packages, before)),
    await kernelFolder(workspace, RELEASES[1], path.join(packages, after)),
  ];
}

async function kernelFolder(workspace: Workspace, release: string, file: string): Promise<string> {
  const unpacked = workspace.folder('package');
  const folder = workspace.folder('kernel');
  mkdirSync(folder);
  execFileSync('dpkg-deb', ['-x', file, unpacked]);
  const image = path.join(unpacked, 'boot', `vmlinuz-${release}-amd64`);
  const { btf } = await readKernelImage(readFileSync(image), image, LIMITS);
  if (btf === undefined) throw new Error(`${image} has no BTF`);
  writeFileSync(path.join(folder, VMLINUX), btf);

  const tree = path.join(unpacked, 'lib', 'modules', `${release}-amd64`, 'kernel');
  const names = readdirSync(tree, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ko'),
  );
  const sections = names.sort().flatMap((name) => {
    const elf = parseElf(readFileSync(path.join(tree, name)), name);
    const bytes = findSection(elf, '.BTF')?.bytes;
    return bytes === undefined ? [] : [{ module: name.replace(/\.ko$/, ''), bytes: Uint8Array.from(bytes) }];
  });
  writeFileSync(path.join(folder, MODULES), Buffer.concat(sections.map(({ bytes }) => bytes)));
  const entries = sections.map(({ module, bytes }): ModuleEntry => [module, bytes.length]);
  writeFileSync(path.join(folder, `${MODULES}.json`), JSON.stringify(entries));
  const id = { product: 'debian-12', release, arch: 'amd64', flavour: 'default' };
  writeFileSync(
    path.join(folder, SYMVERS),
    await readCanonicalText(symversFile(path.join(ROOT, 'content'), id)),
  );
  rmSync(unpacked, { recursive: true });
  return folder;
}
