import { expect, test } from 'vitest';
import { createUrls } from '../../addresses/urls.ts';
import { formatProvidedRows } from '../../history/provided.ts';
import type { ModuleRows } from '../../records/rows/modules.ts';
import { importersBlocks, importersOf, importersSection } from './module-importers.ts';

const IN_TREE = {
  kernels: [
    { product: 'debian-12', title: 'Debian 12', release: '6.1.0-56' },
    { product: 'debian-13', title: 'Debian 13', release: '6.12.1' },
  ],
  modules: ['ib_isert', 'ksmbd', 'nvme_rdma'],
  symbols: { ib_open: ['0 1', '1'], ib_close: ['1', ''], kfree: ['0 1 2', '0 1 2'] },
};

function rows(module: string, ...symbols: readonly string[]): Pick<ModuleRows, 'about' | 'symbols'> {
  const about = { module } as ModuleRows['about'];
  const provided = symbols.map((symbol) => ({ symbol, type: '', namespace: '', products: [] }));
  return { about, symbols: formatProvidedRows(provided) };
}

const IB_CORE = 'drivers/infiniband/core/ib_core';

test('who imports any of a module’s symbols is listed once, with their number', () => {
  const found = importersOf(rows(IB_CORE, 'ib_close', 'ib_open', 'ib_unused'), IN_TREE);
  expect(
    found.map(({ release, modules }) => [release, modules.map(({ name, symbols }) => `${name} ${symbols}`)]),
  ).toEqual([
    ['6.1.0-56', ['ksmbd 2', 'ib_isert 1']],
    ['6.12.1', ['ksmbd 1']],
  ]);
});

test('of the kernel itself, and of what nobody imports, nothing is said', () => {
  expect(importersOf(rows('vmlinux', 'kfree'), IN_TREE)).toEqual([]);
  expect(importersOf(rows(IB_CORE, 'ib_unused'), IN_TREE)).toEqual([]);
  expect(importersBlocks(IB_CORE, [])).toEqual([]);
});

test('the page links each and names the command', () => {
  const page = importersSection(
    IB_CORE,
    importersOf(rows(IB_CORE, 'ib_open'), IN_TREE),
    createUrls('/'),
  ).text;
  expect(page).toContain('2 modules of Debian 12 6.1.0-56');
  expect(page).toContain('<a href="/d/ksmbd/">ksmbd</a>');
  expect(page).toContain('kabi check --replaces ib_core');
});
