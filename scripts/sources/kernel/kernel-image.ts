/** Kernels, in whatever they are packed: vmlinuz, zImage, Image.gz, vmlinux.xz, EFI programs, images for U-Boot. */
import { parseBootImage } from '../../../src/formats/elf/boot-image.ts';
import { readKernelBinary, type KernelBinary } from '../../../src/formats/elf/kernel-binary.ts';
import { Fault } from '../../../src/base/problems.ts';
import { collect } from '../archives/archive.ts';
import { decompress, detectCompression } from '../compression/compression.ts';
import type { Limits } from '../bytes/limits.ts';
import { packedParts } from './packed-parts.ts';
import { describeBinary } from '../../../src/base/magic.ts';

/** An EFI zboot image in a package holds Image.gz, packed: deeper nothing is. */
const DEEPEST = 4;

/**
 * What the kernel in an image says of itself. Nothing else may be unpacked meanwhile (decodeXz() in compression.ts).
 *
 * @throws {Fault} `not-a-kernel`, or whatever keeps it from being unpacked.
 */
export async function readKernelImage(image: Buffer, path: string, limits: Limits): Promise<KernelBinary> {
  let bytes = image;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const boot = parseBootImage(bytes, path);
    if (boot?.kind === 'kernel') return withOwnBytes(readKernelBinary(bytes, path));
    if (boot?.kind === 'program') return searched(bytes, boot.machine, path, limits);
    if (boot === undefined && detectCompression(bytes) === undefined) throw notAKernel(bytes, path);
    const packed = decompress(oneChunk(boot?.payload ?? bytes), path, limits.kernel);
    const unpacked = await collect(packed, Math.min(boot?.size ?? 0, limits.kernel));
    if (boot?.size !== undefined && boot.size !== unpacked.length) {
      const detail = `${boot.size} bytes were packed, ${unpacked.length} came out`;
      throw new Fault({ kind: 'corrupt-input', path, detail });
    }
    bytes = unpacked;
  }
  throw notAKernel(bytes, path);
}

/** The first packed part that has a kernel in it. */
async function searched(image: Buffer, machine: string, path: string, limits: Limits): Promise<KernelBinary> {
  let unsupported: Fault | undefined;
  for (const part of packedParts(image)) {
    try {
      const unpacked = await collect(decompress(oneChunk(part), path, limits.kernel));
      const kernel = readKernelBinary(unpacked, path);
      if (kernel.uname !== undefined || kernel.btf !== undefined) return withOwnBytes({ machine, ...kernel });
    } catch (error) {
      // What only looks like a packed file is not whole.
      if (!(error instanceof Fault) || error.problem.kind === 'limit-exceeded') throw error;
      if (error.problem.kind === 'unsupported-compression') unsupported ??= error;
    }
  }
  throw (
    unsupported ??
    new Fault({ kind: 'nothing-found', path, detail: 'no kernel is packed in the boot program' })
  );
}

/** A copy, as the kernel around it is twenty times as large. */
function withOwnBytes(kernel: KernelBinary): KernelBinary {
  return kernel.btf === undefined ? kernel : { ...kernel, btf: Uint8Array.from(kernel.btf) };
}

function notAKernel(bytes: Buffer, path: string): Fault {
  return new Fault({ kind: 'not-a-kernel', path, detail: describeBinary(bytes) ?? 'text' });
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
