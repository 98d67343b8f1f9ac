import { expect, test } from 'vitest';
import { baseName } from './base-names.ts';

test.each([
  ['unsigned long', 'long unsigned int'],
  ['long unsigned int', 'long unsigned int'],
  ['unsigned long long', 'long long unsigned int'],
  ['long', 'long int'],
  ['short', 'short int'],
  ['unsigned short', 'short unsigned int'],
  ['signed char', 'signed char'],
  ['unsigned int', 'unsigned int'],
  ['unsigned', 'unsigned int'],
  ['int', 'int'],
  ['unsigned __int128', '__int128 unsigned'],
  ['_Bool', '_Bool'],
  ['u8', 'u8'],
  ['long double', 'long double'],
])('%s is %s', (name, canonical) => {
  expect(baseName(name)).toBe(canonical);
});
