/** All that is on file of one symbol, as its page on the site says it, and what takes reading kernels to tell. */
import { createUrls } from '../../../src/addresses/urls.ts';
import { itemAt } from '../../../src/base/items.ts';
import { listed, count } from '../../../src/base/text.ts';
import { VariantHistoryBuilder, type VariantHistories } from '../../../src/history/runs.ts';
import { variantsOf, type ProductLine, type VariantLine } from '../../../src/history/lineage.ts';
import { symbolFacts } from '../../../src/history/symbol-history.ts';
import type { Export } from '../../../src/kernel/export.ts';
import { snapshotName } from '../../../src/kernel/snapshot.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import { outsideImports } from '../../../src/load/registered-driver.ts';
import { code, heading, list, paragraph, type Block } from '../../../src/media/blocks.ts';
import type { SymbolJson } from '../../../src/records/json/page-json.ts';
import { plainSymbol } from '../../../src/views/symbol/plain-symbol.ts';
import { joinAnalyses } from '../../analysis/analyse.ts';
import { EntryBuilder } from '../../analysis/entries/entries.ts';
import { protectionsOf } from '../../analysis/entries/protections.ts';
import { prototypesIn } from '../../analysis/analyse-ends.ts';
import { readDrivers } from '../../corpus/read-drivers.ts';
import { readImports } from '../../corpus/read-imports.ts';
import { readPolicies } from '../../corpus/read-policies.ts';
import { readTypes, typeSourcesOf } from '../../corpus/read-types.ts';
import { readExports } from '../../corpus/read.ts';
import type { KernelOnFile } from '../kernels.ts';
import { updateExplainer } from '../report/update-causes.ts';
import { endsOnFile } from './ends-on-file.ts';

export interface ExplainedSymbol {
  readonly blocks: readonly Block[];
  readonly symbol: SymbolJson['symbols'][number];
  /** As the newest kernel with types on file declares it; null if none does. */
  readonly prototype: string | null;
  /** In-tree modules that import it, of the newest kernel that has it; null if imports are not on file. */
  readonly importedBy: { readonly kernel: string; readonly modules: readonly string[] } | null;
  /** Why its CRC changed, newest first. */
  readonly changes: readonly { readonly update: string; readonly because: string | null }[];
}

/** Of more, the page of the symbol tells. */
const MOST_CHANGES = 3;
const MOST_MODULES = 12;

/** Undefined if no kernel among these exports it. @param kernels by product and variant, oldest first */
export async function explainSymbol(
  symbol: string,
  content: string,
  kernels: readonly KernelOnFile[],
  lines: readonly ProductLine[],
): Promise<ExplainedSymbol | undefined> {
  const read = new Map<string, readonly Export[]>();
  for (const { id, record } of kernels) {
    const own = (await readExports(content, id, record)).filter((each) => each.symbol === symbol);
    read.set(snapshotName(id), own);
  }
  if ([...read.values()].every((own) => own.length === 0)) return undefined;
  const table = tableOf(lines, read);
  const [row] = table.histories.rows();
  if (row === undefined) return undefined;
  const facts = symbolFacts(row, table.table);
  const onSite = kernels.map(({ id }) => {
    const own = read.get(snapshotName(id)) ?? [];
    return { id, title: id.product, build: { exports: new Map(own.map((each) => [each.symbol, each])) } };
  });
  const ends = await endsOnFile(content, lines)(
    new Set([symbol]),
    onSite as unknown as Parameters<ReturnType<typeof endsOnFile>>[1],
  );
  const { drivers } = await readDrivers(content, lines);
  const { vendors } = await readPolicies(content, lines);
  const importing = drivers.filter(({ builds }) =>
    builds.some((build) => outsideImports(build).includes(symbol)),
  );
  const page = plainSymbol([facts], {
    importers: {
      drivers: Object.fromEntries(importing.map(({ name, record }) => [name, record.title])),
      symbols: { [symbol]: importing.map(({ name }) => name) },
    },
    mentions: { documents: {}, symbols: {}, types: {}, config: {} },
    protections: protectionsOf(vendors),
    ends,
    // Told below, of the newest kernels: the rows of all of them are made by a build.
    why: { updates: [], symbols: {} },
    prototypes: { spans: [], symbols: {} },
    table: table.table,
    urls: createUrls('/'),
    origin: '',
  });
  const having = kernels.filter(({ id }) => (read.get(snapshotName(id)) ?? []).length > 0);
  const prototype = await prototypeOf(symbol, content, having);
  const importedBy = await importersOf(symbol, content, having);
  const changes = await changesOf(symbol, content, kernels, read);
  const { symbols } = page.json as SymbolJson;
  const [, ...rest] = page.text;
  return {
    ...{ symbol: itemAt(symbols, 0), prototype, importedBy, changes },
    blocks: [
      itemAt(page.text, 0),
      ...(prototype === null ? [] : [code(prototype)]),
      ...rest.slice(0, -1),
      ...changeBlocks(changes),
      ...importerBlocks(importedBy),
    ],
  };
}

function tableOf(lines: readonly ProductLine[], read: ReadonlyMap<string, readonly Export[]>) {
  const analyses = new Map(
    lines.map((line) => {
      const variants = variantsOf(line).map((variant) => ({ variant, histories: historyOf(variant, read) }));
      return [line.product.name, { variants }] as const;
    }),
  );
  const analysis = joinAnalyses(lines, analyses);
  return { histories: analysis.histories, table: new EntryBuilder(analysis, [], []).history() };
}

function historyOf(variant: VariantLine, read: ReadonlyMap<string, readonly Export[]>): VariantHistories {
  const history = new VariantHistoryBuilder();
  for (const [index, release] of variant.releases.entries()) {
    const id = { product: variant.product, release, ...parseVariantName(variant.name) };
    history.add(index, read.get(snapshotName(id)) ?? []);
  }
  return history.build();
}

async function prototypeOf(
  symbol: string,
  content: string,
  having: readonly KernelOnFile[],
): Promise<string | null> {
  for (const { id, record } of having.toReversed()) {
    const [source] = typeSourcesOf(record);
    if (source === undefined) continue;
    const { records } = await readTypes(content, id, source, record);
    return prototypesIn(records).get(symbol) ?? null;
  }
  return null;
}

async function importersOf(
  symbol: string,
  content: string,
  having: readonly KernelOnFile[],
): Promise<ExplainedSymbol['importedBy']> {
  const newest = having.findLast(({ record }) => Object.keys(record.imports ?? {}).length > 0);
  if (newest === undefined) return null;
  const modules = await readImports(content, newest.id, newest.record);
  const names = modules.filter(({ imports }) => imports.some((each) => each.symbol === symbol));
  return { kernel: snapshotName(newest.id), modules: names.map(({ name }) => name) };
}

/** The updates of a variant in which its CRC changed, of the architecture that has most releases on file. */
async function changesOf(
  symbol: string,
  content: string,
  kernels: readonly KernelOnFile[],
  read: ReadonlyMap<string, readonly Export[]>,
): Promise<ExplainedSymbol['changes']> {
  const explain = updateExplainer(content);
  const crcOf = ({ id }: KernelOnFile) => read.get(snapshotName(id))?.[0]?.crc ?? 0;
  const found: { update: string; because: string | null }[] = [];
  for (let at = kernels.length - 1; at > 0 && found.length < MOST_CHANGES; at -= 1) {
    const [before, after] = [itemAt(kernels, at - 1), itemAt(kernels, at)];
    const isNext =
      before.id.product === after.id.product &&
      before.id.arch === after.id.arch &&
      before.id.flavour === after.id.flavour;
    if (!isNext || crcOf(before) === 0 || crcOf(after) === 0 || crcOf(before) === crcOf(after)) continue;
    const update = { ...after.id, from: before.id.release };
    const cause = (await explain(update, new Set([symbol]))).get(symbol);
    found.push({
      update: `${snapshotName(before.id)} to ${after.id.release}`,
      because: cause?.sentence ?? null,
    });
  }
  return found;
}

function changeBlocks(changes: ExplainedSymbol['changes']): Block[] {
  if (changes.length === 0) return [];
  return [
    heading('Last changes of its CRC'),
    list(changes.map(({ update, because }) => [`${update}: ${because ?? 'the cause is not known.'}`])),
  ];
}

function importerBlocks(importedBy: ExplainedSymbol['importedBy']): Block[] {
  if (importedBy === null) return [];
  const { kernel, modules } = importedBy;
  const more = modules.length - MOST_MODULES;
  const names = [...modules.slice(0, MOST_MODULES), ...(more > 0 ? [`${count(more)} more`] : [])];
  const said =
    modules.length === 0
      ? `No module of ${kernel} imports it.`
      : `Imported by ${listed(names)}, in ${kernel}.`;
  return [heading('Modules of the kernel'), paragraph(said)];
}
