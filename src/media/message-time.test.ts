import { expect, test } from 'vitest';
import { messageTime } from './message-time.ts';

test.each([
  ['2007-03-09T16:06:10-05:00', '2007-03-09 16:06 -05:00'],
  ['2021-04-07T01:21:34Z', '2021-04-07 01:21 UTC'],
  ['2021-03-05', '2021-03-05'],
])('%s is shown as %s', (date, shown) => {
  expect(messageTime(date)).toBe(shown);
});
