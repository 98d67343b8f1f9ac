import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, nothing } from './html.ts';

test('text is escaped, HTML and numbers are not', () => {
  expect(html`<b>${'<i>&"\''}</b>${html`<i>${1}</i>`}`.text).toBe('<b>&lt;i&gt;&amp;&quot;&#39;</b><i>1</i>');
});

test('arrays are joined; what is not there leaves nothing', () => {
  expect(html`[${['<', html`<br>`, 2]}]${null}${undefined}${false}${nothing}${[]}`.text).toBe('[&lt;<br>2]');
});

test('an array of very many is joined as one of few', () => {
  const items = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? '<' : html`<br>`));
  expect(html`${items}`.text).toBe('&lt;<br>'.repeat(500));
});

test('no text makes an element, ends an attribute or is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', ';', '#') }), (text) => {
      const escaped = html`${text}`.text;
      expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      const decoded = escaped
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
      expect(decoded).toBe(text);
    }),
  );
});
