/** The causes behind a verdict: why a driver's symbols differ on the next release, and what no CRC tells it. */
import { itemAt } from '../../../src/base/items.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import { getOrInsert } from '../../../src/base/maps.ts';
import { variantName } from '../../../src/kernel/variant.ts';
import type { Reason } from '../../../src/records/reasons.ts';
import { causeName } from '../../../src/lang/en/cause-sentences.ts';
import type { ExplainedUpdate, HiddenUpdateChange } from '../analyse-types.ts';

/** Causes that a verdict names; of more, the symbols are counted with those that have none on file. */
const MOST_REASONS = 6;

export class TypeReasons {
  /** By variant and release before. */
  readonly #updates: ReadonlyMap<string, ExplainedUpdate>;
  readonly #nearest = new Map<ExplainedUpdate, ReadonlyMap<string, string>>();
  readonly #hiddenByModule = new Map<ExplainedUpdate, ReadonlyMap<string, readonly string[]>>();

  constructor(updates: readonly ExplainedUpdate[]) {
    this.#updates = new Map(
      updates
        // The first release of a product is compared with another product's, for which no driver was built to last.
        .filter(({ before, after }) => before.product === after.product)
        .map((update) => [updateName(update.before.product, update.variant, update.before.release), update]),
    );
  }

  /**
   * How many of the symbols each cause is nearest to, the commonest cause first. None where no types are on file.
   *
   * @param built the kernel of the build
   * @param release the next one of its variant
   * @param symbols behind the verdict on it
   */
  behind(built: SnapshotId, release: string, symbols: readonly string[]): Reason[] {
    const update = this.#updateFrom(built, release);
    if (update === undefined) return [];
    const nearest = this.#nearestIn(update);
    const causes = Map.groupBy(
      symbols.flatMap((symbol) => nearest.get(symbol) ?? []),
      (cause) => cause,
    );
    return [...causes]
      .map(([cause, own]): Reason => [cause, own.length])
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_REASONS);
  }

  /**
   * Types that the imports reach and that changed, from the kernel of the build on, while no CRC did.
   *
   * @param releases of the variant, oldest first, up to the one that the build is to be loaded on
   */
  hiddenBetween(built: SnapshotId, releases: readonly string[], imports: readonly string[]): string[] {
    const all = new Set(imports);
    return this.#hidden(built, releases, ({ symbols }) => symbols.some((symbol) => all.has(symbol)));
  }

  /** The same of a module of the kernel's own tree, on the next release. */
  hiddenFrom(built: SnapshotId, release: string, module: string): readonly string[] {
    const update = this.#updateFrom(built, release);
    return update === undefined ? [] : (this.#hiddenIn(update).get(module) ?? []);
  }

  /** Types that changed on the next release while no CRC did, each with the number of modules whose imports reach it. */
  hiddenModules(built: SnapshotId, release: string): Reason[] {
    const changes = this.#updateFrom(built, release)?.hidden ?? [];
    return changes.flatMap((change): Reason[] =>
      change.modules === null || change.modules.length === 0
        ? []
        : [[causeName(change), change.modules.length]],
    );
  }

  #hidden(
    built: SnapshotId,
    releases: readonly string[],
    isConcerned: (change: HiddenUpdateChange) => boolean,
  ): string[] {
    const names = releases.slice(0, -1).flatMap((release, index) => {
      const update = this.#updateFrom({ ...built, release }, itemAt(releases, index + 1));
      return (update?.hidden ?? []).filter(isConcerned).map(causeName);
    });
    return [...new Set(names)];
  }

  /** By module: asked for each of four thousand, and a type that changed can concern most of them. */
  #hiddenIn(update: ExplainedUpdate): ReadonlyMap<string, readonly string[]> {
    return getOrInsert(this.#hiddenByModule, update, () => {
      const found = new Map<string, Set<string>>();
      for (const change of update.hidden) {
        for (const module of change.modules ?? []) {
          getOrInsert(found, module, () => new Set()).add(causeName(change));
        }
      }
      return new Map([...found].map(([module, names]) => [module, [...names]]));
    });
  }

  #updateFrom(built: SnapshotId, release: string): ExplainedUpdate | undefined {
    const update = this.#updates.get(updateName(built.product, variantName(built), built.release));
    return update?.after.release === release ? update : undefined;
  }

  #nearestIn(update: ExplainedUpdate): ReadonlyMap<string, string> {
    let known = this.#nearest.get(update);
    if (known === undefined) {
      known = new Map(
        update.why.map(({ symbol, path }) => [symbol, path.length === 1 ? '' : (path.at(-1) ?? '')]),
      );
      this.#nearest.set(update, known);
    }
    return known;
  }
}

function updateName(product: string, variant: string, before: string): string {
  return `${product}/${before} ${variant}`;
}
