import { expect, test } from 'vitest';
import { undecorated } from '../logs/pasted-text.ts';
import { readTables } from './pasted-tables.ts';

const read = (text: string) => readTables(undecorated(text).lines, 'x');
const imports = (text: string) =>
  read(text).modules.map(({ name, imports: list }) => [
    name,
    list
      .map(
        ({ symbol, crc, weak }) =>
          `${symbol}${weak === true ? '?' : ''}${crc === null ? '' : `=${crc.toString(16)}`}`,
      )
      .join(' '),
  ]);

test.each<[what: string, text: string, expected: readonly (readonly [string | null, string])[]]>([
  [
    'modprobe --dump-modversions',
    '0x200b2041\tin6addr_any\n0x6e720ff2\trtnl_unlock\n',
    [[null, 'in6addr_any=200b2041 rtnl_unlock=6e720ff2']],
  ],
  ['the same without 0x and with CRLF', '200b2041 in6addr_any\r\n', [[null, 'in6addr_any=200b2041']]],
  ['the same with 16 digits', '0x00000000200b2041 in6addr_any\n', [[null, 'in6addr_any=200b2041']]],
  ['the same quoted in a mail', '> 0x200b2041\tin6addr_any\n', [[null, 'in6addr_any=200b2041']]],
  [
    'nm -u',
    '                 U __fentry__\n                 w maybe\n                 U .printk\n',
    [[null, '__fentry__ maybe? printk']],
  ],
  ['nm -u of 32 bits', '         U __fentry__\n', [[null, '__fentry__']]],
  [
    'nm -u of two modules',
    '\nnet/llc/llc.ko:\n         U a\n\nnet/can/dev/can-dev.ko.xz:\n         U b\n',
    [
      ['llc', 'a'],
      ['can_dev', 'b'],
    ],
  ],
  [
    'nm -A',
    './foo.ko:                 U kfree\n./foo.ko:0000000000000010 T init_module\n',
    [['foo', 'kfree']],
  ],
  ['nm -P', 'kfree U         \ninit_module T 0000000000000000 0000000000000010\n', [[null, 'kfree']]],
  ['nm -A -P', 'foo.ko: kfree U         \n', [['foo', 'kfree']]],
  [
    'nm -f sysv',
    'Symbols from foo.ko:\n\nName                  Value           Class        Type         Size             Line  Section\n\nkfree               |                |   U  |            NOTYPE|                |     |*UND*\n',
    [[null, 'kfree']],
  ],
  [
    'nm of all',
    '00000000000000a5 r .LC67\n                 U kfree\n0000000000000000 D __this_module\n',
    [[null, 'kfree']],
  ],
  [
    'objdump -t',
    'foo.ko:     file format elf64-x86-64\n\nSYMBOL TABLE:\n0000000000000000 l    d  .text\t0000000000000000 .text\n0000000000000000         *UND*\t0000000000000000 kfree\n0000000000000000  w      *UND*\t0000000000000000 maybe\n',
    [['foo', 'kfree maybe?']],
  ],
  [
    'readelf -sW',
    "Symbol table '.symtab' contains 2 entries:\n   Num:    Value          Size Type    Bind   Vis      Ndx Name\n     1: 0000000000000000    39 FUNC    LOCAL  DEFAULT    3 own\n     2: 0000000000000000     0 NOTYPE  GLOBAL DEFAULT  UND kfree\n     3: 0000000000000000     0 NOTYPE  WEAK   DEFAULT  UND maybe\n",
    [[null, 'kfree maybe?']],
  ],
  [
    'objdump -s -j __versions',
    `Contents of section __versions:\n 0000 bb6dfbbd 00000000 6b667265 65000000  .m......kfree...\n${[1, 2, 3].map((n) => ` 00${n}0 00000000 00000000 00000000 00000000  ................\n`).join('')}`,
    [[null, 'kfree=bdfb6dbb']],
  ],
  [
    'readelf -x __versions',
    `Hex dump of section '__versions':\n  0x00000000 bb6dfbbd 00000000 6b667265 65000000 .m......kfree...\n${[1, 2, 3].map((n) => `  0x000000${n}0 00000000 00000000 00000000 00000000 ................\n`).join('')}`,
    [[null, 'kfree=bdfb6dbb']],
  ],
  ['rpm -q --requires', '/bin/sh\nkernel(alloc_skb) = 0x5dd83415\n', [[null, 'alloc_skb=5dd83415']]],
  ['SUSE requires', 'ksym(default:alloc_skb) = 5dd83415\n', [[null, 'alloc_skb=5dd83415']]],
  [
    'two lists of symbol versions',
    '0x1\ta\n0x2\tb\nand the other:\n0x3\ta\n',
    [
      [null, 'a=1 b=2'],
      [null, 'a=3'],
    ],
  ],
  [
    'modinfo, then symbol versions',
    'filename:       /x/foo.ko\nlicense:        GPL\n\n0x00000001\tkfree\n',
    [['foo', 'kfree=1']],
  ],
])('%s', (_, text, expected) => {
  expect(imports(text)).toEqual(expected);
});

test('modinfo keeps every value of a key', () => {
  const { modules } = read(
    'filename:       /x/snd-foo.ko\nimport_ns:      DMA_BUF\nimport_ns:      PWM\nvermagic:       6.1 SMP \n',
  );
  expect(
    modules.map(({ name, modinfo }) => [name, modinfo.get('import_ns'), modinfo.get('vermagic')]),
  ).toEqual([['snd_foo', ['DMA_BUF', 'PWM'], ['6.1 SMP']]]);
});

test('strings and readelf -p are modinfo, too', () => {
  const { modules } = read(
    "String dump of section '.modinfo':\n  [   387]  name=foo\n  [   399]  vermagic=6.1 SMP \nlicense=GPL\n",
  );
  expect(modules.map(({ name, modinfo }) => [name, modinfo.get('vermagic'), modinfo.get('license')])).toEqual(
    [['foo', ['6.1 SMP'], ['GPL']]],
  );
});

test('names that readelf cut short are counted, and not used', () => {
  const { cutNames, modules } = read(
    '     2: 0000000000000000     0 NOTYPE  GLOBAL DEFAULT  UND v4l2_event_unsub[...]\n',
  );
  expect([cutNames, modules]).toEqual([1, []]);
});

test('CRCs that nm shows of exports, and providers that kallsyms names', () => {
  const text =
    'nvidia.ko:000000004c9ba34e A __crc_nvidia_p2p_get_pages\nffffffffa0de25cb r __ksymtab_ib_foo\t[ib_core]\n';
  expect(read(text).exports.map(({ symbol, crc, module }) => [symbol, crc, module])).toEqual([
    ['nvidia_p2p_get_pages', 0x4c9ba34e, 'nvidia'],
    ['ib_foo', 0, 'ib_core'],
  ]);
});

test('lsmod and /proc/modules name what is loaded', () => {
  const text =
    'Module                  Size  Used by\nfoo                    16384  1 bar\n\nbaz 49152 0 - Live 0x0000000000000000 (OE)\n';
  expect([...read(text).loaded]).toEqual([
    ['foo', ''],
    ['baz', 'OE'],
  ]);
});

test('a record that cannot be read, between others, is said', () => {
  const { problems } = read('0x00000001\ta\n0x123456789b\n0x00000003\tc\n');
  expect(problems).toEqual([{ kind: 'malformed-import', path: 'x', line: 2, source: '0x123456789b' }]);
});

test('words are no symbol versions', () => {
  expect(read('add some thing\ndead beef\nhello world\n').modules).toEqual([]);
});

test('what nm shows with an address is no export of a Module.symvers', () => {
  const text = '00000000000000a5 t foo_helper\n0000000000000010 T init_module\n                 U kfree\n';
  const { exports, counts } = readTables(undecorated(text).lines, 'nm');
  expect(exports).toEqual([]);
  expect([...counts.keys()]).toEqual(['nm']);
});
