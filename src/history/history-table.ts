/** Which products, releases and variants are on file: what the indices in rows mean. */
import { z } from 'zod';
import { CRC_GENERATORS } from '../kernel/export.ts';
import { LOADER_SETTINGS, MISSING_VERSIONS, type LoaderProfile } from '../kernel/loader.ts';
import { unameOf } from '../kernel/vermagic.ts';
import { COVERAGES } from '../kernel/snapshot.ts';

const count = z.int().nonnegative();

/** A loader profile without what differs from release to release, which the vermagic tells. */
const tableLoaderSchema = z.object({
  /** The vermagic is that of the configuration, to the letter. */
  isExact: z.boolean(),
  settings: z.partialRecord(z.enum(LOADER_SETTINGS), z.boolean().optional()),
  missingVersion: z.enum(MISSING_VERSIONS).optional(),
  followsSeries: z.literal(true).optional(),
  moduleSize: count.optional(),
  builtin: z.array(z.string()).optional(),
});
export type TableLoader = z.infer<typeof tableLoaderSchema>;

/** rows/history.json: what the indices in the symbol rows mean. */
export const historyTableSchema = z.object({
  /** A followed product comes before those that follow it; `follows` is its index. */
  products: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      releases: z.array(z.string()),
      /** Day of the newest snapshot of each of those releases. */
      built: z.array(z.iso.date().nullable()),
      /** Of the package that each was built as; null where that is not on file. Absent: of none. */
      versions: z.array(z.string().nullable()).optional(),
      follows: count.nullable(),
    }),
  ),
  variants: z.array(
    z.object({
      product: count,
      name: z.string(),
      /** Indices into the product's releases, of those with a snapshot on file. */
      releases: z.array(count),
      /** What computed the CRCs of each of those releases. */
      generators: z.array(z.enum(CRC_GENERATORS)),
      /** Which of a kernel's exports are on file, by release; absent: all, of each. */
      coverages: z.array(z.enum(COVERAGES)).optional(),
      /** The vermagic of each of them; null where it is not on file. */
      vermagics: z.array(z.string().nullable()),
      /** How each of them loads modules: index into `loaders`, null where nothing is on file. Absent: so of each. */
      loaders: z.array(count.nullable()).optional(),
    }),
  ),
  /** How kernels load modules (kernel/loader.ts), each said once. */
  loaders: z.array(tableLoaderSchema).optional(),
  attributes: z.array(z.object({ module: z.string(), type: z.string(), namespace: z.string() })),
});
export type HistoryTable = z.infer<typeof historyTableSchema>;

/** Collects the loaders of a table: each is kept once. */
export class TableLoaders {
  readonly list: TableLoader[] = [];
  readonly #known = new Map<string, number>();

  /** Its place in the list; null if nothing is on file. */
  add(profile: LoaderProfile | undefined): number | null {
    if (profile === undefined) return null;
    const { vermagic, settings, missingVersion, followsSeries, moduleSize, builtin } = profile;
    const loader: TableLoader = {
      ...{ isExact: vermagic !== undefined, settings, missingVersion, followsSeries, moduleSize },
      builtin: builtin && [...builtin],
    };
    const key = JSON.stringify(loader);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.list.length);
    return this.list.push(loader) - 1;
  }
}

/** How one release of a variant loads modules; undefined if nothing is on file. */
export function loaderIn(
  { loaders = [] }: Pick<HistoryTable, 'loaders'>,
  variant: Pick<HistoryTable['variants'][number], 'vermagics' | 'loaders'>,
  at: number,
): LoaderProfile | undefined {
  const loader = loaders[variant.loaders?.[at] ?? -1];
  if (loader === undefined) return undefined;
  const { isExact, ...rest } = loader;
  const vermagic = variant.vermagics[at] ?? null;
  return {
    ...rest,
    ...(vermagic === null ? {} : { uname: unameOf(vermagic) }),
    ...(vermagic !== null && isExact ? { vermagic } : {}),
  };
}
