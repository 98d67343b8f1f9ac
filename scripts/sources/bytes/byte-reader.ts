import { Fault } from '../../../src/base/problems.ts';

/** Bytes that arrive in chunks of any size; what every source and every unpacker here speaks. */
export type Bytes = AsyncIterable<Uint8Array>;

const NOTHING = new Uint8Array(0);

/**
 * Reads a stream of chunks by count, holding one chunk at a time. An input that ends where more was promised is a
 * Fault of kind `corrupt-input`.
 */
export class ByteReader {
  readonly #path: string;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #current: Uint8Array = NOTHING;

  /** @param path Name of the input for messages. */
  constructor(input: Bytes, path: string) {
    this.#path = path;
    this.#chunks = input[Symbol.asyncIterator]();
  }

  /** The next bytes, at most `count`, fewer only at the end; they stay to be read. For magic numbers. */
  async peek(count: number): Promise<Buffer> {
    while (this.#current.length < count) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      this.#current = this.#current.length === 0 ? next.value : Buffer.concat([this.#current, next.value]);
    }
    return Buffer.from(this.#current.subarray(0, count));
  }

  /** Exactly `count` bytes, in one buffer: for headers, whose size is small or checked. */
  async read(count: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.take(count)) parts.push(part);
    return Buffer.concat(parts);
  }

  /** As read, but undefined if the input is already at its end. */
  async readUnlessEnd(count: number): Promise<Buffer | undefined> {
    return (await this.#fill()) ? this.read(count) : undefined;
  }

  /** Exactly `count` bytes, in the chunks they come in. */
  async *take(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0;) {
      if (!(await this.#fill())) throw truncated(this.#path);
      const part = this.#current.subarray(0, left);
      this.#current = this.#current.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  async skip(count: number): Promise<void> {
    const parts = this.take(count);
    while ((await parts.next()).done !== true);
  }

  /** Everything that is left. Closes the input, also when the consumer stops early. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      while (await this.#fill()) {
        const part = this.#current;
        this.#current = NOTHING;
        yield part;
      }
    } finally {
      await this.close();
    }
  }

  async skipRest(): Promise<void> {
    const parts = this.rest();
    while ((await parts.next()).done !== true);
  }

  /** Lets go of the input, so that files and decoders behind it are closed. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** False at the end of the input. */
  async #fill(): Promise<boolean> {
    while (this.#current.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return false;
      this.#current = next.value;
    }
    return true;
  }
}

export function truncated(path: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail: 'it ends too early' });
}
