import { expect, test } from 'vitest';
import { splitFrontMatter } from './front-matter.ts';

test('front matter stands between two lines of dashes, whatever ends the lines', () => {
  expect(splitFrontMatter('\uFEFF---\r\na: 1\r\n---\r\nbody\r\n')).toEqual({
    yaml: 'a: 1',
    yamlOffset: 1,
    body: 'body\n',
    bodyOffset: 3,
  });
});

test.each(['text', '---\na: 1\n', ''])('%j has none', (text) => {
  expect(splitFrontMatter(text)).toBeUndefined();
});
