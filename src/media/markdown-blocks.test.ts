import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { markdownBlocks } from './markdown-blocks.ts';
import { plainText } from './plain-text.ts';

function textOf(markdown: string): string {
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  return plainText(markdownBlocks(children, 'https://host.example'));
}

test('headings, words, code and links become a text with footnotes', () => {
  expect(textOf('## What\n\nSee *the* [page](/s/kfree/) of `kfree`.\n\n```\nint a;\n```\n')).toBe(`What
----

See the page [1] of kfree.

int a;

[1] <https://host.example/s/kfree/>
`);
});

test('lists within lists have a hyphen more', () => {
  expect(textOf('- one\n  - two\n\n    more of two\n- three\n')).toBe(
    '- one\n- - two more of two\n- three\n',
  );
});

test('tables keep their columns, quotes their words', () => {
  expect(textOf('| a | b |\n|---|---|\n| 1 | `x` |\n\n> quoted\n')).toBe('a  b\n1  x\n\nquoted\n');
});
