import { expect, test } from 'vitest';
import { highlightC } from './c-code.ts';

test('keywords, numbers and comments have classes, a line each', () => {
  const lines = highlightC('struct a {\n\tint x : 3; // 0:1').map(({ text }) => text);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('<span class="k">struct</span>');
  expect(lines[1]).toMatch(/<span class="o"> ?\/\/ 0:1<\/span>/);
});

test('a line too long to be worth the time is shown as it is', () => {
  const long = `int ${'x'.repeat(3000)};`;
  expect(highlightC(`int a;\n${long}`).map(({ text }) => text)).toEqual([
    '<span class="k">int</span> a;',
    long,
  ]);
});
