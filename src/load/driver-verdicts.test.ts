import { describe, expect, test } from 'vitest';
import { judgeDriver, symbolsBehind, worstVerdict } from './driver-verdicts.ts';
import type { SymbolRow } from '../history/runs.ts';
import type { Import } from '../kernel/module.ts';
import { outsideImports, registeredDriver } from './registered-driver.ts';
import type { DriverRecord, ModuleBuildRecord } from './driver-record.ts';
import type { HistoryTable } from '../history/history-table.ts';

const TABLE: HistoryTable = {
  products: [
    { name: 'p', title: 'P', releases: ['1.0', '1.1', '1.2'], built: [null, null, null], follows: null },
  ],
  variants: [
    {
      product: 0,
      name: 'amd64',
      releases: [0, 1, 2],
      generators: ['genksyms', 'genksyms', 'none'],
      vermagics: [null, null, null],
    },
    { product: 0, name: 'arm64', releases: [0], generators: ['genksyms'], vermagics: [null] },
  ],
  attributes: [{ module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' }],
};

/** The CRC of kfree changes in 1.1; 1.2 has no CRCs, and lacks it. */
const ROWS: SymbolRow[] = [
  {
    symbol: 'kfree',
    variants: [
      [
        0,
        [
          [0, 0, 1, 0],
          [1, 1, 2, 0],
        ],
      ],
    ],
  },
  {
    symbol: 'module_layout',
    variants: [[0, [[0, 1, 7, 0]]]],
  },
];

const SOURCE = { package: 'gizmo-dkms', version: '1-1' };

function record(module: string, facts: Partial<ModuleBuildRecord> = {}): ModuleBuildRecord {
  return {
    ...{ module, product: 'p', release: '1.0', arch: 'amd64', flavour: 'default', license: 'GPL' },
    ...{ vermagic: '1.0-amd64 SMP modversions ', namespaces: [], depends: [], imports: 'x', exports: [] },
    ...facts,
  };
}

function driver(...modules: readonly (readonly [ModuleBuildRecord, readonly Import[]])[]) {
  const builds = modules.map(([each]) => each);
  const texts: DriverRecord = { title: 'Gizmo', vendor: 'V', summary: 'S.', source: SOURCE, builds };
  return registeredDriver(
    'gizmo',
    texts,
    modules.map(([each, imports]) => [each, { imports }] as const),
  );
}

const CORE = [
  record('gizmo-core', { exports: ['gizmo_ready'] }),
  [
    { symbol: 'module_layout', crc: 7 },
    { symbol: 'kfree', crc: 1 },
  ],
] as const;
const FRONT = [
  record('gizmo'),
  [
    { symbol: 'module_layout', crc: 7 },
    { symbol: 'gizmo_ready', crc: 5 },
  ],
] as const;

function verdicts(...modules: readonly (readonly [ModuleBuildRecord, readonly Import[]])[]) {
  return judgeDriver(driver(...modules), TABLE, ROWS).flatMap(({ build, kernels }) =>
    kernels.map(({ kernel, finding }) => {
      const names = `${build.id.release} on ${kernel.id.release}`;
      return `${names}: ${finding.verdict} ${finding.modules.map((each) => each.verdict).join(' ')}`;
    }),
  );
}

describe('a driver', () => {
  test('is judged on every kernel of its architecture, newest first, as the worst of its modules', () => {
    expect(verdicts(CORE, FRONT)).toEqual([
      '1.0 on 1.2: missing rebuild missing',
      '1.0 on 1.1: rebuild rebuild rebuild',
      '1.0 on 1.0: loads loads loads',
    ]);
  });

  test('has its builds for the newest kernels first', () => {
    const later = [record('gizmo-core', { release: '1.1' }), [{ symbol: 'kfree', crc: 2 }]] as const;
    expect(verdicts(CORE, later).filter((each) => each.includes('loads'))).toEqual([
      '1.1 on 1.1: loads loads',
      '1.0 on 1.0: loads loads',
    ]);
  });

  test('needs from the kernel what its modules do not give each other', () => {
    const [build] = driver(CORE, FRONT).builds;
    expect(build && outsideImports(build)).toEqual(['kfree', 'module_layout']);
  });

  test('without a module that another one needs is missing its symbols', () => {
    expect(verdicts(FRONT)).toContain('1.0 on 1.0: missing missing');
  });
});

test('the number beside a verdict is that of the symbols behind it', () => {
  const lists = {
    mismatched: ['a', 'b'],
    missing: ['c'],
    gplOnly: [],
    notImported: [],
    notComparable: ['d'],
    noVersion: ['e'],
    refused: ['it has no symbol table'],
  };
  const count = (verdict: Parameters<typeof symbolsBehind>[0]['verdict']) =>
    symbolsBehind({ verdict, ...lists });
  expect([count('loads'), count('rebuild'), count('missing'), count('unknown')]).toEqual([0, 3, 1, 1]);
  expect(count('refused')).toBe(0);
});

test('a driver without modules to speak against it loads', () => {
  expect(worstVerdict([])).toBe('loads');
  expect(worstVerdict(['loads', 'unknown'])).toBe('unknown');
  expect(worstVerdict(['missing', 'refused'])).toBe('refused');
});
