import { expect, test } from 'vitest';
import { formatProvidedRows } from '../../history/provided.ts';
import { createUrls } from '../../addresses/urls.ts';
import { providedTables } from './provided-table.ts';

const TITLES = new Map([
  ['p', 'P'],
  ['q', 'Q & R'],
]);

/** What the cell about products says of a symbol. */
function whereabouts(products: readonly string[], titles: ReadonlyMap<string, string> = TITLES): string {
  const rows = formatProvidedRows([{ symbol: 'a', type: 'EXPORT_SYMBOL', namespace: '', products }]);
  const { text } = providedTables('m', rows, titles, createUrls('/'));
  return (
    /<td>((?!<code>).*?)<\/td><\/tr>/s
      .exec(text)?.[1]
      ?.replace(/.*<td>/s, '')
      .replace(/<[^>]*>/g, '') ?? ''
  );
}

test('a symbol is listed with the products whose newest release has it', () => {
  expect(whereabouts(['q'])).toBe('Q &amp; R');
  expect(whereabouts(['p', 'q'])).toBe('all');
  expect(whereabouts(['p'], new Map([['p', 'P']]))).toBe('P');
  expect(whereabouts([])).toBe('none: removed, or moved to another module');
});

test('type and namespace are shown, and the type is unknown where no file says', () => {
  const rows = formatProvidedRows([
    { symbol: 'a', type: 'EXPORT_SYMBOL_GPL', namespace: 'VFIO', products: [] },
    { symbol: 'b', type: '', namespace: '', products: [] },
  ]);
  const { text } = providedTables('m', rows, TITLES, createUrls('/'));
  expect(text).toContain(
    '<code>EXPORT_SYMBOL_GPL</code><br><span class="small soft">namespace <code>VFIO</code></span>',
  );
  expect(text).toContain('<tr id="b"><th><a href="/s/b/">b</a></th><td>unknown</td>');
});
