/** Why symbols changed from release to release, and what became of each type. */
import { sameGenerator } from '../../src/history/diff.ts';
import type { VersionChanges } from '../../src/formats/changelogs/facts.ts';
import type { InTreeModule } from '../../src/formats/drivers/imports.ts';
import { variantsOf, updatesOf, type ProductLine, type Update } from '../../src/history/lineage.ts';
import { getOrInsert } from '../../src/base/maps.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import { attribute, providersIn } from '../../src/types/cause/attribution.ts';
import { causeDetail } from '../../src/lang/en/cause-sentences.ts';
import type { CauseKind, ChangedType, Unexplained } from '../../src/types/diff/cause.ts';
import { commonTypeSource, comparableCrcs } from '../../src/types/cause/comparable.ts';
import { differencesBetween } from '../../src/types/diff/differences.ts';
import { mainModule, toldOrigins, type ToldOrigin } from '../../src/types/cause/told-origins.ts';
import { hiddenChanges } from '../../src/types/cause/hidden.ts';
import type { TypeKey, TypeSource } from '../../src/types/table/table.ts';
import { TypesOfVariant, type VariantOfType } from './type-histories.ts';
import type { Advice } from '../../src/types/keep/advice.ts';
import { advise } from '../../src/types/keep/advise.ts';
import { keepPlan, type KeepPlan } from '../../src/types/keep/plan.ts';
import { TableReader, type TypeAnalysisSource } from './type-tables.ts';

/** Two neighbouring snapshots with types on file, and why they differ. */
export interface ExplainedUpdate {
  readonly variant: string;
  readonly before: Update['before'];
  readonly after: Update['after'];
  readonly source: TypeSource;
  /** Whether each attribution is certain. */
  readonly exact: boolean;
  /** By reach, largest first. */
  readonly causes: readonly AnalysedCause[];
  /** Types that causes carried along, in words. */
  readonly consequences: readonly UpdateConsequence[];
  /** Per explained symbol. */
  readonly why: readonly Why[];
  readonly unexplained: readonly Unexplained[];
  readonly keep: KeepPlan;
  readonly hidden: readonly HiddenUpdateChange[];
}

export interface AnalysedCause extends ChangedType {
  /** Number of changed symbols that reach it, and of those that reach no other by a shorter path. */
  readonly symbols: number;
  readonly nearest: number;
  /** Number of modules of the older kernel's own tree that import one of them; null if they are not on file. */
  readonly modules: number | null;
  /** What would have kept the CRCs of what reaches it. */
  readonly advice: Advice;
  /** The changes that made it, the likeliest first; absent if the changelog of the update is not on file. */
  readonly origins?: readonly ToldOrigin[];
}

export interface UpdateConsequence {
  readonly kind: CauseKind;
  readonly name: string;
  /** `grew from 2792 to 2808 bytes` */
  readonly detail: string;
  readonly because: readonly TypeKey[];
}

export interface HiddenUpdateChange extends ChangedType {
  readonly symbols: readonly string[];
  /** Names of the modules of the older kernel's own tree that import one of them; null if they are not on file. */
  readonly modules: readonly string[] | null;
  readonly isCompatible: boolean;
}

export interface Why {
  readonly symbol: string;
  /** Indices into the update's causes, nearest first. */
  readonly causes: readonly number[];
  /** From the symbol to the nearest of them, both included. */
  readonly path: readonly string[];
}

export interface TypeAnalysis {
  readonly updates: readonly ExplainedUpdate[];
  readonly variants: readonly VariantOfType[];
}

export async function analyseTypes(
  line: ProductLine,
  lines: readonly ProductLine[],
  source: TypeAnalysisSource,
): Promise<TypeAnalysis> {
  const tables = new TableReader(source);
  const own = updatesOf(lines).filter((update) => update.after.product === line.product.name);
  const explained = new Map<Update, ExplainedUpdate>();
  const variants: VariantOfType[] = [];
  for (const variant of variantsOf(line)) {
    const history = new TypesOfVariant(variant, source);
    // Release by release, so that each table is read once for its pairs and its place in the history.
    for (const release of variant.releases) {
      const into = own.filter(
        (update) => update.variant === variant.name && update.after.release === release,
      );
      for (const update of into) {
        const found = await explainUpdate(update, source, tables);
        if (found !== undefined) explained.set(update, found);
      }
      await history.add(release, tables);
    }
    const found = history.finish();
    if (found.releases.length > 0) variants.push(found);
  }
  return { updates: own.flatMap((update) => explained.get(update) ?? []), variants };
}

async function explainUpdate(
  { variant, before, after }: Update,
  source: TypeAnalysisSource,
  tables: TableReader,
): Promise<ExplainedUpdate | undefined> {
  const build = parseVariantName(variant);
  const [old, now]: [SnapshotId, SnapshotId] = [
    { ...before, ...build },
    { ...after, ...build },
  ];
  const common = commonTypeSource(source.typeSources(old), source.typeSources(now));
  if (common === undefined || !sameGenerator(source.generatorOf(old), source.generatorOf(now)))
    return undefined;
  const name = `causes ${before.product}/${before.release}..${after.product}/${after.release} ${variant}`;
  const log = await source.changelogBetween(old, now);
  const key = `${common} ${source.key(old)} ${source.key(now)} ${logKey(log)}`;
  const known = source.cache.load(name, key) as ExplainedUpdate | undefined;
  if (known !== undefined) return known;
  const exportsNow = await source.readExports(now);
  const providers = providersIn(exportsNow);
  const crcs = comparableCrcs(await source.readExports(old), exportsNow);
  const [a, b] = [await tables.read(old, common), await tables.read(now, common)];
  const differences = differencesBetween(a, b);
  const changed = [...crcs].flatMap(([symbol, differs]) => (differs ? [symbol] : []));
  const { causes, consequences, explanations, unexplained, exact } = attribute(a, b, changed, differences, {
    compilersDiffer: isOtherCompiler(source.compilerOf(old), source.compilerOf(now)),
    providerOf: providers,
  });
  const origins = log && toldOrigins(causes, log, ({ symbols }) => mainModule(symbols, providers));
  const importers = new Importers(await source.readModules(old));
  const advices = advise(causes, differences);
  const explained: ExplainedUpdate = {
    ...{ variant, before, after, source: common, exact, unexplained },
    causes: advices.map(({ cause, advice }, index) => ({
      ...changedType(cause),
      advice,
      symbols: cause.symbols.length,
      nearest: cause.nearest,
      modules: importers.count(cause.symbols),
      ...(origins === undefined ? {} : { origins: origins[index] ?? [] }),
    })),
    consequences: consequences
      .filter(({ scopes }) => scopes.length === 0)
      .map((each) => ({
        kind: each.kind,
        name: each.name,
        detail: causeDetail(each),
        because: each.because,
      })),
    why: [...explanations.values()],
    keep: keepPlan(
      advices.map(({ advice }) => advice.effort),
      [...explanations.values()],
    ),
    hidden: hiddenChanges(a, b, crcs, differences).map((each) => ({
      ...changedType(each),
      symbols: each.symbols,
      modules: importers.names(each.symbols),
      isCompatible: each.isCompatible,
    })),
  };
  source.cache.store(name, key, explained);
  return explained;
}

/** Stands for a changelog: one version's never changes once it is published, nor does what versions lie between two. */
function logKey(log: readonly VersionChanges[] | undefined): string {
  return log?.map(({ version, changes }) => `${version}:${changes.length}`).join(' ') ?? 'none';
}

/** What is not on file is no other compiler. */
function isOtherCompiler(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function changedType({ kind, name, scopes, class: of, before, after, edits }: ChangedType): ChangedType {
  return { kind, name, scopes, class: of, before, after, edits };
}

/** The modules that import one of some symbols. */
class Importers {
  readonly #modules: readonly InTreeModule[];
  /** Per symbol the places of its importers. */
  readonly #places: ReadonlyMap<string, Int32Array>;

  constructor(modules: readonly InTreeModule[]) {
    this.#modules = modules;
    const places = new Map<string, number[]>();
    for (const [place, { imports }] of modules.entries()) {
      for (const { symbol } of imports) getOrInsert(places, symbol, () => []).push(place);
    }
    this.#places = new Map([...places].map(([symbol, each]) => [symbol, Int32Array.from(each)]));
  }

  /** Null of no modules, as they are unknown. */
  count(symbols: readonly string[]): number | null {
    if (this.#modules.length === 0) return null;
    let count = 0;
    for (const isFound of this.#among(symbols)) count += isFound;
    return count;
  }

  /** In the order of the modules; null of no modules, as they are unknown. */
  names(symbols: readonly string[]): string[] | null {
    if (this.#modules.length === 0) return null;
    const found = this.#among(symbols);
    return this.#modules.filter((_, place) => found[place] === 1).map(({ name }) => name);
  }

  /** Per module, 1 if it is one. The symbols of all causes of a new series have a hundred million importers. */
  #among(symbols: readonly string[]): Uint8Array {
    const found = new Uint8Array(this.#modules.length);
    for (const symbol of symbols) {
      const places = this.#places.get(symbol);
      if (places === undefined) continue;
      for (const place of places) found[place] = 1;
    }
    return found;
  }
}
