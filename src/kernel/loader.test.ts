import { describe, expect, test } from 'vitest';
import { compareSeries, loaderSettings, seriesOf, vermagicOfBuild } from './loader.ts';

const on =
  (...names: readonly string[]) =>
  (name: string) =>
    names.includes(name.replace(/^CONFIG_/, ''));

describe('the vermagic of a configuration', () => {
  const common = ['SMP', 'MODULE_UNLOAD', 'MODVERSIONS'];

  test.each([
    [
      '6.1.0-54-amd64',
      ['X86_64', 'PREEMPT_BUILD', ...common],
      '6.1.0-54-amd64 SMP preempt mod_unload modversions ',
    ],
    ['6.1.0-54-arm64', ['ARM64', ...common], '6.1.0-54-arm64 SMP mod_unload modversions aarch64'],
    ['5.10.0-46-amd64', ['X86_64', ...common], '5.10.0-46-amd64 SMP mod_unload modversions '],
    [
      '5.10.0-46-rt-amd64',
      ['X86_64', 'PREEMPT_RT', ...common],
      '5.10.0-46-rt-amd64 SMP preempt_rt mod_unload modversions ',
    ],
    [
      '7.2.13+deb14-amd64',
      ['X86_64', 'PREEMPT_BUILD', 'SMP', 'MODULE_UNLOAD'],
      '7.2.13+deb14-amd64 SMP preempt mod_unload ',
    ],
    ['7.2.13-rt', ['X86_64', 'PREEMPT_BUILD', 'PREEMPT_RT'], '7.2.13-rt preempt_rt '],
  ])('of %s with %j', (uname, options, vermagic) => {
    expect(vermagicOfBuild(uname, on(...options))).toBe(vermagic);
  });

  test('is not known where more than the configuration decides', () => {
    expect(vermagicOfBuild('6.1.0', on('S390', ...common))).toBeUndefined();
    expect(vermagicOfBuild('6.1.0', on('X86_64', 'RANDSTRUCT', ...common))).toBeUndefined();
  });
});

test('every option that decides is said, on or off', () => {
  expect(loaderSettings(on('MODVERSIONS'))).toMatchObject({ MODVERSIONS: true, MODULE_SIG_FORCE: false });
});

test.each([
  ['6.1.0-54', [6, 1]],
  ['6.12.117+deb13', [6, 12]],
  ['5.14.0-503.el9.x86_64', [5, 14]],
  ['22.03-LTS', [22, 3]],
  ['sid', undefined],
] as const)('%s is of the series %j', (name, series) => {
  expect(seriesOf(name)).toEqual(series);
});

test('6.12 is newer than 6.1 and older than 7.2', () => {
  expect(compareSeries([6, 12], [6, 1])).toBeGreaterThan(0);
  expect(compareSeries([6, 12], [7, 2])).toBeLessThan(0);
});
