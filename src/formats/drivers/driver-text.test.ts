import { expect, test } from 'vitest';
import { detectDriverText, type DriverText } from './driver-text.ts';

test.each<[what: string, text: string, kind: DriverText | undefined]>([
  ['modprobe --dump-modversions', '0x200b2041\tin6addr_any\n0x6e720ff2\trtnl_unlock\n', 'modversions'],
  ['the same without 0x and with CRLF', '200b2041 in6addr_any\r\n', 'modversions'],
  ['Module.symvers', '0x12345678\tfoo\tdrivers/foo\tEXPORT_SYMBOL\t\n', 'symvers'],
  ['Module.symvers of 2.6', '0x12345678\tfoo\tdrivers/foo\n', 'symvers'],
  [
    'rpm -q --requires',
    '/bin/sh\nkernel-uname-r = 5.14.0\nkernel(alloc_skb) = 0x5dd83415\n',
    'rpm-dependencies',
  ],
  ['SUSE requires', 'ksym(default:alloc_skb) = 5dd83415\n', 'rpm-dependencies'],
  ['nm -u', '                 U __fentry__\n', 'undefined-symbols'],
  ['nm -u of two files', '\na/foo.ko:\n                 U __fentry__\n', 'undefined-symbols'],
  [
    'dmesg',
    'add some thing\ndead beef\n[    7.4] foo: disagrees about version of symbol bar\n',
    'kernel-log',
  ],
  [
    'weak-modules',
    'Module foo.ko from kernel 5.14.0-1 is not compatible with kernel 5.14.0-2 in symbols: bar\n',
    'weak-modules',
  ],
  ['prose', 'hello world\nadd some thing\n', undefined],
  ['nothing', '', undefined],
])('%s is told by its content', (_, text, kind) => {
  expect(detectDriverText(text)).toBe(kind);
});
