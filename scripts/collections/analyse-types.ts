/** Why symbols changed from release to release, and what became of each type. */
import { sameGenerator } from '../../src/kabi/diff.ts';
import type { InTreeModule } from '../../src/kabi/formats/imports.ts';
import { lanesOf, stepsOf, type Lane, type ProductLine, type Step } from '../../src/kabi/lineage.ts';
import { getOrInsert } from '../../src/kabi/maps.ts';
import { parseLaneName, type CrcGenerator, type Export, type SnapshotId } from '../../src/kabi/model.ts';
import { attribute } from '../../src/kabi/types/attribution.ts';
import { causeDetail } from '../../src/kabi/types/cause-sentences.ts';
import type { Cause, CauseKind, ChangedType, Unexplained } from '../../src/kabi/types/cause.ts';
import { commonTypeSource, comparableCrcs } from '../../src/kabi/types/comparable.ts';
import { hiddenChanges } from '../../src/kabi/types/hidden.ts';
import { referencesOf } from '../../src/kabi/types/references.ts';
import { reserveLedger } from '../../src/kabi/types/reserve-ledger.ts';
import type { TypeKey, TypeSource, TypeTable } from '../../src/kabi/types/table.ts';
import type { AnalysisCache } from './analysis-cache.ts';

/** Two neighbouring snapshots with types on file, and why they differ. */
export interface ExplainedStep {
  readonly lane: string;
  readonly before: Step['before'];
  readonly after: Step['after'];
  readonly source: TypeSource;
  /** Whether each attribution is certain. */
  readonly exact: boolean;
  /** By reach, largest first. */
  readonly causes: readonly StepCause[];
  /** Types that causes carried along, in words. */
  readonly consequences: readonly StepConsequence[];
  /** Per explained symbol. */
  readonly why: readonly Why[];
  readonly unexplained: readonly Unexplained[];
  readonly hidden: readonly HiddenStepChange[];
}

export interface StepCause extends ChangedType {
  /** Number of changed symbols that reach it, and of those that reach no other by a shorter path. */
  readonly symbols: number;
  readonly nearest: number;
  /** Number of modules of the older kernel's own tree that import one of them; null if they are not on file. */
  readonly modules: number | null;
}

export interface StepConsequence {
  readonly kind: CauseKind;
  readonly name: string;
  /** `grew from 2792 to 2808 bytes` */
  readonly detail: string;
  readonly because: readonly TypeKey[];
}

export interface HiddenStepChange extends ChangedType {
  readonly symbols: readonly string[];
  readonly isCompatible: boolean;
}

export interface Why {
  readonly symbol: string;
  /** Indices into the step's causes, nearest first. */
  readonly causes: readonly number[];
  /** From the symbol to the nearest of them, both included. */
  readonly path: readonly string[];
}

/** What one lane's kernels say of every type that an export reaches. */
export interface TypeLane {
  readonly lane: Lane;
  /** Indices into the lane's releases, of those with types on file. */
  readonly releases: readonly number[];
  readonly types: readonly TypeHistory[];
}

export interface TypeHistory {
  readonly key: TypeKey;
  /** The name's own definition from one to another of `releases` (indices into it): a text, index into `texts`. */
  readonly runs: readonly (readonly [from: number, to: number, text: number])[];
  readonly texts: readonly string[];
  /** Scopes that see a definition of their own, in the newest of `releases`. */
  readonly otherScopes: readonly string[];
  /** In the newest of `releases`: types and exports that name it in their own definition. */
  readonly usedBy: { readonly types: readonly TypeKey[]; readonly exports: readonly string[] };
  /** Reserve that is left in the newest of `releases`, and that is used; empty where there is none. */
  readonly reserve: { readonly left: readonly string[]; readonly used: readonly string[] };
}

export interface TypeAnalysis {
  readonly steps: readonly ExplainedStep[];
  readonly lanes: readonly TypeLane[];
}

/** How an analysis gets at what it needs. */
export interface TypeAnalysisSource {
  /** What the types of a snapshot were told from, as far as it is on file. */
  readonly typeSources: (id: SnapshotId) => readonly TypeSource[];
  readonly readTypes: (id: SnapshotId, source: TypeSource) => Promise<TypeTable>;
  readonly readExports: (id: SnapshotId) => Promise<readonly Export[]>;
  readonly readModules: (id: SnapshotId) => Promise<readonly InTreeModule[]>;
  readonly generatorOf: (id: SnapshotId) => CrcGenerator;
  /** Stands for types, exports and modules of a snapshot. */
  readonly key: (id: SnapshotId) => string;
  readonly cache: Pick<AnalysisCache, 'load' | 'store'>;
}

export async function analyseTypes(
  line: ProductLine,
  lines: readonly ProductLine[],
  source: TypeAnalysisSource,
): Promise<TypeAnalysis> {
  const tables = new TableReader(source);
  const steps: ExplainedStep[] = [];
  const own = stepsOf(lines).filter((step) => step.after.product === line.product.name);
  for (const step of own) {
    const explained = await explainStep(step, source, tables);
    if (explained !== undefined) steps.push(explained);
  }
  const lanes: TypeLane[] = [];
  for (const lane of lanesOf(line)) {
    const found = await typeLane(lane, source, tables);
    if (found.releases.length > 0) lanes.push(found);
  }
  return { steps, lanes };
}

/** Keeps the tables that were read last: neighbours are asked for one after the other. */
class TableReader {
  readonly #source: TypeAnalysisSource;
  readonly #recent = new Map<string, Promise<TypeTable>>();

  constructor(source: TypeAnalysisSource) {
    this.#source = source;
  }

  read(id: SnapshotId, source: TypeSource): Promise<TypeTable> {
    const name = `${this.#source.key(id)} ${source}`;
    const known = this.#recent.get(name) ?? this.#source.readTypes(id, source);
    this.#recent.delete(name);
    this.#recent.set(name, known);
    for (const oldest of [...this.#recent.keys()].slice(0, -2)) this.#recent.delete(oldest);
    return known;
  }
}

async function explainStep(
  { lane, before, after }: Step,
  source: TypeAnalysisSource,
  tables: TableReader,
): Promise<ExplainedStep | undefined> {
  const build = parseLaneName(lane);
  const [old, now]: [SnapshotId, SnapshotId] = [
    { ...before, ...build },
    { ...after, ...build },
  ];
  const common = commonTypeSource(source.typeSources(old), source.typeSources(now));
  if (common === undefined || !sameGenerator(source.generatorOf(old), source.generatorOf(now)))
    return undefined;
  const name = `causes ${before.product}/${before.release}..${after.product}/${after.release} ${lane}`;
  const key = `${common} ${source.key(old)} ${source.key(now)}`;
  const known = source.cache.load(name, key) as ExplainedStep | undefined;
  if (known !== undefined) return known;
  const crcs = comparableCrcs(await source.readExports(old), await source.readExports(now));
  const [a, b] = [await tables.read(old, common), await tables.read(now, common)];
  const changed = [...crcs].flatMap(([symbol, differs]) => (differs ? [symbol] : []));
  const { causes, consequences, explanations, unexplained, exact } = attribute(a, b, changed);
  const modules = await source.readModules(old);
  const explained: ExplainedStep = {
    ...{ lane, before, after, source: common, exact, unexplained },
    causes: causes.map((cause) => ({
      ...changedType(cause),
      symbols: cause.symbols.length,
      nearest: cause.nearest,
      modules: modules.length === 0 ? null : modulesReached(cause, modules),
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
    hidden: hiddenChanges(a, b, crcs).map((each) => ({
      ...changedType(each),
      symbols: each.symbols,
      isCompatible: each.isCompatible,
    })),
  };
  source.cache.store(name, key, explained);
  return explained;
}

function changedType({ kind, name, scopes, class: of, before, after, edits }: ChangedType): ChangedType {
  return { kind, name, scopes, class: of, before, after, edits };
}

function modulesReached({ symbols }: Cause, modules: readonly InTreeModule[]): number {
  const reached = new Set(symbols);
  return modules.filter(({ imports }) => imports.some(({ symbol }) => reached.has(symbol))).length;
}

async function typeLane(lane: Lane, source: TypeAnalysisSource, tables: TableReader): Promise<TypeLane> {
  const ids = lane.releases.map((release): SnapshotId => {
    return { product: lane.product, release, ...parseLaneName(lane.name) };
  });
  const withTypes = ids.flatMap((id, index) => {
    const best = commonTypeSource(source.typeSources(id), source.typeSources(id));
    return best === undefined ? [] : [{ id, index, source: best }];
  });
  const name = `types ${lane.product} ${lane.name}`;
  const key = withTypes.map(({ id, index, source: best }) => `${index} ${best} ${source.key(id)}`).join('\n');
  const known = source.cache.load(name, key) as TypeLane | undefined;
  if (known !== undefined) return known;
  const histories = new TypeHistories();
  for (const [at, each] of withTypes.entries()) histories.add(at, await tables.read(each.id, each.source));
  const found = { lane, releases: withTypes.map(({ index }) => index), types: histories.finish() };
  source.cache.store(name, key, found);
  return found;
}

interface GrowingHistory {
  readonly runs: [from: number, to: number, text: number][];
  readonly texts: string[];
}

class TypeHistories {
  readonly #types = new Map<TypeKey, GrowingHistory>();
  #newest: TypeTable | undefined;

  /** @param at one more than at the last call */
  add(at: number, table: TypeTable): void {
    this.#newest = table;
    for (const [key, [own]] of table.types) {
      if (own === undefined) continue;
      const { runs, texts } = getOrInsert(this.#types, key, () => ({ runs: [], texts: [] }));
      const last = runs.at(-1);
      if (last?.[1] === at - 1 && texts[last[2]] === own.text) {
        last[1] = at;
        continue;
      }
      const known = texts.indexOf(own.text);
      runs.push([at, at, known < 0 ? texts.push(own.text) - 1 : known]);
    }
  }

  finish(): TypeHistory[] {
    const table = this.#newest;
    if (table === undefined) return [];
    const users = usersOf(table);
    const reserves = new Map(
      reserveLedger(table)
        .filter(({ scopes }) => scopes.length === 0)
        .map(({ key, fields }) => [key, fields]),
    );
    return [...this.#types].map(([key, { runs, texts }]): TypeHistory => {
      const fields = reserves.get(key) ?? [];
      const names = (used: boolean) =>
        fields.filter(({ usedBy }) => usedBy.length > 0 === used).map(({ path }) => path.at(-1) ?? '');
      return {
        ...{ key, runs, texts },
        otherScopes: (table.types.get(key) ?? []).slice(1).flatMap(({ scopes }) => scopes),
        usedBy: users.get(key) ?? { types: [], exports: [] },
        reserve: { left: names(false), used: names(true) },
      };
    });
  }
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
