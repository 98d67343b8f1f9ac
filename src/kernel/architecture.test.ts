import { expect, test } from 'vitest';
import { architectureOf, isSameArchitecture, kernelArchitecture } from './architecture.ts';

test.each([
  ['x86_64', 'amd64'],
  ['aarch64', 'arm64'],
  ['ppc64le', 'ppc64el'],
  ['i386', '686'],
  ['loongarch64', 'loong64'],
  ['s390x', 's390x'],
])('%s and %s are one architecture', (kernel, other) => {
  expect(kernelArchitecture(other)).toBe(kernel);
  expect(isSameArchitecture(other, kernel)).toBe(true);
});

test('a name that is not known stands for itself', () => {
  expect(isSameArchitecture('vax', 'vax')).toBe(true);
  expect(isSameArchitecture('vax', 'amd64')).toBe(false);
});

test.each([
  [62, 64, true, 'x86_64'],
  [183, 64, true, 'aarch64'],
  [21, 64, true, 'ppc64le'],
  [21, 64, false, 'ppc64'],
  [22, 64, false, 's390x'],
  [243, 64, true, 'riscv64'],
  [258, 64, true, 'loongarch64'],
  [999, 64, true, 'e_machine 999'],
] as const)('e_machine %i of %i bits, little-endian %s, is %s', (machine, bits, isLittleEndian, name) => {
  expect(architectureOf(machine, { bits, isLittleEndian })).toBe(name);
});
