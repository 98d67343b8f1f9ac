import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../scripts/sources/fixtures.ts';
import { checkLinks } from './links.ts';

test('links to no file and to no anchor are found, and pages that use an id twice', () => {
  const root = temporaryFolder();
  const page = (name: string, html: string) => {
    mkdirSync(path.join(root, name), { recursive: true });
    writeFileSync(path.join(root, name, 'index.html'), html);
  };
  page(
    '.',
    '<a href="/a/#x">a</a><a href="a/#y">b</a><a href="https://host.example/">c</a><img src="no.svg">',
  );
  page('a', '<p id="x"></p><p id="z"></p><p id="z"></p><a href="../b%20c/">d</a><a href="#x">e</a>');
  page('b c', '<a href="/a">f</a>');
  expect(checkLinks(root)).toEqual({
    pages: 3,
    links: 6,
    broken: ['a/index.html#y on index.html', 'no.svg on index.html', 'a on b c/index.html'],
    repeated: ['a/index.html'],
  });
});
