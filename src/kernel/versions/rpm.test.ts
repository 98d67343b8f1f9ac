import { expect, test } from 'vitest';
import { compareRpmSegments, compareRpmVersions } from './rpm.ts';

/** The pairs of tests/rpmvercmp.at of rpm, each in one direction. */
const RPMVERCMP_AT: readonly (readonly [a: string, b: string, order: number])[] = [
  ['1.0', '1.0', 0],
  ['1.0', '2.0', -1],
  ['2.0.1', '2.0.1', 0],
  ['2.0', '2.0.1', -1],
  ['2.0.1a', '2.0.1a', 0],
  ['2.0.1a', '2.0.1', 1],
  ['5.5p1', '5.5p1', 0],
  ['5.5p1', '5.5p2', -1],
  ['5.5p10', '5.5p10', 0],
  ['5.5p1', '5.5p10', -1],
  ['10xyz', '10.1xyz', -1],
  ['xyz10', 'xyz10', 0],
  ['xyz10', 'xyz10.1', -1],
  ['xyz.4', 'xyz.4', 0],
  ['xyz.4', '8', -1],
  ['xyz.4', '2', -1],
  ['5.5p2', '5.6p1', -1],
  ['5.6p1', '6.5p1', -1],
  ['6.0.rc1', '6.0', 1],
  ['10b2', '10a1', 1],
  ['10a2', '10b2', -1],
  ['1.0aa', '1.0aa', 0],
  ['1.0a', '1.0aa', -1],
  ['10.0001', '10.0001', 0],
  ['10.0001', '10.1', 0],
  ['10.0001', '10.0039', -1],
  ['4.999.9', '5.0', -1],
  ['20101121', '20101121', 0],
  ['20101121', '20101122', -1],
  ['2_0', '2_0', 0],
  ['2.0', '2_0', 0],
  ['a', 'a', 0],
  ['a+', 'a+', 0],
  ['a+', 'a_', 0],
  ['+a', '+a', 0],
  ['+a', '_a', 0],
  ['+_', '+_', 0],
  ['_+', '+_', 0],
  ['_+', '_+', 0],
  ['+', '_', 0],
  ['1.0~rc1', '1.0~rc1', 0],
  ['1.0~rc1', '1.0', -1],
  ['1.0~rc1', '1.0~rc2', -1],
  ['1.0~rc1~git123', '1.0~rc1~git123', 0],
  ['1.0~rc1~git123', '1.0~rc1', -1],
  ['1.0^', '1.0^', 0],
  ['1.0^', '1.0', 1],
  ['1.0^git1', '1.0^git1', 0],
  ['1.0^git1', '1.0', 1],
  ['1.0^git1', '1.0^git2', -1],
  ['1.0^git1', '1.01', -1],
  ['1.0^20160101', '1.0^20160101', 0],
  ['1.0^20160101', '1.0.1', -1],
  ['1.0^20160101^git1', '1.0^20160101^git1', 0],
  ['1.0^20160102', '1.0^20160101^git1', 1],
  ['1.0~rc1^git1', '1.0~rc1^git1', 0],
  ['1.0~rc1^git1', '1.0~rc1', 1],
  ['1.0^git1~pre', '1.0^git1~pre', 0],
  ['1.0^git1', '1.0^git1~pre', 1],
  // "Current, arguably buggy behaviors", listed there for reference.
  ['1b.fc17', '1b.fc17', 0],
  ['1b.fc17', '1.fc17', -1],
  ['1g.fc17', '1g.fc17', 0],
  ['1g.fc17', '1.fc17', 1],
  ['1.1.α', '1.1.β', 0],
  ['1.1.αα', '1.1.α', 0],
  ['1.1.α', '1.1.ββ', 0],
];

test.each(RPMVERCMP_AT)('%s against %s is %i, as in rpm', (a, b, order) => {
  expect(Math.sign(compareRpmSegments(a, b))).toBe(order);
  expect(Math.sign(compareRpmSegments(b, a)) + order).toBe(0);
});

test.each([
  ['an epoch counts for more than any version', '1:1.0-1', '9.0-1', 1],
  ['no epoch means epoch 0', '0:1.0-1', '1.0-1', 0],
  ['the release decides only between equal versions', '4.18.0-80.el8', '4.18.0-305.el8', -1],
  ['a higher version wins over a higher release', '5.14.0-1', '4.18.0-999', 1],
  ['no release precedes any', '5.14.0', '5.14.0-70.13.1.el9_0', -1],
  [
    'a flavour after the release does not reach into the version',
    '5.14.21-150400.24.100-default',
    '5.14.21-150500.55.7-default',
    -1,
  ],
  ['minor updates count on', '5.14.0-284.11.1.el9_2', '5.14.0-284.30.1.el9_2', -1],
  ['release candidates carry a tilde', '6.12~rc1-1.1', '6.12-1.1', -1],
] as const)('%s', (_, a, b, order) => {
  expect(Math.sign(compareRpmVersions(a, b))).toBe(order);
  expect(Math.sign(compareRpmVersions(b, a)) + order).toBe(0);
});
