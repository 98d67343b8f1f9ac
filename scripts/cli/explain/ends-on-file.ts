/** What became of symbols, from the snapshots on file alone: no build of the site is needed. */
import { EndIndex } from '../../../src/history/ends/end-index.ts';
import type { SuccessorOnFile, SymbolEnd } from '../../../src/history/ends/symbol-end.ts';
import type { UpdateDepartures } from '../../../src/history/ends/departures.ts';
import { updatesOf, type ProductLine } from '../../../src/history/lineage.ts';
import { coverageOf } from '../../../src/history/release.ts';
import type { LookUpEnds } from '../../../src/load/check/check.ts';
import type { Export } from '../../../src/kernel/export.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import { departuresOf, type EndsSource } from '../../analysis/analyse-ends.ts';
import { snapshotRecordOf } from '../../analysis/analyse.ts';
import { readSourceEnds } from '../../corpus/ends/read-source-ends.ts';
import { symbolEndsFolder } from '../../corpus/layout.ts';
import { readChangelogBetween } from '../../corpus/read-changelog.ts';
import { readTypes, typeSourcesOf } from '../../corpus/read-types.ts';
import { readExports } from '../../corpus/read.ts';

/** Only the updates that took one of the symbols away are read. */
export function endsOnFile(content: string, lines: readonly ProductLine[]): LookUpEnds {
  return async (symbols, kernels) => {
    const exportsOf = new Map(kernels.map(({ id, build }) => [snapshotName(id), build.exports]));
    const has = (id: SnapshotId, symbol: string) => exportsOf.get(snapshotName(id))?.has(symbol) === true;
    const source = endsSource(content, lines);
    const departures: UpdateDepartures[] = [];
    const now = new Map<string, NonNullable<SuccessorOnFile['export']>>();
    for (const update of updatesOf(lines)) {
      const build = parseVariantName(update.variant);
      const [before, after] = [
        { ...update.before, ...build },
        { ...update.after, ...build },
      ];
      if (![...symbols].some((symbol) => has(before, symbol) && !has(after, symbol))) continue;
      departures.push(await departuresOf(update, source));
      for (const each of await source.readExports(after)) now.set(each.symbol, exported(each));
    }
    const { sources } = await readSourceEnds(symbolEndsFolder(content));
    const index = new EndIndex(departures, sources);
    const gone = new Set(departures.flatMap((update) => update.departures.map(({ symbol }) => symbol)));
    return new Map(
      [...symbols].flatMap((symbol): [string, SymbolEnd][] => {
        const end = gone.has(symbol) ? index.endOf(symbol, (name) => now.get(name) ?? null) : undefined;
        return end === undefined ? [] : [[symbol, end]];
      }),
    );
  };
}

function exported({ module, type, namespace }: Export): NonNullable<SuccessorOnFile['export']> {
  return { module, type, namespace };
}

function endsSource(content: string, lines: readonly ProductLine[]): EndsSource {
  const record = (id: SnapshotId) => {
    const found = snapshotRecordOf(lines, id);
    if (found === undefined) throw new RangeError(`no snapshot ${snapshotName(id)} among the lines`);
    return found;
  };
  const side = (id: SnapshotId) => ({ product: id.product, snapshot: record(id) });
  return {
    typeSources: (id) => typeSourcesOf(record(id)),
    readTypes: async (id, of) => (await readTypes(content, id, of, record(id))).records,
    readExports: (id) => readExports(content, id, record(id)),
    changelogBetween: (before, after) => readChangelogBetween(content, side(before), side(after)),
    coverageOf: (id) => coverageOf(record(id)),
    key: () => '',
    cache: { load: () => undefined, store: () => undefined },
  };
}
