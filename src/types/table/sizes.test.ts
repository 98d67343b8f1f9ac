import { expect, test } from 'vitest';
import { embeddedType, sizeOf } from './sizes.ts';
import type { TypeKey } from './table.ts';

const DEFINITIONS = new Map<TypeKey, string>([
  ['struct list_head', 'struct list_head { // size 16\n\tint x; // 0\n};\n'],
  ['struct plain', 'struct plain {\n\tint x;\n};\n'],
  ['typedef u8', 'typedef unsigned char u8;\n'],
  ['typedef list_t', 'typedef const struct list_head list_t[2];\n'],
  ['typedef loop', 'typedef loop loop;\n'],
  ['enum mode', 'enum mode { // size 4\n\tA = 0,\n};\n'],
]);

test.each<[string, number | null]>([
  ['int', 4],
  ['long unsigned int', 8],
  ['long long int', 8],
  ['short unsigned int', 2],
  ['_Bool', 1],
  ['__int128 unsigned', 16],
  ['unsigned', 4],
  ['struct anything *', 8],
  ['char (*)[4]', 8],
  ['int (*[3])(void)', 24],
  ['struct list_head[2]', 32],
  ['const struct list_head', 16],
  ['list_t[2]', 64],
  ['u8[6]', 6],
  ['enum mode', 4],
  ['void', null],
  ['int(void)', null],
  ['struct plain', null],
  ['struct unknown', null],
  ['loop', null],
])('%s takes %s bytes', (type, size) => {
  expect(sizeOf({ type, bodies: [] }, (key) => DEFINITIONS.get(key), 8)).toBe(size);
});

test('a part without a name has a size of its own', () => {
  const bodies = [{ kind: 'union' as const, size: 12, members: [] }];
  expect(sizeOf({ type: 'union {}[2]', bodies }, () => undefined, null)).toBe(24);
});

test('what stands behind a pointer is not embedded', () => {
  expect(embeddedType('struct list_head[2]')).toBe('struct list_head');
  expect(embeddedType('const u8')).toBe('typedef u8');
  expect(embeddedType('struct list_head *')).toBeUndefined();
  expect(embeddedType('union {}')).toBeUndefined();
});
