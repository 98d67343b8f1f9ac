import { expect, test } from 'vitest';
import { compareDpkgVersions } from './dpkg.ts';

/**
 * The pairs below __DATA__ in scripts/t/Dpkg_Version.t of dpkg, its test of the same algorithm in Perl, C and on the
 * command line.
 */
const DPKG_VERSION_T: readonly (readonly [a: string, b: string, order: number])[] = [
  ['1.0-1', '2.0-2', -1],
  ['2.2~rc-4', '2.2-1', -1],
  ['2.2-1', '2.2~rc-4', 1],
  ['1.0000-1', '1.0-1', 0],
  ['1', '0:1', 0],
  ['0', '0:0-0', 0],
  ['2:2.5', '1:7.5', 1],
  ['1:0foo', '0foo', 1],
  ['0:0foo', '0foo', 0],
  ['0foo', '0foo', 0],
  ['0foo-', '0foo', 0],
  ['0foo-', '0foo-0', 0],
  ['0foo', '0fo', 1],
  ['0foo-', '0foo+', -1],
  ['0foo~1', '0foo', -1],
  ['0foo~foo+Bar', '0foo~foo+bar', -1],
  ['0foo~~', '0foo~', -1],
  ['1~', '1', -1],
  ['12345+that-really-is-some-ver-0', '12345+that-really-is-some-ver-10', -1],
  ['0foo-0', '0foo-01', -1],
  ['0foo.bar', '0foobar', 1],
  ['0foo.bar', '0foo1bar', 1],
  ['0foo.bar', '0foo0bar', 1],
  ['0foo1bar-1', '0foobar-1', -1],
  ['0foo2.0', '0foo2', 1],
  ['0foo2.0.0', '0foo2.10.0', -1],
  ['0foo2.0', '0foo2.0.0', -1],
  ['0foo2.0', '0foo2.10', -1],
  ['0foo2.1', '0foo2.10', -1],
  ['1.09', '1.9', 0],
  ['1.0.8+nmu1', '1.0.8', 1],
  ['3.11', '3.10+nmu1', 1],
  ['0.9j-20080306-4', '0.9i-20070324-2', 1],
  ['1.2.0~b7-1', '1.2.0~b6-1', 1],
  ['1.011-1', '1.06-2', 1],
  ['0.0.9+dfsg1-1', '0.0.8+dfsg1-3', 1],
  ['4.6.99+svn6582-1', '4.6.99+svn6496-1', 1],
  ['53', '52', 1],
  ['0.9.9~pre122-1', '0.9.9~pre111-1', 1],
  ['2:2.3.2-2+lenny2', '2:2.3.2-2', 1],
  ['1:3.8.1-1', '3.8.GA-1', 1],
  ['1.0.1+gpl-1', '1.0.1-2', 1],
  ['1a', '1000a', -1],
  ['-0.6.5', '0.9.1', -1],
];

test.each(DPKG_VERSION_T)('%s against %s is %i, as in dpkg', (a, b, order) => {
  expect(Math.sign(compareDpkgVersions(a, b))).toBe(order);
  expect(Math.sign(compareDpkgVersions(b, a)) + order).toBe(0);
});

/** test_version_compare() and test_version_parse() in lib/dpkg/t/t-version.c. */
test.each([
  ['0-0', '00-00', 0],
  ['0:0-0', '1:0-0', -1],
  ['a-0', 'b-0', -1],
  ['0-a', '0-b', -1],
  ['0:0-', '0', 0],
  ['0:0-0-0-0', '0-0-0', 1],
] as const)('%s against %s is %i, as in t-version.c', (a, b, order) => {
  expect(Math.sign(compareDpkgVersions(a, b))).toBe(order);
});

test('the example of policy 5.6.12 sorts as policy says', () => {
  const sorted = ['~~', '~~a', '~', '', 'a'];
  expect(['a', '', '~', '~~a', '~~'].toSorted(compareDpkgVersions)).toEqual(sorted);
});

test('the epoch counts for more than any version', () => {
  expect(compareDpkgVersions('1:1.0', '99999999999999999999')).toBeGreaterThan(0);
});
