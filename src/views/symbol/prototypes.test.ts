import { describe, expect, test } from 'vitest';
import type { HistoryTable } from '../../history/history-table.ts';
import { createUrls } from '../../addresses/urls.ts';
import { prototypeLines } from './prototype-lines.ts';
import { partsAgainst, placeWords, prototypesOf } from './prototypes.ts';

const TABLE: HistoryTable = {
  products: [
    { name: 'old', title: 'Old', releases: ['1', '2'], built: ['2024-01-01', '2024-02-01'], follows: null },
    { name: 'new', title: 'New', releases: ['3', '4'], built: ['2025-01-01', '2025-02-01'], follows: 0 },
  ],
  variants: [0, 1].flatMap((product) =>
    ['amd64', 'arm64'].map((name) => ({
      ...{ product, name, releases: [0, 1] },
      ...{ generators: ['genksyms' as const, 'genksyms' as const], vermagics: [null, null] },
    })),
  ),
  attributes: [],
};
const OLD = 'int pin(struct device *, long unsigned int *, int);';
const NEW = 'int pin(struct vfio_device *, dma_addr_t, int);';
const PROTOTYPES = {
  spans: [
    [
      { variant: 0, from: 0, to: 1, text: 0 },
      { variant: 2, from: 0, to: 0, text: 0 },
      { variant: 2, from: 1, to: 1, text: 1 },
    ],
    [{ variant: 3, from: 0, to: 1, text: 0 }],
  ],
  symbols: { pin: [0, OLD, NEW], kfree: [1, 'void kfree(const void *);'] } as Record<
    string,
    [number, ...string[]]
  >,
};
const LINKS = { typeNames: new Set(['struct vfio_device']), urls: createUrls('/'), hasPlainPages: true };

describe('prototypes of a symbol', () => {
  const found = prototypesOf('pin', PROTOTYPES, TABLE);

  test('come newest first, each with where it is known', () => {
    expect(found.map(({ text }) => text)).toEqual([NEW, OLD]);
    expect(
      found.map((each) =>
        placeWords(
          each,
          found.filter((other) => other !== each),
        ),
      ),
    ).toEqual(['New 4 on amd64', 'Old; New 3 on amd64']);
  });

  test('are none where no types are on file, whatever the symbol is called', () => {
    expect(prototypesOf('constructor', PROTOTYPES, TABLE)).toEqual([]);
  });

  test('show which parameters differ, and link types that have a page', () => {
    expect(prototypeLines(found, LINKS).text).toBe(
      '<pre class="proto"><code>int pin(<ins><a href="/t/struct/vfio_device/">struct vfio_device</a> *,</ins>' +
        '<ins> dma_addr_t,</ins> int);</code></pre>\n<p class="small soft">New 4 on amd64</p>\n' +
        '<pre class="proto"><code>int pin(<del>struct device *,</del><del> long unsigned int *,</del> int);</code></pre>\n' +
        '<p class="small soft">Old; New 3 on amd64</p>\n',
    );
  });

  test('say of how many builds an only one holds', () => {
    expect(prototypeLines(prototypesOf('kfree', PROTOTYPES, TABLE), LINKS).text).toContain(
      'Declared so in all 2 builds whose types are on file.',
    );
  });
});

test('a parameter that is a function is one piece, and one that was only appended leaves the others alone', () => {
  expect(partsAgainst('void f(int (*)(int, char), int);', 'void f(int (*)(int, char));')).toEqual([
    { text: 'void f(', differs: false },
    { text: 'int (*)(int, char),', differs: false },
    { text: ' int', differs: true },
    { text: ');', differs: false },
  ]);
  expect(partsAgainst('struct net init_net;', 'struct net init_net;')).toEqual([
    { text: 'struct net init_net;', differs: false },
  ]);
});
