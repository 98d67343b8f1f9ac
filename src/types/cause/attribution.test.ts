import { describe, expect, test } from 'vitest';
import { attribute } from './attribution.ts';
import type { Cause } from '../diff/cause.ts';
import { parseTypeTable } from '../table/text.ts';

function table(source: string, ...lines: readonly string[]) {
  const { records, problems } = parseTypeTable(
    `// type-table 1 source=${source}\n${lines.join('\n')}\n`,
    'types.txt',
  );
  expect(problems).toEqual([]);
  return records;
}

const brief = ({ kind, name, scopes, class: of, symbols }: Cause) =>
  [`${kind} ${name}`, of, symbols.join(' '), ...scopes].join(' | ');

describe('a changed symbol', () => {
  const before = table(
    'btf',
    'struct dev { // size 8',
    '\tstruct ops *ops; // 0',
    '};',
    'struct ops { // size 8',
    '\tvoid (*run)(struct dev *); // 0',
    '};',
    'struct outer { // size 12',
    '\tstruct dev dev; // 0',
    '\tint a; // 8',
    '};',
    'extern void far(struct outer *);',
    'extern void near(struct ops *);',
    'extern int other(int);',
    'extern struct dev root;',
  );
  const after = table(
    'btf',
    'struct dev { // size 16',
    '\tstruct ops *ops; // 0',
    '\tlong int state; // 8',
    '};',
    'struct ops { // size 16',
    '\tvoid (*run)(struct dev *); // 0',
    '\tvoid (*stop)(void); // 8',
    '};',
    'struct outer { // size 20',
    '\tstruct dev dev; // 0',
    '\tint a; // 16',
    '};',
    'extern void far(struct outer *);',
    'extern void near(struct ops *);',
    'extern int other(int, int);',
    'extern struct dev root;',
  );

  test('has the definitions that differ as its causes, not what only contains them', () => {
    const { causes } = attribute(before, after, ['far', 'near', 'other', 'root']);
    expect(causes.map(brief)).toEqual([
      'struct dev | layout-changed | far near root',
      'struct ops | layout-changed | far near root',
      'function other | prototype-changed | other',
    ]);
    expect(causes.map(({ nearest }) => nearest)).toEqual([2, 1, 1]);
    expect(causes[2]).toMatchObject({
      before: 'int other(int);\n',
      after: 'int other(int, int);\n',
      edits: [{ what: 'parameter-added', position: 2, type: 'int' }],
    });
  });

  test('may contain what causes carried along', () => {
    const { consequences } = attribute(before, after, ['far', 'near', 'other', 'root']);
    expect(consequences).toMatchObject([
      {
        kind: 'struct',
        name: 'outer',
        because: ['struct dev'],
        edits: [{ what: 'size' }, { what: 'members-moved' }],
      },
    ]);
  });

  test('knows the shortest path to the nearest of them', () => {
    const { causes, explanations } = attribute(before, after, ['far', 'near', 'other', 'root']);
    expect([...explanations.values()].map(({ path }) => path)).toEqual([
      ['far', 'struct outer', 'struct dev'],
      ['near', 'struct ops'],
      ['other'],
      ['root', 'struct dev'],
    ]);
    expect(explanations.get('near')?.causes.map((index) => causes[index]?.name)).toEqual(['ops', 'dev']);
  });

  test('that BTF does not describe, or whose types did not change, stays unexplained', () => {
    expect(attribute(before, after, ['jiffies', 'other']).unexplained).toEqual([
      { symbol: 'jiffies', reason: 'no-type-information' },
    ]);
    const { causes, unexplained } = attribute(before, before, ['far']);
    expect(causes).toEqual([]);
    expect(unexplained).toEqual([{ symbol: 'far', reason: 'no-difference-found' }]);
  });

  test('is the only thing that is explained: BTF shows more than genksyms saw', () => {
    const { causes, exact } = attribute(before, after, ['near']);
    expect(causes.map(brief)).toEqual([
      'struct ops | layout-changed | near',
      'struct dev | layout-changed | near',
    ]);
    expect(exact).toBe(false);
  });
});

test('a struct that is aligned in another way, with nothing in it that changed, is a cause', () => {
  const of = (offset: number) =>
    table(
      'btf',
      `struct a { // size 64`,
      '\tint x; // 0',
      `\tint y; // ${offset}`,
      '};',
      'extern void f(struct a *);',
    );
  expect(attribute(of(4), of(32), ['f']).causes.map(brief)).toEqual(['struct a | layout-changed | f']);
});

test('a size that changes behind a typedef is no cause in what holds the typedef', () => {
  const of = (size: number) =>
    table(
      'btf',
      `struct a { // size ${size + 4}`,
      '\tlock_t lock; // 0',
      `\tint y; // ${size}`,
      '};',
      `typedef struct { // size ${size}`,
      ...(size === 4 ? [] : ['\tint owner; // 0']),
      `\tint raw; // ${size - 4}`,
      '} lock_t;',
      'extern void f(struct a *);',
    );
  expect(attribute(of(4), of(8), ['f']).causes.map(brief)).toEqual(['typedef lock_t | layout-changed | f']);
});

test('structs that contain each other, as only a damaged table has them, end', () => {
  const of = (size: number) =>
    table(
      'btf',
      `struct a { // size ${size}`,
      '\tstruct b b; // 0',
      '};',
      `struct b { // size ${size}`,
      '\tstruct a a; // 0',
      '};',
      'extern void f(struct a *);',
    );
  expect(attribute(of(4), of(8), ['f']).explanations.size).toBe(1);
});

describe('where a name has several definitions', () => {
  const of = (priv: string) =>
    table(
      'btf',
      'struct priv { // size 8',
      '\tlong int own; // 0',
      '};',
      '// in net/a',
      'struct priv { // size 8',
      `\tlong int ${priv}; // 0`,
      '};',
      'extern void everybody(struct priv *);',
      '// in net/a',
      'extern void only_a(struct priv *);',
    );

  test('each scope is compared with itself', () => {
    const { causes } = attribute(of('a'), of('b'), ['everybody', 'only_a']);
    expect(causes.map(brief)).toEqual(['struct priv | layout-kept | only_a | net/a']);
  });
});

test('a module defines what vmlinux only declares, for its own exports', () => {
  const of = (member: string) =>
    table(
      'btf',
      'struct info { // size 8',
      '\tconst struct ops *ops; // 0',
      '};',
      '// in fs/nfs/nfsv4',
      'struct ops { // size 8',
      `\tlong int ${member}; // 0`,
      '};',
      'struct ops;',
      'extern void core(struct info *);',
      '// in fs/nfs/nfsv4',
      'extern void destroy(struct info *);',
    );
  const { causes, explanations, unexplained } = attribute(of('a'), of('b'), ['core', 'destroy']);
  expect(causes.map(brief)).toEqual(['struct ops | layout-kept | destroy']);
  expect(explanations.get('destroy')?.path).toEqual(['destroy', 'struct info', 'struct ops']);
  expect(unexplained.map(({ symbol }) => symbol)).toEqual(['core']);
});

test('genksyms sees each object file in its own way, and exactly so', () => {
  const of = (member: string, opaqueIn: string) =>
    table(
      'genksyms',
      'struct page {',
      '\tstruct zone *zone;',
      '};',
      'struct zone {',
      `\tint ${member};`,
      '};',
      `// in ${opaqueIn}`,
      'struct zone;',
      '// in fs/inode.o',
      'extern void inode(struct page *);',
      '// in mm/page.o',
      'extern void page(struct page *);',
    );
  const { causes, exact } = attribute(of('a', 'fs/inode.o'), of('b', 'fs/inode.o'), ['inode', 'page']);
  expect(causes.map(brief)).toEqual(['struct zone | layout-kept | page']);
  expect(exact).toBe(true);
  const flipped = attribute(of('a', 'fs/inode.o'), of('a', 'fs/other.o'), ['inode', 'page']);
  expect(flipped.causes.map(brief)).toEqual(['struct zone | became-visible | inode | fs/inode.o']);
});

test('of several functions with the name of an export, one that stayed is no reason', () => {
  const before = table('btf', 'extern int f(void);', 'extern void f(void);');
  const after = table('btf', 'extern int f(int);', 'extern void f(void);');
  expect(attribute(before, after, ['f']).unexplained).toEqual([
    { symbol: 'f', reason: 'no-difference-found' },
  ]);
});

describe('what one side does not tell', () => {
  const flags = (place: (bit: number) => string) =>
    table(
      'gendwarfksyms',
      'struct flags { // size 4',
      `\tint a : 4;${place(0)}`,
      `\tint b : 12;${place(4)}`,
      '};',
      'extern void f(struct flags *);',
      'extern void g(int);',
    );
  const told = flags((bit) => ` // 0:${bit}`);
  const untold = flags(() => '');

  test('is no cause, and no proof of the same', () => {
    const { causes, unexplained } = attribute(told, untold, ['f', 'g']);
    expect(causes).toEqual([]);
    expect(unexplained).toEqual([
      { symbol: 'f', reason: 'layout-not-told' },
      { symbol: 'g', reason: 'no-difference-found' },
    ]);
  });

  test('and what nothing explains is laid to the compilers, if they differ', () => {
    const reasons = attribute(told, untold, ['f', 'g'], undefined, { compilersDiffer: true }).unexplained;
    expect(reasons).toEqual([
      { symbol: 'f', reason: 'layout-not-told' },
      { symbol: 'g', reason: 'compilers-differ' },
    ]);
    const clang = { ...told, compiler: 'clang' } as const;
    expect(attribute({ ...told, compiler: 'gcc' }, clang, ['g']).unexplained).toEqual([
      { symbol: 'g', reason: 'compilers-differ' },
    ]);
    expect(attribute(told, clang, ['g']).unexplained).toEqual([
      { symbol: 'g', reason: 'no-difference-found' },
    ]);
  });
});
