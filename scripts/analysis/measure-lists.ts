/** Every update on file, judged under lists that lie outside the content: figures are all that is kept of them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseSymbolList } from '../../src/formats/lists/symbol-list.ts';
import { diffExports, type ExportTable } from '../../src/history/diff.ts';
import { updatesOf, type ProductLine, type Update } from '../../src/history/lineage.ts';
import { coverageOf, type SnapshotRecord } from '../../src/history/release.ts';
import { kernelArchitecture } from '../../src/kernel/architecture.ts';
import { compareText } from '../../src/base/text.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import { outsideImports, type RegisteredDriver } from '../../src/load/registered-driver.ts';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { heldAgainst } from '../../src/policy/drivers-on-lists.ts';
import { isListFor, MeasuredVariant, type ImportersOf } from '../../src/policy/measure-list.ts';
import {
  measuredListSchema,
  type JudgedUpdate,
  type MeasuredList,
  type PublicList,
} from '../../src/policy/measured-list.ts';
import { importsHash } from '../corpus/read-measured.ts';
import { readExports } from '../corpus/read.ts';
import { LIMITS } from '../sources/bytes/limits.ts';
import { readChunks } from '../sources/bytes/file.ts';
import { readText } from '../sources/compression/text.ts';

/** A list in memory. */
export interface OpenedList {
  readonly list: PublicList;
  readonly files: readonly OpenedFile[];
}

interface OpenedFile {
  readonly arch: string;
  readonly path: string;
  readonly sha256: string;
  readonly symbols: ReadonlySet<string>;
}

/** What a list may be packed with. */
const PACKINGS = ['', '.xz', '.gz', '.zst', '.bz2'];

/**
 * Opens a list from a folder.
 *
 * @throws {Fault} if a file of it is not there, is no list, or is one of another architecture.
 */
export async function openPublicList(
  folder: string,
  list: PublicList,
): Promise<{ opened: OpenedList; problems: Problem[] }> {
  const problems: Problem[] = [];
  const files: OpenedFile[] = [];
  for (const { arch, file, path: place } of list.files) {
    const found = PACKINGS.map((ending) => path.join(folder, `${file}${ending}`)).find((each) =>
      existsSync(each),
    );
    if (found === undefined) throw new Fault({ kind: 'unreadable-file', path: path.join(folder, file) });
    const text = await readText(readChunks(found), found, LIMITS);
    const { records, problems: faults } = parseSymbolList(text, found);
    problems.push(...faults.filter(({ kind }) => kind !== 'repeated-line'));
    const other = records.sections.map(architectureIn).find((each) => each !== undefined);
    if (other !== undefined && other !== kernelArchitecture(arch)) {
      const detail = `${records.sections.join(', ')} is given for ${arch}`;
      throw new Fault({ kind: 'list-of-another-architecture', path: found, detail });
    }
    const hash = createHash('sha256').update(text).digest('hex');
    files.push({ arch, path: place, sha256: hash, symbols: new Set(records.symbols) });
  }
  return { opened: { list, files }, problems };
}

/** The architecture that a section names, as in `[rhel9_x86_64_stablelist]` or `[_aarch64_whitelist]`. */
function architectureIn(section: string): string | undefined {
  const name = /(?:^|_)(x86_64|aarch64|arm64|ppc64le|ppc64|s390x|i686|riscv64|loongarch64)_/.exec(
    section,
  )?.[1];
  return name === undefined ? undefined : kernelArchitecture(name);
}

/**
 * Figures of every update on file under every list of its architecture, in the order of the lists.
 *
 * @throws {Fault} if the exports of a snapshot cannot be read.
 */
export async function measureLists(
  content: string,
  lines: readonly ProductLine[],
  drivers: readonly RegisteredDriver[],
  opened: readonly OpenedList[],
  onUpdate: (text: string) => void,
): Promise<MeasuredList[]> {
  const importersOf = importers(drivers);
  const found = new Map<OpenedFile, JudgedUpdate[]>(
    opened.flatMap(({ files }) => files.map((file) => [file, []] as const)),
  );
  let last: { readonly key: string; readonly table: ExportTable } | undefined;
  for (const update of updatesOf(lines)) {
    const { variant } = update;
    const files = [...found].filter(([{ arch }]) => isListFor(arch, variant));
    if (files.length === 0) continue;
    onUpdate(`${nameOf(update.before)} to ${nameOf(update.after)}, ${variant}`);
    const [a, b] = [recordOf(lines, update.before, variant), recordOf(lines, update.after, variant)];
    const beforeKey = `${nameOf(update.before)} ${variant}`;
    const before = last?.key === beforeKey ? last.table : await tableOf(content, update.before, variant, a);
    const after = await tableOf(content, update.after, variant, b);
    last = { key: `${nameOf(update.after)} ${variant}`, table: after };
    const measured = new MeasuredVariant(diffExports(before, after).changes, after.coverage, importersOf);
    for (const [{ symbols }, updates] of files) {
      updates.push({
        before: nameOf(update.before),
        after: nameOf(update.after),
        variant,
        exports: [a.exports_sha256, b.exports_sha256],
        ...measured.judge(symbols),
      });
    }
  }
  const importsSha256 = importsHash(drivers);
  return opened.map(({ list: { id, of, policies, origin, commit, date }, files }) => ({
    schema: 'kabi-reports/measured-list/1',
    ...{ id, of, policies, origin, commit },
    ...(date !== undefined && { date }),
    importsSha256,
    files: files.map((file) => ({
      arch: file.arch,
      path: file.path,
      sha256: file.sha256,
      symbols: file.symbols.size,
      drivers: heldAgainst(drivers, file.arch, file.symbols),
      updates: found.get(file) ?? [],
    })),
  }));
}

/** JSON, with a driver and an update a line: what a new release adds is a line, and an old one stays as it was. */
export function formatMeasured(measured: MeasuredList): string {
  const { files, ...list } = z.encode(measuredListSchema, measured);
  const fields = Object.entries(list).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${inOneLine(value)},\n`,
  );
  const parts = files.map(({ drivers, updates, ...file }) => {
    const own = Object.entries(file).map(
      ([key, value]) => `      ${JSON.stringify(key)}: ${inOneLine(value)},\n`,
    );
    const lists = Object.entries({ drivers, updates }).map(([key, rows]) => {
      const lines = rows.map((each) => `        ${JSON.stringify(each)}`).join(',\n');
      return `      ${JSON.stringify(key)}: [${lines === '' ? '' : `\n${lines}\n      `}]`;
    });
    return `    {\n${own.join('')}${lists.join(',\n')}\n    }`;
  });
  return `{\n${fields.join('')}  "files": [\n${parts.join(',\n')}\n  ]\n}\n`;
}

function inOneLine(value: unknown): string {
  return JSON.stringify(value);
}

function importers(drivers: readonly RegisteredDriver[]): ImportersOf {
  const found = new Map<string, string[]>();
  for (const driver of drivers) {
    for (const symbol of new Set(driver.builds.flatMap(outsideImports))) {
      found.set(symbol, [...(found.get(symbol) ?? []), driver.name]);
    }
  }
  return (symbol) => (found.get(symbol) ?? []).toSorted(compareText);
}

function nameOf({ product, release }: Update['before']): string {
  return `${product}/${release}`;
}

function recordOf(
  lines: readonly ProductLine[],
  { product, release }: Update['before'],
  variant: string,
): SnapshotRecord {
  const records = lines.find((line) => line.product.name === product)?.releases;
  const record = records?.find((each) => each.release === release)?.snapshots[variant];
  if (record === undefined) throw new RangeError(`no snapshot ${product}/${release}/${variant}`);
  return record;
}

async function tableOf(
  content: string,
  release: Update['before'],
  variant: string,
  record: SnapshotRecord,
): Promise<ExportTable> {
  return {
    exports: await readExports(content, { ...release, ...parseVariantName(variant) }, record),
    crcGenerator: record.crc_generator,
    coverage: coverageOf(record),
  };
}
