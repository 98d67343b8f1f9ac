/** A folder that a build or a package left: a build tree, an unpacked package, /usr/src/linux-headers-*. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseUname } from './kernel/build-names.ts';
import { findBuilds, matchPlace, PATTERNS } from './kernel/build-places.ts';
import { hashFile, readChunks } from './bytes/file.ts';
import type { Limits } from './bytes/limits.ts';
import { readExportFacts, type OpenedExports } from './kernel/opened-exports.ts';
import { onlyBuild } from './packages/package-build.ts';
import { readText } from './compression/text.ts';

/**
 * The build in a folder. Its day is not known: the times of unpacked files say when they were unpacked.
 *
 * @throws {Fault} if there is no build, or more than one.
 */
export async function readDirectory(folder: string, limits: Limits): Promise<OpenedExports> {
  const build = onlyBuild(findBuilds(await buildFiles(folder)), folder, 'none of the known places has one');
  const textOf = async (name: string) => {
    const file = path.join(folder, name);
    return readText(readChunks(file), file, limits);
  };
  const symvers = path.join(folder, build.symvers);
  const config = build.config === undefined ? undefined : await textOf(build.config);
  return {
    ...parseUname(build.uname ?? path.basename(path.resolve(folder)).replace(/^linux-headers-/, '')),
    file: path.basename(symvers),
    sha256: await hashFile(symvers),
    ...readExportFacts(
      await textOf(build.symvers),
      symvers,
      config,
      build.utsrelease === undefined ? undefined : await textOf(build.utsrelease),
    ),
  };
}

/** Whether a folder holds a build, or several. */
export async function holdsBuild(folder: string): Promise<boolean> {
  return findBuilds(await buildFiles(folder)).length > 0;
}

/** What lies in the known places. A build tree has 100,000 files: they are not walked. */
async function buildFiles(folder: string): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of PATTERNS) for (const file of await expand(folder, pattern)) found.add(file);
  return [...found];
}

async function expand(folder: string, pattern: string): Promise<string[]> {
  let heads = [''];
  for (const segment of pattern.split('/')) {
    const next: string[] = [];
    for (const head of heads) {
      for (const name of await namesIn(path.join(folder, head))) {
        if (matchPlace(segment, name) !== undefined) next.push(head === '' ? name : `${head}/${name}`);
      }
    }
    heads = next;
  }
  return heads;
}

/** Nothing for what is no folder, or may not be read: then the file is not found. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
