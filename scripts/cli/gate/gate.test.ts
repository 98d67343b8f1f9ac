import { describe, expect, test } from 'vitest';
import { CHANGE_KINDS } from '../../../src/kernel/change.ts';
import type { Export } from '../../../src/kernel/export.ts';
import { gateReportSchema } from '../../../src/records/json/gate-report.ts';
import { parseSeverities } from '../../../src/formats/lists/severities.ts';
import { parseTypeTable } from '../../../src/types/table/text.ts';
import type { Build } from '../operands.ts';
import type { HeldAgainst, ReadPromise } from '../promise-options.ts';
import { writeGate, type GateFormat } from './formats.ts';
import { runGate } from './gate.ts';
import { FAILING } from './rows.ts';

function types(member: string): string {
  return [
    '// type-table 1 source=btf pointer=8',
    'struct dev { // size 8',
    `\tint ${member}; // 0`,
    '\tint flags; // 4',
    '};',
    'extern void close(struct dev *);',
    'extern void open(struct dev *);',
    '',
  ].join('\n');
}

function build(
  name: string,
  exports: readonly Partial<Export>[],
  member: string,
  more: Partial<Build> = {},
): Build {
  return {
    name,
    id: { product: null, release: null, arch: null, flavour: null },
    source: name,
    crcGenerator: 'genksyms',
    coverage: 'all',
    exports: exports.map((each) => ({
      symbol: '',
      crc: 1,
      module: 'vmlinux',
      type: 'EXPORT_SYMBOL',
      namespace: '',
      ...each,
    })),
    problems: [],
    compiler: null,
    typeSources: ['btf'],
    loadTypes: () => Promise.resolve(parseTypeTable(types(member), `${name}.txt`)),
    changelogSince: () => Promise.resolve(undefined),
    ...more,
  };
}

const BASE = build(
  'base',
  [
    { symbol: 'close' },
    { symbol: 'gone', module: 'fs/<x>' },
    { symbol: 'kept' },
    { symbol: 'open' },
    { symbol: 'waived', module: 'net/w' },
    { symbol: 'zero', crc: 0 },
  ],
  'mtu',
);
const NEW = build(
  'new',
  [
    { symbol: 'close', crc: 2 },
    { symbol: 'kept' },
    { symbol: 'new_one' },
    { symbol: 'open', crc: 3 },
    { symbol: 'zero', crc: 0 },
  ],
  'size',
);

function promise(more: Partial<HeldAgainst> = {}): ReadPromise {
  const places = new Map([['gone', { path: 'kabi.list', line: 7 }]]);
  return {
    problems: [],
    of: () => ({
      ...{
        places,
        listTitles: [],
        transition: 'within-minor',
        policy: null,
        list: null,
        rules: 'severities',
      },
      guarantee: {
        ...{ keeps: 'kabi', protects: 'all', moved: 'breaks' },
        rules: parseSeverities('net/* PASS # bug 1\nfoo PASS\n', 'severities').records,
      },
      ...more,
    }),
  };
}

async function written(format: GateFormat, a = BASE, b = NEW): Promise<string> {
  return writeGate(await runGate([a, b], promise(), CHANGE_KINDS), format, FAILING);
}

test('the answer comes first, then what breaks by what breaks it; what is tolerated is folded', async () => {
  expect(await written('text')).toBe(`3 breaking: 2 by struct dev, 1 removed; 1 cannot be judged
base -> new
Under rules severities: 3 breaking, 1 unknown, 1 tolerated, 1 implicitly-tolerated
1 common symbol has no CRC to compare.

Breaking by struct dev: 2
  mtu renamed to size; size 8 and all offsets unchanged
    close  vmlinux  0x00000001 -> 0x00000002
      close -> struct dev
    open   vmlinux  0x00000001 -> 0x00000003
      open -> struct dev

Breaking removed: 1
    gone  fs/<x>  EXPORT_SYMBOL  [kabi.list:7]

Unknown: 1
    zero  not-comparable  vmlinux  0x00000000 -> 0x00000000

Rules that decide nothing: 1
  severities:2  SYMBOL foo PASS

Not listed: 1 tolerated, 1 implicitly-tolerated ("--verdict tolerated" lists them).

Causes come from BTF. BTF sees more types than genksyms, so some of these causes may not have affected a CRC.
`);
});

test('a comment never hides what breaks, however many changes there are', async () => {
  const many = Array.from({ length: 400 }, (_, index) => ({ symbol: `s${String(index).padStart(3, '0')}` }));
  const gone = await written('markdown', build('base', many, 'mtu'), build('new', [{ symbol: 'x' }], 'mtu'));
  for (const { symbol } of many) expect(gone).toContain(`\`${symbol}\``);
  expect(gone.length).toBeLessThan(65_536);
  const usual = await written('markdown');
  expect(usual).toMatch(/^### 3 breaking: 2 by struct dev, 1 removed; 1 cannot be judged\n/);
  expect(usual).toContain('| `close` | `vmlinux` | 0x00000001 -> 0x00000002 | `close -> struct dev` |');
  expect(usual.indexOf('`gone`')).toBeLessThan(usual.indexOf('<details>'));
});

test('JSON is what its schema says', async () => {
  const report = gateReportSchema.parse(JSON.parse(await written('json')));
  expect(report).toMatchObject({
    passes: false,
    verdicts: { breaking: 3, unknown: 1 },
    breaking: [
      { words: 'by struct dev', kind: 'crc-changed', cause: 0, symbols: ['close', 'open'] },
      { words: 'removed', kind: 'removed', symbols: ['gone'] },
    ],
    unusedRules: [{ path: 'severities', line: 2, rule: 'SYMBOL foo PASS' }],
  });
  expect(report.changes.map(({ verdict, symbol }) => `${verdict} ${symbol}`)).toEqual([
    'breaking gone',
    'breaking close',
    'breaking open',
    'unknown zero',
    'tolerated waived',
    'implicitly-tolerated new_one',
  ]);
});

test('symbols are names alone, as ksymvers prints them', async () => {
  expect(await written('symbols')).toBe('close\ngone\nopen\nzero\n');
});

test('JUnit has a case for each judged change, and one where there is none', async () => {
  const xml = await written('junit');
  expect(xml).toContain('<testsuite name="base -&gt; new" tests="5" failures="3" errors="1" skipped="1">');
  expect(xml).toContain(
    '<testcase classname="fs/&lt;x&gt;" name="gone: Removed"><failure type="removed" message="gone (fs/&lt;x&gt;): Removed, EXPORT_SYMBOL, decided by kabi.list:7"/></testcase>',
  );
  expect(xml).toContain('<skipped message="tolerated by severities:1"/>');
  expect(
    await written(
      'junit',
      BASE,
      build(
        'same',
        BASE.exports.filter(({ crc }) => crc !== 0),
        'mtu',
      ),
    ),
  ).toContain('errors="0"');
});

test('SARIF points at the line that promises the symbol', async () => {
  const sarif = JSON.parse(await written('sarif')) as { runs: { results: unknown[] }[] };
  expect(sarif.runs[0]?.results).toHaveLength(4);
  expect(sarif.runs[0]?.results[0]).toMatchObject({
    ruleId: 'kabi/removed',
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'kabi.list' }, region: { startLine: 7 } } }],
  });
});

test('GitHub gets an annotation for each cause, GitLab one for each symbol', async () => {
  const lines = (await written('github')).trimEnd().split('\n');
  expect(lines.map((line) => line.split('::')[1])).toEqual([
    'error file=base,line=1,title=kABI%3A 2 breaking by struct dev',
    'error file=kabi.list,line=7,title=kABI%3A 1 breaking removed',
    'warning file=base,line=1,title=kABI%3A 1 cannot be judged',
    'notice title=kABI',
  ]);
  expect(lines[0]).toContain(
    'close (vmlinux): CRC changed, 0x00000001 -> 0x00000002, by way of close -> struct dev%0Aopen',
  );
  const report = JSON.parse(await written('gitlab')) as {
    fingerprint: string;
    severity: string;
    location: unknown;
  }[];
  expect(report.map(({ severity }) => severity)).toEqual(['critical', 'critical', 'critical', 'major']);
  expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  expect(report[0]?.location).toEqual({ path: 'kabi.list', lines: { begin: 7 } });
});

describe('what could hide a change is refused', () => {
  const held = promise();
  test.each([
    ['a base without exports', [build('base', [], 'mtu'), NEW], held, /base\n/],
    [
      'CRCs of two generators',
      [BASE, { ...NEW, crcGenerator: 'gendwarfksyms' as const }],
      held,
      /made by different programs/,
    ],
    [
      'two architectures',
      [
        { ...BASE, id: { ...BASE.id, arch: 'amd64' } },
        { ...NEW, id: { ...NEW.id, arch: 'aarch64' } },
      ],
      held,
      /for different architectures/,
    ],
    [
      'the list of another architecture',
      [BASE, { ...NEW, id: { ...NEW.id, arch: 'amd64' } }],
      promise({ listTitles: ['kabi_whitelist_aarch64'] }),
      /The list is not for these builds: it names aarch64, they are for amd64/,
    ],
    [
      'a list of which most names are unknown',
      [BASE, NEW],
      promise({
        list: 'l',
        guarantee: { keeps: 'kabi', protects: 'list', rules: [], listed: new Set(['open', 'x', 'y']) },
      }),
      /of its 3 names, 2 are exported by neither/,
    ],
    [
      'a line of either side',
      [BASE, { ...NEW, problems: [{ kind: 'malformed-export' as const, path: 'new', line: 3 }] }],
      held,
      /new:3\n[^]*Nothing was judged: 1 line/,
    ],
  ] as const)('%s', async (_, [a, b], given, message) => {
    await expect(runGate([a, b], given, CHANGE_KINDS)).rejects.toThrow(message);
  });

  test('but a line that is there twice is not', async () => {
    const twice = { ...NEW, problems: [{ kind: 'repeated-line' as const, path: 'new', line: 3 }] };
    await expect(runGate([BASE, twice], held, CHANGE_KINDS)).resolves.toBeDefined();
  });
});
