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
  changelogTime: 1080,
  changelogName: 1081,
  changelogText: 1082,
  payloadFormat: 1124,
} as const;
const TYPE_INT32 = 4;
const TYPE_STRING = 6;
const TYPE_STRING_ARRAY = 8;

export interface RpmFacts {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  /** Seconds since 1970. */
  readonly buildTime?: number;
  readonly payloadFormat: string;
  /** Newest first; empty if the package has none. */
  readonly changelog: readonly RpmChange[];
  /** A source package has no build in it. */
  readonly isSource: boolean;
}

/** An entry of the changelog, as the header has it. */
export interface RpmChange {
  /** Seconds since 1970. */
  readonly time: number;
  /** Who, and most often the version. */
  readonly name: string;
  readonly text: string;
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
    changelog: changelogIn(tags),
    isSource: tags.text(TAG.sourceRpm) === undefined,
  };
}

/** The three tags are columns of one table; of columns with other lengths nobody knows what belongs together. */
function changelogIn(tags: Tags): RpmChange[] {
  const times = tags.numbers(TAG.changelogTime);
  const names = tags.texts(TAG.changelogName);
  const texts = tags.texts(TAG.changelogText);
  if (times.length !== names.length || times.length !== texts.length) return [];
  return times.map((time, at) => ({ time, name: names[at] ?? '', text: texts[at] ?? '' }));
}

interface Tags {
  readonly size: number;
  text(tag: number): string | undefined;
  number(tag: number): number | undefined;
  texts(tag: number): string[];
  numbers(tag: number): number[];
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
  const entryOf = (tag: number, type: number): { offset: number; count: number } | undefined => {
    for (let at = 0; at < index.length; at += INDEX_ENTRY_SIZE) {
      if (index.readUInt32BE(at) === tag && index.readUInt32BE(at + 4) === type)
        return { offset: index.readUInt32BE(at + 8), count: index.readUInt32BE(at + 12) };
    }
    return undefined;
  };
  const offsetOf = (tag: number, type: number) => entryOf(tag, type)?.offset;
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
    texts(tag) {
      const { offset = 0, count: strings = 0 } = entryOf(tag, TYPE_STRING_ARRAY) ?? {};
      const found: string[] = [];
      for (let start = offset; found.length < strings;) {
        const end = data.indexOf(0, start);
        if (end < 0) return [];
        found.push(data.toString('utf8', start, end));
        start = end + 1;
      }
      return found;
    },
    numbers(tag) {
      const { offset = 0, count: numbers = 0 } = entryOf(tag, TYPE_INT32) ?? {};
      if (offset + numbers * 4 > data.length) return [];
      return Array.from({ length: numbers }, (_, at) => data.readUInt32BE(offset + at * 4));
    },
  };
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}
