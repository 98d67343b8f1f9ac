/** Where a site is served. */
export interface BaseUrl {
  /** `https://host`, or null if the site does not know where it will be served. */
  readonly site: string | null;
  /** Path of the site's root, with a slash at both ends. */
  readonly base: string;
}

/**
 * `https://host/some/path` into host and path; `''` is a site that does not know its host; a bare path is one too.
 *
 * @throws {TypeError} if the text is neither
 */
export function parseBaseUrl(text: string): BaseUrl {
  if (text === '' || text.startsWith('/')) return { site: null, base: withSlashes(text) };
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${url.protocol} serves no sites`);
  return { site: url.origin, base: withSlashes(url.pathname) };
}

export function isBaseUrl(text: string): boolean {
  try {
    parseBaseUrl(text);
    return true;
  } catch {
    return false;
  }
}

function withSlashes(text: string): string {
  const inner = text.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}
