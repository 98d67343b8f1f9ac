import { describe, expect, test } from 'vitest';
import type { SymbolRow } from '../../history/runs.ts';
import type { HistoryTable } from '../../history/history-table.ts';
import type { Importers } from '../../records/rows/importers.ts';
import type { Mentions } from '../../records/rows/mentions.ts';
import { createUrls } from '../../addresses/urls.ts';
import { symbolFacts } from '../../history/symbol-history.ts';
import { renderSymbolPages, type PageContext } from './symbol-page.ts';

const TABLE: HistoryTable = {
  products: [
    {
      name: 'p',
      title: 'P & Q',
      releases: ['1.0', '1.1', '1.2'],
      built: ['2026-01-01', null, '2026-03-01'],
      follows: null,
    },
  ],
  variants: [
    {
      product: 0,
      name: 'amd64',
      releases: [0, 1, 2],
      generators: ['genksyms', 'genksyms', 'genksyms'],
      vermagics: [null, null, null],
    },
    {
      product: 0,
      name: 'arm64',
      releases: [0, 2],
      generators: ['genksyms', 'genksyms'],
      vermagics: [null, null],
    },
  ],
  attributes: [
    { module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
    { module: 'drivers/vfio/vfio', type: 'EXPORT_SYMBOL_GPL', namespace: 'VFIO' },
  ],
};

const NO_IMPORTERS: Importers = { drivers: {}, symbols: {} };
const NO_PROTECTIONS = { policies: [], symbols: {}, products: {}, modules: [], requiredBy: {} };
const NO_MENTIONS: Mentions = { documents: {}, symbols: {}, types: {}, config: {} };
const NO_WHY = { updates: [], symbols: {} };
const NO_MODULES = { kernels: [], modules: [], symbols: {} };

const ROW: SymbolRow = {
  symbol: 'vfio_pin_pages',
  variants: [
    [
      0,
      [
        [0, 0, 1, 0],
        [1, 2, 2, 1],
      ],
    ],
    [1, [[0, 0, 1, 0]]],
  ],
};

const CONTEXT: PageContext = {
  importers: NO_IMPORTERS,
  mentions: NO_MENTIONS,
  inTree: NO_MODULES,
  protections: NO_PROTECTIONS,
  why: NO_WHY,
  ends: new Map(),
  prototypes: { spans: [], symbols: {} },
  changePlaces: {},
  table: TABLE,
  typeNames: new Set(),
  urls: createUrls('/'),
  origin: '',
  hasPlainPages: true,
};

function render(rows: readonly SymbolRow[], own: Partial<PageContext> = {}, table: HistoryTable = TABLE) {
  return renderSymbolPages(
    rows.map((row) => symbolFacts(row, table)),
    { ...CONTEXT, table, ...own },
  );
}

function pagesOf(...rows: readonly SymbolRow[]) {
  return render(rows, { urls: createUrls('/x/'), origin: 'https://host.example' });
}

function textOf(markup: string): string {
  return markup
    .replace(/<(?:br|td|small)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the page of a symbol', () => {
  const [page] = pagesOf(ROW);
  const body = page?.body.text ?? '';

  test('is named and described by what was found', () => {
    expect(page).toMatchObject({
      name: 'vfio_pin_pages',
      title: 'vfio_pin_pages: CRC changed in 1 of 2 updates',
      description: 'vfio_pin_pages: its CRC changed in 1 of 2 updates on amd64.',
      path: '/x/s/vfio_pin_pages/',
    });
  });

  test('says who exports the symbol now', () => {
    expect(body).toContain(
      'exported by <a href="/x/m/drivers/vfio/vfio/"><code>drivers/vfio/vfio</code></a> as <code>EXPORT_SYMBOL_GPL</code> in namespace <code>VFIO</code>',
    );
  });

  test('has a row per story: cells as wide as their time, absences and gaps, and a letter per CRC', () => {
    expect(body).toContain(
      '<div><em>P &amp; Q amd64</em><p><var class="a w25">A</var> <var class="b w75">B</var> </p></div>',
    );
    expect(body).toContain(
      '<div><em>P &amp; Q arm64</em><p><var class="a w25">A</var> <i class="not-on-file w25">?</i> <i class="absent w50">–</i> </p></div>',
    );
  });

  test('has a row per release that changed something, newest first, with a link to itself', () => {
    const rows = [...body.matchAll(/<tr id="([^"]*)">/g)].map(([, id]) => id);
    expect(rows).toEqual(['p-1.2', 'p-1.1', 'p-1.0']);
    for (const id of rows) expect(body).toContain(`<a class="p" href="#${id ?? ''}"`);
  });

  test('leads from a change to its row in the comparison, and from the oldest release to that release', () => {
    expect(body).toContain('<a href="/x/c/p/1.0..1.1/#vfio_pin_pages">P &amp; Q 1.1</a>');
    expect(body).toContain('<a href="/x/r/p/1.0/">P &amp; Q 1.0</a>');
    const [large] = render([ROW], {
      changePlaces: { 'p/1.0..1.1': { 'drivers/vfio/vfio': { path: 'drivers/vfio', parts: [] } } },
    });
    expect(large?.body.text).toContain('<a href="/c/p/1.0..1.1/drivers/vfio/#vfio_pin_pages">');
  });

  test('says what happened on which architecture, and calls unknown why a CRC changed', () => {
    const row = /<tr id="p-1.1">.*/.exec(body)?.[0] ?? '';
    expect(textOf(row)).toBe(
      'P &amp; Q 1.1 amd64 CRC changed A → B 0x00000002 type changed to EXPORT_SYMBOL_GPL ' +
        'namespace changed to VFIO moved to drivers/vfio/vfio arm64 not on file unknown',
    );
  });

  test('is cited with its address and the day of its data', () => {
    expect(body).toContain(
      '<span data-cite-url>https://host.example/x/s/vfio_pin_pages/</span>&gt; (data 2026-03-01)',
    );
  });
});

test('a symbol without namespace and type on record does not mention them', () => {
  const table = { ...TABLE, attributes: [{ module: 'vmlinux', type: '', namespace: '' }] };
  const row: SymbolRow = { symbol: 'a', variants: [[0, [[0, 2, 0, 0]]]] };
  const [page] = render([row], {}, table);
  expect(page?.body.text).toContain('exported by <a href="/m/vmlinux/"><code>vmlinux</code></a></p>');
  expect(page?.body.text).toContain('<i class="none w100">0</i>');
});

test('a symbol of 40 products with 6 architectures each fits into 20 kB, and every change keeps its anchor', () => {
  const releases = Array.from({ length: 8 }, (_, i) => `6.1.${i}`);
  const products = Array.from({ length: 40 }, (_, p) => ({
    ...{ name: `product-${p}`, title: `Product ${p}`, releases, follows: null },
    built: releases.map(
      (_, i) => `20${10 + Math.floor(p / 4)}-${String(1 + i).padStart(2, '0')}-${10 + (p % 4)}`,
    ),
  }));
  const variants = products.flatMap((_, product) =>
    ['amd64', 'arm64', 'ppc64el', 'riscv64', 's390x', 'rt-amd64'].map((name) => ({
      ...{ product, name, releases: releases.map((_, i) => i) },
      generators: releases.map(() => 'genksyms' as const),
      vermagics: releases.map(() => null),
    })),
  );
  const row: SymbolRow = {
    symbol: 'a',
    variants: variants.map(({ product }, i) => [
      i,
      [
        [0, 2, 1000 + 3 * product + (i % 2), 0],
        [3, 7, 1000 + 3 * product + 2, 0],
      ],
    ]),
  };
  const [page] = render([row], {}, { ...TABLE, products, variants });
  const body = page?.body.text ?? '';
  expect(Buffer.byteLength(body)).toBeLessThan(17_000);
  expect(body.match(/ id="product-\d+-6\.1\.[03]"/g)).toHaveLength(80);
  expect(body).toContain('rows of older products are left out here. <a href="index.txt">Plain text</a>');
});

describe('names that differ only in case', () => {
  const other: SymbolRow = { symbol: 'VFIO_pin_pages', variants: [[0, [[0, 2, 7, 0]]]] };
  const pages = pagesOf(ROW, other);

  test('have one page under each name, the same to the byte', () => {
    const [first, second] = pages.map(({ name, ...page }) => [name, page] as const);
    expect([first?.[0], second?.[0]]).toEqual(['VFIO_pin_pages', 'vfio_pin_pages']);
    expect(first?.[1]).toEqual(second?.[1]);
    expect(first?.[1].path).toBe('/x/s/VFIO_pin_pages/');
  });

  test('have a section each, and no anchor twice', () => {
    const body = pages[0]?.body.text ?? '';
    const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['VFIO_pin_pages', 'vfio_pin_pages', 'vfio_pin_pages-p-1.1']));
    expect(body.match(/<h1/g)).toHaveLength(1);
  });
});

describe('drivers that import a symbol', () => {
  function importedBy(...titles: readonly string[]): string {
    const drivers = Object.fromEntries(titles.map((title) => [title.slice(0, 1).toLowerCase(), title]));
    const importers = { drivers, symbols: { vfio_pin_pages: Object.keys(drivers) } };
    const [page] = render([ROW], { importers, urls: createUrls('/x/') });
    return /imported by (.*?)<\/p>/.exec(page?.body.text ?? '')?.[1] ?? '';
  }

  test('are linked', () => {
    expect(importedBy('A & B', 'C')).toBe('<a href="/x/d/a/">A &amp; B</a>, <a href="/x/d/c/">C</a>');
  });

  test('are counted where they are many', () => {
    const many = importedBy('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H');
    expect(many).toContain('F</a> and <a href="/x/d/">2 more</a>');
    expect(many).not.toContain('>G<');
  });

  test('are not mentioned where there are none', () => {
    expect(importedBy()).toBe('');
    expect(pagesOf(ROW)[0]?.body.text).not.toContain('imported by');
  });
});

describe('documents that name a symbol', () => {
  function discussedIn(...names: readonly string[]): string {
    const documents = Object.fromEntries(names.map((name) => [name, name.toUpperCase()]));
    const [page] = render([ROW], {
      mentions: { ...NO_MENTIONS, documents, symbols: { vfio_pin_pages: [...names] } },
      urls: createUrls('/x/'),
    });
    return /discussed in (.*?)<\/p>/.exec(page?.body.text ?? '')?.[1] ?? '';
  }

  test('are linked, discussions and notes each where they lie', () => {
    expect(discussedIn('discussions/a', 'notes/b')).toBe(
      '<a href="/x/discussions/a/">DISCUSSIONS/A</a>, <a href="/x/notes/b/">NOTES/B</a>',
    );
  });

  test('are counted where they are many', () => {
    const many = discussedIn('notes/a', 'notes/b', 'notes/c', 'notes/d', 'notes/e');
    expect(many).toContain('NOTES/C</a> and <a href="/x/discussions/">2 more</a>');
  });

  test('are not mentioned where there are none', () => {
    expect(pagesOf(ROW)[0]?.body.text).not.toContain('discussed in');
  });
});

describe('who protects a symbol', () => {
  function protectedBy(size: number, ...modules: string[]): string {
    const policies = Array.from({ length: size }, (_, i) => ({
      ...{ vendor: 'acme', id: `p${i}`, title: { en: `P&${i}` } },
      term: i === 0 ? { en: 'golden list' } : null,
    }));
    const requiredBy = { vfio_pin_pages: [{ policy: 0, modules: modules.map((_, i) => i) }] };
    const [page] = render([ROW], {
      protections: {
        policies,
        symbols: { vfio_pin_pages: policies.map((_, i) => i) },
        products: {},
        modules,
        requiredBy,
      },
    });
    return /<p class="soft">protected by .*<\/p>/.exec(page?.body.text ?? '')?.[0] ?? '';
  }

  test('is named with the vendor’s word for its list', () => {
    expect(protectedBy(1)).toBe(
      '<p class="soft">protected by <a href="/policy/acme/#p0">P&amp;0</a> (golden list)</p>',
    );
  });

  test('is named with the modules for which the list has it', () => {
    expect(protectedBy(1, 'a', 'b&', 'c', 'd', 'e', 'f', 'g')).toContain(
      '</a> (golden list, required by <code>a</code>, <code>b&amp;</code>, <code>c</code>, <code>d</code>, ' +
        '<code>e</code>, <code>f</code> and 1 more)</p>',
    );
  });

  test('is counted where there are many', () => {
    expect(protectedBy(5)).toContain(' and <a href="/policy/">2 more</a></p>');
  });

  test('is not mentioned where it is nobody', () => {
    expect(protectedBy(0)).toBe('');
  });
});
