/** Row data of content/generated/rows/, by file name; scripts/publish/rows-plugin.ts provides it. */
declare module 'kabi:rows' {
  export function readRows(name: string): string;
}
