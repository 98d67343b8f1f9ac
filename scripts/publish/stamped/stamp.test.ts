import { expect, test } from 'vitest';
import { createStamp } from './stamp.ts';

const SHELL = { html: '<head>HEAD</head><main>BODY</main>', head: 'HEAD', body: 'BODY', current: {} };
const PAGE = { file: 't/struct/page/index.html', head: Buffer.from('$& BODY'), body: Buffer.from('$1 HEAD') };

test('head and body take the place of their placeholders, whatever they hold', () => {
  expect(createStamp(SHELL)(PAGE).toString()).toBe('<head>$& BODY</head><main>$1 HEAD</main>');
});

test.each([
  ['lacks one', '<head></head><main>BODY</main>'],
  ['has one twice', '<head>HEAD</head><main>BODYBODY</main>'],
  ['has them in the wrong order', 'BODY HEAD'],
])('a shell that %s is refused', (_, html) => {
  expect(() => createStamp({ ...SHELL, html })).toThrow('the shell must hold');
});

test('the section that a page is in is current in the masthead', () => {
  const html = 'HEAD<nav><a href="/symbols/">S</a><a href="/t/">T</a></nav>BODY<a href="/t/">T</a>';
  const stamp = createStamp({ ...SHELL, html, current: { t: '/t/', s: '/symbols/' } });
  const page = { ...PAGE, head: '', body: '' };
  expect(stamp(page).toString()).toBe(
    '<nav><a href="/symbols/">S</a><a href="/t/" aria-current="true">T</a></nav><a href="/t/">T</a>',
  );
  expect(stamp({ ...page, file: 'm/vmlinux/index.html' }).toString()).not.toContain('aria-current');
});
