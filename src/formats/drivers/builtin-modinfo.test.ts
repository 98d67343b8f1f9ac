import { expect, test } from 'vitest';
import { namedBuiltins } from './builtin-modinfo.ts';

const bytes = (...entries: readonly string[]) =>
  new TextEncoder().encode(entries.map((e) => `${e}\0`).join(''));

test('built-in parts with parameters or a version are named once, sorted', () => {
  const text = bytes(
    'printk.parmtype=time:bool',
    'printk.parm=ignore_loglevel:x',
    'loop.license=GPL',
    'crc16.description=a.version=1',
    'ahci.version=3.0',
  );
  expect(namedBuiltins(text)).toEqual(['ahci', 'printk']);
});

test('nothing is named of nothing', () => {
  expect(namedBuiltins(new Uint8Array())).toEqual([]);
});
