import { expect, test } from 'vitest';
import { toString } from 'mdast-util-to-string';
import { readPlainText } from './plain-text.ts';

function outline(text: string): string[] {
  return readPlainText(text).blocks.map((block) => {
    const shown =
      block.type === 'list' ? block.children.map((item) => toString(item)).join(' / ') : toString(block);
    return `${block.type}${block.type === 'heading' ? ` ${block.depth}` : ''} ${shown}`;
  });
}

test('headings number themselves', () => {
  expect(outline('01 进展\n\n2.1 ANCK 发布\n2.1.1 新特性\n\nText 2.1\n')).toEqual([
    'heading 2 01 进展',
    'heading 3 2.1 ANCK 发布',
    'heading 4 2.1.1 新特性',
    'paragraph Text 2.1',
  ]);
});

test('items belong together, blank lines between them or not, as long as their numbers count on', () => {
  expect(outline('1. one\n\n2.two\n\n5 月\n\n1. new\n\n  • a\n\n  • b\n    c\n\n- 1.5 d\n')).toEqual([
    'list one / two',
    'paragraph 5 月',
    'list new',
    'list a / b\nc / 1.5 d',
  ]);
});

test('paragraphs end at blank lines', () => {
  expect(outline('\uFEFFone\r\ntwo\r\n\r\nthree')).toEqual(['paragraph one\ntwo', 'paragraph three']);
});
