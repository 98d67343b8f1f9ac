import { describe, expect, test } from 'vitest';
import type { CauseClass, Edit } from './cause.ts';
import { classify, diffDefinitions, diffFunctions, diffPrototypes } from './definition-diff.ts';
import { parseDefinition, parsePrototype } from '../table/definition-text.ts';
import type { Side } from './record-diff.ts';

const SIDE: Side = {
  definitionOf: (key) => (key === 'typedef u8' ? 'typedef unsigned char u8;\n' : undefined),
  pointerSize: 8,
};
const SIDES = { before: SIDE, after: SIDE };

function diffTexts(before: string, after: string): { edits: Edit[]; class: CauseClass } {
  const [a, b] = [parseDefinition(before), parseDefinition(after)];
  if (a === undefined || b === undefined) throw new Error('no definition');
  const edits = diffDefinitions(a, b, SIDES);
  return { edits, class: classify(b.kind, edits) };
}

function struct(size: number, ...lines: readonly string[]): string {
  return `struct s { // size ${size}\n${lines.map((line) => `\t${line}\n`).join('')}};\n`;
}

describe('a struct keeps its layout when', () => {
  test('a member becomes part of a union, beside another one', () => {
    const before = struct(8, 'struct net_device *dev; // 0');
    const after = struct(
      8,
      'union { // size 8',
      '\tstruct net_device *dev; // 0',
      '\tstruct net_device *dev_rcu; // 0',
      '}; // 0',
    );
    expect(diffTexts(before, after)).toMatchObject({
      class: 'layout-kept',
      edits: [
        { what: 'member-added', path: ['', 'dev_rcu'] },
        { what: 'member-wrapped', path: ['', 'dev'], into: 'union' },
      ],
    });
    expect(diffTexts(after, before)).toMatchObject({
      class: 'layout-changed',
      edits: [
        { what: 'member-removed', path: ['', 'dev_rcu'] },
        { what: 'member-unwrapped', path: ['dev'], from: 'union' },
      ],
    });
  });

  test('a bit field becomes a type of the same width', () => {
    const before = struct(8, 'enum { // size 4', '\tUNINITIALIZED = 0,', '} reg_state : 8; // 4:0');
    expect(diffTexts(before, struct(8, 'u8 reg_state; // 4'))).toMatchObject({
      class: 'layout-kept',
      edits: [{ what: 'member-retyped', path: ['reg_state'], sameWidth: true }],
    });
  });

  test('a member is renamed, or replaced by one of the same width', () => {
    const before = struct(8, 'void *priv; // 0');
    expect(diffTexts(before, struct(8, 'void *data; // 0'))).toMatchObject({
      class: 'layout-kept',
      edits: [{ what: 'member-renamed', path: ['data'], before: { name: 'priv' } }],
    });
    expect(diffTexts(before, struct(8, 'struct x *data; // 0'))).toMatchObject({
      class: 'layout-kept',
      edits: [{ what: 'member-replaced', path: ['data'], before: { name: 'priv' } }],
    });
  });

  test('a member fills a hole', () => {
    expect(
      diffTexts(
        struct(16, 'int a; // 0', 'void *b; // 8'),
        struct(16, 'int a; // 0', 'int c; // 4', 'void *b; // 8'),
      ),
    ).toMatchObject({ class: 'layout-kept', edits: [{ what: 'member-added', path: ['c'] }] });
  });

  test('reserve is used, whether it goes or stays in a union', () => {
    const before = struct(
      24,
      'int a; // 0',
      'long unsigned int kabi_reserved1; // 8',
      'long unsigned int kabi_reserved2; // 16',
    );
    expect(diffTexts(before, struct(24, 'int a; // 0', 'u8 big[16]; // 8'))).toEqual({
      class: 'layout-kept',
      edits: [{ what: 'reserve-used', reserved: [['kabi_reserved1'], ['kabi_reserved2']], by: [['big']] }],
    });
    const used = struct(
      24,
      'int a; // 0',
      'union { // size 8',
      '\tvoid *next; // 0',
      '\tstruct { // size 8',
      '\t\tlong unsigned int kabi_reserved1; // 0',
      '\t}; // 0',
      '}; // 8',
      'long unsigned int kabi_reserved2; // 16',
    );
    expect(diffTexts(before, used)).toEqual({
      class: 'layout-kept',
      edits: [{ what: 'reserve-used', reserved: [['kabi_reserved1']], by: [['', 'next']] }],
    });
  });
});

describe('a struct changes its layout when', () => {
  test('a member in the middle moves those behind it, told in one edit', () => {
    expect(
      diffTexts(
        struct(24, 'int a; // 0', 'int b; // 4', 'void *c; // 8', 'void *d; // 16'),
        struct(32, 'int a; // 0', 'void *new; // 8', 'int b; // 16', 'void *c; // 24', 'void *d; // 32'),
      ),
    ).toMatchObject({
      class: 'layout-changed',
      edits: [
        { what: 'size', before: 24, after: 32 },
        { what: 'member-added', path: ['new'] },
        { what: 'members-moved', first: ['b'], last: ['b'], count: 1, by: 96 },
        { what: 'members-moved', first: ['c'], last: ['d'], count: 2, by: 128 },
      ],
    });
  });

  test('a member goes, or has another width', () => {
    expect(diffTexts(struct(8, 'int a; // 0', 'int b; // 4'), struct(8, 'int a; // 0'))).toMatchObject({
      class: 'layout-changed',
      edits: [{ what: 'member-removed', path: ['b'] }],
    });
    expect(diffTexts(struct(8, 'int a; // 0'), struct(8, 'char a; // 0'))).toMatchObject({
      class: 'layout-changed',
      edits: [{ what: 'member-retyped', sameWidth: false }],
    });
  });

  test('the members of a named part move with it, and are not told one by one', () => {
    const part = (at: number) => ['struct { // size 8', '\tint x; // 0', '\tint y; // 4', `} part; // ${at}`];
    expect(diffTexts(struct(8, ...part(0)), struct(16, 'void *p; // 0', ...part(8))).edits).toMatchObject([
      { what: 'size' },
      { what: 'member-added', path: ['p'] },
      { what: 'members-moved', first: ['part'], last: ['part'], count: 1, by: 64 },
    ]);
  });
});

describe('without offsets', () => {
  const plain = (...lines: readonly string[]) =>
    `struct s {\n${lines.map((line) => `\t${line}\n`).join('')}};\n`;

  test('nobody can tell what a new or missing member does to the layout', () => {
    expect(diffTexts(plain('int a;'), plain('int a;', 'int b;')).class).toBe('layout-unknown');
    expect(diffTexts(plain('int a;', 'int b;'), plain('int a;')).class).toBe('layout-unknown');
    expect(diffTexts(plain('struct x a;'), plain('struct y a;')).class).toBe('layout-unknown');
  });

  test('a new name in the same place is a renaming, and pointers are of one size', () => {
    expect(diffTexts(plain('int a;', 'int b;', 'int c;'), plain('int a;', 'int x;', 'int c;'))).toMatchObject(
      {
        class: 'layout-kept',
        edits: [{ what: 'member-renamed', path: ['x'] }],
      },
    );
    expect(diffTexts(plain('struct x *a;'), plain('struct y *a;')).class).toBe('layout-kept');
  });

  test('a name that takes the place of another type or width is no renaming', () => {
    expect(diffTexts(plain('int a : 4;', 'int c;'), plain('int z : 5;', 'int c;')).class).toBe(
      'layout-unknown',
    );
    expect(
      diffTexts(plain('int a;', 'char b;', 'int c;'), plain('char x;', 'int y;', 'int c;')).edits,
    ).toContainEqual({ what: 'members-reordered' });
  });

  test('what is as large can still begin elsewhere', () => {
    expect(diffTexts(plain('char x[8];'), plain('long long int x;')).class).toBe('layout-unknown');
    expect(diffTexts(plain('int x;'), plain('unsigned int x;')).class).toBe('layout-kept');
    expect(diffTexts(plain('int x;'), plain('int x __attribute__((aligned(64)));')).class).toBe(
      'layout-unknown',
    );
  });

  test('lengths that would have to be computed are no lengths', () => {
    expect(diffTexts(plain('char x[(64 / 8)];'), plain('char x[(128 / 8)];')).class).toBe('layout-unknown');
    expect(diffTexts(plain('void *x[(64 / 8)];'), plain('void *x[(128 / 8)];')).class).toBe('layout-unknown');
  });

  test('a member that became part of a struct may have moved', () => {
    expect(
      diffTexts(
        plain('int a;', 'char b;', 'char c;'),
        plain('struct {', '\tint a;', '\tchar b;', '};', 'char c;'),
      ),
    ).toMatchObject({ class: 'layout-unknown' });
  });

  test('another order is told', () => {
    expect(diffTexts(plain('int a;', 'char b;'), plain('char b;', 'int a;')).edits).toEqual([
      { what: 'members-reordered' },
    ]);
  });
});

describe('where the source does not say where bit fields lie', () => {
  const flags = (...lines: readonly string[]) => struct(24, ...lines, 'long int x; // 8');

  test('another order of them is another layout', () => {
    expect(diffTexts(flags('int a : 4;', 'int b : 12;'), flags('int b : 12;', 'int a : 4;'))).toEqual({
      class: 'layout-changed',
      edits: [{ what: 'members-reordered' }],
    });
  });

  test('what a new member did to them is not known, wherever it is', () => {
    const before = flags('int a : 4;', 'int b : 12;');
    expect(diffTexts(before, flags('int a : 4;', 'int n : 2;', 'int b : 12;')).class).toBe('layout-unknown');
    expect(diffTexts(before, flags('u8 n; // 0', 'int a : 4;', 'int b : 12;'))).toMatchObject({
      class: 'layout-unknown',
      edits: [{ what: 'member-added' }, { what: 'places-unknown', paths: [['a'], ['b']] }],
    });
  });

  test('one of another type may lie elsewhere, one of another name does not', () => {
    expect(diffTexts(flags('int a : 4;'), flags('u8 a : 4;')).class).toBe('layout-unknown');
    expect(diffTexts(flags('int a : 4;'), flags('int a : 5;')).class).toBe('layout-changed');
    expect(diffTexts(flags('int a : 4;', 'int b : 2;'), flags('int z : 4;', 'int b : 2;'))).toMatchObject({
      class: 'layout-kept',
      edits: [{ what: 'member-renamed' }],
    });
  });
});

test('what lies behind a pointer to a struct without a name is told, too', () => {
  const before = struct(8, 'struct { // size 8', '\tlong int a; // 0', '} *p; // 0');
  const after = struct(8, 'struct { // size 16', '\tlong int n; // 0', '\tlong int a; // 8', '} *p; // 0');
  expect(diffTexts(before, after)).toMatchObject({
    class: 'layout-changed',
    edits: [
      { what: 'member-added', path: ['p', 'n'] },
      { what: 'members-moved', first: ['p', 'a'], by: 64 },
    ],
  });
});

test('padding without a name in one part is not that of another', () => {
  const part = (width: number, at: number) => [
    'struct { // size 4',
    `\tint a${at} : 4; // 0:0`,
    `\tint : ${width}; // 0:4`,
    `}; // ${at}`,
  ];
  expect(
    diffTexts(struct(8, ...part(4, 0), ...part(4, 4)), struct(8, ...part(8, 0), ...part(4, 4))),
  ).toMatchObject({ class: 'layout-changed', edits: [{ what: 'member-retyped' }] });
});

test('reserve that went into a struct which hides it was used', () => {
  const before = struct(16, 'int a; // 0', 'long unsigned int rh_reserved1; // 8');
  const used = (id: number) =>
    struct(
      16,
      'int a; // 0',
      'union { // size 8',
      '\tvoid *next; // 0',
      '\tstruct { // size 8',
      '\t\tlong unsigned int rh_reserved1; // 0',
      `\t} __UNIQUE_ID_rh_kabi_hide${id}; // 0`,
      '}; // 8',
    );
  expect(diffTexts(before, used(7))).toEqual({
    class: 'layout-kept',
    edits: [{ what: 'reserve-used', reserved: [['rh_reserved1']], by: [['', 'next']] }],
  });
  expect(diffTexts(used(7), used(8)).edits).toEqual([]);
});

test('reserve without a place is used by what stands in a union with it, as far as that has room', () => {
  const before = 'struct s {\n\tint a;\n\tunsigned long uek_reserved1;\n\tint b;\n};\n';
  const used = (by: string) =>
    `struct s {\n\tint a;\n\tunion {\n\t\t${by};\n\t\tunsigned long uek_reserved1;\n\t};\n\tint b;\n};\n`;
  expect(diffTexts(before, used('void *next'))).toEqual({
    class: 'layout-kept',
    edits: [{ what: 'reserve-used', reserved: [['uek_reserved1']], by: [['', 'next']] }],
  });
  expect(diffTexts(before, used('struct big next'))).toMatchObject({
    class: 'layout-unknown',
    edits: [
      { what: 'reserve-used', mayNotFit: true },
      { what: 'places-unknown', paths: [] },
    ],
  });
});

test('variants of an enum of Rust come, go and are renumbered', () => {
  const enumOf = (...variants: readonly string[]) =>
    struct(
      8,
      'enum { // size 1',
      ...variants.map((each, index) => `\t${each}${each === 'Rest' ? '' : ` = ${index}`},`),
      '}; // 0',
      'union {',
      ...variants.map((each) => `\tstruct 'K::${each}' ${each}; // 0`),
      '}; // 0',
    );
  expect(diffTexts(enumOf('A', 'B', 'Rest'), enumOf('A', 'N', 'B', 'Rest'))).toEqual({
    class: 'layout-changed',
    edits: [
      { what: 'variant-added', name: 'N', value: '1' },
      { what: 'variant-value', name: 'B', before: '1', after: '2' },
    ],
  });
  expect(diffTexts(enumOf('A', 'B'), enumOf('A')).edits).toEqual([{ what: 'variant-removed', name: 'B' }]);
});

test('a member that points to a function of another prototype is a change of prototype', () => {
  expect(
    diffTexts(struct(8, 'int (*f)(u8, u16); // 0'), struct(8, 'int (*f)(u8, int, u16); // 0')),
  ).toMatchObject({ class: 'prototype-changed', edits: [{ what: 'member-retyped', sameWidth: true }] });
});

test('another typedef of the same type changes a CRC and nothing else', () => {
  expect(
    diffTexts(struct(8, 'int (*f)(const unsigned char *); // 0'), struct(8, 'int (*f)(const u8 *); // 0')),
  ).toMatchObject({ class: 'layout-kept', edits: [{ what: 'member-retyped', sameType: true }] });
});

test('what is only declared becomes visible, or the other way', () => {
  expect(diffTexts('struct s;\n', struct(4, 'int a; // 0'))).toEqual({
    class: 'became-visible',
    edits: [{ what: 'became-visible' }],
  });
  expect(diffTexts(struct(4, 'int a; // 0'), 'struct s;\n').edits).toEqual([{ what: 'became-opaque' }]);
});

test('enumerators are added, removed, renamed, or have another value', () => {
  const before = 'enum e { // size 4\n\tA = 0,\n\tB = 1,\n\tMAX = 2,\n\tOLD = 9,\n};\n';
  const after = 'enum e { // size 4\n\tA = 0,\n\tB2 = 1,\n\tC = 2,\n\tMAX = 3,\n};\n';
  expect(diffTexts(before, after)).toEqual({
    class: 'layout-changed',
    edits: [
      { what: 'enumerator-renamed', before: 'B', after: 'B2', value: '1' },
      { what: 'enumerator-removed', name: 'OLD', value: '9' },
      { what: 'enumerator-added', name: 'C', value: '2' },
      { what: 'enumerator-value', name: 'MAX', before: '2', after: '3' },
    ],
  });
});

test('an enumerator without a value is one more than the last', () => {
  const before = 'enum e {\n\tHOST,\n\tPRIVATE,\n\tPUBLIC,\n};\n';
  expect(
    diffTexts(before, 'enum e {\n\tPRIVATE = 1,\n\tPUBLIC,\n\tFS = X + 1,\n\tMORE,\n};\n').edits,
  ).toEqual([
    { what: 'enumerator-removed', name: 'HOST', value: '0' },
    { what: 'enumerator-added', name: 'FS', value: 'X + 1', mayBeWider: true },
    { what: 'enumerator-added', name: 'MORE', value: 'X + 1 + 1', mayBeWider: true },
  ]);
});

test('enumerators behind an expression have moved if another one came before them', () => {
  const of = (...names: readonly string[]) =>
    `enum e {\n\tFIRST = (1 << 3),\n${names.map((each) => `\t${each},\n`).join('')}};\n`;
  expect(diffTexts(of('B', 'C'), of('X', 'B', 'C'))).toMatchObject({
    class: 'layout-changed',
    edits: [
      { what: 'enumerator-added', name: 'X', value: '(1 << 3) + 1' },
      { what: 'enumerator-value', name: 'B', before: '(1 << 3) + 1', after: '(1 << 3) + 2' },
      { what: 'enumerator-value', name: 'C' },
    ],
  });
});

test('a value that an int does not hold may make an enum larger, if its size is not told', () => {
  expect(diffTexts('enum e {\n\tA = 1,\n};\n', 'enum e {\n\tA = 1,\n\tB = 5000000000,\n};\n').class).toBe(
    'layout-unknown',
  );
  expect(diffTexts('enum e {\n\tA = 1,\n};\n', 'enum e {\n\tA = 1,\n\tB = (1 << 4),\n};\n').class).toBe(
    'layout-kept',
  );
  expect(
    diffTexts('enum e { // size 4\n\tA = 1,\n};\n', 'enum e { // size 4\n\tA = 1,\n\tB = 9,\n};\n').class,
  ).toBe('layout-kept');
});

test('a typedef is what it stands for', () => {
  expect(diffTexts('typedef int t;\n', 'typedef unsigned int t;\n')).toEqual({
    class: 'layout-kept',
    edits: [{ what: 'type', before: 'int', after: 'unsigned int', sameWidth: true, sameType: false }],
  });
  expect(diffTexts('typedef int t;\n', 'typedef long int t;\n').class).toBe('layout-changed');
  expect(diffTexts('typedef int t;\n', 'typedef struct x t;\n').class).toBe('layout-unknown');
  expect(diffTexts('typedef void (*f_t)(int);\n', 'typedef void (*f_t)(long int);\n').class).toBe(
    'prototype-changed',
  );
  expect(
    diffTexts(
      'typedef struct { // size 4\n\tint a; // 0\n} t;\n',
      'typedef struct { // size 4\n\tint b; // 0\n} t;\n',
    ).edits,
  ).toMatchObject([{ what: 'member-renamed' }]);
});

test('parameters are told by their position', () => {
  expect(diffFunctions('int(u8, u16)', 'int(u8, int, u16)', SIDES)).toEqual([
    { what: 'parameter-added', position: 2, type: 'int' },
  ]);
  expect(diffFunctions('int(u8, u16)', 'void(u16)', SIDES)).toEqual([
    { what: 'returns', before: 'int', after: 'void', sameType: false },
    { what: 'parameter-removed', position: 1, type: 'u8' },
  ]);
  expect(diffFunctions('int(void)', 'int(struct x *)', SIDES)).toEqual([
    { what: 'parameter-added', position: 1, type: 'struct x *' },
  ]);
  expect(diffFunctions('int(u8)', 'int(u16)', SIDES)).toEqual([
    { what: 'parameter-retyped', position: 1, before: 'u8', after: 'u16', sameType: false },
  ]);
});

test('exported data have a type', () => {
  const [a, b] = [parsePrototype('struct x y[2];\n'), parsePrototype('struct x y[3];\n')];
  if (a === undefined || b === undefined) throw new Error('no prototype');
  expect(diffPrototypes(a, b, SIDES)).toEqual([
    { what: 'type', before: 'struct x[2]', after: 'struct x[3]', sameWidth: null, sameType: false },
  ]);
});
