import { expect, test } from 'vitest';
import { elfOf } from '../../../tests/support/elf-writer.ts';
import { readKernelBinary } from './kernel-binary.ts';

const BANNER = 'Linux version 6.1.0-54-amd64 (debian-kernel@lists.debian.org) #1 SMP\0';

/** One type, an int, and its name. */
function btf({ isLittleEndian = true, strings = '\0int\0' } = {}): Buffer {
  const part = Buffer.alloc(24 + 16);
  const u32 = (value: number, at: number) =>
    isLittleEndian ? part.writeUInt32LE(value, at) : part.writeUInt32BE(value, at);
  part.set(isLittleEndian ? [0x9f, 0xeb, 1] : [0xeb, 0x9f, 1]);
  for (const [index, value] of [24, 0, 16, 16, strings.length].entries()) u32(value, 4 + index * 4);
  return Buffer.concat([part, Buffer.from(strings)]);
}

function image(...parts: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\0Linux version %s (%s)\0'), Buffer.from(BANNER), ...parts]);
}

test('vmlinux has its types in a section', () => {
  const header = { bits: 64, isLittleEndian: true, machine: 62, type: 2 } as const;
  const vmlinux = elfOf(
    header,
    [
      { name: '.rodata', data: Buffer.from(BANNER) },
      { name: '.BTF', data: btf() },
    ],
    [],
  );
  expect(readKernelBinary(vmlinux, 'vmlinux')).toEqual({
    uname: '6.1.0-54-amd64',
    machine: 'x86_64',
    btf: new Uint8Array(btf()),
  });
  const without = elfOf(header, [{ name: '.rodata', data: Buffer.from('abc') }], []);
  expect(readKernelBinary(without, 'vmlinux')).toEqual({ machine: 'x86_64' });
});

test.each([true, false])('an Image has its types somewhere; little-endian: %s', (isLittleEndian) => {
  const types = btf({ isLittleEndian });
  expect(readKernelBinary(image(types, Buffer.from('code')), 'Image')).toEqual({
    uname: '6.1.0-54-amd64',
    btf: types,
  });
});

test('what only looks like the start of types is passed over', () => {
  const impostors = [
    btf().subarray(0, 12),
    btf({ strings: 'no NUL in front\0' }),
    btf({ strings: '\0no NUL behind' }),
    Buffer.from('9feb0100ffffffff', 'hex'),
    Buffer.from('9feb010018000000ffffffffffffffffffffffffffffffff', 'hex'),
  ];
  expect(readKernelBinary(image(...impostors), 'Image').btf).toBeUndefined();
  expect(readKernelBinary(image(...impostors, btf()), 'Image').btf).toEqual(btf());
});

test('of several the largest is the kernel its own', () => {
  const large = btf({ strings: '\0int\0and_much_more\0' });
  expect(readKernelBinary(image(btf(), large, btf()), 'Image').btf).toEqual(large);
});
