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

/** How well a name fits: the smaller, the better. */
const RANKS = {
  exact: 0,
  'exact-but-case': 1,
  'exact-but-underscores': 2,
  prefix: 3,
  'word-prefix': 4,
  substring: 5,
  typo: 6,
} as const;
export type Rank = keyof typeof RANKS;

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
  const best = new BestMatches(limit);
  let found = 0;
  for (let index = 0; index < folded.length; index += 1) {
    const name = folded[index] ?? '';
    const at = name.indexOf(wanted);
    if (at < 0) continue;
    found += 1;
    const original = names[index] ?? '';
    best.add({ name: original, index, rank: rankOf(original, name, exact, wanted, at) });
  }
  if (found < ENOUGH && wanted.length >= SHORTEST_TYPO) {
    for (const index of typos(folded, wanted)) best.add({ name: names[index] ?? '', index, rank: 'typo' });
  }
  return best.matches;
}

/** The best few of many: a single letter is in nearly every name, and to sort them all takes too long while typing. */
class BestMatches {
  readonly matches: Match[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(match: Match): void {
    const { matches } = this;
    const last = matches.at(-1);
    if (matches.length === this.#limit && (last === undefined || byRank(match, last) > 0)) return;
    const worse = matches.findIndex((each) => byRank(match, each) < 0);
    matches.splice(worse < 0 ? matches.length : worse, 0, match);
    if (matches.length > this.#limit) matches.pop();
  }
}

function rankOf(original: string, name: string, exact: string, wanted: string, at: number): Rank {
  if (original === exact) return 'exact';
  if (name === wanted) return 'exact-but-case';
  const start = leadingUnderscores(name);
  const bare = wanted.slice(leadingUnderscores(wanted));
  if (name.length - start === bare.length && name.endsWith(bare)) return 'exact-but-underscores';
  if (at === 0 || name.startsWith(wanted, start)) return 'prefix';
  return startsWord(name, wanted, at) ? 'word-prefix' : 'substring';
}

/** Whether any occurrence follows an underscore, not only the first one. */
function startsWord(name: string, wanted: string, first: number): boolean {
  for (let at = first; at >= 0; at = name.indexOf(wanted, at + 1)) {
    if (name.charAt(at - 1) === '_') return true;
  }
  return false;
}

/** Positions of the names that one slip turns into the wanted one; leading underscores aside. */
function* typos(folded: readonly string[], wanted: string): Generator<number> {
  const bare = wanted.slice(leadingUnderscores(wanted));
  for (let index = 0; index < folded.length; index += 1) {
    const name = folded[index] ?? '';
    const start = leadingUnderscores(name);
    // Nearly all names are of another length: not to cut them is what makes this fast.
    if (Math.abs(name.length - start - bare.length) > 1 || name.includes(wanted)) continue;
    if (oneSlipApart(name.slice(start), bare)) yield index;
  }
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

function leadingUnderscores(name: string): number {
  let count = 0;
  while (name.charAt(count) === '_') count += 1;
  return count;
}

function byRank(a: Match, b: Match): number {
  return RANKS[a.rank] - RANKS[b.rank] || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
}
