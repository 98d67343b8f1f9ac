/** Registered drivers as collection entries: what their pages, the releases' pages and the symbols' pages say of them. */
import { catalogOf } from '../../../src/history/catalog.ts';
import {
  judgeDriver,
  symbolsBehind,
  compareVerdicts,
  type DriverFinding,
  type JudgedBuild,
} from '../../../src/load/driver-verdicts.ts';
import {
  reachFinding,
  reachHeadline,
  reachSentence,
  type DriverReach,
} from '../../../src/lang/en/driver-sentences.ts';
import type { SymbolHistories, SymbolRow } from '../../../src/history/runs.ts';
import { compareText } from '../../../src/base/text.ts';
import { variantName } from '../../../src/kernel/variant.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import {
  kernelName,
  outsideImports,
  type DriverBuild,
  type RegisteredDriver,
} from '../../../src/load/registered-driver.ts';
import { updateEffect } from '../../../src/load/update-effect.ts';
import type { AffectedDriver } from '../../../src/records/entries/release.ts';
import type { DriverBuildRef, DriverEntry } from '../../../src/records/entries/driver.ts';
import { driverPlan } from '../../../src/load/builds/driver-plan.ts';
import type { DriverPlan } from '../../../src/load/builds/build-plan.ts';
import type { BuildPlanRow, DriverCell, DriverRows } from '../../../src/records/rows/driver.ts';
import type { Importers } from '../../../src/records/rows/importers.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { rowUpdates } from '../../../src/history/symbol-history.ts';
import type { Entry } from './entry.ts';
import type { TypeReasons } from './type-reasons.ts';

type DriverData = Omit<DriverEntry, 'rowsSha256' | 'protection'>;

interface JudgedDriver {
  readonly driver: RegisteredDriver;
  /** Those for the newest kernels first. */
  readonly builds: readonly JudgedBuild[];
}

export class DriverEntries {
  readonly #table: HistoryTable;
  readonly #judged: readonly JudgedDriver[];
  readonly #rowOf: ReadonlyMap<string, SymbolRow>;
  readonly #reasons: TypeReasons;

  constructor(
    drivers: readonly RegisteredDriver[],
    table: HistoryTable,
    histories: Pick<SymbolHistories, 'rows'>,
    reasons: TypeReasons,
  ) {
    const imported = new Set(drivers.flatMap(symbolsOf));
    const rowOf = new Map<string, SymbolRow>();
    if (imported.size > 0) {
      for (const row of histories.rows(imported)) rowOf.set(row.symbol, row);
    }
    this.#table = table;
    this.#reasons = reasons;
    this.#rowOf = rowOf;
    this.#judged = drivers.map((driver) => {
      const own = symbolsOf(driver).flatMap((symbol) => rowOf.get(symbol) ?? []);
      return { driver, builds: judgeDriver(driver, table, own) };
    });
  }

  /** Every driver with its entry and rows. */
  all(): { entry: Entry<DriverData>; rows: DriverRows }[] {
    return this.#judged.map((each) => ({ entry: this.#entry(each), rows: this.#rows(each) }));
  }

  /** What an update does to each driver that has a build for an older release of the product, and to that build. */
  affected(product: string, release: string): AffectedDriver[] {
    const variants = [...new Set(this.#table.variants.map(({ name }) => name))].sort(compareText);
    const found = variants.flatMap((variant) =>
      this.#judged.flatMap(({ driver, builds }): AffectedDriver[] => {
        const older = builds.find(
          ({ build: { id } }) =>
            id.product === product && variantName(id) === variant && this.#isOlder(id, release),
        );
        if (older === undefined) return [];
        const own = older.kernels.filter(
          ({ kernel: { id } }) => id.product === product && variantName(id) === variant,
        );
        // Newest first.
        const at = own.findIndex(({ kernel: { id } }) => id.release === release);
        const [here, before] = [own[at], own[at + 1]?.kernel];
        if (here === undefined || before === undefined) return [];
        return [
          {
            name: driver.name,
            title: driver.record.title,
            build: this.#ref(older.build.id),
            before: before.id.release,
            update: updateEffect(older.build, before.build, here.kernel.build),
            verdict: here.finding.verdict,
            symbols: symbolsBehind(here.finding),
            imports: outsideImports(older.build).length,
            ...this.#hidden(older.build, here.kernel.id),
          },
        ];
      }),
    );
    // Stable: drivers of one verdict stay in the order of their variants and names.
    return found.sort(
      (a, b) =>
        compareVerdicts(a.update.verdict, b.update.verdict) ||
        b.update.symbols - a.update.symbols ||
        compareVerdicts(a.verdict, b.verdict) ||
        b.symbols - a.symbols,
    );
  }

  importers(): Importers {
    const symbols: Record<string, string[]> = {};
    for (const symbol of [...this.#rowOf.keys()].sort(compareText)) symbols[symbol] = [];
    for (const { driver } of this.#judged) {
      for (const symbol of importsOf(driver)) symbols[symbol]?.push(driver.name);
    }
    const drivers = this.#judged.map(({ driver }) => [driver.name, driver.record.title]);
    return { drivers: Object.fromEntries(drivers) as Record<string, string>, symbols };
  }

  #entry({ driver, builds }: JudgedDriver): Entry<DriverData> {
    const { title, vendor, homepage, summary, source } = driver.record;
    const reaches = newestPerVariant(builds).map((each) => this.#reach(each));
    const [first] = reaches;
    return {
      data: {
        name: driver.name,
        title,
        vendor,
        homepage: homepage ?? null,
        summary,
        source: { ...source, sha256: source.sha256 ?? null },
        built: this.#newestDay(builds),
        finding: first === undefined ? '' : reachFinding(first),
        headlines: [...new Set(reaches.map(reachHeadline))],
        modules: moduleNames(driver),
        builds: builds.map(({ build }) => this.#ref(build.id)),
        newest: this.#newest(builds),
      },
      paragraphs: reaches.map((reach) => [reachSentence(reach)]),
    };
  }

  #rows({ driver, builds }: JudgedDriver): DriverRows {
    const byArch = Map.groupBy(builds, ({ build }) => build.id.arch);
    const variants = [
      ...new Set(builds.flatMap(({ kernels }) => kernels.map(({ kernel }) => variantName(kernel.id)))),
    ];
    variants.sort(compareText);
    return {
      arches: [...byArch]
        .sort(([a], [b]) => compareText(a, b))
        .map(([arch, judged]) => ({ arch, ...this.#matrix(judged) })),
      variants,
      imports: this.#imports(driver, variants),
      exports: exportsOf(driver),
      records: builds.flatMap(({ build }) =>
        build.modules.map(({ record }) => ({
          build: this.#ref(build.id),
          module: record.module,
          vermagic: record.vermagic.trimEnd(),
          license: record.license,
          compiler: record.compiler ?? null,
          sha256: record.sha256 ?? null,
        })),
      ),
    };
  }

  #matrix(builds: readonly JudgedBuild[]): Omit<DriverRows['arches'][number], 'arch'> {
    const kernels = builds[0]?.kernels.map(({ kernel }) => kernel) ?? [];
    const isBuiltFor = (product: string) => builds.some(({ build }) => build.id.product === product);
    // Stable: those of either kind stay in their order.
    const products = [...Map.groupBy(kernels, ({ id }) => id.product)].sort(
      ([a], [b]) => Number(isBuiltFor(b)) - Number(isBuiltFor(a)),
    );
    return {
      plan: planRow(driverPlan(builds, kernels)),
      builds: builds.map(({ build }) => ({
        ref: this.#ref(build.id),
        imports: outsideImports(build).length,
        modules: build.modules.map(({ record }) => record.module),
      })),
      products: products.map(([name, group]) => ({
        name,
        title: this.#title(name),
        kernels: group.map((kernel) => ({
          release: kernel.id.release,
          variant: variantName(kernel.id),
          cells: builds.flatMap(({ build, kernels: judged }) =>
            judged
              .filter((each) => kernelName(each.kernel.id) === kernelName(kernel.id))
              .map(({ finding }) => ({
                ...cell(finding),
                ...this.#causes(build, kernel.id, finding),
                ...this.#hidden(build, kernel.id),
              })),
          ),
        })),
      })),
    };
  }

  #causes({ id }: DriverBuild, kernel: SnapshotId, finding: DriverFinding): Pick<DriverCell, 'causes'> {
    const [, next] = this.#releasesBetween(id, kernel);
    if (next === undefined || next !== kernel.release) return {};
    const causes = this.#reasons.behind(id, next, finding.mismatched);
    return causes.length === 0 ? {} : { causes };
  }

  #hidden(build: DriverBuild, kernel: SnapshotId): Pick<DriverCell, 'hidden'> {
    const releases = this.#releasesBetween(build.id, kernel);
    const hidden = this.#reasons.hiddenBetween(build.id, releases, outsideImports(build));
    return hidden.length === 0 ? {} : { hidden };
  }

  /** The releases of the variant from one to the other, both included; none if the other is no later one of it. */
  #releasesBetween(from: SnapshotId, to: SnapshotId): string[] {
    const variant = catalogOf(this.#table).variant(from.product, variantName(from));
    if (variant === undefined || to.product !== from.product || variantName(to) !== variantName(from))
      return [];
    const start = variant.releases.indexOf(from.release);
    return start < 0 ? [] : variant.releases.slice(start, variant.releases.indexOf(to.release) + 1);
  }

  #imports(driver: RegisteredDriver, variants: readonly string[]): DriverRows['imports'] {
    const imports = importsOf(driver).map((symbol) => {
      const row = this.#rowOf.get(symbol);
      const perVariant = row && rowUpdates(row, this.#table);
      return {
        symbol,
        isOnFile: row !== undefined,
        updates: variants.map((variant) => perVariant?.get(variant) ?? null),
      };
    });
    const changes = ({ updates }: DriverRows['imports'][number]) =>
      updates.reduce((sum, each) => sum + (each?.crcChanged ?? 0), 0);
    return imports.sort((a, b) => changes(b) - changes(a) || compareText(a.symbol, b.symbol));
  }

  #reach({ build, kernels }: JudgedBuild): DriverReach {
    const { id } = build;
    const own = kernels.filter(
      ({ kernel }) => kernel.id.product === id.product && variantName(kernel.id) === variantName(id),
    );
    return {
      title: this.#title(id.product),
      release: id.release,
      variant: variantName(id),
      imports: outsideImports(build).length,
      releases: own.toReversed().map(({ kernel, finding }) => ({
        release: kernel.id.release,
        verdict: finding.verdict,
        symbols: symbolsBehind(finding),
      })),
    };
  }

  #newest(builds: readonly JudgedBuild[]): DriverEntry['newest'] {
    const newest = new Map<string, DriverEntry['newest'][number]>();
    for (const { kernel } of builds.flatMap(({ kernels }) => kernels)) {
      const { id } = kernel;
      const variant = `${id.product} ${variantName(id)}`;
      if (newest.has(variant)) continue;
      const loads = builds.some(({ kernels }) =>
        kernels.some(
          (each) => kernelName(each.kernel.id) === kernelName(id) && each.finding.verdict === 'loads',
        ),
      );
      newest.set(variant, { kernel: this.#ref(id), loads });
    }
    return [...newest.values()];
  }

  #newestDay(builds: readonly JudgedBuild[]): string | null {
    const catalog = catalogOf(this.#table);
    const days = this.#newest(builds).flatMap(
      ({ kernel }) => catalog.product(kernel.for.product).dayOf(kernel.for.release) ?? [],
    );
    return days.sort(compareText).at(-1) ?? null;
  }

  #isOlder(id: SnapshotId, release: string): boolean {
    const product = catalogOf(this.#table).product(id.product);
    return product.placeOf(id.release) < product.placeOf(release);
  }

  #ref(id: SnapshotId): DriverBuildRef {
    const { product, release } = id;
    return { for: { product, title: this.#title(product), release }, variant: variantName(id) };
  }

  #title(product: string): string {
    return catalogOf(this.#table).product(product).title;
  }
}

function cell(finding: DriverFinding): DriverCell {
  const { verdict, mismatched, missing, gplOnly, notImported, notComparable, noVersion } = finding;
  const { refused, reasons, modules } = finding;
  return {
    verdict,
    mismatched: mismatched.toSorted(compareText),
    missing: missing.toSorted(compareText),
    gplOnly: gplOnly.toSorted(compareText),
    notImported: notImported.toSorted(compareText),
    notComparable: notComparable.toSorted(compareText),
    noVersion: noVersion.toSorted(compareText),
    refused: [...refused],
    reasons: [...reasons],
    modules: modules.map((each) => ({ verdict: each.verdict, symbols: symbolsBehind(each) })),
  };
}

/** The newest build for each variant of each product. */
function newestPerVariant(builds: readonly JudgedBuild[]): JudgedBuild[] {
  const byVariant = Map.groupBy(builds, ({ build: { id } }) => `${id.product} ${variantName(id)}`);
  return [...byVariant.values()].flatMap(([newest]) => newest ?? []);
}

/** What decides on whether it loads: its imports, and its exports, which a kernel may have as well. Sorted. */
function symbolsOf(driver: RegisteredDriver): string[] {
  const exports = driver.builds.flatMap(({ modules }) =>
    modules.flatMap(({ module }) => module.exports.map(({ symbol }) => symbol)),
  );
  return [...new Set([...importsOf(driver), ...exports])].sort(compareText);
}

/** Of all builds, sorted. */
function importsOf(driver: RegisteredDriver): string[] {
  return [...new Set(driver.builds.flatMap(outsideImports))].sort(compareText);
}

function moduleNames(driver: RegisteredDriver): string[] {
  const names = driver.builds.flatMap(({ modules }) => modules.map(({ record }) => record.module));
  return [...new Set(names)].sort(compareText);
}

function exportsOf(driver: RegisteredDriver): DriverRows['exports'] {
  const records = driver.builds.flatMap(({ modules }) => modules.map(({ record }) => record));
  return moduleNames(driver).flatMap((module) => {
    const own = records.filter((record) => record.module === module).flatMap((record) => record.exports);
    return own.length === 0 ? [] : [{ module, symbols: [...new Set(own)].sort(compareText) }];
  });
}

/** As rows are written: lists that nobody else holds. */
function planRow({ groups, impossible, unknown, isFewest, updates }: DriverPlan): BuildPlanRow {
  return {
    groups: groups.map(({ builtFor, serves }) => ({ builtFor: { ...builtFor }, serves: [...serves] })),
    isFewest,
    impossible: impossible.map(({ id, symbols }) => ({ id, symbols: [...symbols] })),
    unknown: unknown.map(({ id, reasons }) => ({ id, reasons: [...reasons] })),
    updates,
  };
}
