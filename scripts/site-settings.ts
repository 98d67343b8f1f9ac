/**
 * Where the site's data lies and where it is published. `kabi build` hands it to Astro's configuration through the
 * environment; without it the defaults are those of a plain `astro dev` in the checkout.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SiteSettings {
  /** Absolute paths. */
  readonly content: string;
  readonly outDir: string;
  readonly cacheDir: string;
  /** `https://host`, or null if the site does not know where it will be served. */
  readonly site: string | null;
  /** Path of the site's root, with a slash at both ends. */
  readonly base: string;
  /** Whether pages have text and JSON beside them. */
  readonly hasTwins: boolean;
}

/** The checkout: what the relative defaults are relative to. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export function siteSettings(env: Readonly<Record<string, string | undefined>>): SiteSettings {
  return {
    content: env['KABI_CONTENT'] ?? path.join(ROOT, 'content'),
    outDir: env['KABI_OUT'] ?? path.join(ROOT, 'dist'),
    cacheDir: env['KABI_CACHE'] ?? path.join(ROOT, '.cache', 'astro'),
    hasTwins: env['KABI_TWINS'] !== 'none',
    ...parseBaseUrl(env['KABI_BASE_URL'] ?? ''),
  };
}

/** The settings as the environment of the Astro process. */
export function settingsEnv(settings: Omit<SiteSettings, 'site' | 'base'>, baseUrl: string) {
  return {
    KABI_CONTENT: settings.content,
    KABI_OUT: settings.outDir,
    KABI_CACHE: settings.cacheDir,
    KABI_BASE_URL: baseUrl,
    KABI_TWINS: settings.hasTwins ? 'all' : 'none',
  };
}

/**
 * `https://host/some/path` into host and path; `''` is a site that does not know its host; a bare path is one too.
 *
 * @throws {TypeError} if the text is neither
 */
export function parseBaseUrl(text: string): Pick<SiteSettings, 'site' | 'base'> {
  if (text === '' || text.startsWith('/')) return { site: null, base: withSlashes(text) };
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${url.protocol} serves no sites`);
  return { site: url.origin, base: withSlashes(url.pathname) };
}

function withSlashes(text: string): string {
  const inner = text.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}
