import { expect, test } from 'vitest';
import { atomFeed, type FeedEntry } from './feed.ts';

const entry = (id: string, day: string, more: Partial<FeedEntry> = {}): FeedEntry => ({
  id,
  title: id,
  url: `/${id}/`,
  day,
  paragraphs: [],
  items: [],
  ...more,
});
const feed = (entries: readonly FeedEntry[]) =>
  atomFeed({ id: 'urn:x', title: 'All', url: '/', self: '/feed.atom', author: 'kabi-reports', entries });

test('the newest entry stands first and gives the feed its time', () => {
  const text = feed([entry('a', '2026-01-02'), entry('b', '2026-11-16'), entry('c', '2026-03-04')]);
  expect([...text.matchAll(/<entry>\n<id>(.)</g)].map(([, id]) => id)).toEqual(['b', 'c', 'a']);
  expect(text).toContain('<title>All</title>\n<updated>2026-11-16T00:00:00Z</updated>');
});

test('text from outside is inert, and what XML forbids is replaced', () => {
  const text = feed([
    entry('a', '2026-01-02', { title: 'a <b> & \u0000\u001b[1m\ud800', paragraphs: ['<script>x</script>'] }),
  ]);
  expect(text).toContain('<title>a &lt;b&gt; &amp; \ufffd\ufffd[1m\ufffd</title>');
  expect(text).toContain('&lt;p&gt;&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;&lt;/p&gt;');
});

test('a feed without entries is one, too', () => {
  expect(feed([])).toContain('<updated>1970-01-01T00:00:00Z</updated>');
});
