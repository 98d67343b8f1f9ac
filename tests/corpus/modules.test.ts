/** Real modules of five Debian kernels on four architectures, against binutils, their Module.symvers and golden counts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseModule } from '../../src/formats/drivers/module.ts';
import { formatModversions, parseModversions } from '../../src/formats/drivers/modversions.ts';
import { readVersions } from '../../src/formats/drivers/module-versions.ts';
import { parseElf } from '../../src/formats/elf/elf.ts';
import type { ModuleFile } from '../../src/kernel/module.ts';
import type { Export } from '../../src/kernel/export.ts';
import { decompress } from '../../scripts/sources/compression/compression.ts';
import { readChunks } from '../../scripts/sources/bytes/file.ts';
import { LIMITS } from '../../scripts/sources/bytes/limits.ts';
import { corpusIsHere, findSample, readTable, rememberingOpen, reportRows, whereCorpus } from './samples.ts';

const open = rememberingOpen();
const hasNm = spawnSync('nm', ['--version']).status === 0;
const hasModprobe = spawnSync('modprobe', ['--version']).status === 0;

async function readBytes(file: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of decompress(readChunks(file), file, LIMITS.entry)) parts.push(part);
  return Buffer.concat(parts);
}

/** Nothing may be wrong with any of them. */
async function readModule(file: string): Promise<ModuleFile> {
  const { records, problems } = parseModule(await readBytes(file), file);
  expect(problems).toEqual([]);
  return records;
}

async function exportsOf(symvers: string): Promise<ReadonlyMap<string, Export>> {
  const { exports } = await open(symvers);
  return new Map(exports.map((each) => [each.symbol, each]));
}

/** Folders with a kernel's Module.symvers and some of its modules. */
function kernels(): { readonly symvers: string; readonly modules: readonly string[] }[] {
  const debian = path.dirname(findSample('debian/6.1.0-47-cloud-amd64') ?? '');
  return readdirSync(debian).flatMap((name) => {
    const symvers = findSample(`debian/${name}/Module.symvers`);
    const folder = findSample(`debian/${name}/ko`);
    if (symvers === undefined || folder === undefined) return [];
    return [{ symvers, modules: readdirSync(folder).map((file) => path.join(folder, file)) }];
  });
}

test.skipIf(!corpusIsHere)(
  `every module imports and exports what its own kernel's Module.symvers has${whereCorpus}`,
  async () => {
    const seen = { modules: 0, imports: 0, exports: 0 };
    for (const { symvers, modules } of kernels()) {
      const table = await exportsOf(symvers);
      for (const file of modules) {
        const module = await readModule(file);
        seen.modules += 1;
        seen.imports += module.imports.length;
        seen.exports += module.exports.length;
        expect(module.imports).toEqual(
          module.imports.map(({ symbol }) => ({ symbol, crc: table.get(symbol)?.crc })),
        );
        expect(module.exports).toEqual(
          module.exports.map(({ symbol }) => {
            const { crc, type, namespace } = table.get(symbol) ?? {};
            return { symbol, crc, type, namespace };
          }),
        );
      }
    }
    console.log(`${seen.modules} modules, ${seen.imports} imports, ${seen.exports} exports`);
    expect(seen.modules).toBeGreaterThan(50);
  },
);

test.skipIf(!corpusIsHere || !hasNm)(
  `every module imports what nm shows as undefined, and module_layout${whereCorpus}`,
  async () => {
    for (const { modules } of kernels()) {
      for (const file of modules.filter((each) => each.endsWith('.ko'))) {
        const undefinedSymbols = execFileSync('nm', ['-u', file], { encoding: 'utf8' })
          .split('\n')
          .map((line) => line.trim().split(/\s+/)[1])
          .filter((symbol) => symbol !== undefined);
        const { imports } = await readModule(file);
        expect(imports.map(({ symbol }) => symbol).sort()).toEqual(
          [...undefinedSymbols, 'module_layout'].sort(),
        );
      }
    }
  },
);

test.skipIf(!corpusIsHere || !hasModprobe)(
  `the CRCs of a module are those that modprobe shows, in its order${whereCorpus}`,
  async () => {
    // kmod takes modules of the machine's own word size only.
    const modules = kernels().flatMap(({ modules }) => modules.filter((each) => !/-686|s390x/.test(each)));
    for (const file of modules) {
      const dump = execFileSync('modprobe', ['--dump-modversions', path.resolve(file)], { encoding: 'utf8' });
      const { imports } = await readModule(file);
      expect(parseModversions(dump, file)).toEqual({ records: imports, problems: [] });
      expect(formatModversions(imports)).toBe(dump);
    }
    expect(modules.length).toBeGreaterThan(10);
  },
);

test.skipIf(!corpusIsHere)(
  `modules and kernels disagree about as many symbols as other tools count${whereCorpus}`,
  async () => {
    let checked = 0;
    let absent = 0;
    for (const row of readTable('DRIVERS.tsv')) {
      const file = [row['module_file'] ?? '', `${row['module_file'] ?? ''}.xz`]
        .map(findSample)
        .find((each) => each !== undefined);
      const symvers = findSample(row['symvers'] ?? '');
      if (file === undefined || symvers === undefined) {
        absent += 1;
        continue;
      }
      checked += 1;
      const table = await exportsOf(symvers);
      const { imports } = await readModule(file);
      const missing = imports.filter(({ symbol }) => !table.has(symbol));
      const mismatched = imports.filter(({ symbol, crc }) => (table.get(symbol)?.crc ?? crc) !== crc);
      expect([row['module_file'], imports.length, mismatched.length, missing.length]).toEqual([
        row['module_file'],
        Number(row['imports']),
        Number(row['crc_mismatch']),
        Number(row['missing']),
      ]);
    }
    reportRows('DRIVERS.tsv', checked, absent);
    expect(checked).toBeGreaterThan(50);
  },
);

test.skipIf(!corpusIsHere)(`a module is the same however it is packed${whereCorpus}`, async () => {
  const [plain, ...packed] = await Promise.all(
    ['', '.gz', '.xz', '.zst'].map(async (suffix) =>
      readBytes(findSample(`synthetic/compressed/libcrc32c.ko${suffix}`) ?? ''),
    ),
  );
  expect.assert(plain !== undefined);
  for (const each of packed) expect(each.equals(plain)).toBe(true);
});

test.skipIf(!corpusIsHere).for([
  ['ext-both-x86_64', 'x86_64', 'both'],
  ['ext-only-x86_64', 'x86_64', 'extended'],
  ['ext-both-i386', 'i386', 'both'],
] as const)(`extended versions as gcc lays them out: %s${whereCorpus}`, async ([name, arch, modversions]) => {
  const file = findSample(`synthetic/ext/${name}.ko`) ?? '';
  const module = await readModule(file);
  expect(module).toMatchObject({ arch, modversions });
  const { crcs } = readVersions(parseElf(await readBytes(file), file), file);
  expect(crcs.size).toBe(4);
  expect(Math.max(...[...crcs.keys()].map((symbol) => symbol.length))).toBe(87);
  // It imports none of them, and records of what is not imported decide nothing (resolve_symbol() in the kernel).
  expect(module.imports.map(({ symbol }) => symbol)).toEqual(['module_layout']);
});
