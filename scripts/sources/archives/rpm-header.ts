/** The headers of an rpm package (rpm's docs/manual/format_v4.md): lead, signature, then name, version and the like. */
import { Fault } from '../../../src/base/problems.ts';
import type { ByteReader } from '../bytes/byte-reader.ts';

const LEAD_SIZE = 96;
const HEADER_MAGIC = 0x8eade801;
const INDEX_ENTRY_SIZE = 16;
/** rpm itself refuses more than 65535 entries; the data of a package with 30,000 files has about 5 MB. */
const MOST_ENTRIES = 0xffff;
const MOST_DATA = 64_000_000;

/** include/rpm/rpmtag.h */
const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  buildTime: 1006,
  arch: 1022,
  sourceRpm: 1044,
  payloadFormat: 1124,
} as const;
const TYPE_INT32 = 4;
const TYPE_STRING = 6;

export interface RpmFacts {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  /** Seconds since 1970. */
  readonly buildTime?: number;
  readonly payloadFormat: string;
  /** A source package has no build in it. */
  readonly isSource: boolean;
}

/** Reads up to the payload, which is what the reader stands at afterwards. */
export async function readRpmHeader(reader: ByteReader, path: string): Promise<RpmFacts> {
  await reader.skip(LEAD_SIZE);
  const signature = await readTags(reader, path);
  await reader.skip((8 - (signature.size % 8)) % 8);
  const tags = await readTags(reader, path);
  const name = tags.text(TAG.name);
  const version = tags.text(TAG.version);
  const release = tags.text(TAG.release);
  if (name === undefined || version === undefined || release === undefined) {
    throw corrupt(path, 'the rpm header has no name, version or release');
  }
  const buildTime = tags.number(TAG.buildTime);
  return {
    name,
    version,
    release,
    arch: tags.text(TAG.arch) ?? '',
    ...(buildTime === undefined ? {} : { buildTime }),
    payloadFormat: tags.text(TAG.payloadFormat) ?? 'cpio',
    isSource: tags.text(TAG.sourceRpm) === undefined,
  };
}

interface Tags {
  readonly size: number;
  text(tag: number): string | undefined;
  number(tag: number): number | undefined;
}

async function readTags(reader: ByteReader, path: string): Promise<Tags> {
  const intro = await reader.read(16);
  const count = intro.readUInt32BE(8);
  const dataSize = intro.readUInt32BE(12);
  if (intro.readUInt32BE(0) !== HEADER_MAGIC || count > MOST_ENTRIES || dataSize > MOST_DATA) {
    throw corrupt(path, 'bad rpm header');
  }
  const index = await reader.read(count * INDEX_ENTRY_SIZE);
  const data = await reader.read(dataSize);
  const offsetOf = (tag: number, type: number): number | undefined => {
    for (let at = 0; at < index.length; at += INDEX_ENTRY_SIZE) {
      if (index.readUInt32BE(at) === tag && index.readUInt32BE(at + 4) === type)
        return index.readUInt32BE(at + 8);
    }
    return undefined;
  };
  return {
    size: 16 + index.length + data.length,
    text(tag) {
      const start = offsetOf(tag, TYPE_STRING);
      const end = start === undefined ? -1 : data.indexOf(0, start);
      return end < 0 ? undefined : data.toString('utf8', start, end);
    },
    number(tag) {
      const start = offsetOf(tag, TYPE_INT32);
      return start === undefined || start + 4 > data.length ? undefined : data.readUInt32BE(start);
    },
  };
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}
