import { describe, expect, test } from 'vitest';
import { diffExports } from '../../../src/history/diff.ts';
import { CHANGE_KINDS } from '../../../src/kernel/change.ts';
import type { Export } from '../../../src/kernel/export.ts';
import { compareReportSchema } from '../../../src/records/json/reports.ts';
import type { TypeSource } from '../../../src/types/table/table.ts';
import { parseTypeTable } from '../../../src/types/table/text.ts';
import type { Build } from '../operands.ts';
import { comparisonReport } from './comparison-json.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { comparisonText } from './comparison-text.ts';
import { hasFindings, type OperandComparison } from './comparison.ts';
import { explain } from './explain.ts';

function build(
  name: string,
  crcs: Readonly<Record<string, number>>,
  types: Readonly<Partial<Record<TypeSource, string>>>,
): Build {
  const exports = Object.entries(crcs).map(([symbol, crc]): Export => ({
    symbol,
    crc,
    module: 'vmlinux',
    type: 'EXPORT_SYMBOL',
    namespace: '',
  }));
  return {
    name,
    id: { product: 'debian-12', release: name, arch: 'amd64', flavour: 'default' },
    source: `${name}.deb`,
    crcGenerator: 'genksyms',
    coverage: 'all',
    exports,
    problems: [],
    compiler: null,
    typeSources: Object.keys(types) as TypeSource[],
    loadTypes: (source) => Promise.resolve(parseTypeTable(types[source] ?? '', `${name}.txt`)),
    changelogSince: () => Promise.resolve(undefined),
  };
}

function btf(mtu: string, reserve: string): string {
  return [
    '// type-table 1 source=btf pointer=8',
    'struct dev { // size 8',
    `\tint ${mtu}; // 0`,
    '\tint flags; // 4',
    '};',
    'struct kept { // size 8',
    `\t${reserve}; // 0`,
    '};',
    'extern void keep(struct kept *);',
    'extern void open(struct dev *);',
    '',
  ].join('\n');
}

const BEFORE = build(
  'a',
  { jiffies: 1, keep: 2, open: 3 },
  { btf: btf('mtu', 'long unsigned int kabi_reserved1') },
);
const AFTER = build('b', { jiffies: 9, keep: 2, open: 4 }, { btf: btf('size', 'void *next') });

async function comparisonOf(a: Build, b: Build): Promise<OperandComparison> {
  const diff = diffExports(a, b);
  return { a, b, diff, kinds: CHANGE_KINDS, explained: (await explain(a, b, diff)).explained };
}

describe('where the types of both builds are on file', () => {
  test('the text has causes before the changes that they explain', async () => {
    expect(comparisonText(await comparisonOf(BEFORE, AFTER))).toBe(
      [
        '2 CRCs changed (3 common)',
        'a -> b',
        '',
        '1 cause explains 1 of 2 changed CRCs',
        '  struct dev: mtu renamed to size; size 8 and all offsets unchanged',
        '    layout kept, reached by 1, nearest to 1',
        '1 change is unexplained: BTF does not describe 1.',
        'Causes come from BTF. BTF sees more types than genksyms, so some of these causes may not have affected a CRC.',
        '',
        'Changed types that no CRC shows: 1',
        '  struct kept: kabi_reserved1 used for next; size 8 and all offsets unchanged (compatible; 1 export reaches it)',
        '',
        'CRC changed: 2',
        '  vmlinux: 2',
        '    jiffies  0x00000001 -> 0x00000009',
        '    open     0x00000003 -> 0x00000004',
        '',
      ].join('\n'),
    );
  });

  test('a cause has the change that made it, where the changelog between the two is on file', async () => {
    const title = 'net: rename mtu of struct dev to size';
    const change = { title, upstream: '1.2', cves: ['CVE-2026-1111'], references: [] };
    const log = [{ version: '1.2-1', day: null, after: '1.1-1', changes: [change] }];
    const comparison = await comparisonOf(BEFORE, {
      ...AFTER,
      changelogSince: () => Promise.resolve(log),
    });
    expect(comparisonText(comparison)).toContain(
      [
        '    layout kept, reached by 1, nearest to 1',
        `    Changed by "${title}" (Linux 1.2, CVE-2026-1111)`,
        '',
      ].join('\n'),
    );
    expect(comparisonText(comparison)).toContain('The changelog lists 1 change, with 1 CVE number.');
    const report = compareReportSchema.parse(comparisonReport(comparison, []));
    expect(report.changelog).toEqual({ versions: ['1.2-1'], changes: 1, cves: ['CVE-2026-1111'] });
    expect(report.causes?.[0]?.origins).toEqual([
      {
        ...{ title, upstream: '1.2', version: '1.2-1', cves: ['CVE-2026-1111'] },
        ...{ degree: 'named', reason: 'member', word: 'mtu' },
      },
    ]);
  });

  test('Markdown shows what differs in the definitions', async () => {
    const markdown = comparisonMarkdown(await comparisonOf(BEFORE, AFTER));
    expect(markdown).toContain('### 1 cause explains 1 of 2 changed CRCs');
    expect(markdown).toContain(
      '- `struct dev`: mtu renamed to size; size 8 and all offsets unchanged (layout kept,',
    );
    expect(markdown).toContain(
      '  ```diff\n   struct dev { // size 8\n  -\tint mtu; // 0\n  +\tint size; // 0\n',
    );
    expect(markdown).toContain('### Changed types that no CRC shows (1)');
  });

  test('JSON gives each change its causes, and each cause its definitions', async () => {
    const report = compareReportSchema.parse(comparisonReport(await comparisonOf(BEFORE, AFTER), []));
    expect(report.types).toEqual({ source: 'btf', exact: false });
    expect(report.changes.map(({ symbol, causes, path }) => ({ symbol, causes, path }))).toEqual([
      { symbol: 'jiffies' },
      { symbol: 'open', causes: [0], path: ['open', 'struct dev'] },
    ]);
    expect(report.causes).toEqual([
      {
        kind: 'struct',
        name: 'dev',
        scopes: [],
        class: 'layout-kept',
        sentence: 'struct dev: mtu renamed to size; size 8 and all offsets unchanged',
        before: 'struct dev { // size 8\n\tint mtu; // 0\n\tint flags; // 4\n};\n',
        after: 'struct dev { // size 8\n\tint size; // 0\n\tint flags; // 4\n};\n',
        symbols: 1,
        nearest: 1,
      },
    ]);
    expect(report.unexplained).toEqual(['jiffies']);
    expect(report.hidden).toMatchObject([{ kind: 'struct', name: 'kept', symbols: 1, compatible: true }]);
  });

  test('what causes carried along is told apart', async () => {
    const of = (size: number) =>
      [
        '// type-table 1 source=btf pointer=8',
        `struct inner { // size ${size}`,
        `\tchar name[${size}]; // 0`,
        '};',
        `struct outer { // size ${size}`,
        '\tstruct inner inner; // 0',
        '};',
        'extern void open(struct outer *);',
        '',
      ].join('\n');
    const compared = await comparisonOf(
      build('a', { open: 1 }, { btf: of(4) }),
      build('b', { open: 2 }, { btf: of(8) }),
    );
    const sentence = 'struct outer: grew from 4 to 8 bytes (by struct inner)';
    expect(comparisonText(compared)).toContain(
      `1 type has another layout through what it contains\n  ${sentence}\n`,
    );
    expect(comparisonMarkdown(compared)).toContain(`- ${sentence}\n`);
    const report = compareReportSchema.parse(comparisonReport(compared, []));
    expect(report.consequences).toMatchObject([
      { name: 'outer', class: 'layout-changed', because: ['struct inner'] },
    ]);
    expect(report.causes).toMatchObject([{ name: 'inner', class: 'layout-changed' }]);
  });

  test('what tells more is used', async () => {
    const genksyms = (name: string) => `// type-table 1 source=genksyms\nextern int open(${name});\n`;
    const a = build('a', { open: 1 }, { btf: btf('mtu', 'int a'), genksyms: genksyms('int') });
    const b = build('b', { open: 2 }, { btf: btf('mtu', 'int a'), genksyms: genksyms('char') });
    const { explained } = await comparisonOf(a, b);
    expect(explained?.source).toBe('genksyms');
    expect(explained?.attribution.exact).toBe(true);
    expect(comparisonText(await comparisonOf(a, b))).not.toContain('Causes come from BTF');
  });
});

test('types of two sources are not compared', async () => {
  const other = build('b', { open: 2 }, { genksyms: '// type-table 1 source=genksyms\n' });
  const compared = await comparisonOf(BEFORE, other);
  expect(compared.explained).toBeUndefined();
  expect(compareReportSchema.parse(comparisonReport(compared, []))).not.toHaveProperty('causes');
});

describe('of builds whose CRCs say nothing of each other', () => {
  const none = (of: Build): Build => ({
    ...of,
    crcGenerator: 'none',
    exports: of.exports.map((each) => ({ ...each, crc: 0 })),
  });

  test('types are compared, and what a rebuild can meet is told', async () => {
    const compared = await comparisonOf(none(BEFORE), none(AFTER));
    expect(comparisonText(compared)).toBe(
      [
        'Every module has to be rebuilt (3 common)',
        'a -> b',
        'None of the 3 common CRCs can be compared: neither kernel was built with symbol versions.',
        '',
        '2 of 3 common exports changed in type: 2 causes',
        'A rebuild can meet 1 type that lacks a name: a driver that uses one of them needs changes in its source.',
        '  struct dev: mtu renamed to size; size 8 and all offsets unchanged',
        '    layout kept, reached by 1, nearest to 1',
        '  struct kept: kabi_reserved1 used for next; size 8 and all offsets unchanged',
        '    layout kept, reached by 1, nearest to 1',
        'Whether 1 export changed in type is unknown: BTF does not describe 1.',
        'No CRC takes part: an export changed in type if it reaches a definition that is another one.',
        '',
      ].join('\n'),
    );
    expect(hasFindings(compared)).toBe(true);
    const report = compareReportSchema.parse(comparisonReport(compared, []));
    expect(report.types).toEqual({
      source: 'btf',
      exact: false,
      inType: { changed: 2, same: 0, unknown: 1 },
    });
    expect(report.changedInType).toEqual([
      { symbol: 'keep', causes: [1], path: ['keep', 'struct kept'] },
      { symbol: 'open', causes: [0], path: ['open', 'struct dev'] },
    ]);
    expect(report.changes).toEqual([]);
  });

  test('what stayed the same is no difference, and what only became visible is none either', async () => {
    const seen = (definition: string) =>
      `// type-table 1 source=btf pointer=8\n${definition}extern void open(struct dev *);\n`;
    const declared = none(build('a', { open: 0 }, { btf: seen('struct dev;\n') }));
    const defined = none(
      build('b', { open: 0 }, { btf: seen('struct dev { // size 4\n\tint a; // 0\n};\n') }),
    );
    const compared = await comparisonOf(declared, defined);
    expect(compared.explained?.inType).toMatchObject({ changed: 0, same: 1, unknown: 0 });
    expect(hasFindings(compared)).toBe(false);
    expect(comparisonText(compared)).toContain(
      'A rebuild meets no export that is gone or declared otherwise, as far as types on file tell.',
    );
  });

  test('another typedef of the same type is no difference', async () => {
    const of = (type: string) =>
      [
        '// type-table 1 source=btf pointer=8',
        'typedef unsigned int u32;',
        'struct dev { // size 4',
        `\t${type} a; // 0`,
        '};',
        'extern void open(struct dev *);',
        '',
      ].join('\n');
    const compared = await comparisonOf(
      none(build('a', { open: 0 }, { btf: of('unsigned int') })),
      none(build('b', { open: 0 }, { btf: of('u32') })),
    );
    expect(compared.explained?.inType).toMatchObject({ changed: 0, same: 1 });
  });

  test('without types on one side, it is said that nobody knows', async () => {
    const compared = await comparisonOf(none(BEFORE), none(build('b', { open: 0 }, {})));
    expect(comparisonText(compared)).toContain('Whether types changed is not known: b comes without types.');
  });
});

test('builds without comparable CRCs hide nothing that anybody could tell', async () => {
  const without = { ...AFTER, crcGenerator: 'gendwarfksyms' as const };
  expect((await comparisonOf(BEFORE, without)).explained?.hidden).toEqual([]);
});
