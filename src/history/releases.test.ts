import { expect, test } from 'vitest';
import { releaseName } from './releases.ts';

test('a release is named with its product only on a page of another one', () => {
  const old = { product: 'debian-11', title: 'Debian 11', release: '5.10.0-46' };
  const now = { product: 'debian-12', title: 'Debian 12', release: '6.1.0-47' };
  expect(releaseName(old, now)).toBe('Debian 11 5.10.0-46');
  expect(releaseName(old, { ...old, release: '5.10.0-47' })).toBe('5.10.0-46');
});
