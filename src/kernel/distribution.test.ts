import { expect, test } from 'vitest';
import { distributionNamedIn, distributionOf } from './distribution.ts';

test.each([
  ['6.1.0-54-amd64', 'Debian', 'apt install linux-headers-6.1.0-54-amd64'],
  ['6.12.94+deb13-amd64', 'Debian', 'apt install linux-headers-6.12.94+deb13-amd64'],
  ['5.10.0-30-cloud-amd64', 'Debian', 'apt install linux-headers-5.10.0-30-cloud-amd64'],
  ['5.15.0-91-generic', 'Ubuntu', 'apt install linux-headers-5.15.0-91-generic'],
  [
    '6.2.16-14-pve',
    'Proxmox VE',
    'apt install proxmox-headers-6.2.16-14-pve || apt install pve-headers-6.2.16-14-pve',
  ],
  [
    '5.4.278-1.el7.elrepo.x86_64',
    'ELRepo',
    'yum --enablerepo=elrepo-kernel install kernel-lt-devel-5.4.278-1.el7.elrepo.x86_64 || yum --enablerepo=elrepo-kernel install kernel-ml-devel-5.4.278-1.el7.elrepo.x86_64',
  ],
  ['3.10.0-1160.el7.x86_64', 'Enterprise Linux 7', 'yum install kernel-devel-3.10.0-1160.el7.x86_64'],
  ['5.14.0-503.el9.x86_64', 'Enterprise Linux', 'dnf install kernel-devel-5.14.0-503.el9.x86_64'],
  ['5.14.0-503.el9.x86_64+debug', 'Enterprise Linux', 'dnf install kernel-debug-devel-5.14.0-503.el9.x86_64'],
  ['6.5.6-300.fc39.x86_64', 'Fedora', 'dnf install kernel-devel-6.5.6-300.fc39.x86_64'],
  ['5.14.21-150500.55.39-default', 'SUSE', 'zypper install -f kernel-default-devel=5.14.21-150500.55.39'],
  ['6.6.10-arch1-1', 'Arch Linux', 'pacman -Syu linux linux-headers'],
  ['6.6.16-current-rockchip64', 'Armbian', 'apt install linux-headers-current-rockchip64'],
  ['6.6.31+rpt-rpi-v8', 'Raspberry Pi OS', 'apt install linux-headers-6.6.31+rpt-rpi-v8'],
  [
    '5.10.0-136.12.0.86.oe2203sp1.x86_64',
    'openEuler',
    'dnf install kernel-devel-5.10.0-136.12.0.86.oe2203sp1.x86_64',
  ],
  ['5.10.198-android12-9-00001-g1234-ab5678901', 'Android', undefined],
])('%s is of %s', (uname, name, headers) => {
  const found = distributionOf(uname);
  expect([found?.name, found?.headers(uname)]).toEqual([name, headers]);
});

test('a kernel of nobody in particular is of no distribution', () => {
  expect(distributionOf('6.6.1')).toBeUndefined();
});

test('a text may name its distribution in words', () => {
  expect(distributionNamedIn('pkg_hash_check_unresolved: cannot find dependency')).toBe('OpenWrt');
  expect(distributionNamedIn('nothing at all')).toBeUndefined();
});
