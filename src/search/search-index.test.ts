import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCrc } from '../kernel/export.ts';
import { crcShard, findCrc, formatCrcShard, type CrcEntry } from './search-index.ts';

test('a shard has a line per CRC, with the positions of its symbols in base 36', () => {
  const entries = [
    { crc: 0xab000001, symbol: 7 },
    { crc: 0xab000001, symbol: 36 },
    { crc: 0xabcdef01, symbol: 0 },
  ];
  expect(formatCrcShard(entries)).toBe('000001 7 10\ncdef01 0');
  expect(formatCrcShard([])).toBe('');
});

test('a CRC is found whole and by its beginning, in either case', () => {
  const shard = '000001 7 10\ncdef01 0';
  expect(findCrc(shard, '0xabcdef01')).toEqual([{ crc: 0xabcdef01, symbol: 0 }]);
  expect(findCrc(shard, '0xABCD')).toEqual([{ crc: 0xabcdef01, symbol: 0 }]);
  expect(findCrc(shard, '0xab')).toHaveLength(3);
  expect(findCrc(shard, '0xabcdef02')).toEqual([]);
  expect(findCrc('', '0xab')).toEqual([]);
});

test.each([
  ['0xab', 'ab'],
  ['0xABcdef01', 'ab'],
  ['0x0012', '00'],
  ['0xa', undefined],
  ['ab12', undefined],
  ['0xgg', undefined],
])('%s is in shard %s', (crc, shard) => {
  expect(crcShard(crc)).toBe(shard);
});

test('every entry of a shard is read back, and found by its CRC', () => {
  const entry = fc.record({ crc: fc.integer({ min: 0, max: 0xffffff }), symbol: fc.nat(100_000) });
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: (e) => `${e.crc} ${e.symbol}` }),
      fc.nat(255),
      (rest, lead) => {
        const entries = rest
          .map(({ crc, symbol }): CrcEntry => ({ crc: lead * 2 ** 24 + crc, symbol }))
          .sort((a, b) => a.crc - b.crc || a.symbol - b.symbol);
        const shard = formatCrcShard(entries);
        const all = `0x${lead.toString(16).padStart(2, '0')}`;
        expect(findCrc(shard, all)).toEqual(entries);
        for (const { crc } of entries) {
          expect(findCrc(shard, formatCrc(crc))).toEqual(entries.filter((each) => each.crc === crc));
        }
      },
    ),
  );
});
