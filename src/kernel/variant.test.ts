import { expect, test } from 'vitest';
import { mainVariant } from './variant.ts';

test('the main variant is of the most common architecture, without a special flavour', () => {
  expect(mainVariant(['amd64', 'arm64'])).toBe(0);
  expect(mainVariant(['aarch64', 'aarch64-64k', 'x86_64', 'x86_64-rt'])).toBe(2);
  expect(mainVariant(['amd64-rt', 'arm64', 'riscv64'])).toBe(1);
  expect(mainVariant(['loongarch64'])).toBe(0);
  expect(mainVariant([])).toBe(0);
});
