import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { parseUndefinedSymbols } from './undefined-symbols.ts';

const PATH = 'nm.txt';

test('one module: its symbols, weak ones told apart', () => {
  const text = '                 U __fentry__\n                 w maybe\n                 U .printk\n';
  expect(parseUndefinedSymbols(text, PATH)).toEqual({
    records: [
      {
        module: null,
        imports: [
          { symbol: '__fentry__', crc: null },
          { symbol: 'maybe', crc: null, weak: true },
          { symbol: 'printk', crc: null },
        ],
      },
    ],
    problems: [],
  });
});

test('several modules are kept apart by their headings', () => {
  const text = '\nnet/llc/llc.ko:\n         U a\n\nnet/can/dev/can-dev.ko.xz:\n         U b\n';
  expect(parseUndefinedSymbols(text, PATH).records).toEqual([
    { module: 'llc', imports: [{ symbol: 'a', crc: null }] },
    { module: 'can_dev', imports: [{ symbol: 'b', crc: null }] },
  ]);
});

test('other lines are named', () => {
  const { problems } = parseUndefinedSymbols('         U a\n0000000000000000 T init_module\n', PATH);
  expect(problems).toEqual([
    { kind: 'malformed-import', path: PATH, line: 2, source: '0000000000000000 T init_module' },
  ]);
});

test('a text without any is refused', () => {
  expect(() => parseUndefinedSymbols('foo.ko:\n', PATH)).toThrow(Fault);
});
