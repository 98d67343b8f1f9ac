/**
 * Shell wildcards as suse-kabi-tools matches them: Rich Salz's wildmat. `*` is any run of characters, `?` any one, both
 * with slashes; `[a-z]` and `[^a-z]` are one of a class, in which a first `]` or `-` is itself; `\` takes the next
 * character as it is. A pattern covers the whole name.
 */

type Element = '*' | ((character: string) => boolean);

interface Compiled {
  readonly elements: readonly Element[];
  /** What every match starts with: most names are told apart by it alone. */
  readonly prefix: string;
}

const compiled = new Map<string, Compiled | undefined>();

/** Whether a pattern says what it matches: the class of `[abc` has no end. */
export function isPattern(pattern: string): boolean {
  return compiledOf(pattern) !== undefined;
}

/** Whether text has a character that makes it a pattern. */
export function hasWildcard(text: string): boolean {
  return /[*?[\\]/.test(text);
}

/** Whether the whole name matches. A pattern that is none matches nothing. */
export function matchesPattern(pattern: string, name: string): boolean {
  const found = compiledOf(pattern);
  if (found === undefined || !name.startsWith(found.prefix)) return false;
  return matches(found.elements, IN_UNITS.test(name) ? name : Array.from(name));
}

/** Greedy with one point of return: linear in all but hostile patterns, and never worse than their product. */
function matches(elements: readonly Element[], name: ArrayLike<string>): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    const element = elements[p];
    if (element === '*') {
      star = p;
      resume = n;
      p += 1;
    } else if (element?.(name[n] ?? '') === true) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      n = resume;
    } else return false;
  }
  while (elements[p] === '*') p += 1;
  return p === elements.length;
}

function compiledOf(pattern: string): Compiled | undefined {
  if (!compiled.has(pattern)) {
    const elements = compile(Array.from(pattern));
    const [prefix = ''] = /^[^*?[\\]*/.exec(pattern) ?? [];
    compiled.set(pattern, elements && { elements, prefix });
  }
  return compiled.get(pattern);
}

/** Text of which each character is one unit of a string. */
const IN_UNITS = /^[^\ud800-\udfff]*$/;

function compile(pattern: readonly string[]): Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') elements.push('*');
    else if (character === '?') elements.push(() => true);
    else if (character === '[') {
      const found = readClass(pattern, at);
      if (found === undefined) return undefined;
      elements.push(found.element);
      at = found.end;
    } else {
      if (character === '\\') at += 1;
      // Nothing follows a backslash at the end, and nothing is what it matches.
      const literal = pattern[at];
      elements.push((each) => each === literal);
    }
  }
  return elements;
}

/** @param start where the bracket is; undefined if none closes it */
function readClass(pattern: readonly string[], start: number): { element: Element; end: number } | undefined {
  const isInverted = pattern[start + 1] === '^';
  const first = start + (isInverted ? 2 : 1);
  const ranges: (readonly [from: string, to: string])[] = [];
  let at = first;
  for (; at === first || pattern[at] !== ']'; at += 1) {
    const character = pattern[at];
    if (character === undefined) return undefined;
    const next = pattern[at + 1];
    if (at > first && character === '-' && next !== undefined && next !== ']') {
      ranges.push([pattern[at - 1] ?? '', next]);
      at += 1;
    } else ranges.push([character, character]);
  }
  const isIn = (each: string) => ranges.some(([from, to]) => each >= from && each <= to);
  return { element: (each) => isIn(each) !== isInverted, end: at };
}
