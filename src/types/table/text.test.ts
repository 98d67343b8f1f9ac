import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { printDefinition, printPrototype } from './definition-text.ts';
import {
  compareTypeKeys,
  TYPE_SOURCES,
  typeKey,
  type TypeKey,
  type TypeTable,
  type ScopedDefinition,
} from './table.ts';
import { arbitraryDefinition, arbitraryPrototype } from '../../../tests/support/type-fixtures.ts';
import { formatTypeTable, parseTypeTable } from './text.ts';

const PATH = 'types.txt';
const TEXT = `// type-table 1 source=btf pointer=8
struct priv { // size 16
\tlong int a; // 0
\tlong int b; // 8
};
// in drivers/net/a drivers/net/b
struct priv { // size 8
\tlong int a; // 0
};
union only_declared;
typedef struct { // size 4
\tint counter; // 0
} atomic_t;
// in net/llc/llc
extern struct llc_sap *llc_sap_open(unsigned char, int);
extern int register_netdev(struct net_device *);
`;

test('a table keeps each definition under its name, with the scopes that see it', () => {
  const { records, problems } = parseTypeTable(TEXT, PATH);
  expect(problems).toEqual([]);
  expect(records.source).toBe('btf');
  expect(records.pointerSize).toBe(8);
  expect([...records.types.keys()]).toEqual(['struct priv', 'union only_declared', 'typedef atomic_t']);
  expect(records.types.get('struct priv')?.map(({ scopes }) => scopes)).toEqual([
    [],
    ['drivers/net/a', 'drivers/net/b'],
  ]);
  expect(records.exports).toEqual([
    {
      symbol: 'llc_sap_open',
      scope: 'net/llc/llc',
      text: 'struct llc_sap *llc_sap_open(unsigned char, int);\n',
    },
    { symbol: 'register_netdev', scope: 'vmlinux', text: 'int register_netdev(struct net_device *);\n' },
  ]);
  expect(formatTypeTable(records)).toBe(TEXT);
});

describe('a damaged text', () => {
  test('without its header is refused', () => {
    expect(() => parseTypeTable('struct a;\n', PATH)).toThrow(Fault);
    expect(() => parseTypeTable('// type-table 2 source=dwarf\n', PATH)).toThrow(/form is not known/);
  });

  test('gives the good definitions, and the line of each bad one', () => {
    const { records, problems } = parseTypeTable(
      '// type-table 1 source=genksyms\nstruct a;\n\tstray;\nnonsense\nextern ;\nstruct b {\n\tint x;\n};\n',
      PATH,
    );
    expect([...records.types.keys()]).toEqual(['struct a', 'struct b']);
    expect(problems.map(({ kind, line }) => [kind, line])).toEqual([
      ['malformed-type', 4],
      ['malformed-type', 5],
    ]);
  });
});

const scopes = fc
  .uniqueArray(fc.constantFrom('net/a', 'net/b', 'drivers/c'), { minLength: 1 })
  .map((each) => each.sort());
const arbitraryTable: fc.Arbitrary<TypeTable> = fc
  .record({
    source: fc.constantFrom(...TYPE_SOURCES),
    pointerSize: fc.constantFrom(4 as const, 8 as const, null),
    definitions: fc.array(fc.tuple(arbitraryDefinition, scopes), { maxLength: 8 }),
    prototypes: fc.uniqueArray(fc.tuple(arbitraryPrototype, fc.constantFrom('vmlinux', 'net/a')), {
      maxLength: 4,
      selector: ([each]) => each.name,
    }),
  })
  .map(({ source, pointerSize, definitions, prototypes }) => {
    const types = new Map<TypeKey, ScopedDefinition[]>();
    for (const [each, seenBy] of definitions) {
      const key = typeKey(each.kind === 'opaque' ? each.of : each.kind, each.name);
      const known = types.get(key) ?? [];
      types.set(key, [...known, { text: printDefinition(each), scopes: known.length === 0 ? [] : seenBy }]);
    }
    const sorted = new Map([...types].sort(([a], [b]) => compareTypeKeys(a, b)));
    const exports = prototypes
      .map(([each, scope]) => ({ symbol: each.name, scope, text: printPrototype(each) }))
      .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    return { source, pointerSize, types: sorted, exports };
  });

test('whatever is printed reads back as the same', () => {
  fc.assert(
    fc.property(arbitraryTable, (table) => {
      expect(parseTypeTable(formatTypeTable(table), PATH)).toEqual({ records: table, problems: [] });
    }),
  );
});
