import type { BlockContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { looksLikeRst, readRestructuredText } from './restructured-text.ts';

function read(...lines: readonly string[]) {
  return readRestructuredText(lines.join('\n'), 'x.rst');
}

/** `heading 1 Title`, `paragraph text`, …: kind and text of each block. */
function outline(blocks: readonly BlockContent[]): string[] {
  return blocks.map((block) => {
    const text =
      block.type === 'list' ? block.children.map((item) => toString(item)).join(' / ') : toString(block);
    return `${block.type}${block.type === 'heading' ? ` ${block.depth}` : ''} ${text}`;
  });
}

describe('reStructuredText', () => {
  test('headings rank in the order in which their marks are first used', () => {
    const { blocks } = read(
      '****',
      'Top',
      '****',
      '',
      'One',
      '===',
      'Text.',
      '',
      'Two',
      '---',
      '',
      'Three',
      '=====',
    );
    expect(outline(blocks)).toEqual([
      'heading 1 Top',
      'heading 2 One',
      'paragraph Text.',
      'heading 3 Two',
      'heading 2 Three',
    ]);
  });

  test('fields before the text are its fields, with their lines', () => {
    const { fields, blocks } = read(
      'Title',
      '=====',
      '',
      ':Authors: A',
      '  and B',
      ':Date: 2021-12-10',
      '',
      'Text.',
    );
    expect(fields).toEqual([
      { name: 'Authors', value: 'A\nand B', line: 4 },
      { name: 'Date', value: '2021-12-10', line: 6 },
    ]);
    expect(outline(blocks)).toEqual(['heading 1 Title', 'paragraph Text.']);
  });

  test('lists hold what is indented below their items', () => {
    const { blocks } = read('* one', '  more', '', '* two', '', '  - deep', '', '9. nine', '#. ten');
    expect(outline(blocks)).toEqual(['list one\nmore / twodeep', 'list nine / ten']);
    expect(blocks[1]).toMatchObject({ ordered: true, start: 9 });
  });

  test('a literal block is code, and the colon before it stays', () => {
    const { blocks } = read(
      'Run this::',
      '',
      '  make  all',
      '    -j2',
      '',
      'Done.',
      '',
      '.. code-block:: c',
      '',
      '   int x;',
    );
    expect(blocks).toMatchObject([
      { type: 'paragraph' },
      { type: 'code', value: 'make  all\n  -j2' },
      { type: 'paragraph' },
      { type: 'code', value: 'int x;', lang: 'c' },
    ]);
    expect(outline(blocks)[0]).toBe('paragraph Run this:');
  });

  test('grids and simple tables are tables', () => {
    const { blocks, problems } = read(
      ...[
        '+------+-------+',
        '| A    | B     |',
        '+======+=======+',
        '| one  | two   |',
        '|      | three |',
        '+------+-------+',
      ],
      ...['', '====  ====', 'C     D', '====  ====', 'four  five', '      six', '====  ====', ''],
    );
    expect(problems).toEqual([]);
    const cells = blocks.map((block) =>
      block.type === 'table' ? block.children.map((row) => row.children.map((cell) => toString(cell))) : [],
    );
    expect(cells).toEqual([
      [
        ['A', 'B'],
        ['one', 'two\nthree'],
      ],
      [
        ['C', 'D'],
        ['four', 'five\nsix'],
      ],
    ]);
  });

  test('inline markup is markup, and references are their text', () => {
    const { blocks } = read(
      'See ``kfree()``, *this* and **that**, `LWN <https://lwn.net/>`_, :c:func:`kmalloc`, :doc:`x`\\ [1]_.',
    );
    expect(blocks).toMatchObject([
      {
        children: [
          { value: 'See ' },
          { type: 'inlineCode', value: 'kfree()' },
          { value: ', ' },
          { type: 'emphasis' },
          { value: ' and ' },
          { type: 'strong' },
          { value: ', ' },
          { type: 'link', url: 'https://lwn.net/' },
          { value: ', ' },
          { type: 'inlineCode', value: 'kmalloc' },
          { value: ', ' },
          { value: 'x (doc)' },
          { value: '[1].' },
        ],
      },
    ]);
  });

  test('lines of Chinese join without a blank', () => {
    expect(outline(read('内核', '模块', 'and', 'more').blocks)).toEqual(['paragraph 内核模块\nand\nmore']);
  });

  test('what has no form in Markdown is kept as text, and said with its line', () => {
    const { blocks, problems } = read(
      '.. A comment',
      '',
      '.. figure:: a.png',
      '   :alt: x',
      '',
      'Text.',
      '',
      '.. note:: Mind.',
    );
    expect(outline(blocks)).toEqual([
      'paragraph A comment',
      'code .. figure:: a.png\n   :alt: x',
      'paragraph Text.',
      'blockquote noteMind.',
    ]);
    expect(problems).toMatchObject([
      { kind: 'unplaced-text', line: 1, detail: 'a comment' },
      { kind: 'unplaced-text', line: 3, detail: 'the directive "figure"' },
    ]);
  });

  test('nesting without end is read to an end', () => {
    const lines = Array.from({ length: 200 }, (_, i) => `${'  '.repeat(i)}- x`);
    expect(toString({ type: 'root', children: [...read(...lines).blocks] })).toContain('x');
  });
});

test.each([
  ['a title and a literal block', 'Title\n=====\n\nRun::\n\n  make\n', true],
  ['directives', '.. note:: x\n\nText\n', true],
  ['Markdown', '# Title\n\n- one\n- two\n', false],
  ['prose', 'One line.\n\nAnother.\n', false],
])('%s: is it reStructuredText?', (_, text, isRst) => {
  expect(looksLikeRst(text)).toBe(isRst);
});
