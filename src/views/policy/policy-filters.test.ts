import { expect, test } from 'vitest';
import { policyFilters } from './policy-filters.ts';

test('each button hides what it does not stand for', () => {
  expect(policyFilters(['acme']).split('\n').slice(0, 2)).toEqual([
    '.matrix-view:has([id="vendor-acme"]:checked) tr[data-vendor]:not([data-vendor="acme"]),',
    '.matrix-view:has([id="transition-within-minor"]:checked) [data-transition]:not([data-transition="within-minor"]),',
  ]);
});
