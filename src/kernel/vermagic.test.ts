import { expect, test } from 'vitest';
import { isBuiltFor, isSameMagic } from './vermagic.ts';

const FLAGS = 'SMP preempt mod_unload modversions';

test('the release is left out of the comparison where the module has CRCs', () => {
  expect(isSameMagic(`6.1.0-53-amd64 ${FLAGS}`, `6.1.0-54-amd64 ${FLAGS} `, true)).toBe(true);
  expect(isSameMagic(`6.1.0-53-amd64 ${FLAGS}`, `6.1.0-54-amd64 ${FLAGS}`, false)).toBe(false);
  expect(isSameMagic('6.1.0-53-amd64 SMP', `6.1.0-53-amd64 ${FLAGS}`, true)).toBe(false);
});

const id = { release: '6.1.0-54', arch: 'amd64', flavour: 'default' };

test.each([
  ['6.1.0-54-amd64', id, 'yes'],
  ['6.1.0-54-rt-amd64', id, 'unknown'],
  ['6.1.0-54-rt-amd64', { ...id, flavour: 'rt' }, 'yes'],
  ['6.1.0-5-amd64', id, 'unknown'],
  ['6.12.1-amd64', id, 'no'],
  ['5.14.0-503.el9.x86_64', { release: '5.14.0-503.el9', arch: 'x86_64', flavour: 'default' }, 'yes'],
  ['5.14.0-503.el9.x86_64+rt', { release: '5.14.0-503.el9', arch: 'x86_64', flavour: 'rt' }, 'yes'],
  [
    '6.4.0-150600.23-default',
    { release: '6.4.0-150600.23.1', arch: 'x86_64', flavour: 'default' },
    'unknown',
  ],
  [
    '5.10.0-60.18.0.50.oe2203.x86_64',
    { release: '22.03-LTS', arch: 'x86_64', flavour: 'default' },
    'unknown',
  ],
] as const)('%s was built for %o: %s', (uname, release, answer) => {
  expect(isBuiltFor(uname, release)).toBe(answer);
});
