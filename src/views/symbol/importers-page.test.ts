import { expect, test } from 'vitest';
import type { InTreeImporters } from '../../records/rows/importers.ts';
import { createUrls } from '../../addresses/urls.ts';
import { hasImportersPage, inTreeImportersSection, renderImportersPages } from './importers-page.ts';

const IN_TREE: InTreeImporters = {
  kernels: [
    { product: 'p', title: 'P', release: '1.1' },
    { product: 'q', title: 'Q', release: '2.0' },
  ],
  modules: ['a', 'b', 'c', 'd'],
  symbols: { kfree: ['0 1 2 3', '0'], rare: ['', '1 3'] },
};
const CONTEXT = { inTree: IN_TREE, urls: createUrls('/') };

test('a symbol that few modules import names them on its own page', () => {
  expect(hasImportersPage('rare', IN_TREE)).toBe(false);
  expect(inTreeImportersSection('rare', CONTEXT).text.trim()).toBe(
    '<p class="soft">imported in-tree by <a href="/d/b/">b</a>, <a href="/d/d/">d</a> of Q</p>',
  );
});

test('a symbol that many import leads to a page of all', () => {
  expect(hasImportersPage('kfree', IN_TREE)).toBe(true);
  expect(inTreeImportersSection('kfree', CONTEXT).text.trim()).toBe(
    '<p class="soft">imported in-tree by <a href="/s/kfree/importers/">4 modules</a> of P, ' +
      '<a href="/s/kfree/importers/">1 module</a> of Q</p>',
  );
  const [page] = renderImportersPages(['kfree'], CONTEXT);
  expect(page?.path).toBe('/s/kfree/importers/');
  expect(page?.body.text).toContain('4 modules of <a href="/r/p/1.1/">1.1</a>');
  expect(page?.body.text.match(/href="\/d\/a\/"/g)).toHaveLength(2);
});

test('a symbol that none imports, or with the name of something every object has, has no line', () => {
  expect(inTreeImportersSection('nobody', CONTEXT).text).toBe('');
  expect(inTreeImportersSection('constructor', CONTEXT).text).toBe('');
});
