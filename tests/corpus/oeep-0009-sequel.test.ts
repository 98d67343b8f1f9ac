/** What the page of oEEP-0009 says became of the interfaces that it names, counted from the lists and reference files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { corpusIsHere, findSample, readSample, whereCorpus } from './samples.ts';

const PAGE = path.resolve(import.meta.dirname, '../../content/discussions/oeep-0009.md');

/** The interfaces in the tables of the proposal, as they are printed. */
function namedInterfaces(): string[] {
  const [, record = ''] = readFileSync(PAGE, 'utf8').split('---\n');
  const { interfaces } = parse(record) as { interfaces: { symbols: { symbol: string }[] }[] };
  return interfaces.flatMap(({ symbols }) => symbols.map(({ symbol }) => symbol));
}

async function linesOf(name: string): Promise<string[]> {
  const file = findSample(name);
  expect.assert(file !== undefined, name);
  return (await readSample(file)).split('\n').map((line) => line.trim());
}

const whitelist = async (release: string, arch: string) =>
  new Set(await linesOf(`openeuler/${release}/kabi_whitelist_${arch}`));

async function crcs(release: string, arch: string): Promise<Map<string, string>> {
  const lines = await linesOf(`openeuler/${release}/Module.kabi_${arch}`);
  return new Map(lines.map((line) => line.split(/\s+/)).map(([crc = '', symbol = '']) => [symbol, crc]));
}

test.skipIf(!corpusIsHere).for([
  ['x86_64', 28],
  ['aarch64', 30],
] as const)(
  `of the 31 interfaces of oEEP-0009 on %s, %i were listed${whereCorpus}`,
  async ([arch, listed]) => {
    const named = namedInterfaces();
    expect(named).toHaveLength(31);
    const before = await whitelist('22.03-LTS', arch);
    const on = named.filter((symbol) => before.has(symbol));
    expect(on).toHaveLength(listed);
    const [first, last] = [await crcs('22.03-LTS', arch), await crcs('22.03-LTS-SP4', arch)];
    expect(on.filter((symbol) => first.get(symbol) === undefined)).toEqual([]);
    expect(on.filter((symbol) => first.get(symbol) !== last.get(symbol))).toEqual([]);
    const next = await whitelist('24.03-LTS-SP1', arch);
    expect(named.filter((symbol) => next.has(symbol))).toEqual([
      'iommu_get_domain_for_dev',
      'iommu_iova_to_phys',
    ]);
  },
);
