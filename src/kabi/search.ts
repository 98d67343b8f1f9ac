/**
 * Finds symbols the way people remember them: by the whole name, its start, the start of a word in it, any part, or with
 * one slip of the finger. Pagefind cannot: it splits words and does not find `alloc_skb` inside `__alloc_skb`.
 */

export interface NameIndex {
  readonly names: readonly string[];
  readonly folded: readonly string[];
}

export function createNameIndex(text: string): NameIndex {
  return { names: text.split('\n'), folded: text.toLowerCase().split('\n') };
}

/** How well a name fits, best first. */
const RANKS = [
  'exact',
  'exact-but-case',
  'exact-but-underscores',
  'prefix',
  'word-prefix',
  'substring',
  'typo',
] as const;
export type Rank = (typeof RANKS)[number];

export interface Match {
  readonly name: string;
  /** Position in the index. */
  readonly index: number;
  readonly rank: Rank;
}

/** With this many better matches, nobody misses those with a typo. */
const ENOUGH = 5;
/** Below it, too many names are one letter away. */
const SHORTEST_TYPO = 4;

/** @returns at most `limit` matches, best first; among equals the shorter name first, then alphabetically */
export function searchNames({ names, folded }: NameIndex, query: string, limit: number): Match[] {
  const exact = query.trim().replace(/\s+/g, '_');
  const wanted = exact.toLowerCase();
  if (wanted === '') return [];
  const matches: Match[] = [];
  for (const [index, name] of folded.entries()) {
    const at = name.indexOf(wanted);
    if (at < 0) continue;
    const original = names[index] ?? '';
    matches.push({ name: original, index, rank: rankOf(original, name, exact, wanted, at) });
  }
  if (matches.length < ENOUGH && wanted.length >= SHORTEST_TYPO)
    matches.push(...typos(names, folded, wanted));
  return matches.sort(byRank).slice(0, limit);
}

function rankOf(original: string, name: string, exact: string, wanted: string, at: number): Rank {
  if (original === exact) return 'exact';
  if (name === wanted) return 'exact-but-case';
  const bare = withoutUnderscores(name);
  if (bare === withoutUnderscores(wanted)) return 'exact-but-underscores';
  if (at === 0 || bare.startsWith(wanted)) return 'prefix';
  return startsWord(name, wanted, at) ? 'word-prefix' : 'substring';
}

/** Whether any occurrence follows an underscore, not only the first one. */
function startsWord(name: string, wanted: string, first: number): boolean {
  for (let at = first; at >= 0; at = name.indexOf(wanted, at + 1)) {
    if (name.charAt(at - 1) === '_') return true;
  }
  return false;
}

function typos(names: readonly string[], folded: readonly string[], wanted: string): Match[] {
  const bare = withoutUnderscores(wanted);
  return folded.flatMap((name, index): Match[] => {
    if (name.includes(wanted) || !oneSlipApart(withoutUnderscores(name), bare)) return [];
    return [{ name: names[index] ?? '', index, rank: 'typo' }];
  });
}

/** One letter changed, missing, surplus, or two neighbours swapped. */
export function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
  const restA = a.slice(i);
  const restB = b.slice(i);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    swapFirst(restA) === restB
  );
}

/** The first two letters exchanged. */
function swapFirst(text: string): string {
  return text.slice(1, 2) + text.slice(0, 1) + text.slice(2);
}

function withoutUnderscores(name: string): string {
  return name.replace(/^_+/, '');
}

function byRank(a: Match, b: Match): number {
  return (
    RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
    a.name.length - b.name.length ||
    (a.name < b.name ? -1 : 1)
  );
}
