import { expect, test } from 'vitest';
import { hasDependencies, isKernelProvides, parseProvides, providedUname } from './provides.ts';

const RED_HAT = `config(kernel-core) = 5.14.0-427.13.1.el9_4
installonlypkg(kernel)
kernel = 5.14.0-427.13.1.el9_4
kernel(register_netdev) = 0x5d2d1e0f
kernel(alloc_skb) = 0x0dd83415
kernel-core = 5.14.0-427.13.1.el9_4
kernel-core-uname-r = 5.14.0-427.13.1.el9_4.x86_64
`;

test('the symbols of a kernel’s provides are its exports, with nothing said of module and namespace', () => {
  const { records, problems } = parseProvides(RED_HAT, 'provides.txt');
  expect(records).toEqual([
    { symbol: 'alloc_skb', crc: 0x0dd83415, module: '(unknown)', type: '', namespace: '' },
    { symbol: 'register_netdev', crc: 0x5d2d1e0f, module: '(unknown)', type: '', namespace: '' },
  ]);
  expect(problems).toEqual([]);
});

test('SUSE writes CRCs without 0x and leading zeros, and names the flavour', () => {
  expect(parseProvides('ksym(default:alloc_skb) = dd83415\n', 'p').records).toEqual([
    { symbol: 'alloc_skb', crc: 0x0dd83415, module: '(unknown)', type: '', namespace: '' },
  ]);
});

test('flavours are not mixed', () => {
  expect(() => parseProvides('ksym(default:a_b) = 1\nksym(rt:a_b) = 2\n', 'p')).toThrow();
});

test('a kernel is told from a package of modules by what else it provides', () => {
  expect(isKernelProvides(RED_HAT)).toBe(true);
  expect(isKernelProvides('ksym(default:alloc_skb) = dd83415\nkernel-default = 6.4.0-150600.21.2\n')).toBe(
    true,
  );
  expect(isKernelProvides('/bin/sh\nkernel(alloc_skb) = 0x0dd83415\nkernel >= 4.18.0-80\n')).toBe(false);
  expect(hasDependencies('kernel(alloc_skb) = 0x0dd83415\n')).toBe(true);
  expect(hasDependencies('0x0dd83415\talloc_skb\tvmlinux\tEXPORT_SYMBOL\t\n')).toBe(false);
  expect(isKernelProvides('kernel = 5.14.0\n')).toBe(false);
});

test('the kernel is named where its packages say it', () => {
  expect(providedUname(RED_HAT)).toBe('5.14.0-427.13.1.el9_4.x86_64');
  expect(providedUname('kernel(alloc_skb) = 0x0dd83415\n')).toBeUndefined();
});
