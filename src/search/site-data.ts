/**
 * The data of a site as its pages and `kabi check --site` load them: every file is checked against the hash that its address
 * has, or that another file has of it, before anything is read of it. What failed is forgotten, so that a second try is a new
 * one.
 */
import {
  contentHash,
  DATA_POINTER,
  hashInPath,
  readPointer,
  type DataPointer,
} from '../addresses/data-files.ts';
import { DataFailure, type DataFailureKind } from './data-failure.ts';

/** `anew`: past whatever keeps copies on the way. `current`: a copy will do if the site says that it still holds. */
export type Freshness = 'kept' | 'current' | 'anew';

export interface DataSource {
  /** The bytes of a file below the root of the site. @throws what `failed` makes, or a fault of the network */
  arrived(path: string, freshness: Freshness): Promise<Uint8Array>;
  /** The error for what arrived and cannot be used. */
  failed(kind: DataFailureKind, path: string): Error;
}

const decoder = new TextDecoder();

export class SiteData {
  readonly #source: DataSource;
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Where the data of the build in place begin. All that one answer needs is reached from one pointer. */
  pointer(): Promise<DataPointer> {
    return this.#keep(DATA_POINTER, async () => {
      const text = decoder.decode(await this.#source.arrived(DATA_POINTER, 'current'));
      const pointer = readPointer(text);
      if (pointer === 'newer') throw this.#source.failed('newer', DATA_POINTER);
      if (pointer === undefined) throw this.#source.failed(wrongKind(text), DATA_POINTER);
      return pointer;
    });
  }

  /** A file whose path has its hash, read once. @param path below the root of the site */
  read<T>(path: string, parse: (text: string) => T): Promise<T> {
    return this.#keep(path, async () => parse(await this.#checked(path, hashInPath(path) ?? '')));
  }

  /** A file whose hash begins as another file says. */
  readPart<T>(path: string, hash: string, parse: (text: string) => T): Promise<T> {
    return this.#keep(path, async () => parse(await this.#checked(path, hash)));
  }

  /** A file that no other names, and that need not be there: undefined then. Who reads it checks it. */
  async side(path: string): Promise<string | undefined> {
    const arrived = this.#source.arrived(path, 'current').catch(() => undefined);
    const bytes = await arrived;
    return bytes === undefined ? undefined : decoder.decode(bytes);
  }

  json<T>(path: string): Promise<T> {
    return this.read(path, (text) => JSON.parse(text) as T);
  }

  /** What a cache on the way has may be the fault, and is asked once only. */
  async #checked(path: string, hash: string): Promise<string> {
    let text = '';
    for (const freshness of ['kept', 'anew'] as const) {
      const bytes = await this.#source.arrived(path, freshness);
      text = decoder.decode(bytes);
      // An empty beginning would fit anything.
      if (hash !== '' && contentHash(bytes).startsWith(hash)) return text;
    }
    throw this.#source.failed(wrongKind(text), path);
  }

  #keep<T>(path: string, load: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(path);
    if (known !== undefined) return known as Promise<T>;
    const loading = load();
    this.#kept.set(path, loading);
    loading.catch(() => {
      this.#kept.delete(path);
      // The site may have been renewed: the next try begins with what it names now.
      this.#kept.delete(DATA_POINTER);
    });
    return loading;
  }
}

/** In browsers, and wherever nothing else is told. */
export function dataFailure(kind: DataFailureKind, path: string): DataFailure {
  return new DataFailure(kind, path);
}

/** A host answers with a page where it wants a login, or shows one for whatever is not there. */
function wrongKind(text: string): 'other-page' | 'damaged' {
  return /^\s*</.test(text) ? 'other-page' : 'damaged';
}
