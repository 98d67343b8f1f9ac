import { describe, expect, test } from 'vitest';
import type { HistoryTable } from '../../history/history-table.ts';
import type { TypeRow } from '../../records/rows/types.ts';
import { createUrls } from '../../addresses/urls.ts';
import { typeFacts, type TypeFactsContext } from './type-facts.ts';
import { renderTypePages, type TypeContext } from './type-page.ts';

const TABLE: HistoryTable = {
  products: [
    {
      ...{ name: 'p', title: 'P', releases: ['1.0', '1.1', '1.2'] },
      ...{ built: ['2026-01-01', '2026-02-01', '2026-03-01'], follows: null },
    },
    { name: 'q', title: 'Q', releases: ['2.0'], built: ['2026-02-15'], follows: 0 },
  ],
  variants: [
    {
      ...{ product: 0, name: 'amd64', releases: [0, 1, 2] },
      ...{ generators: ['genksyms', 'genksyms', 'genksyms'], vermagics: [null, null, null] },
    },
    {
      ...{ product: 0, name: 'arm64', releases: [0] },
      ...{ generators: ['genksyms'], vermagics: [null] },
    },
    {
      ...{ product: 1, name: 'amd64', releases: [0] },
      ...{ generators: ['genksyms'], vermagics: [null] },
    },
  ],
  attributes: [{ module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' }],
};
const CONTEXT: TypeContext & TypeFactsContext = {
  table: TABLE,
  hasPlainPages: true,
  names: new Set(['struct dev', 'struct ops', 'struct holder']),
  importers: { drivers: { gizmo: 'Gizmo' }, symbols: { get_dev: ['gizmo'] } },
  inTree: {
    kernels: [{ product: 'p', title: 'P', release: '1.2' }],
    modules: ['a', 'b', 'c'],
    symbols: { get_dev: ['0 1'], put_dev: ['1 2'], other: ['2'] },
  },
  mentions: {
    documents: { 'discussions/thread': 'A thread' },
    ...{ symbols: {}, types: { 'struct dev': ['discussions/thread'] }, config: {} },
  },
  urls: createUrls('/x/'),
  origin: 'https://host.example',
};

function pagesOf(rows: readonly TypeRow[]) {
  return renderTypePages(
    rows.map((row) => typeFacts(row, CONTEXT)),
    CONTEXT,
  );
}

const SMALL = 'struct dev { // size 8\n\tstruct ops *ops; // 0\n};\n';
const LARGE = 'struct dev { // size 16\n\tstruct ops *ops; // 0\n\tint irq; // 8\n};\n';
const DEV: TypeRow = {
  name: 'struct dev',
  texts: [SMALL, LARGE],
  variants: [
    {
      ...{ variant: 0, releases: [0, 1, 2] },
      runs: [
        [0, 0, 0],
        [1, 2, 1],
      ],
    },
    { variant: 1, releases: [0], runs: [[0, 0, 0]] },
    { variant: 2, releases: [0], runs: [[0, 0, 1]] },
  ],
  changes: [
    {
      ...{
        product: 'p',
        before: '1.1',
        after: '1.2',
        variants: ['amd64'],
        class: 'layout-kept',
        hidden: true,
      },
      ...{ detail: 'kabi_reserved1 used for irq', symbols: 2, modules: null },
      ...{ beforeText: LARGE, afterText: LARGE.replace('irq', 'line') },
    },
    {
      ...{
        product: 'p',
        before: '1.0',
        after: '1.1',
        variants: ['amd64'],
        class: 'layout-changed',
        hidden: false,
      },
      ...{ detail: 'grew from 8 to 16 bytes', symbols: 2165, modules: 12 },
      origins: [
        {
          ...{ title: 'net: add <line>', upstream: '1.1.2', version: '1.1.2-1', cves: [] },
          ...{ degree: 'named', reason: 'member', word: 'line' },
        },
      ],
      ...{ beforeText: SMALL, afterText: LARGE },
    },
  ],
  usedBy: { types: ['struct holder', 'struct pageless'], exports: ['get_dev', 'put_dev'] },
  otherScopes: ['net/a'],
  reserve: { left: ['kabi_reserved2'], used: ['kabi_reserved1'] },
};
const PLAIN: TypeRow = {
  ...{
    name: 'struct ops',
    texts: ['struct ops;\n'],
    variants: [{ variant: 0, releases: [0, 1, 2], runs: [[0, 2, 0]] }],
  },
  ...{ changes: [], usedBy: { types: [], exports: [] }, otherScopes: [], reserve: { left: [], used: [] } },
};

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function idsOf(html: string): string[] {
  return [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
}

describe('the page of a type', () => {
  const [page] = pagesOf([DEV]);
  const body = page?.body.text ?? '';
  const text = textOf(body);

  test('says what became of it', () => {
    expect(page?.title).toBe('struct dev: changed in 1.1, grew from 8 to 16 bytes');
    expect(page?.description).toBe('struct dev: changed in 1.1; last, grew from 8 to 16 bytes.');
    expect(text).toContain(
      'On file from 5 kernels whose exports reach it. 1 change of it was a cause of changed CRCs. 1 change of it is shown by no CRC.',
    );
  });

  test('shows the newest definition, with links to the types in it and who sees another one', () => {
    expect(text).toContain(
      'As Q 2.0 on amd64 has it; offsets in bytes, of bit fields with the bit. 1 module sees another definition of the name: net/a.',
    );
    expect(body).toContain('\t<a href="/x/t/struct/ops/">struct ops</a> *ops; <span class="o">// 0</span>');
    expect(text).toContain('Reserve: kabi_reserved1 used; kabi_reserved2 left.');
  });

  test('tells which releases have which definition, the newest product first', () => {
    expect(text).toContain(
      'Product Architecture Releases with the same definition Q amd64 2.0 P amd64 1.0, 1.1 to 1.2 arm64 1.0',
    );
  });

  test('has each change with its reach and the lines before and after, under an anchor that keeps', () => {
    expect(text).toContain(
      '1.2 layout kept compared with 1.1 on amd64 · no CRC of the 2 exports that reach it changed kabi_reserved1 used for irq',
    );
    expect(text).toContain(
      '1.1 layout changed compared with 1.0 on amd64 · reached by 2,165 changed exports · 12 in-tree modules import one of them',
    );
    expect(body).toContain('<ins>+ \t<span class="k">int</span> irq;<span class="o"> // 8</span></ins>');
    expect(idsOf(body)).toEqual([
      ...['history', 'p-1.2-hidden', 'p-1.2-hidden-amd64', 'p-1.1', 'p-1.1-amd64'],
      ...['definition', 'used-by', 'cite'],
    ]);
  });

  test('says which change made one, with a search that finds the commit', () => {
    expect(body).toContain('>net: add &lt;line&gt;</a> (Linux 1.1.2)</p>');
  });

  test('names who uses it, links those that have a page, and counts who imports them', () => {
    expect(text).toContain(
      '2 types name it: struct holder struct pageless 2 exports name it in their declarations: get_dev put_dev',
    );
    expect(body).toContain('<a href="/x/t/struct/holder/">struct holder</a>');
    expect(body).not.toContain('/x/t/struct/pageless/');
    expect(text).toContain('One of these exports is imported by 3 modules of P 1.2 and by Gizmo .');
  });

  test('leads to documents that name it, and cites itself with the day of the newest kernel', () => {
    expect(body).toContain('discussed in <a href="/x/discussions/thread/">A thread</a>');
    expect(body).toContain('https://host.example/x/t/struct/dev/');
    expect(body).toContain('(data 2026-03-01)');
  });
});

describe('a type of which no change is on file', () => {
  test('is not called unchanged, nor used', () => {
    const [page] = pagesOf([PLAIN]);
    expect(page?.description).toBe(
      'struct ops: 1 definition in 3 kernels on file, and no change of its own behind a changed CRC.',
    );
    const text = textOf(page?.body.text ?? '');
    expect(text).toContain('No change of it was found to be a cause of a changed CRC.');
    expect(text).toContain('Nothing on file names it in its own definition.');
    expect(text).not.toContain('Reserve');
  });

  test('says so if it changed behind the CRCs', () => {
    const [page] = pagesOf([{ ...DEV, changes: DEV.changes.slice(0, 1) }]);
    expect(page?.description).toBe(
      'struct dev: changed in 1.2 while no CRC did: kabi_reserved1 used for irq.',
    );
  });
});

test('one release may hold another change on each architecture: each can be linked, the first by the release alone', () => {
  const [, change] = DEV.changes;
  if (change === undefined) throw new Error('no change');
  const changes = [change, { ...change, variants: ['arm64'], detail: 'shrank' }];
  const [page] = pagesOf([{ ...DEV, changes }]);
  const html = page?.body.text ?? '';
  expect(idsOf(html).filter((id) => id.startsWith('p-1.1'))).toEqual(['p-1.1', 'p-1.1-amd64', 'p-1.1-arm64']);
  expect([...html.matchAll(/<a class="p" href="(#p-[^"]*)"/g)].map(([, href]) => href)).toEqual([
    '#p-1.1',
    '#p-1.1-arm64',
  ]);
});

test('a change leads to its card in the comparison, and one that no CRC shows to its release', () => {
  const html = pagesOf([DEV])[0]?.body.text ?? '';
  expect(html).toContain('/c/p/1.0..1.1/#struct-dev">1.1</a>');
  expect(html).toContain('/r/p/1.2/">1.2</a>');
});

test('each other definition can be opened, under the releases that have it', () => {
  const html = pagesOf([DEV])[0]?.body.text ?? '';
  const folded = [...html.matchAll(/<details><summary>([^<]*)<\/summary><pre class="definition">/g)];
  expect(folded).toHaveLength(1);
  expect(folded[0]?.[1]).toContain('1.0 on amd64');
});

test('types whose names differ only in case share a page with a section each, and no anchor twice', () => {
  const pages = pagesOf([DEV, { ...DEV, name: 'struct Dev' }]);
  expect(pages.map(({ name }) => name)).toEqual(['struct Dev', 'struct dev']);
  expect(pages[0]?.body).toEqual(pages[1]?.body);
  const ids = idsOf(pages[0]?.body.text ?? '');
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['struct-Dev', 'struct-dev', 'struct-dev-p-1.1']));
});

test('of many users the first are named and the others counted', () => {
  const types = Array.from({ length: 63 }, (_, i) => `struct s${i}`);
  const [page] = pagesOf([{ ...DEV, usedBy: { types, exports: [] } }]);
  expect(textOf(page?.body.text ?? '')).toContain('struct s59 and 3 more');
});
