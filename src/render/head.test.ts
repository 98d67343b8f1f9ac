import { expect, test } from 'vitest';
import { pageHead } from './head.ts';

const PAGE = { title: 'a <b>', description: 'it "says"', path: '/s/a/' };

test('a page has a title and a description, and a canonical link where the site knows its host', () => {
  const start = '<title>a &lt;b&gt;</title><meta name="description" content="it &quot;says&quot;">';
  expect(pageHead(PAGE, '').text).toBe(start);
  expect(pageHead(PAGE, 'https://host.example').text).toBe(
    `${start}<link rel="canonical" href="https://host.example/s/a/">`,
  );
});
