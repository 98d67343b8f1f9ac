import { expect, test } from 'vitest';
import { formatCauses, parseCauses } from './cause-files.ts';

test('a file of causes gives back those of the symbols that are asked for', () => {
  const netDevice = {
    type: 'struct net_device',
    isCertain: false,
    sentence: 'struct net_device: flags (offset 8) added',
  };
  const own = { type: 'kfree', isCertain: true, sentence: 'kfree(): returns int, not void' };
  const text = formatCauses([
    { cause: netDevice, symbols: ['dev_open', 'skb_put'] },
    { cause: own, symbols: ['kfree'] },
  ]);
  expect(parseCauses(text, new Set(['skb_put', 'kfree', 'absent']))).toEqual(
    new Map([
      ['skb_put', netDevice],
      ['kfree', own],
    ]),
  );
});

test('of a file that was damaged on the way nothing is read', () => {
  const text = formatCauses([{ cause: { type: 'a', isCertain: true, sentence: 'b' }, symbols: ['kfree'] }]);
  expect(parseCauses(text.replace('b', 'c'), new Set(['kfree'])).size).toBe(0);
  expect(parseCauses('', new Set(['kfree'])).size).toBe(0);
});

test('a tab in a sentence does not move the symbols', () => {
  const cause = { type: 'union x', isCertain: true, sentence: 'a\tb\nc' };
  expect(
    parseCauses(formatCauses([{ cause, symbols: ['kfree'] }]), new Set(['kfree'])).get('kfree')?.sentence,
  ).toBe('a b c');
});
