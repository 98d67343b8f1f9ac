/** The analysis as collection entries: what each generated file says. */
import { itemAt } from '../../../src/base/items.ts';
import { compareModules } from '../../../src/history/comparison.ts';
import { emptySummary, type DiffSummary } from '../../../src/history/diff.ts';
import { variantsOf, type ProductLine } from '../../../src/history/lineage.ts';
import { CHANGE_KINDS } from '../../../src/kernel/change.ts';
import { compareText } from '../../../src/base/text.ts';
import type { Coverage } from '../../../src/kernel/snapshot.ts';
import { formatProvidedRows, providedByModule, type ProvidedRow } from '../../../src/history/provided.ts';
import { TableLoaders, type HistoryTable } from '../../../src/history/history-table.ts';
import type { ReleaseRef } from '../../../src/history/release-ref.ts';
import type { InTreeFinding } from '../../../src/records/entries/in-tree-finding.ts';
import { buildDay } from '../../../src/history/releases.ts';
import type { RustChanges } from '../../../src/history/rust-changes.ts';
import type { MeasuredList } from '../../../src/policy/measured-list.ts';
import type { Vendor } from '../../../src/policy/policy.ts';
import type { RegisteredDriver } from '../../../src/load/registered-driver.ts';
import { coverageOf, loaderProfile, vermagicOf, type ReleaseRecord } from '../../../src/history/release.ts';
import { patchesOf } from '../../../src/history/product.ts';
import { WORDS } from '../../../src/lang/languages.ts';
import { unversioned } from '../../../src/lang/common/variant-finding.ts';
import type { Words } from '../../../src/lang/words.ts';
import type { Language } from '../../../src/base/language.ts';
import type { Phrase } from '../../../src/lang/common/phrase.ts';
import { symbolShard } from '../../../src/addresses/urls.ts';
import { snapshotKey, type Analysis, type Comparison } from '../analyse.ts';
import { DriverEntries } from './driver-entries.ts';
import { InTreeEntries } from './in-tree-entries.ts';
import { notesRowsOf } from './notes-rows.ts';
import { PolicyEntries } from './policy-entries.ts';
import { TypeEntries } from './type-entries.ts';
import { TypeReasons } from './type-reasons.ts';
import type { Entry } from './entry.ts';
import { SYMBOLS } from '../../../src/records/rows/symbols.ts';
import type { CompareEntry } from '../../../src/records/entries/comparison.ts';
import type { NotesRows } from '../../../src/records/rows/notes.ts';
import type { UpdateFixes } from '../../../src/formats/changelogs/fixes.ts';
import type { ModuleRows } from '../../../src/records/rows/modules.ts';
import type { ProductEntry } from '../../../src/records/entries/product.ts';
import type { ReleaseEntry } from '../../../src/records/entries/release.ts';
import type { Shard } from '../../../src/records/rows/shards.ts';
import type { TranslationEntry } from '../../../src/records/entries/translation.ts';

const NO_RUST: RustChanges = { added: 0, removed: 0, renamed: 0 };

/** Looks things up in an analysis for all the entries. */
export class EntryBuilder {
  readonly drivers: DriverEntries;
  readonly inTree: InTreeEntries;
  readonly types: TypeEntries;
  readonly #analysis: Analysis;
  readonly #titles: ReadonlyMap<string, string>;
  readonly #vendors: readonly Vendor[];
  readonly #measured: readonly MeasuredList[];
  #policies: PolicyEntries | undefined;

  /** @param measured figures by lists that are not on file */
  constructor(
    analysis: Analysis,
    drivers: readonly RegisteredDriver[],
    vendors: readonly Vendor[],
    measured: readonly MeasuredList[] = [],
  ) {
    this.#analysis = analysis;
    this.#vendors = vendors;
    this.#measured = measured;
    this.#titles = new Map(analysis.lines.map(({ product }) => [product.name, product.title]));
    const table = this.history();
    const reasons = new TypeReasons(analysis.types.updates);
    this.drivers = new DriverEntries(drivers, table, analysis.histories, reasons);
    this.inTree = new InTreeEntries(analysis.inTree, table, reasons);
    this.types = new TypeEntries(analysis.types, drivers, table);
  }

  /** Judged when they are first asked for: all changes under all policies take their time, and rows need none of it. */
  get policies(): PolicyEntries {
    return (this.#policies ??= new PolicyEntries(
      this.#vendors,
      this.#analysis,
      this.drivers.importers(),
      this.#measured,
    ));
  }

  /** @param inTree what became of the modules of the release before, as it is written */
  release(
    line: ProductLine,
    record: ReleaseRecord,
    inTree: readonly InTreeFinding[],
    notesSha256: string,
  ): Entry<ReleaseEntry> {
    const into = this.#analysis.comparisons.filter((c) => isRelease(c.after, record));
    const outOf = this.#analysis.comparisons.filter((c) => isRelease(c.before, record));
    const variantNames = Object.keys(record.snapshots).sort(compareText);
    return {
      data: {
        ref: this.#ref(record),
        vendor: line.product.vendor,
        version: agreed(record, (s) => s.package?.version),
        built: buildDay(record),
        finding: this.#releaseFinding(record, into, WORDS.en),
        previous: into.map((c) => this.#ref(c.before)),
        next: outOf.map((c) => this.#ref(c.after)),
        missing: variantsOf(line)
          .map((variant) => variant.name)
          .filter((name) => !variantNames.includes(name)),
        drivers: this.drivers.affected(record.product, record.release),
        inTree: [...inTree],
        notesSha256,
        promises: this.policies.promises(into),
        variants: variantNames.flatMap((variant) => {
          const s = record.snapshots[variant];
          if (s === undefined) return [];
          const comparison = into.find((c) => c.variants.some((each) => each.variant === variant));
          const diff = comparison?.variants.find((each) => each.variant === variant);
          return {
            variant,
            exports: s.exports,
            ...coverageJson(s),
            modversions: s.modversions,
            crcGenerator: s.crc_generator,
            compiler: s.compiler ?? null,
            source: { file: s.source.file, sha256: s.source.sha256 ?? null },
            package: s.package === undefined ? null : `${s.package.name} ${s.package.version}`,
            built: s.built ?? null,
            exportsSha256: s.exports_sha256,
            rebaselined: s.rebaselined.length,
            before: comparison === undefined ? null : this.#ref(comparison.before),
            summary: diff?.finding.summary ?? null,
            rust: { ...(diff?.finding.rust ?? NO_RUST) },
            unversioned: diff === undefined ? null : unversioned(diff.finding),
            common: diff?.finding.common ?? 0,
            hasCauses: comparison !== undefined && this.types.has(comparison, variant),
          };
        }),
      },
      paragraphs: this.#releasePhrases(record, into, WORDS.en),
    };
  }

  /** @param fixes null where the changelogs of the update are not all on file */
  notes(record: ReleaseRecord, fixes: UpdateFixes | null): NotesRows {
    const into = this.#analysis.comparisons.filter((c) => isRelease(c.after, record));
    return notesRowsOf(
      into,
      (release) => this.#ref(release),
      (comparison) => this.policies.breaking(comparison),
      fixes,
    );
  }

  /** What a release is found to be, in another language. */
  releaseIn(language: Language, record: ReleaseRecord): Entry<TranslationEntry> {
    const words = WORDS[language];
    const into = this.#analysis.comparisons.filter((c) => isRelease(c.after, record));
    return {
      data: { language, finding: this.#releaseFinding(record, into, words) },
      paragraphs: this.#releasePhrases(record, into, words),
    };
  }

  /**
   * @param rowsSha256 of the comparison's rows as they are written
   * @param causesSha256 of the rows of causes and of what would have kept them; null if there are none
   */
  comparison(comparison: Comparison, rowsSha256: string, causesSha256: string | null): Entry<CompareEntry> {
    return {
      data: {
        ...{ rowsSha256, causesSha256, causes: this.types.summaries(comparison) },
        built: this.#built(comparison.after),
        before: this.#ref(comparison.before),
        after: this.#ref(comparison.after),
        finding: variantFindings(comparison, WORDS.en),
        variants: comparison.variants.map(({ variant, exports: [before, after], finding }) => ({
          variant,
          exports: [before, after],
          crcGenerators: [...finding.generators],
          common: finding.common,
          summary: finding.summary,
          rust: { ...finding.rust },
          unversioned: unversioned(finding),
        })),
      },
      paragraphs: [this.#phrase(comparison, WORDS.en)],
    };
  }

  product(line: ProductLine): ProductEntry {
    const { product } = line;
    const variants = variantsOf(line).map((variant) => variant.name);
    const title = (name: string) => ({ name, title: this.#titles.get(name) ?? name });
    return {
      name: product.name,
      title: product.title,
      vendor: product.vendor,
      summary: product.summary,
      homepage: product.homepage ?? null,
      follows: product.follows === undefined ? null : title(product.follows),
      followedBy: this.#analysis.lines
        .filter((each) => each.product.follows === product.name)
        .map((each) => title(each.product.name)),
      sources: product.sources,
      dates: product.dates.toSorted((a, b) => compareText(a.date, b.date)),
      variants,
      releases: line.releases.map((record) => {
        const { data } = this.release(line, record, [], '');
        return {
          release: record.release,
          version: data.version,
          built: data.built,
          finding: data.finding,
          variants: variants.map((name) => {
            const variant = data.variants.find((each) => each.variant === name);
            return variant === undefined
              ? null
              : {
                  exports: variant.exports,
                  ...coverageJson(variant),
                  before: variant.before,
                  summary: variant.summary,
                  rust: variant.rust,
                };
          }),
        };
      }),
    };
  }

  /** Every provider module with its entry and rows, `vmlinux` first. */
  modules(): ModuleRows[] {
    const provided = providedByModule(
      this.#analysis.histories.rows(),
      this.#analysis.variants,
      this.#analysis.histories.attributes,
    );
    const changes = this.#changesPerModule();
    return [...provided]
      .sort(([a], [b]) => compareModules(a, b))
      .map(([module, rows]) => this.#module(module, rows, changes));
  }

  history(): HistoryTable {
    const { lines, variants, histories } = this.#analysis;
    const products = lines.map(({ product, releases }) => ({
      name: product.name,
      title: product.title,
      releases: releases.map((each) => each.release),
      built: releases.map(buildDay),
      ...packageVersions(releases),
      follows: indexOrNull(lines.findIndex((line) => line.product.name === product.follows)),
    }));
    const loaders = new TableLoaders();
    const table = {
      products,
      variants: variants.map((variant) => {
        const product = products.findIndex((each) => each.name === variant.product);
        const { releases } = itemAt(products, product);
        const { product: own, releases: records } = itemAt(lines, product);
        const onFile = variant.releases.map((each) => releases.indexOf(each));
        const generators = onFile.map((i) => records[i]?.snapshots[variant.name]?.crc_generator ?? 'unknown');
        const vermagics = onFile.map((i) => {
          const snapshot = records[i]?.snapshots[variant.name];
          return snapshot === undefined ? null : vermagicOf(snapshot);
        });
        const patches = patchesOf(own);
        const profiles = onFile.map((i) => {
          const snapshot = records[i]?.snapshots[variant.name];
          return loaders.add(snapshot && loaderProfile(snapshot, patches));
        });
        const coverages = onFile.map((i) => coverageOf(records[i]?.snapshots[variant.name] ?? {}));
        return {
          ...{ product, name: variant.name, releases: onFile, generators, vermagics },
          ...(profiles.some((each) => each !== null) && { loaders: profiles }),
          ...(coverages.includes('part') && { coverages }),
        };
      }),
      attributes: [...histories.attributes],
    };
    return loaders.list.length === 0 ? table : { ...table, loaders: loaders.list };
  }

  /** Every symbol's row as text, and the A-Z lists by their name. */
  symbols(): { readonly rows: string; readonly shards: Record<string, Shard> } {
    const { histories, variants } = this.#analysis;
    const shards: Record<string, Shard> = {};
    const rows = SYMBOLS.write(
      histories.rows().map((row) => {
        const shard = (shards[symbolShard(row.symbol)] ??= { current: [], gone: [] });
        const current = row.variants.some(
          ([variant, runs]) => runs.at(-1)?.[1] === itemAt(variants, variant).releases.length - 1,
        );
        (current ? shard.current : shard.gone).push(row.symbol);
        return row;
      }),
    );
    return { rows, shards };
  }

  #module(
    module: string,
    rows: readonly ProvidedRow[],
    changes: ReadonlyMap<string, ReadonlyMap<string, DiffSummary>>,
  ): ModuleRows {
    const total = emptySummary();
    const products = this.#analysis.lines.flatMap((line) => {
      const variants = variantsOf(line).map((variant) => variant.name);
      const releases = line.releases
        .map(({ release }) => ({
          release,
          variants: variants.map((variant) => {
            const key = snapshotKey({ product: line.product.name, release }, variant);
            const counts = this.#analysis.exportsPerModule.get(key);
            if (counts === undefined) return null;
            const summary = changes.get(key)?.get(module) ?? (changes.has(key) ? emptySummary() : null);
            if (summary !== null) addTo(total, summary);
            return { exports: counts.get(module) ?? 0, summary };
          }),
        }))
        .reverse();
      const present = releases.some((each) => each.variants.some((variant) => (variant?.exports ?? 0) > 0));
      return present ? [{ name: line.product.name, title: line.product.title, variants, releases }] : [];
    });
    const current = rows.filter((row) => row.products.length > 0).length;
    const days = products.flatMap(({ name, releases }) =>
      releases.flatMap(({ release }) => this.#built({ product: name, release }) ?? []),
    );
    const built = days.sort(compareText).at(-1) ?? null;
    const about = {
      ...{ module, driver: this.inTree.driverAt(module), built },
      ...{ current, ever: rows.length, changes: total },
    };
    return { about, products, size: rows.length, symbols: formatProvidedRows(rows) };
  }

  /** Per compared snapshot, the modules that changed, or of which something cannot be compared. */
  #changesPerModule(): Map<string, Map<string, DiffSummary>> {
    const changes = new Map<string, Map<string, DiffSummary>>();
    for (const { after, variants, rows } of this.#analysis.comparisons) {
      for (const [index, { variant, notComparable }] of variants.entries()) {
        const modules = new Map<string, DiffSummary>();
        for (const [module, n] of notComparable)
          modules.set(module, { ...emptySummary(), 'not-comparable': n });
        for (const { module, counts } of rows.modules) {
          const summary = counts[index];
          if (summary !== undefined) modules.set(module, summary);
        }
        changes.set(snapshotKey(after, variant), modules);
      }
    }
    return changes;
  }

  #ref({ product, release }: { readonly product: string; readonly release: string }): ReleaseRef {
    return { product, title: this.#titles.get(product) ?? product, release };
  }

  #built({ product, release }: Comparison['before']): string | null {
    const records = this.#analysis.lines.find((line) => line.product.name === product)?.releases;
    const record = records?.find((each) => each.release === release);
    return record === undefined ? null : buildDay(record);
  }

  /** A release of another product is named with its product. */
  #name(release: Comparison['before'], product: string): string {
    return release.product === product ? release.release : `${this.#ref(release).title} ${release.release}`;
  }

  #phrase({ before, after, variants }: Comparison, words: Words): Phrase {
    return words.comparisonPhrase(
      this.#name(before, after.product),
      after.release,
      variants.map(({ finding }) => finding),
    );
  }

  #releasePhrases(record: ReleaseRecord, into: readonly Comparison[], words: Words): Phrase[] {
    if (into.length === 0) return [words.oldestPhrase(record.release, this.#ref(record).title)];
    return into.map((comparison) => this.#phrase(comparison, words));
  }

  #releaseFinding(record: ReleaseRecord, into: readonly Comparison[], words: Words): string {
    if (into.length === 0) return words.oldestLine(this.#ref(record).title);
    return words.linesInOne(into.map((each) => variantFindings(each, words)));
  }
}

function variantFindings({ variants }: Comparison, words: Words): string {
  return words.summaryLines(variants.map(({ finding }) => finding));
}

function indexOrNull(index: number): number | null {
  return index < 0 ? null : index;
}

function isRelease(a: Comparison['before'], b: Comparison['before']): boolean {
  return a.product === b.product && a.release === b.release;
}

function agreed(record: ReleaseRecord, field: (s: ReleaseRecord['snapshots'][string]) => string | undefined) {
  const values = new Set(Object.values(record.snapshots).map(field));
  const [only] = values;
  return values.size === 1 ? (only ?? null) : null;
}

function packageVersions(releases: readonly ReleaseRecord[]): { versions?: (string | null)[] } {
  const versions = releases.map((record) => agreed(record, (snapshot) => snapshot.package?.version));
  return versions.some((version) => version !== null) ? { versions } : {};
}

function addTo(total: DiffSummary, summary: DiffSummary): void {
  for (const kind of CHANGE_KINDS) total[kind] += summary[kind];
}

/** Said only where it is not all. */
function coverageJson({ coverage }: { readonly coverage?: Coverage | undefined }): { coverage?: 'part' } {
  return coverage === 'part' ? { coverage } : {};
}
