/** Where a change can be found: changelogs give its title and release, and no commit. */

const STABLE = 'https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/log/';

/**
 * The log of an upstream stable release, searched for a title (cgit's `qt=grep`). A distribution's own change has no place
 * that is known: null.
 */
export function commitSearch({ title, upstream }: { title: string; upstream: string | null }): string | null {
  if (upstream === null) return null;
  // Debian puts architectures before a title, or in place of its first word.
  const words = title.replace(/^\[[^\]]*\] */, '');
  return `${STABLE}?${new URLSearchParams({ h: `v${upstream}`, qt: 'grep', q: words }).toString()}`;
}
