import { expect, test } from 'vitest';
import { badge } from './badge.ts';

test('a badge says the same to those who see it and to those who hear it', () => {
  const text = badge('v4l2loopback', 'loads on 6.1.0-54', 'good');
  expect(text).toContain('role="img" aria-label="v4l2loopback: loads on 6.1.0-54"');
  expect(text).toContain('>loads on 6.1.0-54</text>');
});

test('names from outside are inert', () => {
  expect(badge('<a>', '"&"', 'bad')).toContain('aria-label="&lt;a&gt;: &quot;&amp;&quot;"');
});
