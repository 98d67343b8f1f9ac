import { describe, expect, test } from 'vitest';
import { checkRedirects } from './redirects.ts';

const PAGES = new Set(['s/new/', 'd/a/', 'd/b/']);
const redirect = (from: string, ...to: string[]) => ({ from, to, why: 'Renamed.' });
const details = (...all: ReturnType<typeof redirect>[]) =>
  checkRedirects(all, PAGES, 'moved.yaml').map((problem) => ('detail' in problem ? problem.detail : ''));

test('what moved to a page, or was split into several, is right', () => {
  expect(details(redirect('s/old/', 's/new/'), redirect('d/ab/', 'd/a/', 'd/b/'))).toEqual([]);
});

describe('a redirect is refused', () => {
  test('if its target is no page', () => {
    expect(details(redirect('s/old/', 's/gone/'))).toEqual(['/s/gone/ is no page of the site']);
  });
  test('if it would hide a page', () => {
    expect(details(redirect('s/new/', 'd/a/'))).toEqual(['/s/new/ is a page of the site']);
  });
  test('if it leads to another one, with where that ends', () => {
    expect(details(redirect('s/older/', 's/old/'), redirect('s/old/', 's/new/'))).toEqual([
      '/s/old/ leads on itself; name where it ends, /s/new/',
    ]);
  });
  test('if it leads back to itself', () => {
    expect(details(redirect('s/x/', 's/y/'), redirect('s/y/', 's/x/'))).toEqual([
      '/s/x/ leads back to itself by way of /s/y/',
      '/s/y/ leads back to itself by way of /s/x/',
    ]);
    expect(details(redirect('s/x/', 's/x/'))).toEqual(['/s/x/ leads back to itself by way of /s/x/']);
  });
  test('if there is another one for the address', () => {
    expect(details(redirect('s/old/', 's/new/'), redirect('s/old/', 'd/a/'))).toEqual([
      '/s/old/ has a redirect already',
    ]);
  });
});
