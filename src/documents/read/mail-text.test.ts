import { expect, test } from 'vitest';
import { mailText } from './mail-text.ts';

const paragraph = (value: string) => ({ type: 'paragraph', children: [{ type: 'text', value }] });

test('quotations nest by their depth', () => {
  const { blocks } = mailText('A wrote:\n> B wrote:\n>> first\n> > second\n> third\n\nfourth\nfifth\n');
  expect(blocks).toEqual([
    paragraph('A wrote:'),
    {
      type: 'blockquote',
      children: [
        paragraph('B wrote:'),
        { type: 'blockquote', children: [paragraph('first\nsecond')] },
        paragraph('third'),
      ],
    },
    paragraph('fourth\nfifth'),
  ]);
});

test('a patch keeps its lines and blanks', () => {
  const { blocks } = mailText('Like this:\n\n+int  x;\n-int y;\n\nThanks');
  expect(blocks[1]).toEqual({ type: 'code', value: '+int  x;\n-int y;' });
});

test.each([
  [
    'Majordomo',
    ['-', 'To unsubscribe from this list: send the line "x"', 'More majordomo info at http://x/'],
  ],
  [
    'Mailman',
    ['_______________________________________________', 'kernel mailing list -- kernel@openeuler.org'],
  ],
])('what %s adds at the end is told from the text', (_, lines) => {
  const { blocks, footer } = mailText(`Text.\n\n${lines.join('\n')}\n\n`);
  expect(blocks).toEqual([paragraph('Text.')]);
  expect(footer).toEqual(lines);
});

test('without such an end, all is text', () => {
  expect(mailText('To unsubscribe from this list: no.\n'.repeat(3) + 'x\n'.repeat(20)).footer).toEqual([]);
});

test('a hostile depth of quotation is bounded', () => {
  expect(JSON.stringify(mailText(`${'>'.repeat(100_000)} x`)).match(/blockquote/g)).toHaveLength(12);
});
