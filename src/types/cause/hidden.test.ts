import { describe, expect, test } from 'vitest';
import { hiddenChanges } from './hidden.ts';
import { reserveLedger, reserveStates } from '../diff/reserve-ledger.ts';
import { parseTypeTable } from '../table/text.ts';

function table(...members: readonly string[]) {
  const lines = [
    '// type-table 1 source=btf pointer=8',
    'struct dev { // size 24',
    ...members.map((line) => `\t${line}`),
    '};',
    'typedef long unsigned int u64;',
    'extern void get(struct dev *);',
    'extern void put(struct dev *);',
  ];
  return parseTypeTable(`${lines.join('\n')}\n`, 'types.txt').records;
}

const RESERVED = table('int a; // 0', 'u64 kabi_reserved1; // 8', 'u64 kabi_reserved2; // 16');
const USED = table(
  'int a; // 0',
  'union { // size 8',
  '\tvoid *next; // 0',
  '\tstruct { // size 8',
  '\t\tu64 kabi_reserved1; // 0',
  '\t}; // 0',
  '\tunion { // size 0',
  '\t}; // 0',
  '}; // 8',
  'u64 kabi_reserved2; // 16',
);
const MOVED = table('void *new; // 0', 'int a; // 8', 'u64 kabi_reserved2; // 16');
const KEPT = new Map([
  ['get', false],
  ['put', false],
]);

describe('a change is hidden', () => {
  test('if no CRC of an export that reaches it moved', () => {
    expect(hiddenChanges(RESERVED, MOVED, KEPT)).toMatchObject([
      { kind: 'struct', name: 'dev', class: 'layout-changed', symbols: ['get', 'put'], isCompatible: false },
    ]);
    expect(hiddenChanges(RESERVED, MOVED, new Map([...KEPT, ['put', true]]))).toEqual([]);
    expect(hiddenChanges(RESERVED, RESERVED, KEPT)).toEqual([]);
    expect(hiddenChanges(RESERVED, MOVED, new Map())).toEqual([]);
  });

  test('from CRCs, and so not in what CRCs are made of', () => {
    const [before, after] = [RESERVED, MOVED].map((each) => ({ ...each, source: 'genksyms' as const }));
    if (before === undefined || after === undefined) throw new Error('no tables');
    expect(hiddenChanges(before, after, KEPT)).toEqual([]);
  });

  test('and compatible if reserve took it in at the same size and offsets', () => {
    expect(hiddenChanges(RESERVED, USED, KEPT)).toMatchObject([{ class: 'layout-kept', isCompatible: true }]);
  });
});

describe('the ledger of reserve', () => {
  test('has what is left, and what stands in the place of the rest', () => {
    expect(reserveLedger(USED)).toEqual([
      {
        key: 'struct dev',
        scopes: [],
        fields: [
          { path: ['', '', 'kabi_reserved1'], bytes: 8, usedBy: [['', 'next']] },
          { path: ['kabi_reserved2'], bytes: 8, usedBy: [] },
        ],
      },
    ]);
  });

  test('is counted per struct', () => {
    expect([...reserveStates(RESERVED)]).toEqual([
      ['struct dev', { left: ['kabi_reserved1', 'kabi_reserved2'], bytesLeft: 16, used: [] }],
    ]);
    expect([...reserveStates(USED)]).toEqual([
      ['struct dev', { left: ['kabi_reserved2'], bytesLeft: 8, used: ['kabi_reserved1'] }],
    ]);
  });
});
