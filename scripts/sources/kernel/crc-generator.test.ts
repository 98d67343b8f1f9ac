import { expect, test } from 'vitest';
import type { Export } from '../../../src/kernel/export.ts';
import { detectCrcGenerator } from './crc-generator.ts';
import { parseKernelConfig } from './kernel-config.ts';

function exportsOf(crcs: Readonly<Record<string, number>>): Export[] {
  return Object.entries(crcs).map(([symbol, crc]) => ({
    symbol,
    crc,
    module: 'vmlinux',
    type: 'EXPORT_SYMBOL',
    namespace: '',
  }));
}

test('CRCs that are all 0 come from nothing, whatever the configuration says', () => {
  const config = parseKernelConfig('CONFIG_MODVERSIONS=y\n');
  expect(detectCrcGenerator(exportsOf({ foo: 0, bar: 0 }), config)).toBe('none');
  expect(detectCrcGenerator([], undefined)).toBe('none');
});

test('the configuration decides', () => {
  const exports = exportsOf({ foo: 1 });
  expect(detectCrcGenerator(exports, parseKernelConfig('CONFIG_MODVERSIONS=y\n'))).toBe('genksyms');
  expect(
    detectCrcGenerator(exports, parseKernelConfig('CONFIG_MODVERSIONS=y\nCONFIG_GENDWARFKSYMS=y\n')),
  ).toBe('gendwarfksyms');
  expect(detectCrcGenerator(exports, parseKernelConfig('# CONFIG_MODVERSIONS is not set\nCONFIG_X=y'))).toBe(
    'none',
  );
});

test('without one, functions of the same type share their CRC under gendwarfksyms only', () => {
  const detect = (crcs: Record<string, number>) => detectCrcGenerator(exportsOf(crcs), undefined);
  expect(detect({ __fentry__: 0xd272d446, __stack_chk_fail: 0xd272d446 })).toBe('gendwarfksyms');
  expect(detect({ __fentry__: 0xbdfb6dbb, __stack_chk_fail: 0xf0fdf6cb })).toBe('genksyms');
  expect(detect({ __fentry__: 0xbdfb6dbb, foo: 1 })).toBe('unknown');
  expect(detect({ __fentry__: 0xbdfb6dbb, __stack_chk_fail: 0 })).toBe('unknown');
});

test('a configuration is read with and without quotes', () => {
  const said = { compiler: 'gcc (X 1) 2', modversions: true, gendwarfksyms: false, btf: true };
  const facts = { ...said, isOn: expect.any(Function) as unknown };
  expect(
    parseKernelConfig(
      'CONFIG_CC_VERSION_TEXT="gcc (X 1) 2"\nCONFIG_MODVERSIONS=y\nCONFIG_DEBUG_INFO_BTF=y\n',
    ),
  ).toEqual(facts);
  expect(
    parseKernelConfig(
      'CONFIG_CC_VERSION_TEXT=gcc (X 1) 2\r\nCONFIG_MODVERSIONS=y\r\nCONFIG_DEBUG_INFO_BTF=y\r\n',
    ),
  ).toEqual(facts);
  expect(parseKernelConfig('hello\n')).toBeUndefined();
});
