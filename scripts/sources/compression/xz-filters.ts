/**
 * The branch filters of xz, which the decoder here lacks: before packing, jumps and calls in machine code are written
 * with absolute targets, so that calls of one function look alike. Undoes them as xz_dec_bcj.c of XZ Embedded does
 * (lib/xz in the kernel); the numbers are those of "The .xz File Format" 1.2.1, section 5.3.2. Kernel images have them.
 */
import type { Bytes } from '../bytes/byte-reader.ts';

const FILTERS = new Map<number, () => BranchFilter>([
  [0x04, () => new X86Filter()],
  [0x05, () => powerpcFilter],
  [0x07, () => armFilter],
  [0x08, () => armThumbFilter],
  [0x0a, () => arm64Filter],
]);

/** Whether a filter of this number can be undone. */
export function isKnownFilter(id: number): boolean {
  return FILTERS.has(id);
}

/** The bytes as they were before the filter. */
export async function* undoFilter(input: Bytes, id: number): Bytes {
  const filter = FILTERS.get(id)?.();
  if (filter === undefined) throw new RangeError(`no filter ${id}`);
  let position = 0;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of input) {
    const bytes = Buffer.concat([rest, chunk]);
    const done = filter.undo(bytes, position);
    rest = bytes.subarray(done);
    position += done;
    yield bytes.subarray(0, done);
  }
  // What is too short to hold an instruction was left alone when it was packed, too.
  yield rest;
}

interface BranchFilter {
  /** Changes the bytes in place. Returns how many of them are done; the others are to come again with what follows. */
  undo(bytes: Buffer, position: number): number;
}

/** Byte of the operand that the mask says to look at, and the masks for which that is worth it. */
const MASK_TO_BYTE = [0, 1, 2, 2, 3, 3, 3, 3] as const;
const MASKS_ALLOWED = [true, true, true, false, true, false, false, false] as const;

/**
 * Operands of call (E8) and jmp (E9), four bytes each. The mask has a bit for each of the three bytes before that looked
 * like an opcode and were none.
 */
class X86Filter implements BranchFilter {
  #mask = 0;

  undo(bytes: Buffer, position: number): number {
    const end = bytes.length - 4;
    if (end <= 0) return 0;
    let mask = this.#mask;
    let previous = -1;
    let at = 0;
    for (; at < end; at += 1) {
      if (((bytes[at] ?? 0) & 0xfe) !== 0xe8) continue;
      const distance = at - previous;
      previous = at;
      mask = distance > 3 ? 0 : (mask << (distance - 1)) & 7;
      if (mask !== 0 && !(MASKS_ALLOWED[mask] === true && !isSignByte(bytes[at + 4 - byteOf(mask)]))) {
        mask = (mask << 1) | 1;
        continue;
      }
      if (!isSignByte(bytes[at + 4])) {
        mask = (mask << 1) | 1;
        continue;
      }
      bytes.writeInt32LE(relativeTarget(bytes.readInt32LE(at + 1), position + at + 5, mask), at + 1);
      at += 4;
    }
    const distance = at - previous;
    this.#mask = distance > 3 ? 0 : mask << (distance - 1);
    return at;
  }
}

/** 25 bits, sign-extended. */
function relativeTarget(absolute: number, next: number, mask: number): number {
  let source = absolute;
  let target = (source - next) | 0;
  const bit = byteOf(mask) * 8;
  while (mask !== 0 && isSignByte((target >>> (24 - bit)) & 0xff)) {
    source = target ^ (2 ** (32 - bit) - 1);
    target = (source - next) | 0;
  }
  return (target << 7) >> 7;
}

function byteOf(mask: number): number {
  return MASK_TO_BYTE[mask] ?? 0;
}

function isSignByte(byte: number | undefined): boolean {
  return byte === 0x00 || byte === 0xff;
}

/** bl with 26 bits of words, and adrp with pages within 512 MiB. */
const arm64Filter: BranchFilter = {
  undo(bytes, position) {
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) {
      const instruction = bytes.readUInt32LE(at);
      const from = position + at;
      if (instruction >>> 26 === 0x25) {
        const target = (instruction - (from >>> 2)) & 0x03ffffff;
        bytes.writeUInt32LE((0x94000000 | target) >>> 0, at);
      } else if ((instruction & 0x9f000000) >>> 0 === 0x90000000) {
        const page = ((instruction >>> 29) & 3) | ((instruction >>> 3) & 0x1ffffc);
        if (((page + 0x020000) & 0x1c0000) !== 0) continue;
        const target = page - (from >>> 12);
        const low = (target & 3) << 29;
        const high = ((target & 0x03fffc) << 3) | (-(target & 0x020000) & 0xe00000);
        bytes.writeUInt32LE(((instruction & 0x9000001f) | low | high) >>> 0, at);
      }
    }
    return at;
  },
};

/** `b` and `bl` with a link: 24 bits of words, big-endian. */
const powerpcFilter: BranchFilter = {
  undo(bytes, position) {
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) {
      const instruction = bytes.readUInt32BE(at);
      if ((instruction & 0xfc000003) >>> 0 !== 0x48000001) continue;
      const target = ((instruction & 0x03fffffc) - (position + at)) & 0x03fffffc;
      bytes.writeUInt32BE((0x48000001 | target) >>> 0, at);
    }
    return at;
  },
};

/** bl: 24 bits of words, from two instructions on. */
const armFilter: BranchFilter = {
  undo(bytes, position) {
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) {
      if (bytes[at + 3] !== 0xeb) continue;
      const target = ((bytes.readUIntLE(at, 3) << 2) - (position + at + 8)) >>> 2;
      bytes.writeUIntLE(target & 0xffffff, at, 3);
    }
    return at;
  },
};

/** bl in two halves of 11 bits each. */
const armThumbFilter: BranchFilter = {
  undo(bytes, position) {
    let at = 0;
    for (; at + 4 <= bytes.length; at += 2) {
      const [high, low] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
      if ((high & 0xf800) !== 0xf000 || (low & 0xf800) !== 0xf800) continue;
      const absolute = ((high & 0x7ff) << 12) | ((low & 0x7ff) << 1);
      const target = (absolute - (position + at + 4)) >>> 1;
      bytes.writeUInt16LE(0xf000 | ((target >>> 11) & 0x7ff), at);
      bytes.writeUInt16LE(0xf800 | (target & 0x7ff), at + 2);
      at += 2;
    }
    return at;
  },
};
