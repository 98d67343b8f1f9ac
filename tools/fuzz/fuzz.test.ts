import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { readers } from './readers.ts';
import { wrongLoads } from './verdicts.ts';
import { moduleOf } from '../../tests/support/elf-writer.ts';

const all = await readers();

test('there is a reader of every kind of input', () => {
  expect(all.length).toBeGreaterThanOrEqual(22);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test.each(all)('$name: its own inputs are read', async (reader) => {
  for (const seed of reader.seeds) expect(typeof (await reader.read(seed))).not.toBe('string');
});

test.each(all)('$name: a few hundred mutated inputs are read or refused, and read back', async (reader) => {
  const { failures, runs } = await fuzz(reader, { seed: 1, until: (done) => done >= 300, keep: () => 'x' });
  expect(failures).toEqual([]);
  expect(runs).toBe(300);
});

test('a reader that fails is told, with the input', async () => {
  const broken = {
    ...{ name: 'broken', seeds: [new Uint8Array(8)], mutate: (input: Uint8Array) => input },
    read: () => {
      throw new TypeError('no');
    },
  };
  const { failures } = await fuzz(broken, { seed: 1, until: (done) => done >= 3, keep: () => 'here' });
  expect(failures).toHaveLength(3);
  expect(failures[0]).toMatch(/TypeError: no.*; input in here$/);
});

test('the second reading of the rules finds a module that loads right, and one that would not', () => {
  expect(wrongLoads(moduleOf({ versions: { module_layout: 1, kfree: 2 } }))).toBeUndefined();
  // It does not load, and nobody says that it did.
  expect(wrongLoads(moduleOf({ versions: { module_layout: 1, kfree: 9 } }))).toBeUndefined();
});
