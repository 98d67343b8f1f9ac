/** Where a reader finds the very file that figures were taken from. */

const GITHUB = /^https:\/\/github\.com\/[^/]+\/[^/]+$/;

/** The file at its commit, where it is known how the host of the repository addresses one; else the repository. */
export function publicFileUrl(
  { origin, commit }: { readonly origin: string; readonly commit: string },
  path: string,
): string {
  return GITHUB.test(origin) ? `${origin}/blob/${commit}/${path}` : origin;
}
