import { expect, test } from 'vitest';
import { referencesOf } from './references.ts';

test('a definition names the types of its members and parameters, but not itself or base types', () => {
  expect(
    referencesOf(
      [
        'struct dst_entry { // size 112',
        '\tunion { // size 8',
        '\t\tstruct net_device *dev; // 0',
        '\t}; // 0',
        '\tint (*input)(struct sk_buff *, u8, const union x *); // 56',
        '\tconst spinlock_t *lock; // 64',
        '\tlong unsigned int flags : 3; // 72:0',
        '\tstruct dst_entry *next; // 80',
        '\tenum { // size 4',
        '\t\tRED = 0,',
        '\t\tBLUE,',
        '\t} color; // 88',
        '};',
        '',
      ].join('\n'),
    ),
  ).toEqual([
    'struct net_device',
    'struct sk_buff',
    'typedef u8',
    'union x',
    'typedef spinlock_t',
    'struct dst_entry',
  ]);
});

test('typedefs and prototypes name what they are made of', () => {
  expect(referencesOf('typedef struct list_head *list_t;\n')).toEqual(['struct list_head']);
  expect(referencesOf('typedef u32 __be32;\n')).toEqual(['typedef u32']);
  expect(referencesOf('struct sk_buff *alloc(gfp_t, int);\n')).toEqual(['struct sk_buff', 'typedef gfp_t']);
  expect(referencesOf("struct 'a b' f(void);\n")).toEqual(['struct a b']);
  expect(referencesOf('enum mode { // size 4\n\tA = 0,\n};\n')).toEqual([]);
});
