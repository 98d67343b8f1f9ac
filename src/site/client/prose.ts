/** Full-text search over the pages of prose, by Pagefind's own script, loaded on first use. */
interface PagefindResult {
  data(): Promise<{ readonly url: string; readonly meta: { readonly title?: string } }>;
}
interface Pagefind {
  options(options: { readonly baseUrl: string }): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly PagefindResult[] }>;
}

const MOST = 4;
let pagefind: Promise<Pagefind> | undefined;

/** @returns the best few pages; none if the index cannot be loaded, as symbols are found without it */
export async function searchProse(
  base: string,
  query: string,
): Promise<readonly { readonly title: string; readonly url: string }[]> {
  try {
    pagefind ??= load(base);
    const { results } = await (await pagefind).search(query);
    const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
    return pages.map(({ url, meta }) => ({ title: meta.title ?? url, url }));
  } catch {
    return [];
  }
}

async function load(base: string): Promise<Pagefind> {
  const script = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
  await script.options({ baseUrl: base });
  return script;
}
