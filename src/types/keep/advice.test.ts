import { describe, expect, test } from 'vitest';
import { attribute } from '../cause/attribution.ts';
import { differencesBetween } from '../diff/differences.ts';
import { parseTypeTable } from '../table/text.ts';
import type { TypeTable } from '../table/table.ts';
import { isObstacle, type Advice } from './advice.ts';
import { advise } from './advise.ts';

const HEADER = '// type-table 1 source=btf pointer=8\n';

/** Two tables with one export that takes a pointer to `struct s`, and further text of both. */
function adviceOn(before: string, after: string, both = ''): Advice {
  const table = (text: string): TypeTable => {
    const own = text.startsWith('extern') ? text : `${text}extern int take(struct s *);\n`;
    const { records, problems } = parseTypeTable(`${HEADER}${both}${own}`, 'x');
    expect(problems).toEqual([]);
    return records;
  };
  const [a, b] = [table(before), table(after)];
  const differences = differencesBetween(a, b);
  const { causes } = attribute(a, b, ['take'], differences);
  const [first] = advise(causes, differences);
  if (first === undefined) throw new Error('there is no cause');
  return first.advice;
}

/** `fill-hole x (unset-by-modules) hole behind a at 32, 32 bits` */
function told({ effort, steps }: Advice): string[] {
  return [
    effort,
    ...steps.map((step) => {
      if (isObstacle(step)) return `${step.obstacle} ${step.names.join(' ')}`.trim();
      const { guard, names, condition, place } = step;
      const at =
        place === undefined
          ? ''
          : place.kind === 'union'
            ? 'union'
            : place.kind === 'reserve'
              ? `reserve ${place.slot}, ${place.bits} bits`
              : `${place.kind} behind ${place.behind} at ${place.offset}, ${place.bits} bits`;
      return `${[guard, ...names].join(' ')} (${condition ?? 'nothing'}) ${at}`.trim();
    }),
  ];
}

function record(size: number, ...members: string[]): string {
  return `struct s { // size ${size}\n${members.map((each) => `\t${each}\n`).join('')}};\n`;
}

describe('what was made in place is hidden from genksyms', () => {
  test.each([
    [
      'another type of the same width',
      record(8, 'unsigned int a; // 0', 'int b; // 4'),
      record(8, 'int a; // 0', 'int b; // 4'),
      ['hidden', 'hide-change a (same-meaning)'],
    ],
    [
      'another name',
      record(4, 'int a; // 0'),
      record(4, 'int other; // 0'),
      ['hidden', 'hide-change other (nothing)'],
    ],
    [
      'a member in a hole, which is named',
      record(16, 'int a; // 0', 'void *b; // 8'),
      record(16, 'int a; // 0', 'int n; // 4', 'void *b; // 8'),
      ['hidden', 'hide-member n (unset-by-modules) hole behind a at 32, 32 bits'],
    ],
    [
      'a member in the padding at the end',
      record(16, 'void *a; // 0', 'int b; // 8'),
      record(16, 'void *a; // 0', 'int b; // 8', 'int n; // 12'),
      ['hidden', 'hide-member n (unset-by-modules) padding behind b at 96, 32 bits'],
    ],
    [
      'a member in a union with what stood there',
      record(8, 'void *a; // 0'),
      record(8, 'union { // size 8\n\t\tvoid *a; // 0\n\t\tvoid *n; // 0\n\t}; // 0'),
      ['hidden', 'hide-member n (unset-by-modules) union', 'hide-change a (nothing)'],
    ],
    [
      'reserve that was used',
      record(16, 'int a; // 0', 'unsigned long kabi_reserved1; // 8'),
      record(16, 'int a; // 0', 'void *n; // 8'),
      ['hidden', 'hide-reserve-use n (unset-by-modules)'],
    ],
    [
      'a definition that became visible',
      'struct s;\n',
      record(4, 'int a; // 0'),
      ['hidden', 'hide-definition (nothing)'],
    ],
    [
      'a callback with a const parameter',
      record(8, 'int (*f)(char *); // 0'),
      record(8, 'int (*f)(const char *); // 0'),
      ['hidden', 'hide-change f (same-meaning)'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(adviceOn(before, after))).toEqual(expected);
  });

  test('an enumerator before the end marker, whose value goes up', () => {
    const use = record(4, 'enum e e; // 0');
    const values = (text: string) => `${use}enum e { // size 4\n${text}};\n`;
    const before = values('\tA = 0,\n\tE_MAX = 1,\n');
    const after = values('\tA = 0,\n\tB = 1,\n\tE_MAX = 2,\n');
    expect(told(adviceOn(before, after))).toEqual([
      'hidden',
      'hide-enumerator B (unknown-value)',
      'hide-end-marker E_MAX (no-array)',
    ]);
  });
});

describe('a member that moved others has to go elsewhere', () => {
  const after = (size: number, shift: number, ...members: string[]) =>
    record(
      size,
      'void *n; // 0',
      ...members.map((each) => each.replace(/\d+$/, (at) => `${Number(at) + shift}`)),
    );

  test('into reserve first, and the slot is named', () => {
    const members = ['int a; // 0', 'void *b; // 8', 'unsigned long kabi_reserved1; // 16'];
    expect(told(adviceOn(record(24, ...members), after(32, 8, ...members)))).toEqual([
      'placed',
      'use-reserve n (unset-by-modules) reserve kabi_reserved1, 64 bits',
    ]);
  });

  test('then into a hole that has room for it', () => {
    const members = ['int a; // 0', 'char c[16]; // 16'];
    expect(told(adviceOn(record(32, ...members), after(40, 8, ...members)))).toEqual([
      'placed',
      'fill-hole n (unset-by-modules) hole behind a at 32, 96 bits',
    ]);
  });

  test('else to the end, if nothing holds an object of the type, with who hands them out', () => {
    const both = 'extern struct s *s_alloc(void);\n';
    const members = ['void *a; // 0', 'void *b; // 8'];
    const advice = adviceOn(record(16, ...members), after(24, 8, ...members), both);
    expect(told(advice)).toEqual(['placed', 'extend n (kernel-allocates)']);
    expect(advice.allocators).toEqual(['s_alloc']);
  });

  test('and into a type of its own if another type holds one, which is named', () => {
    const both = 'struct outer { // size 64\n\tstruct s inner; // 0\n\tint last; // 60\n};\n';
    const members = ['void *a; // 0'];
    const advice = adviceOn(record(8, ...members), after(16, 8, ...members), both);
    expect(told(advice)).toEqual(['beside', 'new-type n (found-from-old)']);
    expect(advice.heldBy).toBe('struct outer');
  });

  test('nor to the end of a table of callbacks, or of what ends in an array of open length', () => {
    const callbacks = ['void (*f)(void); // 0', 'void (*g)(void); // 8'];
    expect(told(adviceOn(record(16, ...callbacks), after(24, 8, ...callbacks)))[0]).toBe('beside');
    const open = ['long a; // 0', 'char rest[]; // 8'];
    expect(told(adviceOn(record(8, ...open), after(16, 8, ...open)))[0]).toBe('beside');
  });

  test('two new members do not take the same hole', () => {
    const before = record(16, 'int a; // 0', 'void *b; // 8');
    const now = record(24, 'int m; // 0', 'int n; // 4', 'int a; // 8', 'void *b; // 16');
    expect(told(adviceOn(before, now))).toEqual([
      'placed',
      'fill-hole m (unset-by-modules) hole behind a at 32, 32 bits',
      'extend n (kernel-allocates)',
    ]);
  });
});

describe('what is new stands beside the old one', () => {
  test('a function with another parameter', () => {
    const advice = adviceOn('extern int take(int);\n', 'extern int take(int, void *);\n');
    expect(told(advice)).toEqual(['beside', 'new-function (old-one-works)']);
  });

  test('a callback with another parameter', () => {
    const advice = adviceOn(record(8, 'int (*f)(int); // 0'), record(8, 'int (*f)(int, void *); // 0'));
    expect(told(advice)).toEqual(['beside', 'new-callback f (both-called)']);
  });

  test('a parameter of the same width can be hidden, and a struct by value cannot', () => {
    const types = 'typedef unsigned long size_t;\n';
    const scalar = adviceOn('extern int take(unsigned long);\n', 'extern int take(size_t);\n', types);
    expect(told(scalar)[0]).toBe('hidden');
    const structs = 'struct p { // size 8\n\tlong x; // 0\n};\n';
    const value = adviceOn('extern int take(long);\n', 'extern int take(struct p);\n', structs);
    expect(told(value)[0]).toBe('beside');
  });
});

describe('what cannot be kept says why', () => {
  test.each([
    ['a member of another width', record(8, 'int a; // 0'), record(8, 'long a; // 0'), 'other-width a'],
    [
      'a member that moved before another',
      record(8, 'int a; // 0', 'int b; // 4'),
      record(8, 'int b; // 0', 'int a; // 4'),
      'member-moved a',
    ],
    [
      'an enumerator with another value',
      `${record(4, 'enum e e; // 0')}enum e { // size 4\n\tA = 0,\n\tB = 1,\n};\n`,
      `${record(4, 'enum e e; // 0')}enum e { // size 4\n\tA = 1,\n\tB = 2,\n};\n`,
      'renumbered A B',
    ],
    ['exported data of another type', 'extern int take;\n', 'extern long take;\n', 'data-retyped'],
  ])('%s', (_, before, after, expected) => {
    expect(told(adviceOn(before, after))).toEqual(['none', expected]);
  });
});

test('a member that went is left where it was', () => {
  const before = record(16, 'void *a; // 0', 'void *b; // 8');
  expect(told(adviceOn(before, record(8, 'void *b; // 0')))).toEqual([
    'placed',
    'keep-member a (stays-written)',
  ]);
});
