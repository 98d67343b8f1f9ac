/** Addresses that lead on to others: what was renamed, merged or split after it was published. */
import type { PagePath } from './ledger.ts';
import type { Problem } from '../base/problems.ts';

/** One target: it moved there. Several: it was split, and a reader chooses. */
export interface Redirect {
  readonly from: PagePath;
  readonly to: readonly PagePath[];
  /** Why, in a sentence for readers. */
  readonly why: string;
}

/** A record with where it stands. */
export interface PlacedRedirect extends Redirect {
  readonly line?: number;
}

/**
 * Every target must be a page, and no address both a page and a redirect. A redirect that leads to another one is to name
 * where that ends: chains break sooner or later, and some clients follow few steps.
 */
export function checkRedirects(
  redirects: readonly PlacedRedirect[],
  pages: ReadonlySet<PagePath>,
  path: string,
): Problem[] {
  const byFrom = new Map<PagePath, PlacedRedirect>();
  const problems: Problem[] = [];
  const fail = ({ line }: PlacedRedirect, detail: string) =>
    problems.push({ kind: 'invalid-redirect', path, ...(line !== undefined && { line }), detail });
  for (const each of redirects) {
    if (byFrom.has(each.from)) fail(each, `/${each.from} has a redirect already`);
    byFrom.set(each.from, each);
  }
  for (const each of redirects) {
    if (pages.has(each.from)) fail(each, `/${each.from} is a page of the site`);
    for (const target of each.to) {
      const next = byFrom.get(target);
      if (next !== undefined && ends(next, byFrom)) {
        fail(
          each,
          `/${target} leads on itself; name where it ends, ${next.to.map((to) => `/${to}`).join(', ')}`,
        );
      } else if (next !== undefined) fail(each, `/${each.from} leads back to itself by way of /${target}`);
      else if (!pages.has(target)) fail(each, `/${target} is no page of the site`);
    }
  }
  return problems;
}

/** Whether following it ever comes to an end. */
function ends(start: Redirect, byFrom: ReadonlyMap<PagePath, Redirect>): boolean {
  const open = [start];
  const seen = new Set<PagePath>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at.from)) return false;
    seen.add(at.from);
    open.push(...at.to.flatMap((to) => byFrom.get(to) ?? []));
  }
  return true;
}
