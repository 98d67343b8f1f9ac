/** Change rows in their two forms: as lists of names on release pages, as tables with values on comparison pages. */
import { describe, expect, test } from 'vitest';
import { formatChangeRows, type ChangeRow, type VariantChange } from '../../history/comparison.ts';
import { emptySummary } from '../../history/diff.ts';
import { createUrls } from '../../addresses/urls.ts';
import {
  listLimit,
  moduleAnchors,
  moduleCounts,
  moduleSection,
  MOST_LISTED,
  type ModuleChangeRows,
} from './change-lists.ts';
import { changeTables } from './change-table.ts';

const URLS = createUrls('/');
const VARIANTS = ['amd64', 'arm64'];
const TABLE_VARIANTS = VARIANTS.map((name) => ({ name, comparable: true }));

function module(rows: readonly ChangeRow[]): ModuleChangeRows {
  const counts = VARIANTS.map((_, variant) => {
    const summary = emptySummary();
    for (const row of rows) for (const kind of row.changes[variant]?.kinds ?? []) summary[kind] += 1;
    return summary;
  });
  return { module: 'drivers/vfio/vfio', counts, size: rows.length, rows: formatChangeRows(rows) };
}

function change(...kinds: VariantChange['kinds']): VariantChange {
  return { kinds, crcBefore: 0xa, crcAfter: 0xb };
}

function row(symbol: string, ...changes: readonly (VariantChange | null)[]): ChangeRow {
  return { symbol, changes };
}

function section(rows: readonly ChangeRow[], taken: readonly string[] = []): string {
  return moduleSection(module(rows), VARIANTS, URLS, '/own/', new Set(taken)).text;
}

/** The list of names under a tag. */
function namesUnder(tag: string, text: string): string[] {
  const list =
    new RegExp(`<b class="tag ${tag}">[^<]*</b><ul class="names">(.*?)</ul>`, 's').exec(text)?.[1] ?? '';
  return [...list.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, item = '']) =>
    item.replace(/<[^>]*>/g, '').trim(),
  );
}

describe('the section of a module', () => {
  test('lists each symbol once, under its most severe change, with the others and the variants beside it', () => {
    const both = change('crc-changed', 'module-moved');
    const text = section([
      row('a', both, both),
      row('b', change('removed'), null),
      row('c', change('crc-changed'), change('added')),
    ]);
    expect(namesUnder('removed', text)).toEqual(['b amd64']);
    expect(namesUnder('crc', text)).toEqual(['a moved', 'c added']);
    expect(text).toContain('<a href="/m/drivers/vfio/vfio/"><code>drivers/vfio/vfio</code></a>');
  });

  test('has an anchor for itself and for each symbol, unless they stand further up', () => {
    const rows = [row('a', change('added'), null), row('b', change('added'), null)];
    expect(moduleAnchors(module(rows))).toEqual(['drivers/vfio/vfio', 'a', 'b']);
    expect(section(rows)).toContain('<li id="b">');
    const later = section(rows, ['drivers/vfio/vfio', 'a']);
    expect([...later.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['b']);
  });

  test('of a module with very many changes lists those that are more than another CRC', () => {
    const rows = [
      row('gone', change('removed'), change('removed')),
      ...Array.from({ length: MOST_LISTED }, (_, i) => row(`s${i}`, change('crc-changed'), null)),
    ];
    const text = section(rows);
    expect(namesUnder('removed', text)).toEqual(['gone']);
    expect(namesUnder('crc', text)).toEqual([]);
    expect(text).toContain('<a href="/own/">200 more changes of <code>drivers/vfio/vfio</code>');
    expect(moduleAnchors(module(rows))).toEqual(['drivers/vfio/vfio', 'gone']);
  });

  test('gives way to others where the page has no room for all', () => {
    const changed = (n: number, name: string) =>
      Array.from({ length: n }, (_, i) => row(`${name}${i}`, change('crc-changed'), null));
    const modules = [
      module([row('gone', change('removed'), null), ...changed(100, 'a')]),
      ...[50, 40].map((n) => module(changed(n, 'b'))),
    ];
    expect(listLimit(modules, 191)).toBe(MOST_LISTED);
    // The largest is folded to what is more than another CRC: 1 + 50 + 40.
    expect(listLimit(modules, 190)).toBe(100);
    expect(listLimit(modules, 91)).toBe(100);
    expect(listLimit(modules, 90)).toBe(49);
    expect(listLimit(modules, 0)).toBe(0);
    const [first] = modules;
    expect.assert(first !== undefined);
    const text = moduleSection(first, VARIANTS, URLS, '/c/p/1..2/#m', new Set(), 100).text;
    expect(namesUnder('removed', text)).toEqual(['gone amd64']);
    expect(text).toContain('<a href="/c/p/1..2/#m">100 more changes of');
    expect(moduleAnchors(first, 100)).toEqual(['drivers/vfio/vfio', 'gone']);
  });

  test('of a module with just so many lists all', () => {
    const rows = Array.from({ length: MOST_LISTED }, (_, i) => row(`s${i}`, change('crc-changed'), null));
    expect(namesUnder('crc', section(rows))).toHaveLength(MOST_LISTED);
    expect(section(rows)).not.toContain('/own/');
  });
});

test('counts are said once where the variants agree', () => {
  const same = module([row('a', change('added'), change('added'))]);
  expect(moduleCounts(same, VARIANTS)).toBe('1 added');
  const other = module([row('a', change('added'), null), row('b', change('removed'), null)]);
  expect(moduleCounts(other, VARIANTS)).toBe('amd64: 1 removed, 1 added · arm64: no change');
});

describe('the tables', () => {
  /** Texts of the cells of the rows. */
  function cells(rows: readonly ChangeRow[]): string[][] {
    const { text } = changeTables(module(rows), TABLE_VARIANTS, URLS, new Set());
    return [...text.matchAll(/<tr id=.*?<\/tr>/gs)].map(([found]) =>
      [...found.matchAll(/<t[hd]>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
        cell
          .replace(/<[^>]*>/g, ' ')
          .replace(/ +/g, ' ')
          .trim(),
      ),
    );
  }

  test('show the values before and after', () => {
    expect(
      cells([
        row('added', change('added'), null),
        row('changed', change('crc-changed'), change('crc-changed')),
        row('removed', change('removed'), { ...change('removed'), crcBefore: 0 }),
      ]),
    ).toEqual([
      ['added', 'added', '0x0000000b', 'no change'],
      ['changed', 'CRC changed', '0x0000000a → 0x0000000b', '0x0000000a → 0x0000000b'],
      ['removed', 'removed', '0x0000000a', 'no CRC'],
    ]);
  });

  test('say what happened in the cell where the variants differ', () => {
    expect(cells([row('a', change('added'), change('crc-changed'))])).toEqual([
      ['a', '', 'added 0x0000000b', 'CRC changed 0x0000000a → 0x0000000b'],
    ]);
  });

  test('show types, namespaces and modules by name', () => {
    const all: VariantChange = {
      ...change('type-changed', 'namespace-changed', 'module-moved'),
      type: ['EXPORT_SYMBOL', 'EXPORT_SYMBOL_GPL'],
      namespace: ['', 'VFIO'],
      module: ['vmlinux', 'drivers/vfio/vfio'],
    };
    expect(cells([row('a', all, null)])[0]?.[2]).toBe(
      'EXPORT_SYMBOL → EXPORT_SYMBOL_GPL none → VFIO from vmlinux',
    );
  });

  test('a variant in which nothing can be compared is not called unchanged', () => {
    const variants = [
      { name: 'amd64', comparable: true },
      { name: 'arm64', comparable: false },
    ];
    const { text } = changeTables(module([row('a', change('added'), null)]), variants, URLS, new Set());
    expect(text).toContain('<td><i>not comparable</i></td>');
    expect(text).not.toContain('no change');
  });

  test('a variant that has the symbol in another module says in which', () => {
    const elsewhere = { ...change('added'), provider: 'lib/crypto/chacha' };
    const { text } = changeTables(
      module([row('a', change('added'), elsewhere)]),
      TABLE_VARIANTS,
      URLS,
      new Set(),
    );
    expect(text).toContain('<i>in lib/crypto/chacha</i>');
  });

  test('have an anchor per row, unless it stands further up', () => {
    const rows = [row('a', change('added'), null), row('b', change('added'), null)];
    const { text } = changeTables(module(rows), TABLE_VARIANTS, URLS, new Set(['a']));
    expect([...text.matchAll(/<tr id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['b']);
  });

  test('hold a hundred rows each, and are named by their first and last', () => {
    const names = Array.from({ length: 201 }, (_, i) => `s${String(i).padStart(3, '0')}`);
    const { text } = changeTables(
      module(names.map((name) => row(name, change('added'), null))),
      TABLE_VARIANTS,
      URLS,
      new Set(),
    );
    expect([...text.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
      'drivers/vfio/vfio: s000 to s099',
      'drivers/vfio/vfio: s100 to s199',
      'drivers/vfio/vfio: s200 to s200',
    ]);
  });
});
