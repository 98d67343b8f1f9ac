import { expect, test } from 'vitest';
import { causeName, causeSentence } from './cause-sentences.ts';
import { classify, diffDefinitions, diffPrototypes } from '../../types/diff/definition-diff.ts';
import { parseDefinition, parsePrototype } from '../../types/table/definition-text.ts';

const SIDE = {
  definitionOf: (key: string) => (key === 'typedef u8' ? 'typedef unsigned char u8;\n' : undefined),
  pointerSize: 8,
};
const SIDES = { before: SIDE, after: SIDE };

function sentence(before: string, after: string): string {
  const [a, b] = [parseDefinition(before), parseDefinition(after)];
  if (a === undefined || b === undefined) throw new Error('no definition');
  const edits = diffDefinitions(a, b, SIDES);
  const kind = b.kind === 'opaque' ? b.of : b.kind;
  const facts = { kind, name: b.name, scopes: [], class: classify(b.kind, edits), edits, before, after };
  return causeSentence(facts);
}

function struct(size: number, ...lines: readonly string[]): string {
  return `struct s { // size ${size}\n${lines.map((line) => `\t${line}\n`).join('')}};\n`;
}

test.each<[string, string, string]>([
  [
    'struct s: reg_state from unnamed enum bit field of 8 bits to u8; size 8 and all offsets unchanged',
    struct(8, 'enum { // size 4', '\tA = 0,', '} reg_state : 8; // 4:0'),
    struct(8, 'u8 reg_state; // 4'),
  ],
  [
    'struct s: dev_rcu (offset 0) added; dev is now in an unnamed union; size 8 and all offsets unchanged',
    struct(8, 'void *dev; // 0'),
    struct(8, 'union { // size 8', '\tvoid *dev; // 0', '\tvoid *dev_rcu; // 0', '}; // 0'),
  ],
  [
    'struct s: grew from 16 to 24 bytes; tx_status (offset 8) added; b moved 8 bytes up',
    struct(16, 'void *a; // 0', 'void *b; // 8'),
    struct(24, 'void *a; // 0', 'void *tx_status; // 8', 'void *b; // 16'),
  ],
  [
    'struct s: run(): parameter 2 (int) added; size 8 unchanged',
    struct(8, 'int (*run)(u8); // 0'),
    struct(8, 'int (*run)(u8, int); // 0'),
  ],
  [
    'struct s: run(): parameter 1 from unsigned char to u8, which is the same type; size 8 and all offsets unchanged',
    struct(8, 'int (*run)(unsigned char); // 0'),
    struct(8, 'int (*run)(u8); // 0'),
  ],
  [
    'struct s: kabi_reserved1 used for next; size 8 and all offsets unchanged',
    struct(8, 'long unsigned int kabi_reserved1; // 0'),
    struct(8, 'void *next; // 0'),
  ],
  ['struct s: only declared before, now defined', 'struct s;\n', struct(8, 'void *a; // 0')],
  [
    'struct s: a added; whether the layout was kept is unknown',
    'struct s {\n};\n',
    'struct s {\n\tint a;\n};\n',
  ],
  [
    'enum e: B added; MAX from 1 to 2',
    'enum e { // size 4\n\tA = 0,\n\tMAX = 1,\n};\n',
    'enum e { // size 4\n\tA = 0,\n\tB = 1,\n\tMAX = 2,\n};\n',
  ],
  ['typedef t: from int to long int', 'typedef int t;\n', 'typedef long int t;\n'],
])('%s', (expected, before, after) => {
  expect(sentence(before, after)).toBe(expected);
});

test('what is many is counted', () => {
  const before = struct(4, 'int a; // 0');
  const after = struct(20, 'int a; // 0', 'int b; // 4', 'int c; // 8', 'int d; // 12', 'int e; // 16');
  expect(sentence(before, after)).toBe('struct s: grew from 4 to 20 bytes; 4 members added');
});

test('a function is told by its parameters', () => {
  const [before, after] = ['int f(int);\n', 'void f(int, u8);\n'];
  const [a, b] = [parsePrototype(before), parsePrototype(after)];
  if (a === undefined || b === undefined) throw new Error('no prototype');
  const edits = diffPrototypes(a, b, SIDES);
  const cause = {
    kind: 'function',
    name: 'f',
    scopes: [],
    class: 'prototype-changed',
    edits,
    before,
    after,
  } as const;
  expect(causeSentence(cause)).toBe('f(): returns void instead of int; parameter 2 (u8) added');
});

test('one of several definitions is told by who sees it', () => {
  const priv = { kind: 'struct', name: 'priv' } as const;
  expect(causeName({ ...priv, scopes: [] })).toBe('struct priv');
  expect(causeName({ ...priv, scopes: ['net/a'] })).toBe('struct priv as net/a sees it');
  expect(causeName({ ...priv, scopes: ['a', 'b'] })).toBe('struct priv as a and b see it');
  expect(causeName({ ...priv, scopes: ['a', 'b', 'c', 'd'] })).toBe('struct priv as 4 object files see it');
});
