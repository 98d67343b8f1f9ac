import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedReport, compareBuilds } from '../../../src/views/comparison/any-compare.ts';
import { changesJson } from '../../../src/views/comparison/compare-json.ts';
import { diffExports } from '../../../src/history/diff.ts';
import { compareText } from '../../../src/base/text.ts';
import { COVERAGES } from '../../../src/kernel/snapshot.ts';
import { CRC_GENERATORS, EXPORT_TYPES, type Export } from '../../../src/kernel/export.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import { exportFiles, type VariantOfBuilds } from '../../../tests/support/export-files.ts';

/** Few names and few values, so that builds have much in common and still differ in every way. */
const record = fc.record<Export>({
  symbol: fc.constantFrom('a', 'b', '__b', 'c.cold', 'B', 'kfree', 'long_name'),
  crc: fc.constantFrom(0, 1, 0x5dd83415, 0xffffffff),
  module: fc.constantFrom('vmlinux', 'drivers/a/a', 'net/"b'),
  type: fc.constantFrom(...EXPORT_TYPES, ''),
  namespace: fc.constantFrom('', 'NS', 'module:kvm-*'),
});
const exports = fc
  .uniqueArray(record, { selector: ({ symbol }) => symbol })
  .map((all) => all.toSorted((a, b) => compareText(a.symbol, b.symbol)));
const variant = fc.record<VariantOfBuilds>({
  product: fc.constantFrom('p', 'q-2'),
  name: fc.constantFrom('amd64', 'arm64', 'arm64-64k', 'amd64-rt'),
  releases: fc.uniqueArray(
    fc.record({
      release: fc.constantFrom('1.0', '1.1', '2.0~rc1+p'),
      crcGenerator: fc.constantFrom(...CRC_GENERATORS),
      coverage: fc.constantFrom(...COVERAGES),
      exports,
    }),
    { selector: ({ release }) => release, minLength: 1 },
  ),
});
const site = fc.uniqueArray(variant, { selector: ({ product, name }) => `${product}/${name}`, minLength: 1 });

test('any two builds, of any products, architectures and flavours, differ by their files as they do by their exports', () => {
  fc.assert(
    fc.property(site, fc.nat(), fc.nat(), (variants, first, second) => {
      const files = exportFiles(variants);
      const builds = variants.flatMap(({ product, name, releases }) =>
        releases.map(({ release, ...table }) => ({
          name: `${product}/${release}/${name}`,
          text: files.get(`${product}/${release}/${name}`) ?? '',
          id: { product, release, ...parseVariantName(name) },
          table,
        })),
      );
      const [a, b] = [builds[first % builds.length], builds[second % builds.length]];
      expect.assert(a !== undefined && b !== undefined);
      const diff = diffExports(a.table, b.table);
      const side = ({ id, name, table }: typeof a) => {
        const { crcGenerator, coverage, exports: all } = table;
        return { ...id, source: name, exports: all.length, crcGenerator, coverage };
      };
      expect(comparedReport(compareBuilds(a, b))).toEqual({
        ...{ schema: 'kabi-reports/compare/1', a: side(a), b: side(b), problems: [] },
        ...{ summary: diff.summary, common: diff.common, changes: changesJson(diff) },
      });
    }),
  );
});
