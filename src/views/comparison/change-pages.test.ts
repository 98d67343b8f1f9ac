/** Which page of a comparison lists which rows. */
import { expect, test } from 'vitest';
import { formatChangeRows, type ChangeRow } from '../../history/comparison.ts';
import { emptySummary } from '../../history/diff.ts';
import { changePages, rowPlace, type ModuleChangeRows } from './change-pages.ts';

function module(name: string, symbols: readonly string[]): ModuleChangeRows {
  const rows = symbols.map((symbol): ChangeRow => ({
    symbol,
    changes: [{ kinds: ['crc-changed'], crcBefore: 0x11111111, crcAfter: 0x22222222 }],
  }));
  return { module: name, counts: [emptySummary()], size: rows.length, rows: formatChangeRows(rows) };
}

const many = (n: number, prefix: string) => Array.from({ length: n }, (_, i) => `${prefix}_symbol_${i}`);

test('what fits stands on the comparison itself', () => {
  const modules = [module('vmlinux', ['a', 'b']), module('fs/fuse/fuse', ['c'])];
  const pages = changePages(modules);
  expect(pages).toMatchObject({ pages: [], own: modules });
  expect(rowPlace(pages, 'fs/fuse/fuse', 'c')).toBe('');
});

test('a module with many rows has a page of its own', () => {
  const pages = changePages([module('vmlinux', many(201, 'a')), module('fs/fuse/fuse', ['c'])]);
  expect(pages.pages.map(({ path }) => path)).toEqual(['vmlinux']);
  expect(pages.own.map((each) => each.module)).toEqual(['fs/fuse/fuse']);
  expect(rowPlace(pages, 'vmlinux', 'a_symbol_7')).toBe('vmlinux');
});

test('many modules with a few rows each share the pages of their folders, small folders that of a larger one', () => {
  const modules = [
    ...Array.from({ length: 10 }, (_, i) => module(`drivers/net/a${i}/a${i}`, many(150, `n${i}`))),
    ...Array.from({ length: 10 }, (_, i) => module(`drivers/usb/b${i}`, many(150, `u${i}`))),
    module('fs/fuse/fuse', ['f']),
    module('lib/crc', ['g']),
  ];
  const { pages, places } = changePages(modules);
  expect(pages.map(({ path, parts }) => [path, parts.length])).toEqual([
    ['others', 2],
    ['drivers/net', 8],
    ['drivers/net/a8', 1],
    ['drivers/net/a9', 1],
    ['drivers/usb', 10],
  ]);
  expect(places.get('lib/crc')).toEqual({ path: 'others', parts: [] });
});

test('a module that one page cannot hold is divided by first letters, its Rust symbols by crate', () => {
  const rust = ['_RNvCs0_4core3foo', '_RNvCs0_6kernel3bar'];
  const symbols = [...many(1300, 'acpi'), ...many(1100, 'blk'), 'zap', ...rust].sort();
  const pages = changePages([module('vmlinux', symbols)]);
  const listed = pages.pages.flatMap(({ parts }) =>
    parts.flatMap(({ rows }) => rows.rows.split('\n').filter((line) => line !== '')),
  );
  expect(listed).toHaveLength(symbols.length);
  expect(pages.pages.map(({ path, parts }) => [path, parts[0]?.name?.text])).toEqual([
    ['vmlinux', undefined],
    ['vmlinux/ac', 'ac'],
    ['vmlinux/bl', 'bl – za'],
    ['vmlinux/rust-core', 'core, kernel'],
  ]);
  expect(rowPlace(pages, 'vmlinux', 'blk_symbol_3')).toBe('vmlinux/bl');
  expect(rowPlace(pages, 'vmlinux', 'zap')).toBe('vmlinux/bl');
  expect(rowPlace(pages, 'vmlinux', rust[1] ?? '')).toBe('vmlinux/rust-core');
});
