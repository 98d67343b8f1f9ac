import { expect, test } from 'vitest';
import { daysOf } from './product-dates.ts';

test.each([
  ['2028', '2028-01-01', '2029-01-01'],
  ['2028-02', '2028-02-01', '2028-03-01'],
  ['2028-12', '2028-12-01', '2029-01-01'],
  ['2028-06-30', '2028-06-30', '2028-07-01'],
  ['2028-02-28', '2028-02-28', '2028-02-29'],
  ['2027-12-31', '2027-12-31', '2028-01-01'],
])('%s is the days from %s to before %s', (date, from, until) => {
  expect(daysOf(date)).toEqual([from, until]);
});
