/** Changes to inputs that keep most of their structure: what a reader has checked first is mostly whole, so that what lies behind it is reached. */

/** The same numbers for the same seed (xorshift32): a failure is run again by its seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return limit <= 0 ? 0 : (this.#state >>> 0) % limit;
  }

  of<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }
}

export type Mutate = (input: Uint8Array, random: Random) => Uint8Array;

const INTERESTING = [
  0, 1, 2, 3, 4, 7, 8, 63, 64, 127, 128, 255, 256, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff,
] as const;

/** Fields of binary formats lie at multiples of their size: whole ones are replaced, more often than bytes. */
export const mutateBinary: Mutate = (input, random) => {
  const bytes = Uint8Array.from(input);
  const view = new DataView(bytes.buffer);
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const kind = random.below(6);
    if (kind === 0) bytes[random.below(bytes.length)] = random.below(256);
    else if (kind === 1) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    } else if (kind === 2 && bytes.length >= 4)
      view.setUint32(random.below(bytes.length >> 2) * 4, random.of(INTERESTING), random.below(2) === 0);
    else if (kind === 3 && bytes.length >= 2)
      view.setUint16(random.below(bytes.length >> 1) * 2, random.of(INTERESTING) & 0xffff, true);
    else if (kind === 4 && bytes.length >= 4) {
      const at = random.below(bytes.length >> 2) * 4;
      view.setUint32(at, view.getUint32(at, true) + random.below(17) - 8, true);
    } else {
      const [from, to, length] = [random.below(bytes.length), random.below(bytes.length), random.below(64)];
      bytes.copyWithin(to, from, from + length);
    }
  }
  return random.below(8) === 0 ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes;
};

const TOKENS = [
  ...[
    '0x00000000',
    '0xffffffff',
    '0x123456789',
    '-',
    '',
    ' ',
    '\t',
    '\r',
    '\n',
    '\0',
    '\u001b[31m',
    '\uFEFF',
  ],
  ...[
    'EXPORT_SYMBOL',
    'vmlinux',
    'weak',
    'kfree',
    '#',
    '{',
    '}',
    '(',
    ')',
    '[',
    '"',
    "'",
    '\\',
    '&',
    '<br>',
    '|',
  ],
  ...[
    'E#c1',
    's#page',
    '...',
    '..',
    '/',
    '~',
    '内核',
    '9'.repeat(40),
    'a'.repeat(600),
    '---',
    '>',
    '- - -',
    '\u2028',
  ],
] as const;

/** Lines and words of texts are taken out, doubled, swapped and replaced by what means something elsewhere. */
export const mutateText: Mutate = (input, random) => {
  let text = new TextDecoder().decode(input);
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const lines = text.split('\n');
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    switch (random.below(7)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(random.below(lines.length + 1), 0, line);
        break;
      case 2: {
        const words = line.split(/([\t ]+)/);
        words[random.below(words.length)] = random.of(TOKENS);
        lines[at] = words.join('');
        break;
      }
      case 3: {
        const place = random.below(line.length + 1);
        lines[at] = line.slice(0, place) + random.of(TOKENS) + line.slice(place);
        break;
      }
      case 4:
        lines[at] = line.slice(0, random.below(line.length + 1));
        break;
      case 5: {
        const place = random.below(line.length);
        lines[at] = line.slice(0, place) + line.slice(place + 1 + random.below(3));
        break;
      }
      default:
        lines[at] = lines[random.below(lines.length)] ?? '';
    }
    text = lines.join('\n');
    // Doubling lines may not make a long input of a short one.
    if (text.length > 200_000) text = text.slice(0, 100_000);
  }
  return new TextEncoder().encode(text);
};
