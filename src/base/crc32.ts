/** CRC-32 as zlib and genksyms compute it: polynomial 0x04c11db7 reflected, all ones in and out (scripts/genksyms). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** @param start the CRC of what came before */
export function crc32(bytes: Uint8Array, start = 0): number {
  let crc = ~start;
  let at = 0;
  // An iterator takes three times as long.
  while (at < bytes.length) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
    at += 1;
  }
  return ~crc >>> 0;
}
