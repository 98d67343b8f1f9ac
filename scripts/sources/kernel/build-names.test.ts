import { expect, test } from 'vitest';
import {
  coverageOfFile,
  headersPackageOf,
  parseDebianHeadersName,
  parseFileName,
  parseRpmFlavour,
  parseUname,
} from './build-names.ts';

test.each([
  ['linux-headers-6.1.0-54-amd64', 'amd64', '6.1.0-54', 'default'],
  ['linux-headers-6.1.0-54-cloud-amd64', 'amd64', '6.1.0-54', 'cloud'],
  ['linux-headers-6.1.0-54-rt-arm64', 'arm64', '6.1.0-54', 'rt'],
  ['linux-headers-6.12.115+deb13.1-amd64', 'amd64', '6.12.115+deb13.1', 'default'],
  ['linux-headers-6.12.115+deb13-cloud-arm64', 'arm64', '6.12.115+deb13', 'cloud'],
  ['linux-headers-6.12.115+deb13-arm64-16k', 'arm64', '6.12.115+deb13', '16k'],
  ['linux-headers-6.12.115+deb13-686-pae', 'i386', '6.12.115+deb13', '686-pae'],
  ['linux-headers-6.1.0-54-686', 'i386', '6.1.0-54', '686'],
  ['linux-headers-6.1.0-54-armmp-lpae', 'armhf', '6.1.0-54', 'armmp-lpae'],
  ['linux-headers-6.1.0-0.deb11.21-amd64', 'amd64', '6.1.0-0.deb11.21', 'default'],
  ['linux-headers-6.17~rc6-amd64', 'amd64', '6.17~rc6', 'default'],
  ['linux-headers-7.2-rc3-amd64', 'amd64', '7.2-rc3', 'default'],
  ['linux-headers-6.8.0-31-generic', 'amd64', '6.8.0-31', 'generic'],
])('%s of %s is release %s, flavour %s', (name, arch, release, flavour) => {
  expect(parseDebianHeadersName(name, arch)).toEqual({ release, arch, flavour });
});

test('a package of another kind says nothing', () => {
  expect(parseDebianHeadersName('linux-image-6.1.0-54-amd64', 'amd64')).toBeUndefined();
  expect(parseDebianHeadersName('linux-headers-amd64', 'amd64')).toBeUndefined();
});

test.each([
  ['linux-image-6.1.0-54-amd64', 'linux-headers-6.1.0-54-amd64'],
  ['linux-image-6.1.0-54-amd64-unsigned', 'linux-headers-6.1.0-54-amd64'],
  ['linux-image-6.12.117+deb13-rt-amd64-dbg', 'linux-headers-6.12.117+deb13-rt-amd64'],
  ['linux-image-unsigned-6.8.0-31-generic', 'linux-headers-6.8.0-31-generic'],
  ['bash', undefined],
])('the exports of %s are in %s', (name, headers) => {
  expect(headersPackageOf(name)).toBe(headers);
});

test.each([
  ['6.1.0-54-amd64', { release: '6.1.0-54', arch: 'amd64', flavour: 'default' }],
  ['6.1.0-54-cloud-arm64', { release: '6.1.0-54', arch: 'arm64', flavour: 'cloud' }],
  ['5.14.0-503.11.1.el9_5.x86_64', { release: '5.14.0-503.11.1.el9_5', arch: 'x86_64', flavour: 'default' }],
  ['5.14.0-503.el9.aarch64+64k-debug', { release: '5.14.0-503.el9', arch: 'aarch64', flavour: '64k-debug' }],
  ['3.10.0-1160.el7.x86_64.debug', { release: '3.10.0-1160.el7', arch: 'x86_64', flavour: 'debug' }],
  // SUSE's package has a release of 150600.23.25.1.
  ['6.4.0-150600.23.25-default', {}],
  ['linux', {}],
])('uname %s says %o', (uname, identity) => {
  expect(parseUname(uname)).toEqual(identity);
});

test.each([
  ['kernel', 'default'],
  ['kernel-core', 'default'],
  ['kernel-devel', 'default'],
  ['kernel-rt-core', 'rt'],
  ['kernel-64k-core', '64k'],
  ['kernel-64k-debug-devel', '64k-debug'],
  ['kernel-debug-devel', 'debug'],
  ['kernel-default', 'default'],
  ['kernel-default-devel', 'default'],
  ['kernel-azure-devel', 'azure'],
  ['kernel-uek-core', 'uek'],
])('the flavour of %s is %s', (name, flavour) => {
  expect(parseRpmFlavour(name)).toBe(flavour);
});

test.each([
  ['symvers-5.14.0-503.el9.x86_64.gz', { release: '5.14.0-503.el9', arch: 'x86_64', flavour: 'default' }],
  ['symvers-6.1.0-50.gz', {}],
  ['Module.kabi_x86_64', { arch: 'x86_64' }],
  ['Module.kabi_dup_ppc64le', { arch: 'ppc64le' }],
  ['Module.symvers', {}],
])('the file name %s says %o', (name, identity) => {
  expect(parseFileName(name)).toEqual(identity);
});

test.each([
  ['Module.kabi_x86_64', 'part'],
  ['Module.kabi_dup_ppc64le.xz', 'part'],
  ['vmlinux.symvers', 'part'],
  ['vmlinux.symvers.xz', 'part'],
  // XCP-ng keeps all exports of its only architecture there.
  ['Module.kabi', 'all'],
  ['Module.symvers', 'all'],
  ['symvers-default', 'all'],
])('%s holds %s of the exports, as far as its name tells', (name, coverage) => {
  expect(coverageOfFile(name)).toBe(coverage);
});
