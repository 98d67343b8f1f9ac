/** Change rows as tables with values. */
import { describe, expect, test } from 'vitest';
import { formatChangeRows, type ChangeRow, type VariantChange } from '../../history/comparison.ts';
import { emptySummary } from '../../history/diff.ts';
import { createUrls } from '../../addresses/urls.ts';
import type { ModuleChangeRows } from './change-pages.ts';
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
      ['added #', 'added', '0x0000000b', 'no change'],
      ['changed #', 'CRC changed', '0x0000000a → 0x0000000b', '0x0000000a → 0x0000000b'],
      ['removed #', 'removed', '0x0000000a', 'no CRC'],
    ]);
  });

  test('say what happened in the cell where the variants differ', () => {
    expect(cells([row('a', change('added'), change('crc-changed'))])).toEqual([
      ['a #', '', 'added 0x0000000b', 'CRC changed 0x0000000a → 0x0000000b'],
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
