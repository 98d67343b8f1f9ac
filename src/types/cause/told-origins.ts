/** Origins as reports and pages give them: the change itself, and how sure it is. */
import type { ChangelogChange } from '../../formats/changelogs/changelog.ts';
import type { VersionChanges } from '../../formats/changelogs/facts.ts';
import { ChangeIndex, type AttributableCause, type OriginDegree, type OriginReason } from './origins.ts';
import { originsOfUpdate } from './update-origins.ts';

export interface ToldOrigin extends Pick<ChangelogChange, 'title' | 'upstream'> {
  /** Version of the package that the change came with. */
  readonly version: string;
  readonly cves: readonly string[];
  readonly degree: OriginDegree;
  readonly reason: OriginReason;
  /** What told: a word of the title, or the cause that it shares the change with. */
  readonly word: string;
}

/**
 * The origins of each cause, in the order of the causes.
 *
 * @param log what all versions between the two builds changed
 */
export function toldOrigins<T extends AttributableCause>(
  causes: readonly T[],
  log: readonly VersionChanges[],
  modulesOf: (cause: T) => readonly string[],
): ToldOrigin[][] {
  const changes = log.flatMap(({ version, changes: all }) => all.map((change) => ({ ...change, version })));
  return originsOfUpdate(causes, new ChangeIndex(changes), modulesOf).map((origins) =>
    origins.flatMap(({ change, degree, reason, word }) => {
      const found = changes[change];
      if (found === undefined) return [];
      const { title, upstream, version, cves } = found;
      return [{ title, upstream, version, cves, degree, reason, word }];
    }),
  );
}

/** The module that provides more than half of some symbols, as its own name is written; none of the kernel's own. */
export function mainModule(symbols: readonly string[], providerOf: ReadonlyMap<string, string>): string[] {
  const counts = new Map<string, number>();
  for (const symbol of symbols) {
    const module = providerOf.get(symbol) ?? 'vmlinux';
    counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  const main = [...counts].find(([, count]) => count * 2 > symbols.length)?.[0] ?? 'vmlinux';
  return main === 'vmlinux' ? [] : [main.slice(main.lastIndexOf('/') + 1).replaceAll('-', '_')];
}
