import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDefinition, parsePrototype, printDefinition, printPrototype } from './definition-text.ts';
import type { Definition } from './definition.ts';
import { arbitraryDefinition, arbitraryPrototype } from '../../../tests/support/type-fixtures.ts';

const DST_ENTRY = `struct dst_entry { // size 112
\tunion { // size 8
\t\tstruct net_device *dev; // 0
\t\tstruct net_device *dev_rcu; // 0
\t}; // 0
\tint (*input)(struct sk_buff *); // 56
\tunsigned int tclassid : 3; // 64:5
};
`;

test('a struct is printed as C with the offsets and sizes that pahole prints', () => {
  const definition: Definition = {
    kind: 'struct',
    name: 'dst_entry',
    size: 112,
    members: [
      {
        name: '',
        type: 'union {}',
        offset: 0,
        width: null,
        bodies: [
          {
            kind: 'union',
            size: 8,
            members: [
              { name: 'dev', type: 'struct net_device *', bodies: [], offset: 0, width: null },
              { name: 'dev_rcu', type: 'struct net_device *', bodies: [], offset: 0, width: null },
            ],
          },
        ],
      },
      { name: 'input', type: 'int (*)(struct sk_buff *)', bodies: [], offset: 448, width: null },
      { name: 'tclassid', type: 'unsigned int', bodies: [], offset: 517, width: 3 },
    ],
  };
  expect(printDefinition(definition)).toBe(DST_ENTRY);
  expect(parseDefinition(DST_ENTRY)).toEqual(definition);
});

test('a source without offsets leaves the notes out', () => {
  const text = 'struct list_head {\n\tstruct list_head *next;\n\tstruct list_head *prev;\n};\n';
  expect(parseDefinition(text)).toMatchObject({ size: null, members: [{ offset: null }, { offset: null }] });
});

test('what is only declared is opaque', () => {
  expect(parseDefinition('struct priv;\n')).toEqual({ kind: 'opaque', of: 'struct', name: 'priv' });
});

test('enumerators keep their value as it is written', () => {
  expect(parseDefinition('enum mode { // size 4\n\tA = 0,\n\tB = 1 << 3,\n\tC,\n};\n')).toEqual({
    kind: 'enum',
    name: 'mode',
    size: 4,
    enumerators: [
      { name: 'A', value: '0' },
      { name: 'B', value: '1 << 3' },
      { name: 'C', value: null },
    ],
  });
});

test('a function is told from a variable that points to one', () => {
  expect(parsePrototype('int register_netdev(struct net_device *);\n')).toMatchObject({
    kind: 'function',
    name: 'register_netdev',
    type: 'int(struct net_device *)',
  });
  expect(parsePrototype('int (*hook)(void);\n')).toMatchObject({ kind: 'variable', name: 'hook' });
});

test('text that is no definition is none', () => {
  expect(parseDefinition('')).toBeUndefined();
  expect(parseDefinition('int x;\n')).toBeUndefined();
});

test('whatever is printed reads back as the same', () => {
  fc.assert(
    fc.property(arbitraryDefinition, (definition) => {
      expect(parseDefinition(printDefinition(definition))).toEqual(definition);
    }),
  );
  fc.assert(
    fc.property(arbitraryPrototype, (prototype) => {
      expect(parsePrototype(printPrototype(prototype))).toEqual(prototype);
    }),
  );
});

test('any text can be read without an exception', () => {
  const pieces = fc.constantFrom(
    'struct ',
    'a',
    '{',
    '}',
    ';',
    '\n',
    '\t',
    ' // size 4',
    'enum {',
    '= 1,',
    '(',
    '*',
  );
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      parseDefinition(`struct x {\n${parts.join('')}`);
      parsePrototype(parts.join(''));
    }),
  );
});
