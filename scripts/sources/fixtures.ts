/** Small packages and archives for the tests, written the way dpkg-deb, rpmbuild, gzip, xz and zstd write them. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { onTestFinished } from 'vitest';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { collect } from './archives/archive.ts';

/** Path to content. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** 2026-10-16, 12:00 UTC */
export const BUILD_TIME = Date.UTC(2026, 9, 16, 12) / 1000;

export const SYMVERS = [
  '0xbdfb6dbb\t__fentry__\tvmlinux\tEXPORT_SYMBOL\t\n',
  '0x7f24de73\tkmalloc_caches\tvmlinux\tEXPORT_SYMBOL\t\n',
  '0x0ab63904\tusb_stor_suspend\tdrivers/usb/storage/usb-storage\tEXPORT_SYMBOL_GPL\tUSB_STORAGE\n',
].join('');

export const CONFIG = [
  'CONFIG_CC_VERSION_TEXT="gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0"',
  'CONFIG_MODVERSIONS=y',
  'CONFIG_DEBUG_INFO_BTF=y',
  '',
].join('\n');

export const PACKERS = {
  plain: (data: Buffer) => data,
  gz: (data: Buffer) => gzipSync(data),
  xz: (data: Buffer) => packXz(data),
  zst: (data: Buffer) => zstdCompressSync(data),
} as const;
export type Packer = keyof typeof PACKERS;

/** Gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kabi-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The bytes in chunks, as a file or a socket would bring them. */
export async function* inChunks(data: Buffer | string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(data);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** The problem that the work fails with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    throw error;
  }
  throw new Error('it did not fail');
}

/**
 * An xz file of one stream, its data stored and not packed: Node cannot write xz, and not every machine has the
 * program. The blocks are small so that there are several.
 */
export function packXz(data: Buffer, check: 'crc32' | 'sha256' = 'crc32', blockSize = 1000): Buffer {
  const flags = Buffer.from([0, check === 'crc32' ? 1 : 10]);
  const parts = [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), flags, uint32(crc32(flags))];
  const records: number[] = [];
  let count = 0;
  for (let at = 0; at < data.length; at += blockSize) {
    const block = data.subarray(at, at + blockSize);
    const header = Buffer.from([2, 0, 0x21, 1, 0x16, 0, 0, 0]);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(block.length - 1);
    const lzma2 = Buffer.concat([Buffer.of(1), size, block, Buffer.of(0)]);
    const sum =
      check === 'crc32' ? uint32(crc32(block)) : Buffer.from(createHash('sha256').update(block).digest());
    parts.push(header, uint32(crc32(header)), padded(lzma2), sum);
    records.push(...indexNumber(12 + lzma2.length + sum.length), ...indexNumber(block.length));
    count += 1;
  }
  const index = padded(Buffer.from([0, ...indexNumber(count), ...records]));
  const tail = Buffer.concat([uint32((index.length + 4) / 4 - 1), flags]);
  parts.push(index, uint32(crc32(index)), uint32(crc32(tail)), tail, Buffer.from('YZ'));
  return Buffer.concat(parts);
}

export async function tarOf(files: Files): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) {
    archive.entry({ name, mtime: new Date(BUILD_TIME * 1000) }, content);
  }
  archive.finalize();
  return collect(archive as AsyncIterable<Uint8Array>);
}

export function arOf(members: Files): Buffer {
  const parts = [Buffer.from('!<arch>\n')];
  for (const [name, content] of Object.entries(members)) {
    const data = Buffer.from(content);
    const meta = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}`;
    parts.push(Buffer.from(`${meta}${String(data.length).padEnd(10)}\`\n`), data);
    if (data.length % 2 === 1) parts.push(Buffer.from('\n'));
  }
  return Buffer.concat(parts);
}

export interface DebFixture {
  /** Further lines of its control file. */
  readonly control?: readonly string[];
  readonly name?: string;
  readonly version?: string;
  readonly arch?: string;
  readonly packer?: Packer;
  readonly files?: Files;
}

/** By default linux-headers-6.1.0-54-amd64, cut down to its Module.symvers and configuration. */
export async function debOf({
  name = 'linux-headers-6.1.0-54-amd64',
  version = '6.1.190-1',
  arch = 'amd64',
  packer = 'xz',
  control: more = [],
  files = {
    [`./usr/src/${name}/Module.symvers`]: SYMVERS,
    [`./usr/src/${name}/.config`]: CONFIG,
  },
}: DebFixture = {}): Promise<Buffer> {
  const control = `Package: ${name}\nSource: linux\nVersion: ${version}\nArchitecture: ${arch}\n${more.map((line) => `${line}\n`).join('')}`;
  const suffix = packer === 'plain' ? '' : `.${packer}`;
  return arOf({
    'debian-binary': '2.0\n',
    [`control.tar${suffix}`]: PACKERS[packer](await tarOf({ './control': control })),
    [`data.tar${suffix}`]: PACKERS[packer](await tarOf(files)),
  });
}

export function cpioOf(files: Files): Buffer {
  const entries = Object.entries(files).map(([name, content]) =>
    cpioEntry(name, Buffer.from(content), 0o100644),
  );
  return Buffer.concat([...entries, cpioEntry('TRAILER!!!', Buffer.alloc(0), 0)]);
}

export interface RpmFixture {
  readonly name?: string;
  readonly version?: string;
  readonly release?: string;
  readonly arch?: string;
  readonly packer?: (payload: Buffer) => Buffer;
  readonly files?: Files;
  /** RPMTAG_CHANGELOGTIME, _NAME and _TEXT, each a column. */
  readonly changelog?: {
    readonly times: readonly number[];
    readonly names: readonly string[];
    readonly texts: readonly string[];
  };
  /** RPMTAG_SOURCERPM: a source package has none. */
  readonly source?: string;
}

/** By default kernel-core as Red Hat cuts it, with nothing else in it. */
export function rpmOf({
  name = 'kernel-core',
  version = '5.14.0',
  release = '503.11.1.el9_5',
  arch = 'x86_64',
  packer = (payload) => packXz(payload, 'sha256'),
  changelog,
  source = 'kernel-5.14.0-503.11.1.el9_5.src.rpm',
  files = {
    './lib/modules/5.14.0-503.11.1.el9_5.x86_64/symvers.gz': gzipSync(SYMVERS),
    './lib/modules/5.14.0-503.11.1.el9_5.x86_64/config': CONFIG,
  },
}: RpmFixture = {}): Buffer {
  const lead = Buffer.alloc(96);
  lead.writeUInt32BE(0xedabeedb);
  const signature = rpmHeader({ 1000: 0 });
  const tags = {
    1000: name,
    1001: version,
    1002: release,
    1006: BUILD_TIME,
    1022: arch,
    ...(source === '' ? {} : { 1044: source }),
    ...(changelog === undefined
      ? {}
      : { 1080: changelog.times, 1081: changelog.names, 1082: changelog.texts }),
    1124: 'cpio',
  };
  const padding = Buffer.alloc((8 - (signature.length % 8)) % 8);
  return Buffer.concat([lead, signature, padding, rpmHeader(tags), packer(cpioOf(files))]);
}

type RpmTag = string | number | readonly string[] | readonly number[];

function rpmHeader(tags: Readonly<Record<number, RpmTag>>): Buffer {
  const index: Buffer[] = [];
  let data = Buffer.alloc(0);
  for (const [tag, value] of Object.entries(tags)) {
    const values: readonly (string | number)[] = typeof value === 'object' ? value : [value];
    const isNumber = typeof values[0] === 'number';
    if (isNumber) data = padded(data);
    const entry = Buffer.alloc(16);
    entry.writeUInt32BE(Number(tag), 0);
    entry.writeUInt32BE(isNumber ? 4 : typeof value === 'object' ? 8 : 6, 4);
    entry.writeUInt32BE(data.length, 8);
    entry.writeUInt32BE(values.length, 12);
    index.push(entry);
    const packed = values.map((each) =>
      typeof each === 'number' ? uint32(each).reverse() : Buffer.from(`${each}\0`),
    );
    data = Buffer.concat([data, ...packed]);
  }
  const intro = Buffer.alloc(16);
  intro.writeUInt32BE(0x8eade801, 0);
  intro.writeUInt32BE(index.length, 8);
  intro.writeUInt32BE(data.length, 12);
  return Buffer.concat([intro, ...index, data]);
}

function cpioEntry(name: string, content: Buffer, mode: number): Buffer {
  const fields = [1, mode, 0, 0, 1, BUILD_TIME, content.length, 0, 0, 0, 0, Buffer.byteLength(name) + 1, 0];
  const hex = fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  const header = padded(Buffer.from(`070701${hex}${name}\0`));
  return Buffer.concat([header, padded(content)]);
}

function indexNumber(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...indexNumber(value >>> 7)];
}

function padded(data: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
}

/** Little-endian. */
function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** A vmlinuz for x86 around a packed kernel. `size`: as the build notes it behind what is not packed with gzip. */
export function bzImageOf(packed: Buffer, size?: number): Buffer {
  const payload = size === undefined ? packed : Buffer.concat([packed, uint32(size)]);
  const image = Buffer.alloc(1024 + 16);
  image.write('MZ');
  image.writeUInt8(1, 0x1f1);
  image.write('HdrS', 0x202);
  image.writeUInt16LE(0x20f, 0x206);
  image.writeUInt32LE(16, 0x248);
  image.writeUInt32LE(payload.length, 0x24c);
  return Buffer.concat([image, payload, Buffer.from('signature')]);
}

/** A vmlinuz.efi around a packed kernel. */
export function zbootOf(packed: Buffer): Buffer {
  const image = Buffer.alloc(0x40);
  image.write('MZ\0\0zimg');
  image.writeUInt32LE(image.length, 0x08);
  image.writeUInt32LE(packed.length, 0x0c);
  return Buffer.concat([image, packed, uint32(0)]);
}
