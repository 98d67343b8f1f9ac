/** Finds many words in one text at once: the time grows with the text, and hardly with the number of words. */

/** Characters of a word by which it is looked up. */
const KEY = 4;
const SLOTS = 0x10000;

export class AnchorSearch {
  readonly #words: readonly string[];
  /** By the hash of its first characters: the first word, and after each word the next; -1 ends. */
  readonly #first = new Int32Array(SLOTS).fill(-1);
  readonly #next: Int32Array;
  /** Too short to be looked up so. */
  readonly #short: readonly number[];

  constructor(words: readonly string[]) {
    this.#words = words;
    this.#next = new Int32Array(words.length).fill(-1);
    this.#short = [...words.keys()].filter((at) => (words[at] ?? '').length < KEY);
    for (const [at, word] of words.entries()) {
      if (word.length < KEY) continue;
      const slot = hashOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2), word.charCodeAt(3));
      this.#next[at] = this.#first[slot] ?? -1;
      this.#first[slot] = at;
    }
  }

  /** Where each word stands in a text, from the beginning to the end: by the place of the word. */
  placesIn(text: string): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>();
    const add = (word: number, at: number) => {
      const places = found.get(word);
      if (places === undefined) found.set(word, [at]);
      else places.push(at);
    };
    let [a, b, c] = [text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2)];
    for (let at = 0; at + KEY <= text.length; at += 1) {
      const d = text.charCodeAt(at + KEY - 1);
      let word = this.#first[hashOf(a, b, c, d)] ?? -1;
      while (word >= 0) {
        if (text.startsWith(this.#words[word] ?? '', at)) add(word, at);
        word = this.#next[word] ?? -1;
      }
      a = b;
      b = c;
      c = d;
    }
    for (const word of this.#short) {
      const short = this.#words[word] ?? '';
      for (let at = text.indexOf(short); at >= 0 && short !== ''; at = text.indexOf(short, at + 1))
        add(word, at);
    }
    return found;
  }
}

function hashOf(a: number, b: number, c: number, d: number): number {
  return (Math.imul((a << 24) ^ (b << 16) ^ (c << 8) ^ d, 0x9e3779b1) >>> 16) & (SLOTS - 1);
}
