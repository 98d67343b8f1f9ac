/** The figures in content/measured/, recomputed from the lists themselves by other means than `kabi measure` has. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { corpusIsHere, findSample, readSample, whereCorpus } from './samples.ts';

const CONTENT = path.resolve(import.meta.dirname, '../../content');

interface Figures {
  readonly id: string;
  readonly files: readonly {
    readonly arch: string;
    readonly path: string;
    readonly sha256: string;
    readonly symbols: number;
    readonly drivers: readonly {
      readonly driver: string;
      readonly imports: number;
      readonly notListed: readonly string[];
    }[];
    readonly updates: readonly {
      readonly before: string;
      readonly after: string;
      readonly variant: { readonly arch: string; readonly flavour: string };
      readonly symbols: Readonly<Record<string, number>>;
      readonly drivers: number;
    }[];
  }[];
}

interface ListsFile {
  readonly lists: readonly { readonly id: string; readonly files: readonly { readonly file: string }[] }[];
}

/** Columns of a Module.symvers by symbol, split with no parser of ours. */
function symvers(release: string, variant: string): Map<string, readonly string[]> {
  const file = path.join(CONTENT, 'products', release, variant, 'Module.symvers.zst');
  const lines = zstdDecompressSync(readFileSync(file)).toString().trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const columns = line.split('\t');
      return [columns[1] ?? '', columns] as const;
    }),
  );
}

/** The names on a list: the second column behind a CRC, else the first word of a line that is no header. */
function namesOn(text: string): Set<string> {
  const lines = text.split('\n').map((line) => line.trim());
  const names = lines
    .filter((line) => line !== '' && !/^[[#]/.test(line))
    .map((line) => (line.startsWith('0x') ? line.split(/\s+/)[1] : line.split(/\s+/)[0]));
  return new Set(names.flatMap((name) => name ?? []));
}

/** Debian's names of what makers of lists call otherwise. */
const DEBIAN_ARCH: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

/**
 * Symbols that each registered driver imports and none of its own modules exports.
 *
 * @param arch of the builds that count; all do without
 */
function driverImports(arch?: string): Map<string, Set<string>> {
  const folder = path.join(CONTENT, 'drivers');
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const { builds } = parse(readFileSync(path.join(folder, file), 'utf8')) as {
      builds: { imports: string; exports?: string[]; release: string; product: string; arch: string }[];
    };
    const own = new Map<string, Set<string>>();
    const kernelOf = (build: (typeof builds)[number]) => `${build.product} ${build.release} ${build.arch}`;
    for (const build of builds) {
      const known = own.get(kernelOf(build)) ?? new Set();
      for (const symbol of build.exports ?? []) known.add(symbol);
      own.set(kernelOf(build), known);
    }
    const symbols = new Set<string>();
    for (const build of builds.filter((each) => arch === undefined || each.arch === DEBIAN_ARCH[arch])) {
      for (const line of readFileSync(path.join(folder, build.imports), 'utf8').trim().split('\n')) {
        const symbol = line.trim().split(/\s+/)[1] ?? '';
        if (own.get(kernelOf(build))?.has(symbol) !== true) symbols.add(symbol);
      }
    }
    found.set(file.replace('.yaml', ''), symbols);
  }
  return found;
}

/** What an update changed, whatever is listed. */
interface Changed {
  /** Symbols that a module can no longer use as before. */
  readonly hurt: readonly string[];
  /** Those of them for which the loader refuses a module: gone, or with another CRC. */
  readonly refused: readonly string[];
  /** How many changed otherwise. */
  readonly harmless: number;
}

const known = new Map<string, Changed>();

/** Each update once, however many lists it is held against. */
function changed(before: string, after: string, variant: string): Changed {
  const key = `${before} ${after} ${variant}`;
  const found = known.get(key) ?? changedBetween(symvers(before, variant), symvers(after, variant));
  known.set(key, found);
  return found;
}

function changedBetween(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
): Changed {
  const [hurt, refused] = [[] as string[], [] as string[]];
  let harmless = 0;
  for (const symbol of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(symbol), after.get(symbol)];
    const crcs = [old?.[0], now?.[0]].map(Number);
    const isOtherCrc = crcs.every((crc) => crc > 0) && crcs[0] !== crcs[1];
    const isGone = now === undefined;
    const isHarder =
      old !== undefined &&
      now !== undefined &&
      ((now[3]?.includes('_GPL') === true && old[3]?.includes('_GPL') !== true) ||
        ((now[4] ?? '') !== '' && now[4] !== (old[4] ?? '')));
    const isOther =
      old === undefined || isGone || [2, 3, 4].some((column) => (old[column] ?? '') !== (now[column] ?? ''));
    if (isGone || isOtherCrc) refused.push(symbol);
    if (isGone || isOtherCrc || isHarder) hurt.push(symbol);
    else if (isOther) harmless += 1;
  }
  return { hurt, refused, harmless };
}

/** What a kept list would have stopped, and whom the rest hits. */
function counted(
  { hurt, refused, harmless }: Changed,
  listed: ReadonlySet<string>,
  imports: ReadonlyMap<string, ReadonlySet<string>>,
): { breaking: number; outside: number; harmless: number; drivers: number } {
  const breaking = hurt.filter((symbol) => listed.has(symbol)).length;
  const remaining = refused.filter((symbol) => !listed.has(symbol));
  const drivers = [...imports].filter(([, symbols]) => remaining.some((symbol) => symbols.has(symbol)));
  return { breaking, outside: hurt.length - breaking, harmless, drivers: drivers.length };
}

/** The folder of a build: `amd64`, `amd64-rt`. */
function folderOf({ arch, flavour }: { readonly arch: string; readonly flavour: string }): string {
  return flavour === 'default' ? arch : `${arch}-${flavour}`;
}

const NAMED = (parse(readFileSync(path.join(CONTENT, 'measured/lists.yaml'), 'utf8')) as ListsFile).lists;

test.skipIf(!corpusIsHere).for(NAMED)(
  `the figures under $id are what the list and the exports give${whereCorpus}`,
  { timeout: 300_000 },
  async ({ id, files }) => {
    const figures = JSON.parse(readFileSync(path.join(CONTENT, 'measured', `${id}.json`), 'utf8')) as Figures;
    const imports = driverImports();
    let checked = 0;
    for (const [index, { file }] of files.entries()) {
      const sample = findSample(file);
      const measured = figures.files[index];
      expect.assert(measured !== undefined);
      if (sample === undefined) {
        console.log(`${id}: ${file} is not in the corpus, its figures were not recomputed`);
        continue;
      }
      const text = await readSample(sample);
      const listed = namesOn(text);
      expect(measured.sha256).toBe(createHash('sha256').update(text).digest('hex'));
      expect(measured.symbols).toBe(listed.size);
      const held = [...driverImports(measured.arch)].filter(([, symbols]) => symbols.size > 0);
      expect(measured.drivers.map(({ driver, imports: all, notListed }) => [driver, all, notListed])).toEqual(
        held
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([driver, symbols]) => [
            driver,
            symbols.size,
            [...symbols].filter((symbol) => !listed.has(symbol)).sort(),
          ]),
      );
      for (const { before, after, variant: build, symbols, drivers } of measured.updates) {
        const variant = folderOf(build);
        const found = counted(changed(before, after, variant), listed, imports);
        expect({ before, after, variant, ...found }).toEqual({
          ...{ before, after, variant },
          breaking: symbols['breaking'],
          outside: symbols['outside-promise'],
          harmless: symbols['implicitly-tolerated'],
          drivers,
        });
        checked += 1;
      }
    }
    console.log(`${id}: ${checked} updates recomputed`);
  },
);

test('the figures on file for Debian 6.1.0-53 to -54 are those that were found by hand', () => {
  const found = NAMED.flatMap(({ id }) => {
    const { files } = JSON.parse(
      readFileSync(path.join(CONTENT, 'measured', `${id}.json`), 'utf8'),
    ) as Figures;
    return files
      .flatMap(({ updates }) => updates)
      .filter(
        ({ before, after, variant }) =>
          before === 'debian-12/6.1.0-53' && after === 'debian-12/6.1.0-54' && folderOf(variant) === 'amd64',
      )
      .map(({ symbols, drivers }) => [id, symbols['breaking'], drivers]);
  });
  // Taken on 29 November 2026 with a script of a few lines that shares nothing with this project.
  expect(found).toEqual(
    expect.arrayContaining([
      ['rhel-7.7', 165, 6],
      ['rhel-8.9', 84, 6],
      ['rhel-9.3', 1, 6],
      ['uek-8-ol10', 28, 6],
      ['openeuler-20.03-sp4', 714, 5],
      ['openeuler-22.03-sp4', 881, 5],
      ['openeuler-24.03-sp1', 434, 5],
    ]),
  );
});
