import type { Root, RootContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import { linkNames } from '../../../src/documents/name-links.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import { documentBody } from './document-body.ts';
import { markdownDocument, readMarkdown } from '../../documents/markdown.ts';

const hasPage = (symbol: string) => symbol === 'vfio_pin_pages';

/** Where the links of a body lead, on a site below `base`. */
function addresses(markdown: string, base: string): string[] {
  const children = documentBody(markdown, { urls: createUrls(base), hasPage }, 'en');
  const found = (node: Root | RootContent): string[] => [
    ...('url' in node ? [node.url] : []),
    ...('children' in node ? node.children.flatMap(found) : []),
  ];
  return found({ type: 'root', children });
}

describe.each(['/', '/some/path/'])('on a site below %s', (base) => {
  test('a symbol in code leads to its page', () => {
    expect(addresses('See `vfio_pin_pages()` and `no_such_symbol`.', base)).toEqual([
      `${base}s/vfio_pin_pages/`,
    ]);
  });

  test('links that an import wrote lead to the same page', () => {
    const imported = readMarkdown('See vfio_pin_pages.');
    linkNames(imported, hasPage);
    const entry = markdownDocument({}, imported.children).split('---\n').at(-1) ?? '';
    expect(entry).toContain('(/s/vfio_pin_pages/)');
    expect(addresses(entry, base)).toEqual([`${base}s/vfio_pin_pages/`]);
  });

  test('links from the root stay on the site, and others are left alone', () => {
    const text = '[a](/symbols/), [b](https://host.example/x/), [c](//host.example/), [d](#e)';
    expect(addresses(text, base)).toEqual([
      `${base}symbols/`,
      'https://host.example/x/',
      '//host.example/',
      '#e',
    ]);
  });
});
