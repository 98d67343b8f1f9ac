import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReleases, VERSION_SCHEMES, type VersionScheme } from './order.ts';

/** Checks every pair of a list that is in order, not only neighbours. */
function expectInOrder(scheme: VersionScheme, names: readonly string[]): void {
  for (const [i, a] of names.entries()) {
    for (const [j, b] of names.entries()) {
      expect([a, b, Math.sign(compareReleases(scheme, a, b))]).toEqual([a, b, Math.sign(i - j)]);
    }
  }
}

test('debian: ABI names, new and old style, sort by their numbers', () => {
  expectInOrder('debian', [
    '5.10.0-9',
    '5.10.0-46',
    '6.1.0-47',
    '6.1.0-54',
    '6.12.94+deb13',
    '6.12.107+deb12',
    '6.12.107+deb13',
    '6.12.115+deb13',
    '6.12.115+deb13.1',
    '7.2.13+deb14',
  ]);
});

test('debian: a backport precedes what it was made from', () => {
  expectInOrder('debian', ['6.12.9-1~bpo12+1', '6.12.9-1', '6.12.9-1+b1']);
});

test('rpm: kernels of Red Hat and SUSE sort by version, then release', () => {
  expectInOrder('rpm', [
    '3.10.0-693.el7',
    '4.12.14-23-default',
    '4.12.14-195-default',
    '4.18.0-80.el8',
    '4.18.0-477.10.1.el8_8',
    '4.18.0-513.18.1.el8_9',
    '5.14.0-70.13.1.el9_0',
    '5.14.0-362.24.1.el9_3',
  ]);
});

/** The development cycle of 4.16 and the stable updates of 4.13, as Documentation/process/2.Process.rst lists them. */
test('upstream: a cycle runs from the release before, through its candidates, to the release', () => {
  const candidates = [1, 2, 3, 4, 5, 6, 7].map((n) => `4.16-rc${n}`);
  expectInOrder('upstream', ['4.13', '4.13.1', '4.13.2', '4.13.16', '4.15', ...candidates, '4.16']);
});

/** git's Documentation/config/versionsort.txt, "v4.8-rcX are listed first, followed by v4.8, then v4.8-ckX". */
test('upstream: tags sort as git sorts them for maintainers', () => {
  expectInOrder('upstream', ['v4.8-rc1', 'v4.8-rc2', 'v4.8-rc10', 'v4.8', 'v4.8-ck1', 'v4.8-ck2', 'v4.8.1']);
});

test('upstream: every generation of pre-releases comes before its release', () => {
  expectInOrder('upstream', ['2.4.19-pre1', '2.4.19-pre10', '2.4.19-rc1', '2.4.19', '2.6.0-test11', '2.6.0']);
});

test('upstream: builds between tags stay between them, bare linux-next dates come last', () => {
  expectInOrder('upstream', [
    '6.11.11',
    '6.12-rc1',
    '6.12-rc1-00123-gabcdef0',
    '6.12-rc2',
    '6.12',
    '6.12.1',
    '6.12.1-arch1-1',
    '6.13',
    'next-20231231',
    'next-20240101',
  ]);
  expectInOrder('upstream', ['6.12-rc1', '6.12-rc1-next-20241002', '6.12-rc1-next-20241004', '6.12-rc2']);
});

test('openeuler: service packs follow their release, the next long-term release follows them all', () => {
  expectInOrder('openeuler', [
    '20.03-LTS',
    '20.03-LTS-SP1',
    '20.03-LTS-SP2',
    '20.03-LTS-SP3',
    '20.03-LTS-SP4',
    '20.09',
    '21.03',
    '22.03-LTS',
    '22.03-LTS-tip',
    '22.03-LTS-SP1',
    '22.03-LTS-SP1-tip',
    '22.03-LTS-SP2',
    '22.03-LTS-SP10',
    '24.03-LTS',
  ]);
});

test('openeuler: kernel versions sort as rpm sorts them', () => {
  expectInOrder('openeuler', [
    '4.19.90-2003.4.0.0036.oe1',
    '4.19.90-2109.1.0.0108.oe1',
    '5.10.0-60.18.0',
    '5.10.0-60.18.0-tip',
    '5.10.0-60.18.0.50.oe2203',
    '5.10.0-60.139.0.166.oe2203',
    '5.10.0-136.12.0.86.oe2203sp1',
    '6.6.0-28.0.0.34.oe2403',
  ]);
});

test('spellings of one version still have an order', () => {
  expectInOrder('debian', ['1.0', '1.00']);
  expectInOrder('rpm', ['2.0', '2_0']);
  expectInOrder('upstream', ['6.12', '6.12.0', 'v6.12']);
});

describe.each(VERSION_SCHEMES)('%s is a total order', (scheme) => {
  /** Close to real names, so that the interesting branches are reached, and then anything else. */
  const part = fc.constantFrom(
    ...['0', '00', '1', '6', '12', '115', '-', '.', '~', '^', '+', '_', ':', 'rc', '-rc1', '-LTS', '-SP1'],
    ...['20.03', '22.09', '+deb13', 'el9', 'v', 'next-', 'a', 'Z'],
  );
  const name = fc.oneof(
    { weight: 5, arbitrary: fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'binary' }) },
  );
  const sign = (a: string, b: string) => Math.sign(compareReleases(scheme, a, b));

  test('only a name itself is equal to it, and order turns round with its arguments', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(sign(a, b) === 0).toBe(a === b);
        expect(sign(a, b) + sign(b, a)).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('order carries over', () => {
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        fc.pre(sign(a, b) <= 0 && sign(b, c) <= 0);
        expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
});
