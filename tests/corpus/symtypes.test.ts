/** Real symtypes of SUSE's kernels: every CRC that the same build published comes out again, and every change is told. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseSymtypes, type Symtypes } from '../../src/formats/symtypes/symtypes.ts';
import { SymtypesCrc } from '../../src/formats/symtypes/symtypes-crc.ts';
import { parseSymvers } from '../../src/formats/exports/symvers.ts';
import { attribute } from '../../src/types/cause/attribution.ts';
import { proveGuards } from '../../src/types/keep/proof.ts';
import { parseDefinition, printDefinition } from '../../src/types/table/definition-text.ts';
import { symtypesTable } from '../../src/types/read/symtypes-table.ts';
import type { TypeTable } from '../../src/types/table/table.ts';
import { formatTypeTable, parseTypeTable } from '../../src/types/table/text.ts';
import { corpusIsHere, findSample, readSample, whereCorpus } from './samples.ts';

async function sample(name: string): Promise<string> {
  const file = findSample(name);
  if (file === undefined) throw new Error(`there is no ${name}`);
  return readSample(file);
}

test.skipIf(!corpusIsHere).each([
  ['suse/SLE12-SP4/s390x', 10384, [], []],
  ['suse/SLE15/s390x', 10367, [], []],
  ['suse/SLE15-SP1/s390x', 11804, [], []],
  // Their CRCs are 0, in this one and the next: no declaration was seen.
  ['suse/openSUSE-12.1/x86_64', 11966, [], ['softirq_work_list']],
  // Each is exported by two drivers, of which Module.symvers has one.
  [
    'suse/SLE11-RC2/x86_64',
    8281,
    ['drivers/gpu/drm/via/via_mm via_fb_alloc', 'drivers/gpu/drm/via/via_mm via_fb_free'],
    ['init_mm'],
  ],
])(
  `the CRCs of %s are those of its symtypes, all %i${whereCorpus}`,
  async (folder, count, others, withoutType) => {
    const { records: symtypes, problems } = parseSymtypes(
      await sample(`${folder}/symtypes-default`),
      folder,
      '',
    );
    expect(problems).toEqual([]);
    const symvers = parseSymvers(await sample(`${folder}/symvers-default`), folder).records;
    const published = new Map(symvers.map(({ symbol, crc }) => [symbol, crc]));
    const crcs = new SymtypesCrc(symtypes);
    const different: string[] = [];
    let checked = 0;
    for (const [index, { path, exports }] of symtypes.objects.entries()) {
      for (const symbol of exports.keys()) {
        checked += 1;
        if (crcs.crcOf(index, symbol) !== published.get(symbol)) different.push(`${path} ${symbol}`);
      }
    }
    expect(different).toEqual(others);
    expect(checked).toBe(count);
    const exported = new Set(symtypes.objects.flatMap(({ exports }) => [...exports.keys()]));
    expect([...published.keys()].filter((symbol) => !exported.has(symbol))).toEqual(withoutType);
  },
  300_000,
);

test.skipIf(!corpusIsHere)(`what genksyms itself printed comes out again${whereCorpus}`, async () => {
  for (const version of ['v1', 'v2']) {
    const folder = 'genksyms-generated';
    const text = await sample(`${folder}/${version}.symtypes`);
    const { records: symtypes } = parseSymtypes(text, version, version);
    const printed = (await sample(`${folder}/${version}.symver.txt`)).matchAll(
      /^#SYMVER (\S+) 0x([0-9a-f]{8})$/gm,
    );
    const crcs = new SymtypesCrc(symtypes);
    const expected = [...printed].map(([, symbol = '', crc = '']) => [symbol, Number.parseInt(crc, 16)]);
    expect(expected.length).toBeGreaterThan(5);
    expect(expected.map(([symbol]) => [symbol, crcs.crcOf(0, String(symbol))])).toEqual(expected);
  }
});

async function tableOf(folder: string): Promise<TypeTable> {
  const text = await sample(`${folder}/symtypes-default`);
  const { records, problems } = symtypesTable(parseSymtypes(text, folder, '').records, folder);
  expect(problems).toEqual([]);
  return records;
}

async function symtypesOf(folder: string): Promise<Symtypes> {
  return parseSymtypes(await sample(`${folder}/symtypes-default`), folder, '').records;
}

async function crcsOf(folder: string): Promise<ReadonlyMap<string, number>> {
  const { records } = parseSymvers(await sample(`${folder}/symvers-default`), folder);
  return new Map(records.map(({ symbol, crc }) => [symbol, crc]));
}

test.skipIf(!corpusIsHere)(
  `each changed CRC from SLE15 RC3 to SLE15 comes from a type or a declaration that changed${whereCorpus}`,
  async () => {
    const folders = ['suse/SLE15-RC3/s390x', 'suse/SLE15/s390x'] as const;
    const [before, after] = [await crcsOf(folders[0]), await crcsOf(folders[1])];
    const changed = [...before].filter(([symbol, crc]) => (after.get(symbol) ?? crc) !== crc);
    expect(changed).toHaveLength(98);
    const { causes, unexplained, exact } = attribute(
      await tableOf(folders[0]),
      await tableOf(folders[1]),
      changed.map(([symbol]) => symbol),
    );
    expect(exact).toBe(true);
    expect(unexplained).toEqual([]);
    const [visible, others] = [true, false].map((is) =>
      causes.filter((cause) => (cause.class === 'became-visible') === is),
    );
    expect(others?.map(({ kind, name, symbols }) => `${kind} ${name} ${symbols.length}`)).toEqual([
      'struct ceph_connection 91',
      'struct ceph_connection_operations 91',
      'struct ceph_auth_client_ops 73',
      'struct closure 3',
      'function klp_shadow_alloc 1',
      'function klp_shadow_free 1',
      'function klp_shadow_free_all 1',
      'function klp_shadow_get_or_alloc 1',
    ]);
    // An include more in the file of struct closure.
    const closure = others?.[3]?.symbols;
    expect(new Set(visible?.flatMap(({ symbols }) => symbols))).toEqual(new Set(closure));
  },
);

test.skipIf(!corpusIsHere)(
  `with its causes guarded each export of SLE15 RC3 that changed keeps the CRC that it had${whereCorpus}`,
  async () => {
    const folders = ['suse/SLE15-RC3/s390x', 'suse/SLE15/s390x'] as const;
    const [before, after] = [await crcsOf(folders[0]), await crcsOf(folders[1])];
    const changed = [...before].flatMap(([symbol, crc]) =>
      (after.get(symbol) ?? crc) === crc ? [] : [symbol],
    );
    const [old, now] = [await symtypesOf(folders[0]), await symtypesOf(folders[1])];
    const { causes } = attribute(await tableOf(folders[0]), await tableOf(folders[1]), changed);
    expect(proveGuards(old, now, causes, changed)).toEqual({ kept: changed, others: [] });
    // Without the one that most reach, what reaches it has another CRC.
    const [most, ...rest] = causes;
    const { others } = proveGuards(old, now, rest, changed);
    expect(others).toEqual(changed.filter((symbol) => most?.symbols.includes(symbol)));
  },
  120_000,
);

test.skipIf(!corpusIsHere).each([
  ['suse/openSUSE-12.1/x86_64', 11966],
  ['suse/SLE11-RC2/x86_64', 8281],
  ['suse/SLE15/s390x', 10367],
])(
  `all declarations in the symtypes of %s are read, and read back from the table${whereCorpus}`,
  async (folder, count) => {
    const table = await tableOf(folder);
    expect(table.exports).toHaveLength(count);
    const { records, problems } = parseTypeTable(formatTypeTable(table), folder);
    expect(problems).toEqual([]);
    expect(records).toEqual(table);
    for (const { text } of [...table.types.values()].flat()) {
      const definition = parseDefinition(text);
      expect(definition && printDefinition(definition)).toBe(text);
    }
  },
);

const FIELD = path.resolve(import.meta.dirname, '../../../shared/field');
const fieldIsHere = existsSync(FIELD);
const whereField = fieldIsHere ? '' : ' (skipped: there is no field in ../shared)';

test.skipIf(!fieldIsHere)(`what gendwarfksyms printed of C and Rust comes out again${whereField}`, () => {
  const folder = path.join(FIELD, '36-gendwarfksyms');
  const checked = ['c14', 'd4_1', 'd4_2', 'd4_3', 'g12', 'v1', 'v2'].flatMap((build) => {
    const own = path.join(folder, build);
    const symvers = parseSymvers(readFileSync(path.join(own, 'Module.symvers'), 'utf8'), build).records;
    const published = new Map(symvers.map(({ symbol, crc }) => [symbol, crc]));
    return readdirSync(own)
      .filter((file) => file.endsWith('.symtypes'))
      .flatMap((file) => {
        const { records } = parseSymtypes(readFileSync(path.join(own, file), 'utf8'), file, file);
        const crcs = new SymtypesCrc(records);
        const symbols = [...(records.objects[0]?.exports.keys() ?? [])];
        return symbols.map((symbol) => crcs.crcOf(0, symbol) === published.get(symbol));
      });
  });
  expect(checked).toHaveLength(29);
  expect(checked).not.toContain(false);
});
