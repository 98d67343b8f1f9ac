import { expect, test } from 'vitest';
import { createStamp } from './stamp.ts';

const SHELL = { html: '<head>HEAD</head><main>BODY</main>', head: 'HEAD', body: 'BODY' };
const PAGE = { head: Buffer.from('$& BODY'), body: Buffer.from('$1 HEAD') };

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
