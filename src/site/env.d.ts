/** Row data of content/generated/rows/, by file name; scripts/publish/rows-plugin.ts provides it. */
declare module 'kabi:rows' {
  export function readRows(name: string): string;
}

/** What the content says of its site, and its colours as a style sheet; scripts/publish/site-plugin.ts provides both. */
declare module 'kabi:site' {
  export const profile: import('../records/site.ts').SiteProfile;
}
declare module 'kabi:accent.css';
