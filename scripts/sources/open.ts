/**
 * Opens whatever lists what a kernel build exports: Module.symvers under any name, packed or not; a folder; a .deb; an
 * .rpm. What a file is, its first bytes decide. Nothing is written.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../src/base/problems.ts';
import { providedUname } from '../../src/formats/drivers/provides.ts';
import { parseFileName, parseUname } from './kernel/build-names.ts';
import { ByteReader } from './bytes/byte-reader.ts';
import { readDeb } from './packages/deb.ts';
import { readDirectory } from './directory.ts';
import { hashFile, readChunks, unreadable } from './bytes/file.ts';
import { LIMITS, type Limits } from './bytes/limits.ts';
import { CONTAINER_MAGIC_SIZE, detectContainer } from '../../src/base/magic.ts';
import { hasManifest, readManifest } from './manifest.ts';
import { readExportFacts, type OpenedExports, type Source } from './kernel/opened-exports.ts';
import { readRpm } from './packages/rpm.ts';
import { readText } from './compression/text.ts';

export type { OpenedExports, Source } from './kernel/opened-exports.ts';

/**
 * The builds that a path leads to: several for a folder with a MANIFEST.tsv, otherwise one.
 *
 * @throws {Fault} if the path cannot be read.
 */
export async function findSources(input: string, limits: Limits = LIMITS): Promise<Source[]> {
  const status = await stat(input).catch((error: unknown) => {
    throw unreadable(input, error);
  });
  if (!status.isDirectory()) return [{ path: input, open: () => openFile(input, status.isFile(), limits) }];
  if (hasManifest(input)) return readManifest(input, limits);
  return [{ path: input, open: () => readDirectory(input, limits) }];
}

/**
 * The one build that a path leads to.
 *
 * @throws {Fault} if it cannot be used, or there are several.
 */
export async function openExports(input: string, limits: Limits = LIMITS): Promise<OpenedExports> {
  const [source, ...others] = await findSources(input, limits);
  if (source === undefined) throw new Fault({ kind: 'nothing-found', path: input });
  if (others.length === 0) return source.open();
  throw new Fault({ kind: 'ambiguous-input', path: input, detail: `${others.length + 1} of them` });
}

/** @param isRegular Not so for a pipe, as in `<(…)`: it can be read once only, and goes without a hash. */
async function openFile(input: string, isRegular: boolean, limits: Limits): Promise<OpenedExports> {
  const reader = new ByteReader(readChunks(input), input);
  try {
    const opened = await openContent(reader, input, limits);
    const file = path.basename(input);
    return { file, ...(isRegular ? { sha256: await hashFile(input) } : {}), ...opened };
  } finally {
    await reader.close();
  }
}

async function openContent(
  reader: ByteReader,
  input: string,
  limits: Limits,
): Promise<Omit<OpenedExports, 'file'>> {
  const container = detectContainer(await reader.peek(CONTAINER_MAGIC_SIZE));
  switch (container) {
    case 'deb':
      return readDeb(reader, input, limits);
    case 'rpm':
      return readRpm(reader, input, limits);
    case undefined: {
      const text = await readText(reader.rest(), input, limits);
      const uname = providedUname(text);
      const identity = uname === undefined ? parseFileName(path.basename(input)) : parseUname(uname);
      return { ...identity, ...readExportFacts(text, input, undefined) };
    }
  }
}
