import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExportFile, exportLine, parseExportFile } from './export-file.ts';
import type { Attributes } from './runs.ts';
import { getOrInsert } from '../base/maps.ts';
import { COVERAGES } from '../kernel/snapshot.ts';
import { CRC_GENERATORS, EXPORT_TYPES } from '../kernel/export.ts';

const word = fc.stringMatching(/^[A-Za-z_.][\w./-]{0,20}$/);
const table = fc.record({
  crcGenerator: fc.constantFrom(...CRC_GENERATORS),
  coverage: fc.constantFrom(...COVERAGES),
  exports: fc.array(
    fc.record({
      symbol: word,
      crc: fc.nat(0xffffffff),
      module: word,
      type: fc.constantFrom(...EXPORT_TYPES),
      namespace: fc.string(),
    }),
  ),
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(table, (given) => {
      const file = new ExportFile();
      const known = new Map<string, Attributes>();
      for (const each of given.exports) {
        const key = JSON.stringify([each.module, each.type, each.namespace]);
        file.add(
          exportLine(each),
          getOrInsert(known, key, () => each),
        );
      }
      expect(parseExportFile(file.format(given.crcGenerator, given.coverage))).toEqual(given);
    }),
  );
});

test.each([
  '',
  '{}',
  '{"generator":"genksyms","attributes":[]}\na 1',
  '{"generator":"genksyms","attributes":[]}\na\n',
])('what is none, or cut off, is refused: %j', (text) => {
  expect(() => parseExportFile(text)).toThrow(SyntaxError);
});
