import { describe, expect, test } from 'vitest';
import { readMessage } from './messages.ts';
import { namesIn, readQuery } from './search-query.ts';

describe('leads to the symbol', () => {
  test.each([
    ['[   12.34] foo: disagrees about version of symbol module_layout', 'module_layout'],
    ['Nov 20 host kernel: foo: Unknown symbol vfio_pin_pages (err -22)', 'vfio_pin_pages'],
    ['foo: module uses symbol (dma_buf_get) from namespace DMA_BUF, but does not import it.', 'dma_buf_get'],
    ['  vfio_pin ', 'vfio_pin'],
    ['usb stor', 'usb stor'],
  ])('%s', (text, name) => {
    expect(readMessage(text)).toEqual({ kind: 'name', name });
  });
});

test('a CRC, whole or its beginning, is one', () => {
  expect(readQuery(' 0x5DD83415')).toEqual({ kind: 'crc', crc: '0x5DD83415' });
  expect(readQuery('0x5d')).toEqual({ kind: 'crc', crc: '0x5d' });
});

test('a symbol at a release names both', () => {
  expect(readQuery('kfree@6.12.115+deb13.1')).toEqual({
    kind: 'name',
    name: 'kfree',
    release: '6.12.115+deb13.1',
  });
});

describe('a CRC with its symbol names both', () => {
  test.each([
    ['0x5dd83415\tkfree\tvmlinux\tEXPORT_SYMBOL\t', '0x5dd83415', 'kfree'],
    ['0x5dd83415 kfree', '0x5dd83415', 'kfree'],
    ['ksym(kfree) = 0x5dd83415', '0x5dd83415', 'kfree'],
    ['ksym(default:filp_open) = 24845021', '0x24845021', 'filp_open'],
    ['kernel(__register_chrdev) = 0x009cd05d', '0x009cd05d', '__register_chrdev'],
    ['module_layout = 0xf230cadf', '0xf230cadf', 'module_layout'],
  ])('%s', (text, crc, name) => {
    expect(readQuery(text)).toEqual({ kind: 'crc', crc, name });
  });
});

test('names in a question are those with an underscore', () => {
  expect(namesIn('when was kallsyms_lookup_name removed')).toEqual(['kallsyms_lookup_name']);
  expect(namesIn('rebuild after kernel update')).toEqual([]);
});
