/** A kernel by itself: /boot/vmlinuz-*, arch/arm64/boot/Image, a vmlinux that a build left. */
import path from 'node:path';
import { isSameArchitecture } from '../../src/kernel/architecture.ts';
import { Fault } from '../../src/base/problems.ts';
import { parseUname, type Identity } from './kernel/build-names.ts';
import { collect } from './archives/archive.ts';
import { limitExceeded } from './compression/compression.ts';
import { hashFile, readChunks } from './bytes/file.ts';
import { readKernelImage } from './kernel/kernel-image.ts';
import { LIMITS, type Limits } from './bytes/limits.ts';
import type { OpenedKernel } from './packages/package-types.ts';

export interface OpenedKernelFile extends Identity {
  /** Base name. */
  readonly file: string;
  readonly sha256: string;
  readonly kernel: OpenedKernel;
}

/**
 * @param arch the architecture that was asked for, in whatever spelling
 * @throws {Fault} `identity-conflict` for a kernel of another architecture, or why it cannot be read
 */
export async function openKernelFile(
  file: string,
  arch: string | undefined,
  limits: Limits = LIMITS,
): Promise<OpenedKernelFile> {
  const { uname, machine, btf } = await readKernelImage(await readWhole(file, limits), file, limits);
  if (machine !== undefined && arch !== undefined && !isSameArchitecture(machine, arch)) {
    throw new Fault({ kind: 'identity-conflict', path: file, detail: `arch ${machine}, not ${arch}` });
  }
  return {
    ...(uname === undefined ? {} : parseUname(uname)),
    file: path.basename(file),
    sha256: await hashFile(file),
    kernel: { name: file, ...(btf === undefined ? {} : { btf }) },
  };
}

async function readWhole(file: string, limits: Limits): Promise<Buffer> {
  const checked = async function* () {
    let size = 0;
    for await (const chunk of readChunks(file)) {
      size += chunk.length;
      if (size > limits.kernel) throw limitExceeded(file, limits.kernel);
      yield chunk;
    }
  };
  return collect(checked());
}
