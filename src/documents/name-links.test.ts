import type { PhrasingContent, Root } from 'mdast';
import { expect, test } from 'vitest';
import { linkNames } from './name-links.ts';

const EXPORTED = new Set(['vfio_pin_pages', 'kfree', 'in_fact']);
const isExported = (name: string) => EXPORTED.has(name);

function linked(...children: PhrasingContent[]) {
  const root: Root = { type: 'root', children: [{ type: 'paragraph', children }] };
  const names = linkNames(root, isExported);
  return { names, children: (root.children[0] as { children: unknown[] }).children };
}

const text = (value: string) => ({ type: 'text', value }) as const;
const symbol = (name: string, shown = name) => ({
  type: 'link',
  url: `/s/${name}/`,
  children: [{ type: 'inlineCode', value: shown }],
});

test('symbols are linked where they look like names, and not elsewhere', () => {
  expect(linked(text('vfio_pin_pages, kfree and kfree() in drivers/vfio_pin_pages.c')).children).toEqual([
    symbol('vfio_pin_pages'),
    text(', kfree and '),
    symbol('kfree', 'kfree()'),
    text(' in drivers/vfio_pin_pages.c'),
  ]);
  const link: PhrasingContent = { type: 'link', url: 'https://x/', children: [text('vfio_pin_pages')] };
  expect(linked(link).children).toEqual([link]);
});

test('symbols, types and options are collected, from code too', () => {
  const { names } = linked(
    { type: 'inlineCode', value: 'kfree' },
    text(' CONFIG_PARAVIRT struct page, a struct of pages, a union of all and union u_x'),
  );
  expect(names).toEqual({
    symbols: ['kfree'],
    types: ['struct page', 'union u_x'],
    config: ['CONFIG_PARAVIRT'],
  });
});

test('addresses are links, without the mark that ends the sentence', () => {
  expect(linked(text('见https://lwn.net/Articles/912515/。 See http://x.example/a_b.')).children).toEqual([
    text('见'),
    {
      type: 'link',
      url: 'https://lwn.net/Articles/912515/',
      children: [text('https://lwn.net/Articles/912515/')],
    },
    text('。 See '),
    { type: 'link', url: 'http://x.example/a_b', children: [text('http://x.example/a_b')] },
    text('.'),
  ]);
});
