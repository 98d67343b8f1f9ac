import { expect, test } from 'vitest';
import type { TypeKey } from '../../types/table/table.ts';
import { definition } from './definition.ts';

const PAGES: readonly string[] = ['struct list_head', 'struct node', 'typedef u8', 'enum e'];
const hrefOf = (key: TypeKey) => (PAGES.includes(key) ? `/t/${key.replace(' ', '/')}/` : undefined);

test('the types that a definition names are linked, but not the type itself nor one without a page', () => {
  const text =
    'struct node { // size 32\n\tstruct list_head list; // 0\n\tstruct node *next; // 16\n\tstruct hidden *h; // 24\n};\n';
  expect(definition(text, 'struct node', hrefOf).text).toBe(
    '<pre class="definition"><code>struct node { <span class="o">// size 32</span>\n' +
      '\t<a href="/t/struct/list_head/">struct list_head</a> list; <span class="o">// 0</span>\n' +
      '\tstruct node *next; <span class="o">// 16</span>\n' +
      '\tstruct hidden *h; <span class="o">// 24</span>\n};\n</code></pre>',
  );
});

test('a bare word is a typedef if one of that name has a page', () => {
  expect(definition('typedef u8 state;\n', 'typedef state', hrefOf).text).toBe(
    '<pre class="definition"><code>typedef <a href="/t/typedef/u8/">u8</a> state;\n</code></pre>',
  );
});

test('text that looks like markup stays text', () => {
  const { text } = definition('struct "<b>" {\n\tenum e x;\n};\n', 'struct <b>', hrefOf);
  expect(text).toContain('struct &quot;&lt;b&gt;&quot; {');
  expect(text).toContain('<a href="/t/enum/e/">enum e</a> x;');
});
