import { expect, test } from 'vitest';
import { tooOldNode } from './node-version.ts';

test.each([
  ['20.20.2', true],
  ['22.11.0', true],
  ['22.12.0', false],
  ['22.12.1', false],
  ['22.9.0', true],
  ['24.0.0', false],
  ['100.0.0', false],
])('Node %s is too old: %s', (version, isTooOld) => {
  expect(tooOldNode(version) !== undefined).toBe(isTooOld);
});
