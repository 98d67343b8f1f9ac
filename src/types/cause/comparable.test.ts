import { expect, test } from 'vitest';
import type { Export } from '../../kernel/export.ts';
import { commonTypeSource, comparableCrcs } from './comparable.ts';

function exportOf(symbol: string, crc: number): Export {
  return { symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' };
}

test('types are compared by what both sides have, rather by what CRCs are made of', () => {
  expect(commonTypeSource(['btf', 'genksyms'], ['genksyms', 'btf'])).toBe('genksyms');
  expect(commonTypeSource(['btf', 'genksyms'], ['btf'])).toBe('btf');
  expect(commonTypeSource(['genksyms'], ['btf'])).toBe(undefined);
  expect(commonTypeSource([], ['btf'])).toBe(undefined);
});

test('a CRC is compared where both sides have one', () => {
  const before = [exportOf('changed', 1), exportOf('gone', 2), exportOf('same', 3), exportOf('zeroed', 4)];
  const after = [exportOf('changed', 9), exportOf('new', 2), exportOf('same', 3), exportOf('zeroed', 0)];
  expect([...comparableCrcs(before, after)]).toEqual([
    ['changed', true],
    ['same', false],
  ]);
});
