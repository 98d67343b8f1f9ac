import { describe, expect, test } from 'vitest';
import type { HistoryTable } from '../../history/history-table.ts';
import type { InTreeDriver } from '../../records/rows/in-tree.ts';
import { createUrls } from '../../addresses/urls.ts';
import { renderInTreeDrivers, type InTreeContext } from './in-tree-driver.ts';

const TABLE: HistoryTable = {
  products: [
    {
      name: 'p',
      title: 'P',
      releases: ['1.0', '1.1', '1.2'],
      built: ['2026-01-01', null, '2026-03-01'],
      follows: null,
    },
  ],
  variants: [
    {
      ...{ product: 0, name: 'amd64', releases: [0, 1, 2] },
      ...{ generators: ['genksyms', 'genksyms', 'genksyms'], vermagics: [null, null, null] },
    },
    {
      ...{ product: 0, name: 'arm64', releases: [0, 1] },
      ...{ generators: ['genksyms', 'genksyms'], vermagics: [null, null] },
    },
  ],
  attributes: [{ module: 'fs/fuse/fuse', type: 'EXPORT_SYMBOL', namespace: '' }],
};
const CONTEXT: InTreeContext = {
  table: TABLE,
  updates: {
    variants: ['amd64', 'arm64'],
    symbols: {
      kfree: [
        [2, 0],
        [1, 0],
      ],
      iget_locked: [[2, 2], null],
    },
  },
  protections: {
    policies: [{ vendor: 'acme', id: 'one', title: { en: 'Acme 1' }, term: { en: 'golden list' } }],
    symbols: { kfree: [0] },
    products: {},
    modules: [],
    requiredBy: {},
  },
  urls: createUrls('/x/'),
  origin: 'https://host.example',
  hasPlainPages: true,
};

/** Built for 1.0 and 1.1 on amd64, for 1.0 on arm64. */
const FUSE: InTreeDriver = {
  name: 'fuse',
  variants: [
    {
      ...{ variant: 0, path: 'fs/fuse/fuse', symbols: 'iget_locked kfree weak_one' },
      builds: [
        {
          release: 0,
          imports: 2,
          cells: [
            [0, 0],
            [1, 1],
            [1, 1],
          ],
          behind: 'iget_locked',
        },
        {
          release: 1,
          imports: 3,
          cells: [
            [1, 1],
            [0, 0],
            [2, 2],
          ],
          behind: 'gone iget_locked',
        },
      ],
    },
    {
      ...{ variant: 1, path: 'fs/fuse/fuse', symbols: 'kfree' },
      builds: [
        {
          release: 0,
          imports: 1,
          cells: [
            [0, 0],
            [1, 2],
          ],
          behind: 'iget_locked kfree',
        },
      ],
    },
  ],
};

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the page of a module in the tree', () => {
  const [page] = renderInTreeDrivers([FUSE], CONTEXT);
  const body = page?.body.text ?? '';
  const text = textOf(body);

  test('says where the newest build loads', () => {
    expect(page?.description).toBe(
      'fuse: the build for P 1.1 on amd64 loads on 1 of 3 releases of P on file.',
    );
    expect(text).toContain(
      'The build for P 1.1 on amd64 loads on 1.1 only; 1.0 differs in 1 of its 3 imports and 1.2 does not offer 2.',
    );
  });

  test('has a matrix of releases and builds per architecture, the newest first', () => {
    expect(text).toContain(
      'P amd64 built for 1.1 built for 1.0 1.2 missing 2 rebuild 1 1.1 its own rebuild 1 1.0 rebuild 1 its own',
    );
    expect(text).toContain('P arm64 built for 1.0 1.1 rebuild 2 1.0 its own');
  });

  test('names the symbols behind each update, with the architecture where it is not all', () => {
    expect(text).toContain(
      'the module of P 1.0 on 1.1 : rebuild 1 on amd64 rebuild 2 on arm64 iget_locked kfree arm64',
    );
    expect(text).toContain('the module of P 1.1 on 1.2 : missing 2 on amd64 gone iget_locked');
  });

  test('lists its imports, the most fragile first, and links those that have a page', () => {
    expect(text).toMatch(/iget_locked 2 of 2 unknown kfree 0 of 2 0 of 1 weak_one unknown unknown/);
    expect(body).toContain('<a href="/x/s/iget_locked/">');
    expect(body).not.toContain('/x/s/weak_one/');
  });

  test('says which share of its imports a list protects', () => {
    expect(text).toContain('Acme 1 (golden list) protects 1 of 3 symbols.');
  });

  test('leads to what it exports, and cites itself with the day of the data', () => {
    expect(body).toContain('<a href="/x/m/fs/fuse/fuse/">what it exports</a>');
    expect(body).toContain('https://host.example/x/d/fuse/');
    expect(body).toContain('(data 2026-03-01)');
  });
});

test('modules whose names differ only in case share a page with a section each, and no anchor twice', () => {
  const pages = renderInTreeDrivers(
    [
      { ...FUSE, name: 'xt_dscp' },
      { ...FUSE, name: 'xt_DSCP' },
    ],
    CONTEXT,
  );
  expect(pages.map(({ name }) => name)).toEqual(['xt_DSCP', 'xt_dscp']);
  expect(pages[0]?.body).toEqual(pages[1]?.body);
  const body = pages[0]?.body.text ?? '';
  const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['xt_DSCP', 'xt_dscp', 'xt_dscp-imports']));
});
