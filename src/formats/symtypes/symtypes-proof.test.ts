import { expect, test } from 'vitest';
import type { Export } from '../../kernel/export.ts';
import { parseSymtypes } from './symtypes.ts';
import { disagreement } from './symtypes-proof.ts';

const SYMTYPES = parseSymtypes(
  [
    '/* a.o */',
    'thing_old_helper int thing_old_helper ( int )',
    '/* b.o */',
    'thing_old_helper int thing_old_helper ( long )',
  ].join('\n'),
  'x',
  '',
).records;
const DWARF = parseSymtypes('f subprogram ( ) -> base_type void', 'x', 'x').records;

function exportOf(crc: number): Export {
  return { symbol: 'thing_old_helper', crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' };
}

test('symtypes agree with the CRCs that follow from them, in one of the objects of the name', () => {
  expect(disagreement(SYMTYPES, [exportOf(0x31740ceb)], 'genksyms', 'x')).toBeUndefined();
  expect(disagreement(SYMTYPES, [exportOf(1)], 'genksyms', 'x')).toEqual({
    kind: 'types-disagree',
    path: 'x',
    detail: '1 symbol of 1',
    source: 'thing_old_helper',
  });
});

test('where there is no CRC, there is nothing to disagree with', () => {
  expect(disagreement(SYMTYPES, [exportOf(0)], 'genksyms', 'x')).toBeUndefined();
  expect(disagreement(SYMTYPES, [], 'genksyms', 'x')).toBeUndefined();
  expect(disagreement(SYMTYPES, [exportOf(0)], 'none', 'x')).toBeUndefined();
  expect(disagreement(DWARF, [exportOf(1)], 'gendwarfksyms', 'x')).toBeUndefined();
});

test('symtypes of the other program are those of another build', () => {
  expect(disagreement(DWARF, [exportOf(1)], 'genksyms', 'x')?.detail).toBe(
    'gendwarfksyms wrote them, genksyms the CRCs',
  );
});

test('those of gendwarfksyms are held against its CRCs, too', () => {
  // `f` of the kernel's own `__fentry__`: all that take and return nothing share it.
  const own = { ...exportOf(0xd272d446), symbol: 'f' };
  expect(disagreement(DWARF, [own], 'gendwarfksyms', 'x')).toBeUndefined();
  expect(disagreement(DWARF, [{ ...own, crc: 1 }], 'gendwarfksyms', 'x')?.detail).toBe('1 symbol of 1');
});
