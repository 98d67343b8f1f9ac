import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { parseKernelLog } from './kernel-log.ts';

const PATH = 'dmesg.txt';

test('a refusal reads the same whatever stands before it', () => {
  const message = 'wl: disagrees about version of symbol module_layout';
  for (const prefix of [
    '',
    '[50315.182888] ',
    'Nov 20 15:20:50 host kernel: ',
    '<4>[    1.0] ',
    'kern :warn :',
  ]) {
    expect(parseKernelLog(`${prefix}${message}\n`, PATH)).toEqual([
      {
        module: 'wl',
        symbols: new Map([['module_layout', 'crc-differs']]),
        vermagic: '',
        kernelVermagic: '',
      },
    ]);
  }
});

test('the error says what is wrong with the symbol', () => {
  const text = [
    'usb 1-1: new device',
    '[  973.6] snd-foo: disagrees about version of symbol a',
    '[  973.6] snd-foo: Unknown symbol a (err -22)',
    '[  973.7] snd-foo: Unknown symbol b (err -2)',
    '[  973.7] snd-foo: Unknown symbol c (err 0)',
    '[  973.7] snd-foo: Unknown symbol d (err -16)',
    '[  973.8] snd_foo: module uses symbol (e) from namespace FOO, but does not import it.',
    '[  973.8] snd_foo: Unknown symbol e (err -22)',
    '[  973.9] snd_foo: Unknown symbol <x> (err -2)',
  ].join('\n');
  expect(parseKernelLog(text, PATH)).toEqual([
    {
      module: 'snd_foo',
      symbols: new Map([
        ['a', 'crc-differs'],
        ['b', 'absent'],
        ['c', 'absent'],
        ['d', 'other'],
        ['e', 'namespace'],
      ]),
      vermagic: '',
      kernelVermagic: '',
    },
  ]);
});

test('a version magic of another kernel tells both', () => {
  const text =
    "[7.4] 8821ce: version magic '5.8.11-200.fc32.x86_64+debug SMP mod_unload ' should be '5.8.11-200.fc32.x86_64 SMP mod_unload '\n";
  expect(parseKernelLog(text, PATH)).toEqual([
    {
      module: '8821ce',
      symbols: new Map(),
      vermagic: '5.8.11-200.fc32.x86_64+debug SMP mod_unload',
      kernelVermagic: '5.8.11-200.fc32.x86_64 SMP mod_unload',
    },
  ]);
});

test('a log without a refusal is refused', () => {
  expect(() => parseKernelLog('all is well\n', PATH)).toThrow(Fault);
});
