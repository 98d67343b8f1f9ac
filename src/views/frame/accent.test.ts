import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { siteSchema } from '../../records/site.ts';
import { accentCss, contrast, contrastOnPage, GROUNDS, LEAST_CONTRAST } from './accent.ts';

const TOKENS = readFileSync(new URL('../../site/styles/tokens.css', import.meta.url), 'utf8');

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#767676', '#ffffff', 4.54],
  ['#0000ff', '#ffffff', 8.59],
])('the contrast of %s and %s is %d, in either order', (a, b, ratio) => {
  expect(contrast(a, b)).toBeCloseTo(ratio, 2);
  expect(contrast(b, a)).toBeCloseTo(ratio, 2);
});

test('the grounds and the colours of links are those of the stylesheet', () => {
  const token = (name: string) =>
    new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(TOKENS)?.slice(1);
  const [paper, raised] = [token('paper'), token('raised')];
  expect(GROUNDS).toEqual({ light: [paper?.[0], raised?.[0]], dark: [paper?.[1], raised?.[1]] });
  const { accent } = siteSchema.parse({});
  expect([accent.light, accent.dark]).toEqual(token('link'));
});

test('links of a site that sets no colour can be read in both themes', () => {
  const { accent } = siteSchema.parse({});
  expect(contrastOnPage(accent.light, 'light')).toBeGreaterThan(LEAST_CONTRAST);
  expect(contrastOnPage(accent.dark, 'dark')).toBeGreaterThan(LEAST_CONTRAST);
  expect(contrastOnPage(accent.light, 'dark')).toBeLessThan(LEAST_CONTRAST);
});

test('the colours of a site are one rule of CSS', () => {
  expect(accentCss({ light: '#7a0019', dark: '#ffcc33' })).toBe(
    ':root{--link:light-dark(#7a0019,#ffcc33)}\n',
  );
});
