/**
 * What `objdump -s -j __versions` and `readelf -x __versions` print of a module: its records (struct modversion_info in
 * include/linux/module.h: an unsigned long with the CRC, then the name in 64 or 56 bytes) as hexadecimal numbers.
 */
import type { Import } from '../../kernel/module.ts';
import { isSymbolName, withoutLeadingDot } from '../../kernel/symbol-name.ts';

const HEADING = /^(?:Contents of section __versions:|Hex dump of section '__versions':)\s*$/;
/** Offset, four words of up to four bytes, then the same as characters. */
const LINE = /^\s*(?:0x)?[0-9a-f]{4,16} ((?:[0-9a-f]{2,8} ){1,4})/;
const RECORD = 64;
/** The largest table of a module of Debian's kernels has 60 kB. */
const MOST_BYTES = 4 * 1024 * 1024;

export class VersionsDump {
  readonly #bytes: number[] = [];
  #isLossy = false;

  static isHeading(line: string): boolean {
    return HEADING.test(line);
  }

  /** Whether the line is of the dump. */
  add(line: string): boolean {
    const words = LINE.exec(`${line} `)?.[1];
    if (words === undefined || this.#bytes.length > MOST_BYTES) return false;
    for (const [byte] of words.matchAll(/[0-9a-f]{2}/g)) this.#bytes.push(Number.parseInt(byte, 16));
    return true;
  }

  /** Whether a record was cut off or could not be read, once imports() was asked for. */
  get isLossy(): boolean {
    return this.#isLossy;
  }

  /** Of 64-bit modules and of 32-bit ones: where the name starts tells which. Little-endian, as all but a few are. */
  imports(): Import[] {
    const imports: Import[] = [];
    this.#isLossy = this.#bytes.length % RECORD !== 0;
    for (let at = 0; at + RECORD <= this.#bytes.length; at += RECORD) {
      const record = this.#bytes.slice(at, at + RECORD);
      const isWide = record.slice(4, 8).every((byte) => byte === 0);
      const name = record.slice(isWide ? 8 : 4);
      const end = name.indexOf(0);
      const symbol = withoutLeadingDot(String.fromCharCode(...name.slice(0, end < 0 ? name.length : end)));
      const [a = 0, b = 0, c = 0, d = 0] = record;
      const crc = (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
      if (isSymbolName(symbol)) imports.push({ symbol, crc });
      // Records of zeros are what the section is filled up with.
      else if (record.some((byte) => byte !== 0)) this.#isLossy = true;
    }
    return imports;
  }
}
