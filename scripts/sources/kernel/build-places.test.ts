import { expect, test } from 'vitest';
import { findBuilds, isBuildFile } from './build-places.ts';

test.each([
  ['Module.symvers', 'include/config/auto.conf', undefined],
  [
    'usr/src/linux-headers-6.1.0-54-amd64/Module.symvers',
    'usr/src/linux-headers-6.1.0-54-amd64/.config',
    '6.1.0-54-amd64',
  ],
  [
    'usr/src/kernels/5.14.0-503.el9.x86_64/Module.symvers',
    'usr/src/kernels/5.14.0-503.el9.x86_64/.config',
    '5.14.0-503.el9.x86_64',
  ],
  [
    'usr/src/linux-6.4.0-150600.23-obj/x86_64/default/Module.symvers',
    'usr/src/linux-6.4.0-150600.23-obj/x86_64/default/.config',
    '6.4.0-150600.23',
  ],
  [
    'lib/modules/5.14.0-503.el9.x86_64/symvers.gz',
    'lib/modules/5.14.0-503.el9.x86_64/config',
    '5.14.0-503.el9.x86_64',
  ],
  ['boot/symvers-6.4.0-default.gz', 'boot/config-6.4.0-default', '6.4.0-default'],
])('%s goes with %s', (symvers, config, uname) => {
  expect(isBuildFile(symvers)).toBe(true);
  expect(isBuildFile(config)).toBe(true);
  const found = { symvers, config, ...(uname === undefined ? {} : { uname }) };
  expect(findBuilds([config, symvers])).toEqual([found]);
});

test('the configuration of another kernel is not taken', () => {
  expect(findBuilds(['boot/symvers-6.4.0-default.gz', 'boot/config-6.4.0-rt'])).toEqual([
    { symvers: 'boot/symvers-6.4.0-default.gz', uname: '6.4.0-default' },
  ]);
});

test('auto.conf is what the build used, and is preferred to .config', () => {
  expect(findBuilds(['Module.symvers', '.config', 'include/config/auto.conf'])).toEqual([
    { symvers: 'Module.symvers', config: 'include/config/auto.conf' },
  ]);
});

test('the best place wins; equals are all returned', () => {
  expect(findBuilds(['vmlinux.symvers', 'Module.symvers'])).toEqual([{ symvers: 'Module.symvers' }]);
  expect(
    findBuilds(['usr/src/linux-headers-1/Module.symvers', 'usr/src/linux-headers-2/Module.symvers']),
  ).toHaveLength(2);
});

test.each([
  'usr/share/doc/Module.symvers',
  'usr/src/a/b/Module.symvers',
  'Module.symvers.orig',
  'xModule.symvers',
])('%s is no such place', (path) => {
  expect(isBuildFile(path)).toBe(false);
});
