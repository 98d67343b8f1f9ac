/** Unpacks a module that a person dropped, as the kernel's build packs them: gzip, xz or zstd, told by its first bytes. */
import { Decompress } from 'fzstd';
import xz from 'xz-decompress';
import { Fault } from '../../../base/problems.ts';

/** The largest module of Debian's kernels has 10 MB; with debug information, a hundred. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/** @throws {Fault} `corrupt-input`, `limit-exceeded` */
export async function unpack(bytes: Uint8Array<ArrayBuffer>, path: string): Promise<Uint8Array> {
  try {
    switch (compressionOf(bytes)) {
      case 'none':
        return bytes;
      case 'gzip':
        return await collect(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), path);
      case 'xz':
        return await collect(new xz.XzReadableStream(new Blob([bytes]).stream()), path);
      case 'zstd':
        return unpackZstd(bytes, path);
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault({ kind: 'corrupt-input', path }, { cause: error });
  }
}

const MAGICS = {
  gzip: [0x1f, 0x8b],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
} as const;

function compressionOf(bytes: Uint8Array): keyof typeof MAGICS | 'none' {
  for (const [name, magic] of Object.entries(MAGICS)) {
    if (magic.every((byte, index) => bytes[index] === byte)) return name as keyof typeof MAGICS;
  }
  return 'none';
}

async function collect(stream: ReadableStream<Uint8Array>, path: string): Promise<Uint8Array> {
  const chunks = new Chunks(path);
  for await (const chunk of stream) chunks.add(chunk);
  return chunks.join();
}

function unpackZstd(bytes: Uint8Array, path: string): Uint8Array {
  const chunks = new Chunks(path);
  const decompress = new Decompress((chunk) => chunks.add(chunk));
  decompress.push(bytes, true);
  return chunks.join();
}

class Chunks {
  readonly #path: string;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(path: string) {
    this.#path = path;
  }

  add(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size > LARGEST_BYTES) throw new Fault({ kind: 'limit-exceeded', path: this.#path });
    this.#chunks.push(chunk);
  }

  join(): Uint8Array {
    const all = new Uint8Array(this.#size);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}
