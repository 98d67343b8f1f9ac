/**
 * SHA-256 (FIPS 180-4). Browsers have it in crypto.subtle, which pages served over plain http do not get; and a check of what
 * was loaded is not left out because of where a site lies.
 */

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes: FIPS 180-4, 4.2.2. */
const ROUND_CONSTANTS = fractions(64, Math.cbrt);
/** The same of the square roots of the first eight: 5.3.3. */
const START = fractions(8, Math.sqrt);
const BLOCK = 64;
/** A one bit and the length of the message stand at its end: 5.1.1. */
const LEAST_PADDING = 9;

/** As 64 digits in lower case, like `sha256sum` prints it. */
export function sha256(message: Uint8Array): string {
  const state = START.slice();
  const words = new Uint32Array(BLOCK);
  const whole = message.length - (message.length % BLOCK);
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  for (let at = 0; at < whole; at += BLOCK) addBlock(state, words, view, at);
  const end = ending(message.subarray(whole), message.length);
  for (let at = 0; at < end.byteLength; at += BLOCK) addBlock(state, words, end, at);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function ending(rest: Uint8Array, length: number): DataView {
  const bytes = new Uint8Array(rest.length + LEAST_PADDING > BLOCK ? 2 * BLOCK : BLOCK);
  bytes.set(rest);
  bytes[rest.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(bytes.length - 8, BigInt(length) * 8n);
  return view;
}

/** FIPS 180-4, 6.2.2. */
function addBlock(state: Uint32Array, words: Uint32Array, view: DataView, start: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(start + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [early, late] = [words[i - 15] ?? 0, words[i - 2] ?? 0];
    const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[i] = (words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND_CONSTANTS[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = (state[index] ?? 0) + value;
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** Of a double, 32 bits after the point are exact for roots this small. */
function fractions(many: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < many; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return Uint32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32));
}
