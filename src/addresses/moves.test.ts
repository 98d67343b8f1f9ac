import { expect, test } from 'vitest';
import { linesToAdd, movesOf } from './moves.ts';

const SITE = new Set([
  ...['r/new/', 'r/new/feed.atom', 'r/new/1.0/', 'r/new/1.0/index.txt', 'r/new/latest/', 'zh/r/new/1.0/'],
  ...['c/new/1.0..1.1/', 'policy/what-if/new/1.0..1.1/', 'api/v1/changes/new/1.0..1.1.json'],
  ...['d/new_name/', 'd/new_name/badge.svg', 'd/other/'],
]);
const has = (address: string) => SITE.has(address);
const old = (...addresses: string[]) => addresses.map((each) => each.replace('new', 'old'));
const folder = (from: string, to: string) => ({ from, to, why: 'Renamed.' });

test('one rule for the folder of a product moves all that names it, in every language', () => {
  const published = old(...[...SITE].filter((each) => !each.startsWith('d/')));
  const { redirects, copies } = movesOf([], [folder('r/old/', 'r/new/')], published, has);
  const all = [...redirects.map(({ from, to }) => [from, ...to]), ...copies];
  expect(all.map(([from]) => from).sort()).toEqual(published.sort());
  for (const [from = '', to] of all) expect(to).toBe(from.replace('old', 'new'));
  expect([...copies.keys()].sort()).toEqual([
    'api/v1/changes/old/1.0..1.1.json',
    'r/old/1.0/index.txt',
    'r/old/feed.atom',
  ]);
});

test('a rule for another folder moves that one alone, and the most exact rule counts', () => {
  const rules = [folder('x/', 'r/new/'), folder('x/y/', 'd/')];
  const { redirects } = movesOf([], rules, ['x/1.0/', 'x/y/other/', 'c/x/1.0..1.1/'], has);
  expect(redirects.map(({ from, to }) => [from, ...to])).toEqual([
    ['x/1.0/', 'r/new/1.0/'],
    ['x/y/other/', 'd/other/'],
  ]);
});

test('what has no counterpart at the new place does not move, and what is still there stays', () => {
  const published = ['r/old/0.9/', 'r/new/1.0/'];
  expect(movesOf([], [folder('r/old/', 'r/new/')], published, has).redirects).toEqual([]);
});

test('files follow the page that they lay beside; where there is none like it, or it was split, something stands in', () => {
  const moved = { from: 'd/old_name/', to: ['d/new_name/'], why: 'Renamed.' };
  const published = ['d/old_name/', 'd/old_name/badge.svg', 'd/old_name/feed.atom'];
  expect(movesOf([moved], [], published, has)).toEqual({
    redirects: [moved],
    copies: new Map([['d/old_name/badge.svg', 'd/new_name/badge.svg']]),
    standIns: new Map([['d/old_name/feed.atom', moved]]),
  });
  const split = { ...moved, to: ['d/new_name/', 'd/other/'] };
  expect([...movesOf([split], [], published, has).standIns.keys()]).toEqual([
    'd/old_name/badge.svg',
    'd/old_name/feed.atom',
  ]);
});

test('of what is lost, a product is one line, a page one, and files follow their pages', () => {
  const lost = [
    ...['r/old/', 'r/old/index.txt', 'r/old/1.0/', 'c/old/1.0..1.1/', 'api/v1/causes/old/1.0..1.1.json'],
    ...['d/gone/', 'd/gone/badge.svg', 'd/other/feed.atom', 'api/v1/index.json'],
  ];
  expect(linesToAdd(lost, has)).toEqual([
    "- { from: '/r/old/*', to: '/r/…/*', why: … }",
    "- { from: '/d/gone/', to: '/…/', why: … }",
    '# /d/other/feed.atom, whose page is still there: no rule moves it, bring it back',
    '# /api/v1/index.json: no rule moves it, bring it back',
  ]);
});
