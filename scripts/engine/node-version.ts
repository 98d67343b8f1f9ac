/** The oldest Node that runs the program; package.json of the package says the same to npm, which only warns. */
export const OLDEST_NODE = '22.12.0';

/** What to tell somebody with an older one; undefined with any other. */
export function tooOldNode(version: string): string | undefined {
  const [oldest = [], given = []] = [OLDEST_NODE, version].map((each) => each.split('.').map(Number));
  const at = oldest.findIndex((part, index) => part !== given[index]);
  if (at < 0 || (given[at] ?? 0) > (oldest[at] ?? 0)) return undefined;
  return `kabi needs Node ${OLDEST_NODE} or newer, and this is ${version}: install a newer one, or call it with one.`;
}
