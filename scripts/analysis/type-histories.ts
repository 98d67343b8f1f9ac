/** What became of each type over the releases of a variant. */
import type { VariantLine } from '../../src/history/lineage.ts';
import { getOrInsert } from '../../src/base/maps.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import { commonTypeSource } from '../../src/types/cause/comparable.ts';
import { referencesOf } from '../../src/types/table/references.ts';
import { reserveStates, type ReserveState } from '../../src/types/diff/reserve-ledger.ts';
import type { TypeKey, TypeSource, TypeTable } from '../../src/types/table/table.ts';
import { PrototypeHistories, type PrototypeHistory } from './prototype-histories.ts';
import { addRun, newRuns, type GrowingRuns, type TextRuns } from './text-runs.ts';
import type { TableReader, TypeAnalysisSource } from './type-tables.ts';

/** What one variant's kernels say of every type that an export reaches. */
export interface VariantOfType {
  readonly variant: VariantLine;
  /** Indices into the variant's releases, of those with types on file. */
  readonly releases: readonly number[];
  readonly types: readonly TypeHistory[];
  readonly prototypes: readonly PrototypeHistory[];
}

/** Its runs are those of the name's own definition. */
export interface TypeHistory extends TextRuns {
  readonly key: TypeKey;
  /** Scopes that see a definition of their own, in the newest of `releases`. */
  readonly otherScopes: readonly string[];
  /** In the newest of `releases`: types and exports that name it in their own definition. */
  readonly usedBy: { readonly types: readonly TypeKey[]; readonly exports: readonly string[] };
  /** Reserve from one to another of `releases` (indices into it), from the first that has any; of most types none. */
  readonly reserve: readonly ReserveRun[];
}

export interface ReserveRun extends ReserveState {
  readonly from: number;
  readonly to: number;
}

/** Grows with each release, unless an earlier analysis knew it. */
export class TypesOfVariant {
  readonly #variant: VariantLine;
  readonly #source: TypeAnalysisSource;
  /** The releases with types on file: `index` into the variant's releases. */
  readonly #kernels: readonly {
    readonly id: SnapshotId;
    readonly index: number;
    readonly source: TypeSource;
  }[];
  readonly #name: string;
  readonly #key: string;
  readonly #known: VariantOfType | undefined;
  readonly #growing = new TypeHistories();
  readonly #prototypes = new PrototypeHistories();

  constructor(variant: VariantLine, source: TypeAnalysisSource) {
    this.#variant = variant;
    this.#source = source;
    this.#kernels = variant.releases.flatMap((release, index) => {
      const id = { product: variant.product, release, ...parseVariantName(variant.name) };
      const best = commonTypeSource(source.typeSources(id), source.typeSources(id));
      return best === undefined ? [] : [{ id, index, source: best }];
    });
    this.#name = `types ${variant.product} ${variant.name}`;
    this.#key = this.#kernels
      .map(({ id, index, source: of }) => `${index} ${of} ${source.key(id)}`)
      .join('\n');
    this.#known = source.cache.load(this.#name, this.#key) as VariantOfType | undefined;
  }

  /** @param release the next one of the variant */
  async add(release: string, tables: TableReader): Promise<void> {
    if (this.#known !== undefined) return;
    const at = this.#kernels.findIndex(({ id }) => id.release === release);
    const kernel = this.#kernels[at];
    if (kernel === undefined) return;
    // Nothing is known of a release between two that have types on file: what is the same on both sides may not have been there.
    const isNext = this.#kernels[at - 1]?.index === kernel.index - 1;
    const table = await tables.read(kernel.id, kernel.source);
    this.#growing.add(at, table, isNext);
    this.#prototypes.add(at, table, isNext);
  }

  finish(): VariantOfType {
    if (this.#known !== undefined) return this.#known;
    const found: VariantOfType = {
      variant: this.#variant,
      releases: this.#kernels.map(({ index }) => index),
      types: this.#growing.finish(),
      prototypes: this.#prototypes.finish(),
    };
    this.#source.cache.store(this.#name, this.#key, found);
    return found;
  }
}

class TypeHistories {
  readonly #types = new Map<TypeKey, GrowingRuns>();
  readonly #reserves = new Map<TypeKey, ReserveRun[]>();
  #newest: TypeTable | undefined;

  /**
   * @param at one more than at the last call
   * @param isNext Whether the release before is that of the last call.
   */
  add(at: number, table: TypeTable, isNext: boolean): void {
    this.#newest = table;
    this.#addReserves(at, table);
    for (const [key, [own]] of table.types) {
      if (own === undefined) continue;
      addRun(getOrInsert(this.#types, key, newRuns), at, own.text, isNext);
    }
  }

  /** A struct that once had reserve is followed to the end: it may have used up all. */
  #addReserves(at: number, table: TypeTable): void {
    const states = reserveStates(table);
    for (const key of new Set([...this.#reserves.keys(), ...states.keys()])) {
      if (!table.types.has(key)) continue;
      const state = states.get(key) ?? { left: [], bytesLeft: 0, used: [] };
      const runs = getOrInsert(this.#reserves, key, (): ReserveRun[] => []);
      const last = runs.at(-1);
      if (last?.to === at - 1 && sameReserve(last, state)) runs[runs.length - 1] = { ...last, to: at };
      else runs.push({ from: at, to: at, ...state });
    }
  }

  finish(): TypeHistory[] {
    const table = this.#newest;
    if (table === undefined) return [];
    const users = usersOf(table);
    return [...this.#types].map(([key, { runs, texts }]): TypeHistory => ({
      ...{ key, runs, texts },
      otherScopes: (table.types.get(key) ?? []).slice(1).flatMap(({ scopes }) => scopes),
      usedBy: users.get(key) ?? { types: [], exports: [] },
      reserve: this.#reserves.get(key) ?? [],
    }));
  }
}

function sameReserve(a: ReserveState, b: ReserveState): boolean {
  const text = ({ left, bytesLeft, used }: ReserveState) => JSON.stringify([left, bytesLeft, used]);
  return text(a) === text(b);
}

/** What names each type in its own definition. */
function usersOf(table: TypeTable): Map<TypeKey, { types: TypeKey[]; exports: string[] }> {
  const users = new Map<TypeKey, { types: TypeKey[]; exports: string[] }>();
  const usersFor = (key: TypeKey) => getOrInsert(users, key, () => ({ types: [], exports: [] }));
  for (const [key, [own]] of table.types) {
    for (const used of referencesOf(own?.text ?? '')) if (used !== key) usersFor(used).types.push(key);
  }
  for (const { symbol, text } of table.exports) {
    for (const used of referencesOf(text)) {
      const { exports } = usersFor(used);
      if (exports.at(-1) !== symbol) exports.push(symbol);
    }
  }
  return users;
}
