/** What every page needs: the URLs under the site's base path, and the history table. */
import { getEntry } from 'astro:content';
import type { PageContext } from './render/symbol-page.ts';
import { createUrls } from './kabi/urls.ts';

export const urls = createUrls(import.meta.env.BASE_URL);

/** Scheme and host, `''` where the site does not know its own. */
export const origin = siteOrigin(import.meta.env.SITE);

/** Astro's types call it a string, but without `site` in the configuration there is none. */
function siteOrigin(site: string | undefined): string {
  return site === undefined ? '' : new URL(site).origin;
}

export async function pageContext(): Promise<PageContext> {
  const entry = await getEntry('history', 'history');
  if (entry === undefined) throw new Error('content/generated/ is missing: run "kabi build" first');
  return { table: entry.data, urls, origin };
}
