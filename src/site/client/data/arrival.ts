/** Files from the server of the page, whole, or the reason why not. */
import { DataFailure, failureKind } from '../../../search/data-failure.ts';
import { dataFailure, SiteData, type Freshness } from '../../../search/site-data.ts';

/** How long nothing may arrive. A slow connection is no reason: a file of 300 KB takes eight seconds of 400 kbit/s. */
export const LONGEST_SILENCE_MS = 20_000;

const CACHES = { kept: 'default', current: 'no-cache', anew: 'reload' } as const satisfies Record<
  Freshness,
  RequestCache
>;

/** The data of this site. @param root with a slash at its end */
export function dataBelow(root: string): SiteData {
  return new SiteData({ arrived: (path, freshness) => arrived(root, path, freshness), failed: dataFailure });
}

/** One lost packet need not be told. */
async function arrived(root: string, path: string, freshness: Freshness): Promise<Uint8Array> {
  try {
    return await once(root, path, CACHES[freshness]);
  } catch (error) {
    if (failureKind(error) !== 'unreachable') throw error;
    return await once(root, path, CACHES[freshness]);
  }
}

/** @throws {DataFailure} */
async function once(root: string, path: string, cache: RequestCache): Promise<Uint8Array> {
  const silence = new Silence();
  try {
    const response = await fetch(root + path, { cache, signal: silence.signal });
    if (response.status === 404 || response.status === 410) throw new DataFailure('missing', path);
    if (!response.ok) throw new DataFailure('refused', path);
    return await bodyOf(response, silence);
  } catch (error) {
    if (error instanceof DataFailure) throw error;
    throw new DataFailure(silence.signal.aborted ? 'timed-out' : 'unreachable', path, { cause: error });
  } finally {
    silence.end();
  }
}

async function bodyOf(response: Response, silence: Silence): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    silence.start();
    if (value !== undefined) chunks.push(value);
    if (done) break;
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Ends a request once nothing has arrived for too long. */
class Silence {
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.start();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** From now on. */
  start(): void {
    this.end();
    this.#timer = setTimeout(() => this.#abort.abort(), LONGEST_SILENCE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
