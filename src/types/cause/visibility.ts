/** Types that became visible to an object file, or no longer are: many at a time, and told in one sentence. */
import { getOrInsert } from '../../base/maps.ts';
import { count, counted, listed } from '../../base/text.ts';
import type { Cause } from '../diff/cause.ts';

/** Further names are counted. */
const FEW = 3;

/** Causes of which all that happened is that some object files see them now, or no longer do. */
export interface VisibilityGroup {
  readonly scopes: readonly string[];
  readonly causes: readonly Cause[];
  /** How many of the changed symbols reach one of them. */
  readonly symbols: number;
}

/** One #include can make a hundred types visible to an object file: they are told together, the others one by one. */
export function groupVisibility(causes: readonly Cause[]): {
  readonly others: readonly Cause[];
  readonly groups: readonly VisibilityGroup[];
} {
  const groups = new Map<string, Cause[]>();
  const others: Cause[] = [];
  for (const cause of causes) {
    if (cause.class === 'became-visible') getOrInsert(groups, cause.scopes.join(' '), () => []).push(cause);
    else others.push(cause);
  }
  return {
    others,
    groups: [...groups.values()].map((group) => ({
      scopes: group[0]?.scopes ?? [],
      causes: group,
      symbols: new Set(group.flatMap(({ symbols }) => symbols)).size,
    })),
  };
}

/** `58 types are seen by drivers/md/bcache/closure now, or no longer: struct anon_vma, struct audit_context …; reached by 3` */
export function visibilitySentence({ scopes, causes, symbols }: VisibilityGroup): string {
  const seers =
    scopes.length === 0
      ? 'all'
      : scopes.length > FEW
        ? `${count(scopes.length)} object files`
        : listed(scopes);
  const types = counted(causes.length, 'type is', 'types are');
  const named = causes.slice(0, FEW).map(({ kind, name }) => `${kind} ${name}`);
  const more = causes.length > FEW ? [`${count(causes.length - FEW)} more`] : [];
  return `${types} seen by ${seers} now, or no longer: ${listed([...named, ...more])}; reached by ${count(symbols)}`;
}
