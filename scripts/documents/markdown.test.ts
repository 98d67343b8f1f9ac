import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownDocument, phraseNode, parseMarkdown } from './markdown.ts';

function body(text: string): string {
  return markdownDocument({}, parseMarkdown(text).children)
    .replace(/^---\n.*?---\n\n?/s, '')
    .trim();
}

describe('what a person wrote about a product', () => {
  test('keeps its form, below the headings of the page', () => {
    expect(body('# Names\n\nA *release* is [named](https://host.example/) so:\n\n- `6.1.0-54`\n')).toBe(
      '### Names\n\nA *release* is [named](https://host.example/) so:\n\n- `6.1.0-54`',
    );
    expect(body('##### Deep')).toBe('###### Deep');
  });

  test.each([
    ['a <b>c</b>', 'a \\<b>c\\</b>'],
    ['<script>alert(1)</script>', '\\<script>alert(1)\\</script>'],
    ['- <div>a</div>', '- \\<div>a\\</div>'],
    ['> <p>a</p>', '> \\<p>a\\</p>'],
    ['| a |\n| - |\n| <i>b</i> |', '| a |\n| - |\n| \\<i>b\\</i> |'],
  ])('has HTML as text: %j', (written, read) => {
    expect(body(written)).toBe(read);
  });

  test.each([
    ['[a](javascript:alert(1))', '[a]()'],
    ['[a](JavaScript&#58;alert(1))', '[a]()'],
    ['[a](data:text/html,x)', '[a]()'],
    ['[a][1]\n\n[1]: vbscript:x', '[a][1]\n\n[1]: <>'],
    ['[a](mailto:a@b.example)', '[a](mailto:a@b.example)'],
    ['[a](b/c:d#e)', '[a](b/c:d#e)'],
  ])('has no link that runs something: %j', (written, read) => {
    expect(body(written)).toBe(read);
  });

  test('has a link instead of a picture, which would be loaded from elsewhere', () => {
    expect(body('![a plot](https://host.example/a.png)')).toBe('[a plot](https://host.example/a.png)');
    expect(body('![](https://host.example/a.png)')).toBe('[picture](https://host.example/a.png)');
    expect(body('![a plot][1]\n\n[1]: https://host.example/')).toBe(
      '[a plot][1]\n\n[1]: https://host.example/',
    );
  });
});

test('a phrase becomes a paragraph with a link per symbol', () => {
  const phrase = ['gone: ', { symbol: '__alloc_skb' }, ' *not* emphasised'];
  const text = markdownDocument({}, [phraseNode(phrase, (symbol) => `/s/${symbol}/`)]);
  expect(text).toContain('gone: [`__alloc_skb`](/s/__alloc_skb/) \\*not\\* emphasised');
});

test('a phrase is read back as the text that it was, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('<', 'a', '*', '_', '`', '[', ']', '(', ')', '#', '&', '|', ' ', '~', '!'),
      }),
      (text) => {
        // Markdown folds blanks at the ends of a paragraph.
        fc.pre(text.trim() === text && text !== '' && !/ {2}/.test(text));
        const document = markdownDocument({}, [phraseNode([text], () => '')]);
        const [first] = parseMarkdown(document.replace(/^---\n.*?---\n\n?/s, '')).children;
        expect(first).toMatchObject({ type: 'paragraph', children: [{ type: 'text', value: text }] });
      },
    ),
  );
});

test('front matter keeps text that YAML would take for something else', () => {
  expect(markdownDocument({ day: '2026-11-16', word: 'no', one: '1.10', title: ': # "x"' }, [])).toBe(
    '---\nday: "2026-11-16"\nword: "no"\none: "1.10"\ntitle: \': # "x"\'\n---\n',
  );
});
