/** Which exports each update took away, and what in the same update may have taken their place. */
import { departuresIn, type UpdateDepartures } from '../../src/history/ends/departures.ts';
import { updatesOf, type ProductLine, type Update } from '../../src/history/lineage.ts';
import type { Coverage, SnapshotId } from '../../src/kernel/snapshot.ts';
import { tellsAbsence } from '../../src/history/diff.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import { TYPE_SOURCES, type TypeTable } from '../../src/types/table/table.ts';
import type { TypeAnalysisSource } from './type-tables.ts';

export type EndsSource = Pick<
  TypeAnalysisSource,
  'typeSources' | 'readTypes' | 'readExports' | 'changelogBetween' | 'key' | 'cache'
> & { readonly coverageOf: (id: SnapshotId) => Coverage };

export async function analyseEnds(
  line: ProductLine,
  lines: readonly ProductLine[],
  source: EndsSource,
): Promise<UpdateDepartures[]> {
  const found: UpdateDepartures[] = [];
  for (const update of updatesOf(lines)) {
    if (update.after.product !== line.product.name) continue;
    const each = await departuresOf(update, source);
    if (each.departures.length > 0) found.push(each);
  }
  return found;
}

export async function departuresOf(update: Update, source: EndsSource): Promise<UpdateDepartures> {
  const build = parseVariantName(update.variant);
  const [before, after]: [SnapshotId, SnapshotId] = [
    { ...update.before, ...build },
    { ...update.after, ...build },
  ];
  const name = `ends ${before.product}/${before.release}..${after.product}/${after.release} ${update.variant}`;
  const log = await source.changelogBetween(before, after);
  const key = [source.key(before), source.key(after), log?.map(({ version }) => version).join(' ')].join(
    '\n',
  );
  const known = source.cache.load(name, key) as UpdateDepartures | undefined;
  if (known !== undefined) return known;
  const found = { ...update, ...(await compute(before, after, log, source)) };
  source.cache.store(name, key, found);
  return found;
}

async function compute(
  before: SnapshotId,
  after: SnapshotId,
  changes: Awaited<ReturnType<EndsSource['changelogBetween']>>,
  source: EndsSource,
): Promise<Pick<UpdateDepartures, 'departures' | 'added'>> {
  const nothing = { departures: [], added: [] };
  // A list that lacks a symbol does not say that the kernel does.
  if (!tellsAbsence(source.coverageOf(after), source.coverageOf(before))) return nothing;
  const [old, now] = [await source.readExports(before), await source.readExports(after)];
  const [namesBefore, namesAfter] = [namesOf(old), namesOf(now)];
  if ([...namesBefore].every((symbol) => namesAfter.has(symbol))) return nothing;
  const prototypesBefore = prototypesIn(await tableOf(before, source));
  const prototypesAfter = prototypesIn(await tableOf(after, source));
  return {
    departures: departuresIn({
      before: namesBefore,
      after: namesAfter,
      prototypesBefore,
      prototypesAfter,
      changes,
    }),
    added: [...prototypesAfter].filter(([symbol]) => !namesBefore.has(symbol)),
  };
}

function namesOf(exports: readonly { readonly symbol: string }[]): ReadonlySet<string> {
  return new Set(exports.map(({ symbol }) => symbol));
}

async function tableOf(
  id: SnapshotId,
  { typeSources, readTypes }: EndsSource,
): Promise<TypeTable | undefined> {
  const known = typeSources(id);
  const best = TYPE_SOURCES.find((each) => known.includes(each));
  return best === undefined ? undefined : readTypes(id, best);
}

export function prototypesIn(table: TypeTable | undefined): ReadonlyMap<string, string> {
  return new Map((table?.exports ?? []).map(({ symbol, text }) => [symbol, text.trim()]));
}
