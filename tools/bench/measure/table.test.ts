import { expect, test } from 'vitest';
import { ratio, verdict, type Row } from './row.ts';
import { formatFigure, formatTable } from './table.ts';

const PLAIN: Row = { name: 'size: page', figure: 6.5, unit: 'kB' };
const WITH_TARGET: Row = { ...PLAIN, target: { of: 'figure', atMost: 10 } };
const WITH_PEER: Row = {
  name: 'stamp',
  figure: 4000,
  unit: 'ms',
  peer: { name: 'Node', figure: 1000 },
  target: { of: 'ratio', atMost: 3 },
};

test('a verdict is about the figure, or about its ratio to the peer', () => {
  expect(verdict(PLAIN)).toBe('no target');
  expect(verdict(WITH_TARGET)).toBe('met');
  expect(verdict({ ...WITH_TARGET, figure: 10 })).toBe('met');
  expect(verdict({ ...WITH_TARGET, figure: 10.1 })).toBe('not met');
  expect(verdict(WITH_PEER)).toBe('not met');
  expect(ratio(WITH_PEER)).toBe(4);
  expect(ratio(PLAIN)).toBeUndefined();
});

test('a target for a ratio needs a peer', () => {
  expect(() => verdict({ ...PLAIN, target: { of: 'ratio', atMost: 3 } })).toThrow('size: page');
});

test.each([
  [0, '0'],
  [0.0956, '0.096'],
  [0.5, '0.5'],
  [9.876, '9.88'],
  [12.345, '12.3'],
  [250, '250'],
  [37_213.4, '37,213'],
])('%d is written %s', (value, text) => {
  expect(formatFigure(value)).toBe(text);
});

test('columns are aligned: figures to the right, words to the left', () => {
  expect(formatTable([WITH_TARGET, WITH_PEER])).toBe(
    [
      'benchmark   figure  unit  target      verdict  against        ratio  how',
      'size: page     6.5  kB    ≤ 10 kB     met',
      'stamp        4,000  ms    ≤ 3 × Node  not met  Node 1,000 ms     4×',
      '',
    ].join('\n'),
  );
});
