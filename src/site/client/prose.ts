/** Full-text search over the pages of prose, by Pagefind's own script, loaded on first use. */
import { LONGEST_SILENCE_MS } from './data/arrival.ts';
import { DataFailure, type DataFailureKind } from '../../search/data-failure.ts';

interface PagefindResult {
  data(): Promise<{ readonly url: string; readonly meta: { readonly title?: string } }>;
}
interface Pagefind {
  options(options: { readonly baseUrl: string }): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly PagefindResult[] }>;
}

const MOST = 4;
let pagefind: Promise<Pagefind> | undefined;

interface ProseFound {
  readonly hits: readonly { readonly title: string; readonly url: string }[];
  /** Why there are none, other than that no page has the words. */
  readonly failure: DataFailureKind | undefined;
}

/** The best few pages. */
export async function searchProse(base: string, query: string): Promise<ProseFound> {
  try {
    pagefind ??= load(base);
    const found = await inTime(pagefind.then((script) => pagesWith(script, query)));
    return { hits: found, failure: undefined };
  } catch (error) {
    pagefind = undefined;
    return { hits: [], failure: error instanceof DataFailure ? error.kind : 'unreachable' };
  }
}

async function pagesWith(script: Pagefind, query: string): Promise<ProseFound['hits']> {
  const { results } = await script.search(query);
  const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
  return pages.map(({ url, meta }) => ({ title: meta.title ?? url, url }));
}

/** Pagefind fetches by itself, and waits for ever. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DataFailure('timed-out', 'pagefind')), LONGEST_SILENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A second try is another address: browsers keep a module that failed to load. */
let tries = 0;

async function load(base: string): Promise<Pagefind> {
  const again = tries === 0 ? '' : `?${tries}`;
  tries += 1;
  const script = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js${again}`)) as Pagefind;
  await script.options({ baseUrl: base });
  return script;
}
