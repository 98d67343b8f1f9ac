/** Real symtypes of SUSE's kernels: every CRC that the same build published comes out again. */
import { expect, test } from 'vitest';
import { parseSymtypes } from '../../src/kabi/formats/symtypes.ts';
import { SymtypesCrc } from '../../src/kabi/formats/symtypes-crc.ts';
import { parseSymvers } from '../../src/kabi/formats/symvers.ts';
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
