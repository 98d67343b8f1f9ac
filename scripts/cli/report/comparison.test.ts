import { Ajv2020 } from 'ajv/dist/2020.js';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { diffExports } from '../../../src/history/diff.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../../src/kernel/change.ts';
import { compareText } from '../../../src/base/text.ts';
import type { CrcGenerator, Export } from '../../../src/kernel/export.ts';
import { compareReportSchema } from '../../../src/records/json/reports.ts';
import type { Build } from '../operands.ts';
import { comparisonReport } from './comparison-json.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { comparisonText } from './comparison-text.ts';
import { finding, hasFindings, reportSections, type OperandComparison } from './comparison.ts';

function record(symbol: string, rest: Partial<Export> = {}): Export {
  return { symbol, crc: 0x12345678, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', ...rest };
}

function build(name: string, exports: readonly Export[], crcGenerator: CrcGenerator = 'genksyms'): Build {
  const [product = null, release = null, arch = null] = name.split('/');
  return {
    name,
    id: { product, release, arch, flavour: 'default' },
    source: `${release ?? ''}.deb`,
    crcGenerator,
    coverage: 'all',
    exports: exports.toSorted((a, b) => compareText(a.symbol, b.symbol)),
    problems: [],
    compiler: null,
    typeSources: [],
    loadTypes: () => Promise.reject(new Error('there are none')),
    changelogSince: () => Promise.resolve(undefined),
  };
}

function comparison(a: Build, b: Build, kinds: readonly ChangeKind[] = CHANGE_KINDS): OperandComparison {
  return { a, b, diff: diffExports(a, b), kinds };
}

const BEFORE = build('debian-12/6.1.0-53/amd64', [
  record('same'),
  record('gone', { namespace: 'CXL' }),
  record('crc', { module: 'net/sunrpc/sunrpc' }),
  record('crc_of_vmlinux'),
  record('gpl'),
  record('hidden', { crc: 0 }),
  record('moved', { module: 'drivers/net/phy/libphy' }),
]);
const AFTER = build('debian-12/6.1.0-54/amd64', [
  record('same'),
  record('crc', { module: 'net/sunrpc/sunrpc', crc: 1 }),
  record('crc_of_vmlinux', { crc: 2 }),
  record('gpl', { type: 'EXPORT_SYMBOL_GPL', crc: 3 }),
  record('hidden', { crc: 0, namespace: 'module:kvm' }),
  record('moved'),
  record('new_', { type: 'EXPORT_SYMBOL_GPL' }),
]);
const EVERYTHING = comparison(BEFORE, AFTER);

test('as text: the finding, then each kind, most severe first, by module', () => {
  expect(comparisonText(EVERYTHING)).toMatchInlineSnapshot(`
    "3 CRCs changed, 1 added, 1 removed, 1 export type changed, 1 namespace changed, 1 moved module (6 common)
    debian-12/6.1.0-53/amd64 -> debian-12/6.1.0-54/amd64
    1 common symbol has no CRC to compare.

    Removed: 1
      vmlinux: 1
        gone  EXPORT_SYMBOL CXL

    CRC changed: 3
      vmlinux: 2
        crc_of_vmlinux  0x12345678 -> 0x00000002
        gpl             0x12345678 -> 0x00000003
      net/sunrpc/sunrpc: 1
        crc  0x12345678 -> 0x00000001

    Export type changed: 1
      vmlinux: 1
        gpl  EXPORT_SYMBOL -> EXPORT_SYMBOL_GPL

    Namespace changed: 1
      vmlinux: 1
        hidden  (none) -> module:kvm

    Moved to another module: 1
      vmlinux: 1
        moved  from drivers/net/phy/libphy

    Added: 1
      vmlinux: 1
        new_  EXPORT_SYMBOL_GPL
    "
  `);
});

test('as text: a name of 157 characters is whole, and does not push the others aside', () => {
  const long = `_R${'x'.repeat(155)}`;
  const text = comparisonText(comparison(build('a', []), build('b', [record(long), record('foo')])));
  expect(text).toContain(`    ${long}  EXPORT_SYMBOL\n`);
  expect(text.split('\n').find((line) => line.includes('foo'))?.length).toBeLessThan(100);
});

test('as Markdown: paragraphs, headings and tables', () => {
  expect(comparisonMarkdown(EVERYTHING)).toMatchInlineSnapshot(`
    "\`debian-12/6.1.0-53/amd64\` → \`debian-12/6.1.0-54/amd64\`: 3 CRCs changed, 1 added, 1 removed, 1 export type changed, 1 namespace changed, 1 moved module (6 common).

    1 common symbol has no CRC to compare.

    ### Removed (1)

    | Symbol | Module | Export type |
    | - | - | - |
    | \`gone\` | \`vmlinux\` | \`EXPORT_SYMBOL CXL\` |

    ### CRC changed (3)

    | Symbol | Module | CRC |
    | - | - | - |
    | \`crc_of_vmlinux\` | \`vmlinux\` | \`0x12345678\` → \`0x00000002\` |
    | \`gpl\` | \`vmlinux\` | \`0x12345678\` → \`0x00000003\` |
    | \`crc\` | \`net/sunrpc/sunrpc\` | \`0x12345678\` → \`0x00000001\` |

    ### Export type changed (1)

    | Symbol | Module | Export type |
    | - | - | - |
    | \`gpl\` | \`vmlinux\` | \`EXPORT_SYMBOL\` → \`EXPORT_SYMBOL_GPL\` |

    ### Namespace changed (1)

    | Symbol | Module | Namespace |
    | - | - | - |
    | \`hidden\` | \`vmlinux\` | \`(none)\` → \`module:kvm\` |

    ### Moved to another module (1)

    | Symbol | Module | Module before |
    | - | - | - |
    | \`moved\` | \`vmlinux\` | \`drivers/net/phy/libphy\` |

    ### Added (1)

    | Symbol | Module | Export type |
    | - | - | - |
    | \`new_\` | \`vmlinux\` | \`EXPORT_SYMBOL_GPL\` |
    "
  `);
});

describe('Markdown', () => {
  /** The text of every cell of every table, as a reader of the issue sees it. */
  function cells(markdown: string): string[][] {
    const root = unified().use(remarkParse).use(remarkGfm).parse(markdown);
    return root.children
      .filter((node) => node.type === 'table')
      .flatMap((table) =>
        table.children.map((row) =>
          row.children.map((cell) =>
            cell.children.map((node) => ('value' in node ? node.value : '')).join(''),
          ),
        ),
      );
  }

  test('survives what a module path can hold', () => {
    const module = '/tmp/a|b `c` <b>d</b> *e* \\ f';
    const markdown = comparisonMarkdown(comparison(build('a', []), build('b', [record('foo', { module })])));
    expect(cells(markdown)).toEqual([
      ['Symbol', 'Module', 'Export type'],
      ['foo', module, 'EXPORT_SYMBOL'],
    ]);
  });

  test('counts per module what is too long for an issue', () => {
    const many = Array.from({ length: 9595 }, (_, i) =>
      record(`symbol_${i}`, { module: `drivers/d${i % 300}/m` }),
    );
    const after = many.map((each) => ({ ...each, crc: 1 }));
    const markdown = comparisonMarkdown(comparison(build('a', many), build('b', after)));
    expect(markdown.length).toBeLessThan(65_536 / 4);
    const rows = cells(markdown).slice(1);
    expect(rows).toHaveLength(51);
    expect(rows.at(-1)?.[0]).toBe('250 other modules');
    const total = rows.reduce((sum, [, number = '']) => sum + Number(number.replace(',', '')), 0);
    expect(total).toBe(9595);
  });

  test('says when there is nothing to say', () => {
    expect(comparisonMarkdown(comparison(build('a', [record('x')]), build('b', [record('x')])))).toBe(
      '`a` → `b`: no difference (1 common).\n',
    );
  });
});

describe('what cannot be compared', () => {
  test.each([
    ['genksyms', 'none', 'b was built without symbol versions', 'every module has to be rebuilt'],
    ['none', 'none', 'neither kernel was built with symbol versions', 'every module has to be rebuilt'],
    [
      'genksyms',
      'gendwarfksyms',
      'a computed its CRCs with genksyms, b with gendwarfksyms',
      'no difference in what can be compared',
    ],
  ] as const)('%s against %s: said with the reason', (old, now, why, first) => {
    const apart = comparison(build('a', [record('x')], old), build('b', [record('x', { crc: 9 })], now));
    expect(finding(apart)).toBe(`${first} (1 common)`);
    expect(comparisonText(apart)).toContain(`None of the 1 common CRCs can be compared: ${why}.`);
    expect(comparisonMarkdown(apart)).toContain(why);
    expect(hasFindings(apart)).toBe(false);
    expect(comparisonReport(apart, []).summary['not-comparable']).toBe(1);
  });
});

test('only the kinds that were asked for are listed, and count as findings', () => {
  const removed = { ...EVERYTHING, kinds: ['removed'] as const };
  expect(reportSections(removed).map((section) => section.kind)).toEqual(['removed']);
  expect(comparisonReport(removed, []).changes.map((change) => change.symbol)).toEqual(['gone']);
  expect(hasFindings(removed)).toBe(true);
  expect(finding(removed)).toBe(finding(EVERYTHING));
  expect(hasFindings({ ...comparison(BEFORE, BEFORE), kinds: ['removed'] })).toBe(false);
});

describe('JSON', () => {
  const report = comparisonReport(EVERYTHING, [{ kind: 'repeated-line', path: 'x', line: 3, source: 'foo' }]);

  test('has one entry per change and kind, by symbol', () => {
    expect(report.changes.map((change) => `${change.symbol} ${change.kind}`)).toEqual([
      'crc crc-changed',
      'crc_of_vmlinux crc-changed',
      'gone removed',
      'gpl crc-changed',
      'gpl type-changed',
      'hidden namespace-changed',
      'moved module-moved',
      'new_ added',
    ]);
  });

  test('writes CRCs as Module.symvers does, and no CRC as null', () => {
    expect(report.changes[2]).toEqual({
      symbol: 'gone',
      kind: 'removed',
      before: { crc: '0x12345678', module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: 'CXL' },
      after: null,
    });
    expect(report.changes[5]?.after).toEqual({
      crc: null,
      module: 'vmlinux',
      type: 'EXPORT_SYMBOL',
      namespace: 'module:kvm',
    });
    const bare = comparison(build('a', []), build('b', [record('x', { type: '' })]));
    expect(comparisonReport(bare, []).changes[0]?.after?.type).toBeNull();
  });

  test('is what its schema says, in zod and as published', () => {
    const validate = new Ajv2020().compile(z.toJSONSchema(compareReportSchema));
    expect(compareReportSchema.safeParse({}).success).toBe(false);
    expect(validate({})).toBe(false);
    for (const each of [report, comparisonReport(comparison(build('a', []), build('b', [])), [])]) {
      const json: unknown = JSON.parse(JSON.stringify(each));
      expect(compareReportSchema.parse(json)).toEqual(json);
      expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    }
  });
});
