import { describe, expect, test } from 'vitest';
import {
  arrayOf,
  assembleBtf,
  funcOf,
  INT,
  LONG,
  pointerTo,
  protoOf,
  recordOf,
  typedefOf,
  type BtfFixture,
} from '../../formats/btf/btf-fixtures.ts';
import { parseBtf } from '../../formats/btf/btf.ts';
import type { Export } from '../../kernel/export.ts';
import { Fault } from '../../base/problems.ts';
import { BtfTableBuilder } from './btf-table.ts';
import { formatTypeTable } from '../table/text.ts';

const PATH = 'vmlinux';

function exportOf(symbol: string, module = 'vmlinux'): Export {
  return { symbol, crc: 1, module, type: 'EXPORT_SYMBOL', namespace: '' };
}

function tableOf(types: readonly BtfFixture[], ...symbols: readonly string[]): string {
  const builder = new BtfTableBuilder(
    parseBtf(assembleBtf(types).bytes, PATH),
    symbols.map((symbol) => exportOf(symbol)),
    PATH,
  );
  return formatTypeTable(builder.finish());
}

test('an export brings the types that it reaches, and no others', () => {
  const text = tableOf(
    [
      INT,
      LONG,
      recordOf('STRUCT', 'list_head', 16, ['next', 4, 0], ['prev', 4, 64]),
      pointerTo(3),
      typedefOf('list_t', 3),
      pointerTo(5),
      protoOf(1, 6, 0),
      funcOf('list_print', 7),
      recordOf('STRUCT', 'unused', 0),
    ],
    'list_print',
    'not_in_btf',
  );
  expect(text).toBe(
    [
      '// type-table 1 source=btf pointer=8',
      'struct list_head { // size 16',
      '\tstruct list_head *next; // 0',
      '\tstruct list_head *prev; // 8',
      '};',
      'typedef struct list_head list_t;',
      'extern int list_print(list_t *, ...);',
      '',
    ].join('\n'),
  );
});

describe('a type is spelled as in C', () => {
  const spelled = (...types: readonly BtfFixture[]) => {
    const all = [INT, ...types, { kind: 'VAR', name: 'x', of: types.length + 1, rest: [1] } as const];
    return tableOf(all, 'x')
      .split('\n')
      .filter((line) => line.startsWith('extern'))
      .join();
  };
  test.each<[string, BtfFixture[]]>([
    ['int *x', [pointerTo(1)]],
    ['void **x', [pointerTo(0), pointerTo(2)]],
    ['int x[2][3]', [arrayOf(1, 3), arrayOf(2, 2)]],
    ['int (*x)[4]', [arrayOf(1, 4), pointerTo(2)]],
    ['int *x[4]', [pointerTo(1), arrayOf(2, 4)]],
    ['int (*x)(void)', [protoOf(1), pointerTo(2)]],
    ['int (**x)(void)', [protoOf(1), pointerTo(2), pointerTo(3)]],
    ['int (*x[4])(int)', [protoOf(1, 1), pointerTo(2), arrayOf(3, 4)]],
    ['int (*(*x)(int))(void)', [protoOf(1), pointerTo(2), protoOf(3, 1), pointerTo(4)]],
    ['const int *x', [{ kind: 'CONST', of: 1 }, pointerTo(2)]],
    ['int *const x', [pointerTo(1), { kind: 'CONST', of: 2 }]],
    [
      'const volatile int x',
      [
        { kind: 'CONST', of: 1 },
        { kind: 'VOLATILE', of: 2 },
      ],
    ],
    ['const int x[4]', [{ kind: 'CONST', of: 1 }, arrayOf(2, 4), { kind: 'CONST', of: 3 }]],
    ['int *x', [{ kind: 'TYPE_TAG', name: 'user', of: 1 }, pointerTo(2)]],
    ['struct hidden *x', [{ kind: 'FWD', name: 'hidden' }, pointerTo(2)]],
  ])('%s', (expected, types) => {
    expect(spelled(...types)).toBe(`extern ${expected};`);
  });
});

test('a struct without a name stands where it is used', () => {
  const text = tableOf(
    [
      INT,
      recordOf('UNION', '', 4, ['a', 1, 0], ['b', 1, 0]),
      { kind: 'ENUM', of: 4, parts: 1, rest: ['RED', 0] },
      arrayOf(3, 2),
      recordOf('STRUCT', 's', 12, ['', 2, 0], ['colors', 4, 32]),
      { kind: 'ENUM', name: 'declared', of: 4 },
      protoOf(5, 6),
      funcOf('f', 7),
    ],
    'f',
  );
  expect(text).toBe(
    [
      '// type-table 1 source=btf',
      'struct s { // size 12',
      '\tunion { // size 4',
      '\t\tint a; // 0',
      '\t\tint b; // 0',
      '\t}; // 0',
      '\tenum { // size 4',
      '\t\tRED = 0,',
      '\t} colors[2]; // 4',
      '};',
      'enum declared;',
      'extern struct s f(enum declared);',
      '',
    ].join('\n'),
  );
});

test('where BTF has two functions of the name of an export, the table has both', () => {
  const text = tableOf([INT, protoOf(1), funcOf('f', 2), protoOf(0), funcOf('f', 4), funcOf('f', 2)], 'f');
  expect(text).toContain('extern int f(void);\nextern void f(void);\n');
});

describe('a module', () => {
  const VMLINUX = [
    INT,
    recordOf('STRUCT', 'dev', 4, ['a', 1, 0]),
    pointerTo(2),
    protoOf(0, 3),
    funcOf('reg', 4),
  ];
  const { bytes, strings } = assembleBtf(VMLINUX);
  const vmlinux = parseBtf(bytes, PATH);
  const tableWith = (
    exports: readonly Export[],
    ...modules: readonly (readonly [string, BtfFixture[]])[]
  ) => {
    const builder = new BtfTableBuilder(vmlinux, exports, PATH);
    for (const [name, types] of modules) {
      const btf = parseBtf(assembleBtf(types, { baseStrings: strings }).bytes, name, vmlinux);
      builder.addModule(name, btf, name);
    }
    return formatTypeTable(builder.finish()).split('\n').slice(1).join('\n');
  };
  const own = (symbol: string, size: number) => [
    recordOf('STRUCT', 'priv', size, ['dev', 3, 0]),
    protoOf(0, 6),
    funcOf(symbol, 7),
  ];

  test('has its own definitions, and shares those of vmlinux', () => {
    expect(tableWith([exportOf('open', 'net/a')], ['net/a', own('open', 8)])).toBe(
      [
        'struct dev { // size 4',
        '\tint a; // 0',
        '};',
        '// in net/a',
        'struct priv { // size 8',
        '\tstruct dev *dev; // 0',
        '};',
        '// in net/a',
        'extern void open(struct priv);',
        '',
      ].join('\n'),
    );
  });

  test('that defines a name in its own way keeps its definition; the commonest is the name’s own', () => {
    const modules = ['a', 'b', 'c'].map(
      (name, index) => [name, own(`open_${name}`, index === 0 ? 16 : 8)] as const,
    );
    const text = tableWith(
      modules.map(([name]) => exportOf(`open_${name}`, name)),
      ...modules,
    );
    expect(text.split('\n').filter((line) => /priv \{|\/\/ in/.test(line))).toEqual([
      '// in b c',
      'struct priv { // size 8',
      '// in a',
      'struct priv { // size 16',
      '// in a',
      '// in b',
      '// in c',
    ]);
  });

  test('that repeats a definition of vmlinux does not count as another one', () => {
    const copy = [recordOf('STRUCT', 'dev', 4, ['a', 1, 0]), protoOf(0, 6), funcOf('open', 7)];
    const text = tableWith([exportOf('open', 'a'), exportOf('reg')], ['a', copy]);
    expect(text.match(/struct dev \{/g)).toHaveLength(1);
  });

  describe('with a base of its own', () => {
    const withBase = (size: number) => {
      const distilled = assembleBtf([INT, recordOf('STRUCT', 'dev', size)]);
      const base = parseBtf(distilled.bytes, 'a.ko');
      const types = [pointerTo(2), protoOf(0, 3), funcOf('open', 4)];
      const { bytes: split } = assembleBtf(types, { baseStrings: distilled.strings });
      const builder = new BtfTableBuilder(vmlinux, [exportOf('open', 'a')], PATH);
      builder.addModule('a', parseBtf(split, 'a.ko', base), 'a.ko');
      return formatTypeTable(builder.finish());
    };

    test('refers to the definitions of vmlinux by name', () => {
      expect(withBase(4)).toContain(
        'struct dev { // size 4\n\tint a; // 0\n};\n// in a\nextern void open(struct dev *);',
      );
    });

    test('is refused if a struct of vmlinux has another size', () => {
      expect(() => withBase(8)).toThrow(Fault);
      expect(() => withBase(8)).toThrow('struct dev is another one in vmlinux');
    });
  });
});

test('types that go round in circles, or grow without end, are refused', () => {
  expect(() => tableOf([pointerTo(1), protoOf(1), funcOf('f', 2)], 'f')).toThrow(Fault);
  expect(() => tableOf([{ kind: 'CONST', of: 1 }, protoOf(1), funcOf('f', 2)], 'f')).toThrow(
    'round in circles',
  );
  const doubling = Array.from({ length: 40 }, (_, index) =>
    recordOf('STRUCT', '', 4, ['a', index, 0], ['b', index, 0]),
  );
  expect(() => tableOf([...doubling, protoOf(40), funcOf('f', 41)], 'f')).toThrow('without end');
});
