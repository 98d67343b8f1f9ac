import { expect, test } from 'vitest';
import { createUrls } from '../../addresses/urls.ts';
import { hiddenModules, hiddenNote, reasonsLine } from './reasons.ts';

const URLS = createUrls('/x/');

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '').trim();
}

test('a verdict has the causes nearest to its symbols, and says how many have none', () => {
  const line = reasonsLine(
    [
      ['struct net_device', 12],
      ['', 1],
    ],
    14,
    URLS,
  ).text;
  expect(textOf(line)).toBe(
    'Why: struct net_device: 12 of 14, their own declarations: 1 of 14; of the other 1 the cause is another or not on file.',
  );
  expect(line).toContain('<a href="/x/t/struct/net_device/">struct net_device</a>');
  expect(textOf(reasonsLine([['struct a', 2]], 2, URLS, ' on arm64').text)).toBe(
    'Why on arm64: struct a: 2 of 2.',
  );
});

test('nothing is said where no reason is on file', () => {
  expect(reasonsLine(undefined, 3, URLS).text).toBe('');
  expect(reasonsLine([], 3, URLS).text).toBe('');
  expect(hiddenNote(undefined, URLS).text).toBe('');
  expect(hiddenModules('amd64', [], URLS).text).toBe('');
});

test('what no CRC shows is called out in words, with a link unless only some modules see it', () => {
  const note = hiddenNote(['struct quiet', 'struct priv as net/a sees it'], URLS).text;
  expect(textOf(note)).toBe('no CRC shows that struct quiet and struct priv as net/a sees it changed');
  expect(note.match(/<a /g)).toHaveLength(1);
});

test('of the modules in a tree those are counted whose imports reach it', () => {
  expect(textOf(hiddenModules('amd64', [['struct quiet', 1200]], URLS).text)).toBe(
    'On amd64, no CRC shows that these changed: struct quiet, reached by imports of 1,200 modules. ' +
      'A module that loads may still be wrong about them.',
  );
});
