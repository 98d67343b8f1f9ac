/** What the symbol shell holds in place of a page's own head and body, and the name under which Astro renders it. */
export const SHELL = {
  symbol: '_shell',
  head: '<!--kabi:head-->',
  body: '<!--kabi:body-->',
} as const;
