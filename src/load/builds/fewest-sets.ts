/** The fewest sets that together hold everything that any of them holds. */

/** How many choices are looked at before the best so far is taken: the exact answer of a hard case may take for ever. */
const MOST_STEPS = 200_000;

export interface Cover {
  /** Indices of the sets, sorted. */
  readonly chosen: readonly number[];
  /** Whether fewer are known not to do. */
  readonly isFewest: boolean;
}

/** Of equal sets the first is taken. */
export function fewestSets(sets: readonly ReadonlySet<number>[]): Cover {
  const useful = sets
    .map((set, index) => ({ set, index }))
    .filter(
      ({ set, index }) =>
        set.size > 0 &&
        !sets.some(
          (other, place) =>
            place !== index && set.isSubsetOf(other) && (other.size > set.size || place < index),
        ),
    );
  const all = new Set(useful.flatMap(({ set }) => [...set]));
  const search = new Search(useful, greedy(useful, all));
  search.cover(all, []);
  return { chosen: search.best.toSorted((a, b) => a - b), isFewest: !search.gaveUp };
}

interface Candidate {
  readonly set: ReadonlySet<number>;
  readonly index: number;
}

class Search {
  readonly #candidates: readonly Candidate[];
  readonly #largest: number;
  best: readonly number[];
  gaveUp = false;
  #steps = 0;

  constructor(candidates: readonly Candidate[], best: readonly number[]) {
    this.#candidates = candidates;
    this.#largest = Math.max(1, ...candidates.map(({ set }) => set.size));
    this.best = best;
  }

  /** Branches on the member that the fewest sets hold: one of these has to be chosen. */
  cover(left: ReadonlySet<number>, chosen: readonly number[]): void {
    if (left.size === 0) {
      if (chosen.length < this.best.length) this.best = chosen;
      return;
    }
    if (chosen.length + Math.ceil(left.size / this.#largest) >= this.best.length) return;
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) {
      this.gaveUp = true;
      return;
    }
    let holders: readonly Candidate[] = [];
    for (const member of left) {
      const found = this.#candidates.filter(({ set }) => set.has(member));
      if (holders.length === 0 || found.length < holders.length) holders = found;
      if (holders.length === 1) break;
    }
    for (const { set, index } of holders) this.cover(left.difference(set), [...chosen, index]);
  }
}

/** Always the set that holds most of what is left: where the search begins. */
function greedy(candidates: readonly Candidate[], all: ReadonlySet<number>): number[] {
  const chosen: number[] = [];
  let left = all;
  while (left.size > 0) {
    const gain = ({ set }: Candidate) => left.intersection(set).size;
    const best = candidates.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    chosen.push(best.index);
    left = left.difference(best.set);
  }
  return chosen;
}
