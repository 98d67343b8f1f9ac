/** The causes behind a verdict: why a driver's symbols differ on the next release, and what no CRC tells it. */
import type { SnapshotId } from '../../src/kernel/model.ts';
import { laneName } from '../../src/kernel/model.ts';
import type { Reason } from '../../src/records/reasons.ts';
import { causeName } from '../../src/lang/en/cause-sentences.ts';
import type { ExplainedStep, HiddenStepChange } from './analyse-types.ts';

/** Causes that a verdict names; of more, the symbols are counted with those that have none on file. */
const MOST_REASONS = 6;

export class TypeReasons {
  /** By lane and release before. */
  readonly #steps: ReadonlyMap<string, ExplainedStep>;
  readonly #nearest = new Map<ExplainedStep, ReadonlyMap<string, string>>();

  constructor(steps: readonly ExplainedStep[]) {
    this.#steps = new Map(
      steps
        // The first release of a product is compared with another product's, for which no driver was built to last.
        .filter(({ before, after }) => before.product === after.product)
        .map((step) => [stepName(step.before.product, step.lane, step.before.release), step]),
    );
  }

  /**
   * How many of the symbols each cause is nearest to, the commonest cause first. None where no types are on file.
   *
   * @param built the kernel of the build
   * @param release the next one of its lane
   * @param symbols behind the verdict on it
   */
  behind(built: SnapshotId, release: string, symbols: readonly string[]): Reason[] {
    const step = this.#stepFrom(built, release);
    if (step === undefined) return [];
    const nearest = this.#nearestIn(step);
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
   * @param releases of the lane, oldest first, up to the one that the build is to be loaded on
   */
  hiddenBetween(built: SnapshotId, releases: readonly string[], imports: readonly string[]): string[] {
    const all = new Set(imports);
    return this.#hidden(built, releases, ({ symbols }) => symbols.some((symbol) => all.has(symbol)));
  }

  /** The same of a module of the kernel's own tree, on the next release. */
  hiddenFrom(built: SnapshotId, release: string, module: string): string[] {
    return this.#hidden(built, [built.release, release], ({ modules }) => modules?.includes(module) === true);
  }

  /** Types that changed on the next release while no CRC did, each with the number of modules whose imports reach it. */
  hiddenModules(built: SnapshotId, release: string): Reason[] {
    const changes = this.#stepFrom(built, release)?.hidden ?? [];
    return changes.flatMap((change): Reason[] =>
      change.modules === null || change.modules.length === 0
        ? []
        : [[causeName(change), change.modules.length]],
    );
  }

  #hidden(
    built: SnapshotId,
    releases: readonly string[],
    isConcerned: (change: HiddenStepChange) => boolean,
  ): string[] {
    const names = releases.slice(0, -1).flatMap((release, index) => {
      const step = this.#stepFrom({ ...built, release }, releases[index + 1] ?? '');
      return (step?.hidden ?? []).filter(isConcerned).map(causeName);
    });
    return [...new Set(names)];
  }

  #stepFrom(built: SnapshotId, release: string): ExplainedStep | undefined {
    const step = this.#steps.get(stepName(built.product, laneName(built), built.release));
    return step?.after.release === release ? step : undefined;
  }

  #nearestIn(step: ExplainedStep): ReadonlyMap<string, string> {
    let known = this.#nearest.get(step);
    if (known === undefined) {
      known = new Map(
        step.why.map(({ symbol, path }) => [symbol, path.length === 1 ? '' : (path.at(-1) ?? '')]),
      );
      this.#nearest.set(step, known);
    }
    return known;
  }
}

function stepName(product: string, lane: string, before: string): string {
  return `${product}/${before} ${lane}`;
}
