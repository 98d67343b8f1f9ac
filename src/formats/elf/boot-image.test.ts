import { expect, test } from 'vitest';
import { moduleOf } from '../../../tests/support/elf-writer.ts';
import { Fault } from '../../base/problems.ts';
import { isBootImage, parseBootImage } from './boot-image.ts';

const PACKED = Buffer.from('28b52ffd010203', 'hex');
const SIZE = Buffer.from([0x00, 0x10, 0x00, 0x00]);

/** With one sector of setup besides the first, and the payload 16 bytes into the rest. */
function bzImage(payload: Buffer, { version = 0x20f, length = payload.length } = {}): Buffer {
  const image = Buffer.alloc(1024 + 16);
  image.write('MZ');
  image.writeUInt8(1, 0x1f1);
  image.write('HdrS', 0x202);
  image.writeUInt16LE(version, 0x206);
  image.writeUInt32LE(16, 0x248);
  image.writeUInt32LE(length, 0x24c);
  return Buffer.concat([image, payload, Buffer.from('signature')]);
}

function zboot(payload: Buffer, size = payload.length): Buffer {
  const image = Buffer.alloc(0x40);
  image.write('MZ\0\0zimg');
  image.writeUInt32LE(0x40, 0x08);
  image.writeUInt32LE(size, 0x0c);
  image.write('zstd', 0x18);
  return Buffer.concat([image, payload, SIZE]);
}

function problemOf(bytes: Buffer) {
  try {
    parseBootImage(bytes, 'vmlinuz');
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    throw error;
  }
  return undefined;
}

test('the payload of a bzImage comes without the size behind it', () => {
  expect(parseBootImage(bzImage(Buffer.concat([PACKED, SIZE])), 'vmlinuz')).toEqual({
    kind: 'payload',
    payload: PACKED,
    size: 4096,
  });
});

test('gzip holds its size itself', () => {
  const packed = Buffer.from('1f8b08000000', 'hex');
  expect(parseBootImage(bzImage(packed), 'vmlinuz')).toEqual({ kind: 'payload', payload: packed });
});

test('the payload of an EFI zboot image is as long as its header says', () => {
  expect(parseBootImage(zboot(PACKED), 'vmlinuz.efi')).toEqual({ kind: 'payload', payload: PACKED });
});

test('a vmlinux and an Image are kernels themselves', () => {
  const image = Buffer.alloc(64);
  image.write('ARMd', 0x38);
  expect(parseBootImage(image, 'Image')).toEqual({ kind: 'kernel' });
  expect(parseBootImage(moduleOf(), 'vmlinux')).toEqual({ kind: 'kernel' });
});

test('other files are none', () => {
  expect(parseBootImage(Buffer.from('MZ'), 'setup.exe')).toBeUndefined();
  expect(parseBootImage(Buffer.alloc(0), 'empty')).toBeUndefined();
  expect(parseBootImage(bzImage(PACKED).subarray(0, 0x210), 'cut')).toBeUndefined();
});

test('a payload that goes on behind the end of the file is corrupt', () => {
  const fault = { kind: 'corrupt-input', detail: 'the packed kernel goes on behind its end' };
  expect(problemOf(bzImage(PACKED, { length: 0xffff_ffff }))).toMatchObject(fault);
  expect(problemOf(zboot(PACKED, 100))).toMatchObject(fault);
});

test('a boot image from before 2.6.26 does not say where its kernel is', () => {
  expect(problemOf(bzImage(PACKED, { version: 0x207 }))).toMatchObject({ kind: 'nothing-found' });
  expect(problemOf(bzImage(Buffer.alloc(0)))).toMatchObject({ kind: 'nothing-found' });
});

function zimage(isBigEndian = false): Buffer {
  const image = Buffer.alloc(64);
  if (isBigEndian) image.writeUInt32BE(0x016f2818, 0x24);
  else image.writeUInt32LE(0x016f2818, 0x24);
  return image;
}

function s390Image(): Buffer {
  const image = Buffer.alloc(0x10010);
  image.write('S390EP', 0x10008);
  return image;
}

test('a zImage and the image of s390 are programs with a kernel somewhere in them', () => {
  expect(parseBootImage(zimage(), 'zImage')).toEqual({ kind: 'program', machine: 'arm' });
  expect(parseBootImage(zimage(true), 'zImage')).toEqual({ kind: 'program', machine: 'arm' });
  expect(parseBootImage(s390Image(), 'bzImage')).toEqual({ kind: 'program', machine: 's390x' });
  expect([zimage(), s390Image()].every(isBootImage)).toBe(true);
});

test('the kernel of a unified kernel image is its section .linux', () => {
  const image = Buffer.alloc(512);
  image.write('MZ');
  image.writeUInt32LE(0x40, 0x3c);
  image.write('PE\0\0', 0x40);
  image.writeUInt16LE(2, 0x46);
  for (const [index, name] of ['.osrel', '.linux'].entries()) {
    const at = 0x58 + index * 40;
    image.write(name, at);
    image.writeUInt32LE(PACKED.length, at + 8);
    image.writeUInt32LE(256, at + 16);
    image.writeUInt32LE(256, at + 20);
  }
  PACKED.copy(image, 256);
  expect(isBootImage(image)).toBe(true);
  expect(parseBootImage(image, 'linux.efi')).toEqual({ kind: 'payload', payload: PACKED });
});

test('the kernel of an image for U-Boot follows its header', () => {
  const header = Buffer.alloc(64);
  header.writeUInt32BE(0x27051956, 0);
  header.writeUInt32BE(PACKED.length, 12);
  const image = Buffer.concat([header, PACKED, Buffer.from('more')]);
  expect(isBootImage(image)).toBe(true);
  expect(parseBootImage(image, 'uImage')).toEqual({ kind: 'payload', payload: PACKED });
  header.writeUInt32BE(1000, 12);
  expect(problemOf(Buffer.concat([header, PACKED]))).toMatchObject({ kind: 'corrupt-input' });
});
