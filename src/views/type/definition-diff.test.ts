import { expect, test } from 'vitest';
import { definitionDiff } from './definition-diff.ts';

function struct(...members: readonly string[]): string {
  return `struct s {\n${members.map((member) => `\t${member}\n`).join('')}};\n`;
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

test('each line that came or went has its sign and its element', () => {
  const { text } = definitionDiff(struct('int a;', 'int b;'), struct('int a;', 'u8 b;'));
  expect(textOf(text)).toBe('  struct s {\n  \tint a;\n- \tint b;\n+ \tu8 b;\n  };\n');
  expect(text).toContain('<del>- \t<span class="k">int</span> b;</del>');
  expect(text).toContain('<ins>+ \tu8 b;</ins>');
  expect(text).not.toContain('style=');
});

test('a side that has no definition has no lines', () => {
  expect(textOf(definitionDiff(null, 'struct s;\n').text)).toBe('+ struct s;\n');
  expect(textOf(definitionDiff('struct s;\n', null).text)).toBe('- struct s;\n');
});

test('a long one is folded, and says how long it is', () => {
  const many = Array.from({ length: 20 }, (_, i) => `int m${i};`);
  const { text } = definitionDiff(struct(), struct(...many));
  expect(text).toMatch(/^<details><summary>22 lines of the definition, before and after<\/summary><pre/);
});

test('two that differ in nothing but offsets have nothing to show', () => {
  expect(definitionDiff(struct('int a; // 0'), struct('int a; // 8')).text).toBe('');
});
