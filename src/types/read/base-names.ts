/**
 * Names of C's own types in debugging information, which each compiler writes in its own way: `long unsigned int` (gcc),
 * `unsigned long` (clang). They are the same type (ISO C 6.7.2), and told in gcc's words, whose kernels are the most.
 */

/** By the words of a name in alphabetical order, without `int` beside `long` or `short`, and without a `signed` that says nothing. */
const CANONICAL: Readonly<Record<string, string>> = {
  char: 'char',
  'char signed': 'signed char',
  'char unsigned': 'unsigned char',
  short: 'short int',
  'short unsigned': 'short unsigned int',
  int: 'int',
  '': 'int',
  'int unsigned': 'unsigned int',
  unsigned: 'unsigned int',
  long: 'long int',
  'long unsigned': 'long unsigned int',
  'long long': 'long long int',
  'long long unsigned': 'long long unsigned int',
  __int128: '__int128',
  '__int128 unsigned': '__int128 unsigned',
};

const WORDS: ReadonlySet<string> = new Set('char short int long signed unsigned __int128'.split(' '));

/** The name as gcc has it; names of other types, such as Rust's, as they came. */
export function baseName(name: string): string {
  const words = name.split(' ');
  if (!words.every((word) => WORDS.has(word))) return name;
  const isLonger = words.includes('long') || words.includes('short');
  const kept = words.filter(
    (word) => !(word === 'int' && isLonger) && !(word === 'signed' && !words.includes('char')),
  );
  return CANONICAL[kept.sort().join(' ')] ?? name;
}
