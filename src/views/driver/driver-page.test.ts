/** The parts of a driver's page: the matrix, the symbols behind its verdicts, the imports. */
import { describe, expect, test } from 'vitest';
import type { DriverCell, DriverRows } from '../../records/rows/driver.ts';
import { createUrls } from '../../addresses/urls.ts';
import { driverBuild } from './driver-build.ts';
import { importTables } from './driver-imports.ts';
import { driverMatrix, type ArchMatrix } from './driver-matrix.ts';
import { html } from '../../media/html.ts';

const URLS = createUrls('/');
const LINKS = { urls: URLS, symbol: (symbol: string) => html`<i>${symbol}</i>` };

function cell(verdict: DriverCell['verdict'], facts: Partial<DriverCell> = {}): DriverCell {
  const lists = {
    mismatched: [],
    missing: [],
    gplOnly: [],
    notImported: [],
    notComparable: [],
    noVersion: [],
    refused: [],
  };
  return { verdict, ...lists, reasons: [], modules: [{ verdict, symbols: 0 }], ...facts };
}

function matrix(own: readonly DriverCell[], other: readonly DriverCell[]): ArchMatrix {
  const kernels = (cells: readonly DriverCell[]) =>
    cells.map((each, i) => ({ release: `1.${i}`, variant: 'amd64', cells: [each] }));
  return {
    arch: 'amd64',
    plan: {
      groups: [],
      isFewest: true,
      impossible: [],
      unknown: [],
      updates: { all: 0, needed: 0 },
    },
    builds: [
      {
        ref: { for: { product: 'p', title: 'P', release: '1.0' }, variant: 'amd64' },
        imports: 3,
        modules: ['a'],
      },
    ],
    products: [
      { name: 'q', title: 'Q', kernels: kernels(other) },
      { name: 'p', title: 'P', kernels: kernels(own) },
    ],
  };
}

const MANY = Array.from({ length: 20 }, (_, i) => `s${i}`);

describe('the matrix', () => {
  const { text } = driverMatrix(
    'A',
    matrix([cell('loads'), cell('rebuild', { mismatched: ['x'] })], []),
    URLS,
  );

  test('has a word, a mark and a number in each cell, which leads to the symbols', () => {
    expect(text).toContain('<td><b class="tag verdict-loads">loads</b></td>');
    expect(text).toContain(
      '<a href="#built-for-p-1.0-amd64-on-p-1.1-amd64"><b class="tag verdict-rebuild">rebuild 1</b></a>',
    );
  });

  test('has an anchor per row that does not depend on its position', () => {
    expect(text).toContain('<tr id="p-1.1-amd64">');
  });
});

test('a verdict of “loads” has what no CRC shows beside it', () => {
  const quiet = cell('loads', { hidden: ['struct quiet'] });
  const { text } = driverMatrix('Gizmo', matrix([quiet, quiet, quiet], [cell('loads')]), URLS);
  expect(text).toContain(
    'loads</b><br><small>no CRC shows that <a href="/t/struct/quiet/">struct quiet</a> changed</small></td>',
  );
});

describe('the symbols behind the verdicts of a build', () => {
  const refused = cell('rebuild', { mismatched: MANY });
  const { text } = driverBuild(matrix([cell('loads'), refused, refused], [refused]), 0, LINKS);

  test('are told once for releases of which the same is to say, and not for those that load it', () => {
    const heads = [...text.matchAll(/<h4>.*?<\/h4>/gs)].map(([head]) => head.replace(/<[^>]*>/g, ''));
    expect(heads).toEqual(['rebuild 20 on P 1.1, 1.2', 'rebuild 20 on Q 1.0']);
    expect(text).toContain('<a id="built-for-p-1.0-amd64-on-p-1.2-amd64" href="/r/p/1.2/">1.2</a>');
  });

  test('have their causes on the next release, which do not part it from others with the same symbols', () => {
    const next = { ...refused, causes: [['struct dev', 15] as const] };
    const both = driverBuild(matrix([cell('loads'), next as typeof refused, refused], []), 0, LINKS).text;
    expect(both.match(/<h4>/g)).toHaveLength(1);
    expect(both.replace(/<[^>]*>/g, '')).toContain(
      'Why on 1.1: struct dev: 15 of 20; of the other 5 the cause is another or not on file.',
    );
  });

  test('are all named for the product that it was built for, and the first ones for others', () => {
    const [own = '', other = ''] = text.split('<h4>').slice(1);
    expect(own.match(/<i>/g)).toHaveLength(20);
    expect(other.match(/<i>/g)).toHaveLength(12);
    expect(other).toContain('and 8 more');
  });

  test('are a reason where there are none', () => {
    const reasons = ['this kernel has no CRCs'];
    const unknown = driverBuild(matrix([cell('unknown', { reasons })], []), 0, LINKS).text;
    expect(unknown).toContain('<p class="small">this kernel has no CRCs</p>');
    expect(text).not.toContain('<p class="small">');
  });
});

test('imports have the number of changes per variant, and say where it is unknown', () => {
  const imports: DriverRows['imports'] = [
    { symbol: 'kfree', isOnFile: true, updates: [{ comparable: 20, crcChanged: 3 }, null] },
  ];
  const { text } = importTables(
    { imports, variants: ['amd64', 'arm64'] },
    { link: LINKS.symbol, anchorOf: (symbol) => `import-${symbol}` },
  );
  const cells = [...text.matchAll(/<td.*?<\/td>/gs)].map(([each]) => each.replace(/<[^>]*>/g, ''));
  expect(cells).toEqual(['3 of 20', 'unknown']);
  expect(text).toContain('<tr id="import-kfree">');
});
