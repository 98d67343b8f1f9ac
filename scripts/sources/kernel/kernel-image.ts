/** Kernels, in whatever they are packed: vmlinuz, Image.gz, vmlinux.xz, EFI programs. */
import { parseBootImage } from '../../../src/formats/elf/boot-image.ts';
import { readKernelBinary, type KernelBinary } from '../../../src/formats/elf/kernel-binary.ts';
import { Fault } from '../../../src/base/problems.ts';
import { collect } from '../archives/archive.ts';
import { decompress, detectCompression } from '../compression/compression.ts';
import type { Limits } from '../bytes/limits.ts';
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
