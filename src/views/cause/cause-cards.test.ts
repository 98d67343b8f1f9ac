import { describe, expect, test } from 'vitest';
import type { CauseRow, CauseRows } from '../../records/rows/causes.ts';
import { createUrls } from '../../addresses/urls.ts';
import { causeCards, classLegend, type CauseLinks } from './cause-cards.ts';

const LINKS: CauseLinks = {
  urls: createUrls('/x/'),
  hasPage: (key) => key !== 'struct nameless',
  drivers: { gizmo: 'Gizmo' },
};

const DEV: CauseRow = {
  ...{ kind: 'struct', name: 'dev', scopes: [], class: 'layout-changed' },
  before: 'struct dev { // size 8\n\tint irq; // 0\n};\n',
  after: 'struct dev { // size 12\n\tint irq; // 0\n\tint line; // 8\n};\n',
  edits: [
    { what: 'size', before: 8, after: 12 },
    {
      ...{ what: 'member-added', path: ['line'], offset: 64 },
      member: { name: 'line', type: 'int', bodies: [], offset: 64, width: null },
    },
  ],
  ...{ symbols: 2165, nearest: 1200, modules: 3, drivers: ['gizmo', 'other'] },
};
const KICK: CauseRow = {
  ...{ kind: 'function', name: 'kick', scopes: [], class: 'prototype-changed' },
  ...{ before: 'void kick(int);\n', after: 'void kick(void);\n' },
  edits: [{ what: 'parameter-removed', position: 1, type: 'int' }],
  ...{ symbols: 1, nearest: 1, modules: null, drivers: [] },
};

function variant(causes: readonly CauseRow[], more: Partial<CauseRows[number]> = {}): CauseRows[number] {
  return {
    ...{
      variant: 'amd64',
      source: 'btf',
      exact: false,
      consequences: [],
      explained: 1,
      unexplained: [],
      hidden: [],
    },
    ...{ causes: [...causes], ...more },
  };
}

function cardsOf(rows: CauseRows, taken = new Set<string>()): string {
  return causeCards(rows, LINKS, taken).text;
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('a card', () => {
  test('says which change made it, with a search that finds the commit', () => {
    const origin: NonNullable<CauseRow['origins']>[number] = {
      ...{ title: 'net: add <line>', upstream: '6.1.188', version: '6.1.190-1', cves: ['CVE-2026-1111'] },
      ...{ degree: 'likely', reason: 'type', word: 'dev' },
    };
    const told = (origins: CauseRow['origins']) =>
      cardsOf([variant([{ ...DEV, ...(origins && { origins }) }])]);
    expect(told([origin])).toContain(
      '<p class="small origin">Probably changed by <a href="https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/log/?h=v6.1.188&amp;qt=grep&amp;q=net%3A+add+%3Cline%3E">net: add &lt;line&gt;</a> (Linux 6.1.188, CVE-2026-1111)</p>',
    );
    expect(told([{ ...origin, cves: [], upstream: null }])).toContain(
      'Probably changed by net: add &lt;line&gt; (6.1.190-1)',
    );
    expect(told([])).not.toContain('hanged by');
    expect(told(undefined)).not.toContain('hanged by');
  });

  test('says what a cause reaches and what was done, with the lines before and after', () => {
    expect(textOf(cardsOf([variant([DEV])]))).toBe(
      'struct dev layout changed reached by 2,165 changed exports, nearest to 1,200 · ' +
        '3 in-tree modules import one · Gizmo , other grew from 8 to 12 bytes; line (offset 8) added ' +
        '- struct dev { // size 8 + struct dev { // size 12 int irq; // 0 + int line; // 8 };',
    );
  });

  test('leads to the page of the type, of the export whose declaration changed, and of drivers', () => {
    const text = cardsOf([variant([DEV, KICK, { ...DEV, name: 'nameless' }])]);
    expect(text).toContain('<h3><a href="/x/t/struct/dev/">struct dev</a></h3>');
    expect(text).toContain('<h3><a href="/x/s/kick/">kick()</a></h3>');
    expect(text).toContain('<a href="/x/d/gizmo/">Gizmo</a>');
    expect(text).toContain('<h3>struct nameless</h3>');
  });

  test('has an anchor, but not one that the page has already', () => {
    const taken = new Set(['struct-dev']);
    const ids = [...cardsOf([variant([DEV, KICK])], taken).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['function-kick']);
    expect([...taken]).toEqual(['struct-dev', 'function-kick']);
  });
});

describe('further architectures', () => {
  test('have cards of what was done there only', () => {
    const arm64 = { ...variant([{ ...DEV, symbols: 9 }, KICK]), variant: 'arm64' };
    const [, second = ''] = cardsOf([variant([DEV]), arm64]).split('<h3>arm64</h3>');
    expect(textOf(second)).toMatch(/^1 cause is the same as on amd64\. The others: kick\(\)/);
    expect(second).not.toContain('struct dev');
  });

  test('say so where nothing is alike', () => {
    const arm64 = { ...variant([KICK]), variant: 'arm64' };
    expect(textOf(cardsOf([variant([DEV]), arm64]))).toContain('None of its causes is one of amd64.');
  });
});

test('of many causes those nearest to the fewest exports are lines, with the lines of what has no page', () => {
  const many = Array.from({ length: 24 }, (_, i) => ({ ...DEV, name: `s${i}`, nearest: 10 }));
  const text = cardsOf([variant([{ ...DEV, name: 'far', nearest: 0 }, ...many, KICK])]);
  expect([...text.matchAll(/<article/g)]).toHaveLength(24);
  const [, folded = ''] = text.split('<details><summary>2 more causes, nearest to fewer exports</summary>');
  expect(textOf(folded)).toBe(
    'struct far layout changed reached by 2,165 grew from 8 to 12 bytes; line (offset 8) added ' +
      'kick() prototype changed reached by 1 parameter 1 (int) removed - void kick( int ); + void kick( void );',
  );
  expect(folded).toContain('id="struct-far"');
});

test('what causes carried along is listed with them', () => {
  const consequences: CauseRows[number]['consequences'] = [
    { kind: 'struct', name: 'holder', detail: 'grew from 16 to 24 bytes', because: ['struct dev'] },
  ];
  expect(textOf(cardsOf([variant([DEV], { consequences })]))).toContain(
    '1 type has another layout through what it contains struct holder : grew from 16 to 24 bytes (by struct dev)',
  );
});

test('what no CRC shows stands apart, and says what only used reserve', () => {
  const { kind, name, scopes, before, after } = DEV;
  const change = {
    kind,
    name,
    scopes,
    before,
    after,
    class: 'layout-kept' as const,
    symbols: ['a', 'b'],
    modules: 3,
  };
  const edits = [{ what: 'reserve-used' as const, reserved: [['kabi_reserved1']], by: [['line']] }];
  const hidden = [
    { ...change, edits, isCompatible: true },
    { ...change, name: 'odd', edits: DEV.edits, isCompatible: false },
  ];
  const text = textOf(cardsOf([variant([], { hidden })]));
  expect(text).toContain('What no CRC shows');
  expect(text).toContain(
    'struct dev layout kept compatible: it used reserve · reached by 2 exports · 3 in-tree modules import one',
  );
  expect(text).toContain('struct odd layout kept reached by 2 exports');
});

test('the legend explains the classes that occur', () => {
  expect(textOf(classLegend([variant([DEV])]).text)).toBe(
    'layout changed A module built for the older kernel would read the wrong offsets.',
  );
  expect(classLegend([variant([])]).text).toBe('');
});
