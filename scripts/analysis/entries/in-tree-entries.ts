/** The modules of kernels' own trees: what releases' pages, their own pages and the symbols' pages say of them. */
import { catalogOf } from '../../../src/history/catalog.ts';
import { itemAt } from '../../../src/base/items.ts';
import { compareVerdicts } from '../../../src/load/driver-verdicts.ts';
import type { SymbolHistories } from '../../../src/history/runs.ts';
import { LOAD_VERDICTS, type LoadVerdict } from '../../../src/load/verdict.ts';
import { noModules } from '../../../src/load/in-tree.ts';
import { getOrInsert } from '../../../src/base/maps.ts';
import { compareText } from '../../../src/base/text.ts';
import { variantName, parseVariantName } from '../../../src/kernel/variant.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { ImportUpdates } from '../../../src/records/rows/import-updates.ts';
import type {
  InTreeDriver,
  InTreeDriverBuild,
  InTreeDriverVariant,
  InTreeRows,
} from '../../../src/records/rows/in-tree.ts';
import type { InTreeFinding } from '../../../src/records/entries/in-tree-finding.ts';
import type { InTreeImporters } from '../../../src/records/rows/importers.ts';
import { rowUpdates } from '../../../src/history/symbol-history.ts';
import type { InTreeBuild, InTreeBuildModule, JudgedKernel } from '../analyse-in-tree.ts';
import type { TypeReasons } from './type-reasons.ts';

/** Modules that a release's own page names per variant; the page of all follows. */
const MOST_NAMED = 10;

interface JudgedModule {
  readonly name: string;
  readonly path: string;
  readonly verdict: LoadVerdict;
  readonly symbols: string;
  readonly count: number;
}

export class InTreeEntries {
  readonly #builds: readonly InTreeBuild[];
  readonly #table: HistoryTable;
  /** Names by path. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #reasons: TypeReasons;

  /** @param builds by product, variant and release, oldest first */
  constructor(builds: readonly InTreeBuild[], table: HistoryTable, reasons: TypeReasons) {
    this.#reasons = reasons;
    this.#builds = builds;
    this.#table = table;
    this.#names = new Map(
      builds.flatMap(({ modules }) => modules.map(({ path, name }) => [path, name] as const)),
    );
  }

  /** The name of the module at this path in some kernel's tree; null if no build has one there. */
  driverAt(path: string): string | null {
    return this.#names.get(path) ?? null;
  }

  /** Of every module that any build has, sorted. */
  names(): string[] {
    return [...new Set(this.#names.values())].sort(compareText);
  }

  /** Per variant in which the product has an older release; of no variant if none of its modules are on file at all. */
  affected(
    product: string,
    release: string,
  ): { readonly findings: Omit<InTreeFinding, 'rowsSha256'>[]; readonly rows: InTreeRows } {
    const findings: Omit<InTreeFinding, 'rowsSha256'>[] = [];
    const rows: InTreeRows = [];
    if (!this.#builds.some(({ id }) => id.product === product)) return { findings, rows };
    for (const { variant, before } of this.#updatesInto(product, release)) {
      const judged = this.#judged(product, variant, before, release);
      if (judged === undefined) {
        findings.push({ variant, before, counts: null, first: [] });
        continue;
      }
      const refused = judged
        .filter(({ verdict }) => verdict !== 'loads')
        .sort((a, b) => compareVerdicts(a.verdict, b.verdict) || b.count - a.count);
      const counts = noModules();
      for (const { verdict } of judged) counts[verdict] += 1;
      const first = refused
        .slice(0, MOST_NAMED)
        .map(({ name, verdict, count }) => ({ name, verdict, symbols: count }));
      const hidden = this.#reasons.hiddenModules(
        { product, release: before, ...parseVariantName(variant) },
        release,
      );
      findings.push({ variant, before, counts, first, ...(hidden.length > 0 && { hidden }) });
      const modules = refused.map(({ name, path, verdict, symbols }) => ({ name, path, verdict, symbols }));
      rows.push({ variant, before, modules });
    }
    return { findings, rows };
  }

  /** Every module that any build has, by name. */
  drivers(): InTreeDriver[] {
    const variantsOf = new Map<string, InTreeDriverVariant[]>();
    for (const [variant, { product, name, releases }] of catalogOf(this.#table).variants.entries()) {
      const builds = this.#builds.filter(({ id }) => id.product === product.name && variantName(id) === name);
      for (const [module, each] of driverVariants(builds, releases, this.#reasons)) {
        getOrInsert(variantsOf, module, () => []).push({ variant, ...each });
      }
    }
    return [...variantsOf]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, variants]) => ({ name, variants }));
  }

  importers(): InTreeImporters {
    const newest = this.#newestBuilds();
    const modules = [...new Set(newest.flatMap((builds) => builds.flatMap(namesOf)))].sort(compareText);
    const indexOf = new Map(modules.map((name, index) => [name, index]));
    const symbols = new Map<string, Set<number>[]>();
    for (const [kernel, builds] of newest.entries()) {
      for (const { name, symbols: imports } of builds.flatMap((build) => build.modules)) {
        for (const symbol of imports.split(' ')) {
          const sets = getOrInsert(symbols, symbol, () => newest.map(() => new Set()));
          sets[kernel]?.add(indexOf.get(name) ?? 0);
        }
      }
    }
    symbols.delete('');
    const base36 = (set: ReadonlySet<number>) =>
      [...set]
        .sort((a, b) => a - b)
        .map((index) => index.toString(36))
        .join(' ');
    return {
      kernels: newest.flatMap(([build]) => {
        if (build === undefined) return [];
        return [catalogOf(this.#table).product(build.id.product).ref(build.id.release)];
      }),
      modules,
      symbols: Object.fromEntries(
        [...symbols]
          .sort(([a], [b]) => compareText(a, b))
          .map(([symbol, sets]) => [symbol, sets.map(base36)]),
      ),
    };
  }

  /** Of every symbol that a module imports. */
  updates(histories: Pick<SymbolHistories, 'rows'>): ImportUpdates {
    const imported = new Set(
      this.#builds.flatMap((build) => build.modules.flatMap(({ symbols }) => symbols.split(' '))),
    );
    const variants = [...new Set(this.#table.variants.map(({ name }) => name))].sort(compareText);
    const symbols: ImportUpdates['symbols'] = {};
    if (imported.size === 0) return { variants: [], symbols };
    for (const row of histories.rows(imported)) {
      const updates = rowUpdates(row, this.#table);
      symbols[row.symbol] = variants.map((variant) => {
        const found = updates.get(variant);
        return found === undefined ? null : [found.comparable, found.crcChanged];
      });
    }
    return { variants, symbols };
  }

  /** The variants of a product that have the release, each with the release before it. */
  #updatesInto(product: string, release: string): { readonly variant: string; readonly before: string }[] {
    return catalogOf(this.#table).variants.flatMap(({ product: own, name: variant, releases }) => {
      if (own.name !== product) return [];
      const before = releases[releases.indexOf(release) - 1];
      return before === undefined ? [] : [{ variant, before }];
    });
  }

  /** Undefined if the modules of the release before are not on file. */
  #judged(product: string, variant: string, before: string, release: string): JudgedModule[] | undefined {
    const build = this.#builds.find(
      ({ id }) => id.product === product && variantName(id) === variant && id.release === before,
    );
    const kernel = build?.kernels.find((each) => each.release === release);
    if (build === undefined || kernel === undefined) return undefined;
    return build.modules.map(({ name, path }, index) => {
      const [verdict, count] = cellAt(kernel, index);
      const symbols = kernel.behind?.[index] ?? '';
      return { name, path, verdict: itemAt(LOAD_VERDICTS, verdict), symbols, count };
    });
  }

  /** Per product with modules on file, those builds of its newest release with modules that know what they import. */
  #newestBuilds(): InTreeBuild[][] {
    const byProduct = Map.groupBy(this.#builds, ({ id }) => id.product);
    return [...byProduct].map(([product, builds]) => {
      const order = catalogOf(this.#table).product(product);
      const age = ({ id }: InTreeBuild) => order.placeOf(id.release);
      const newest = Math.max(...builds.map(age));
      return builds.filter((build) => age(build) === newest);
    });
  }
}

/** @param builds of one variant, oldest first */
function driverVariants(
  builds: readonly InTreeBuild[],
  releases: readonly (string | undefined)[],
  reasons: TypeReasons,
): Map<string, Omit<InTreeDriverVariant, 'variant'>> {
  const found = new Map<
    string,
    { path: string; symbols: string; builds: InTreeDriverVariant['builds'][number][] }
  >();
  for (const { id, modules, kernels } of builds) {
    const next = kernels.find(({ behind }) => behind !== null);
    for (const [index, module] of modules.entries()) {
      const known = getOrInsert(found, module.name, () => ({ path: '', symbols: '', builds: [] }));
      known.path = module.path;
      known.symbols = module.symbols;
      known.builds.push({
        release: releases.indexOf(id.release),
        imports: module.imports,
        cells: kernels.map((kernel) => cellAt(kernel, index)),
        behind: next?.behind?.[index] ?? null,
        ...(next !== undefined && whyNext(id, next, index, module.name, reasons)),
      });
    }
  }
  return found;
}

/** What is known of why the next release treats the module as it does. */
function whyNext(
  id: SnapshotId,
  { release, behind }: JudgedKernel,
  index: number,
  module: string,
  reasons: TypeReasons,
): Pick<InTreeDriverBuild, 'causes' | 'hidden'> {
  const causes = reasons.behind(id, release, (behind?.[index] ?? '').split(' '));
  const hidden = reasons.hiddenFrom(id, release, module);
  return { ...(causes.length > 0 && { causes }), ...(hidden.length > 0 && { hidden }) };
}

function namesOf({ modules }: InTreeBuild): string[] {
  return modules.map(({ name }: InTreeBuildModule) => name);
}

function cellAt({ cells }: JudgedKernel, index: number): [verdict: number, symbols: number] {
  return [itemAt(cells, 2 * index), itemAt(cells, 2 * index + 1)];
}
