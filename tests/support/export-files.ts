/** The files that /compare/ loads, as publishing writes them: by way of the histories of symbols. */
import { compareFiles } from '../../scripts/publish/beside/compare-files.ts';
import { VariantHistoryBuilder, SymbolHistories } from '../../src/history/runs.ts';
import type { Coverage } from '../../src/kernel/snapshot.ts';
import type { CrcGenerator, Export } from '../../src/kernel/export.ts';

export interface VariantOfBuilds {
  readonly product: string;
  /** `amd64`, `arm64-rt` */
  readonly name: string;
  /** Oldest first. */
  readonly releases: readonly {
    readonly release: string;
    readonly crcGenerator: CrcGenerator;
    readonly coverage: Coverage;
    /** Sorted by symbol. */
    readonly exports: readonly Export[];
  }[];
}

/** By the name of the build: `p/1.0/amd64`. */
export function exportFiles(variants: Iterable<VariantOfBuilds>): Map<string, string> {
  const all = [...variants].map(({ product, name, releases }) => {
    const builder = new VariantHistoryBuilder();
    for (const [index, { exports }] of releases.entries()) builder.add(index, exports);
    const generators = releases.map(({ crcGenerator }) => crcGenerator);
    const names = releases.map(({ release }) => release);
    const coverages = releases.map(({ coverage }) => coverage);
    return { product, name, names, generators, coverages, histories: builder.build() };
  });
  const histories = new SymbolHistories(all.map((variant) => variant.histories));
  const table = {
    // A product per variant will do: the files are named after its name.
    products: all.map(({ product, names }) => ({
      ...{ name: product, title: product, releases: names },
      ...{ built: names.map(() => null), follows: null },
    })),
    variants: all.map(({ name, names, generators, coverages }, product) => ({
      ...{
        product,
        name,
        generators,
        coverages,
        releases: [...names.keys()],
        vermagics: names.map(() => null),
      },
    })),
    attributes: [...histories.attributes],
  };
  const files = new Map(compareFiles([...histories.rows()], table));
  const index = [...files].find(([name]) => name.endsWith('/index.json'))?.[1] ?? '{}';
  const paths = Object.entries(JSON.parse(index) as Record<string, string>);
  return new Map(paths.map(([build, file]) => [build, files.get(file) ?? '']));
}
