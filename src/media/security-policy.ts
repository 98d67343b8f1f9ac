/** What browsers let pages of the site do. */

const IN_PAGES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
] as const;

/**
 * Nothing inline, nothing from elsewhere. Pagefind's index and the xz decoder of /check/ are WebAssembly, which the search
 * box of every page may load; browsers ask for 'wasm-unsafe-eval' then, which allows no eval().
 */
export const CONTENT_SECURITY_POLICY = [...IN_PAGES, "frame-ancestors 'none'"].join('; ');

/** The same in a page, for hosts that send no headers. Browsers take no frame-ancestors from there: CSP Level 3, 3.3. */
export const POLICY_IN_PAGE = IN_PAGES.join('; ');
