import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { formatModversions, parseModversions } from './modversions.ts';

const PATH = 'foo.txt';

test('a dump keeps the order of the module', () => {
  const { records, problems } = parseModversions(
    '0x200b2041\tin6addr_any\n0x0d542439\t__ipv6_addr_type\n',
    PATH,
  );
  expect(problems).toEqual([]);
  expect(records).toEqual([
    { symbol: 'in6addr_any', crc: 0x200b2041 },
    { symbol: '__ipv6_addr_type', crc: 0x0d542439 },
  ]);
});

test('blanks for the tab, CRLF, comments and a leading dot do not matter', () => {
  const { records, problems } = parseModversions('# foo.ko\r\n  200b2041   .printk\r\n', PATH);
  expect(problems).toEqual([]);
  expect(records).toEqual([{ symbol: 'printk', crc: 0x200b2041 }]);
});

test('bad and repeated lines are named, and the first of two CRCs counts', () => {
  const { records, problems } = parseModversions('0x1\ta\noops\n0x1\ta\n0x2\ta\n0x3\t<b>\n', PATH);
  expect(records).toEqual([{ symbol: 'a', crc: 1 }]);
  expect(problems).toEqual([
    { kind: 'malformed-import', path: PATH, line: 2, source: 'oops' },
    { kind: 'repeated-line', path: PATH, line: 3, source: '0x1\ta' },
    { kind: 'conflicting-import', path: PATH, line: 4, source: '0x2\ta' },
    { kind: 'malformed-import', path: PATH, line: 5, source: '0x3\t<b>' },
  ]);
});

test('another text is refused', () => {
  expect(() => parseModversions('hello\n', PATH)).toThrow(Fault);
});

test('what is printed reads back', () => {
  const symbol = fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_.$]{0,100}$/);
  const crc = fc.integer({ min: 0, max: 0xffff_ffff });
  const imports = fc.uniqueArray(fc.record({ symbol, crc }), {
    minLength: 1,
    selector: (each) => each.symbol,
  });
  fc.assert(
    fc.property(imports, (records) => {
      expect(parseModversions(formatModversions(records), PATH)).toEqual({ records, problems: [] });
    }),
  );
});

test('an import without a CRC has no line', () => {
  expect(formatModversions([{ symbol: 'a', crc: null }])).toBe('');
});
