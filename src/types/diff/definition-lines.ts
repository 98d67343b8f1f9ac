/**
 * Two definitions as one list of lines, as `diff -u` prints them. Lines that differ only in their offset are the same
 * line: that 40 members moved by 8 bytes is one sentence, not 80 lines.
 */

export interface DefinitionLine {
  /** `gap` stands for lines that were left out. */
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  /** Without the end of the line. Of lines that only moved, as in the newer definition. */
  readonly text: string;
}

/** Comparing takes time and room for the product of both; no definition of a kernel's comes near. */
const MOST_LINES = 4000;

/** @param context lines to keep around each difference; those that open a part around it are kept as well */
export function definitionLines(before: string, after: string, context = 2): DefinitionLine[] {
  const lines = alignLines(linesOf(before), linesOf(after));
  const keep = lines.map(({ kind }) => kind !== 'same');
  const wanted = keep.map((_, index) =>
    keep.slice(Math.max(0, index - context), index + context + 1).includes(true),
  );
  keepOpenings(lines, wanted);
  return lines.flatMap((line, index): DefinitionLine[] => {
    if (wanted[index] === true) return [line];
    return index > 0 && wanted[index - 1] === false ? [] : [{ kind: 'gap', text: '' }];
  });
}

/** For a terminal, a mail or a code block marked `diff`. */
export function printDefinitionLines(lines: readonly DefinitionLine[]): string {
  return lines.map(({ kind, text }) => `${SIGNS[kind]}${text}`.trimEnd() + '\n').join('');
}

const SIGNS = { same: ' ', removed: '-', added: '+', gap: ' …' } as const;

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** A line without its offset; sizes stay. */
function withoutOffset(line: string): string {
  return line.replace(/ \/\/ \d+(?::\d+)?$/, '');
}

function alignLines(before: readonly string[], after: readonly string[]): DefinitionLine[] {
  const [a, b] = [before.map(withoutOffset), after.map(withoutOffset)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.length - end, b.length - end];
  const same = (index: number): DefinitionLine => ({ kind: 'same', text: after[index] ?? '' });
  const middle: DefinitionLine[] = [];
  const next = commonAhead(a.slice(start, left), b.slice(start, right));
  for (let i = start, j = start; i < left || j < right;) {
    if (i < left && j < right && a[i] === b[j]) {
      middle.push(same(j));
      i += 1;
      j += 1;
    } else if (j >= right || (i < left && next(i - start + 1, j - start) >= next(i - start, j - start + 1))) {
      middle.push({ kind: 'removed', text: before[i] ?? '' });
      i += 1;
    } else {
      middle.push({ kind: 'added', text: after[j] ?? '' });
      j += 1;
    }
  }
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => same(from + index));
  return [...range(0, start), ...middle, ...range(right, b.length)];
}

/** How long the longest common subsequence is from two places on. */
function commonAhead(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  if (a.length > MOST_LINES || b.length > MOST_LINES) return () => 0;
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] =
        a[i] === b[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  return (i, j) => lengths[i * width + j] ?? 0;
}

/** A line in a part says little without the line that opens the part. */
function keepOpenings(lines: readonly DefinitionLine[], wanted: boolean[]): void {
  const depthOf = ({ text }: DefinitionLine) => /^\t*/.exec(text)?.[0].length ?? 0;
  let needed = 0;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const depth = depthOf(line);
    if (depth < needed && / \{(?: \/\/ size \d+)?$/.test(line.text)) wanted[index] = true;
    if (wanted[index] === true) needed = depth;
    else needed = Math.min(needed, depth);
  }
}
