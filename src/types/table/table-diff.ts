/**
 * What tells one type table from another, as a unified diff without context: builds of one series share nearly all of their
 * definitions. `patch` applies it to the older text.
 *
 * Both texts are in the order of text.ts, so that a definition of the one is looked for in the other behind the last that
 * both had; definitions are compared as wholes, and of two that differ the lines that do.
 */
import { getOrInsert } from '../../base/maps.ts';

const HUNK = /^@@ -(\d+),(\d+) \+\d+,(\d+) @@$/;
const SCOPES = '// in ';

/** @param before and `after`: texts of whole lines */
export function diffTables(before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const starts = blocksOf(old);
  const places = new Map<string, number[]>();
  for (const [place, start] of starts.entries()) {
    getOrInsert(places, old.slice(start, starts[place + 1]).join('\n'), () => []).push(place);
  }
  const hunks: string[] = [];
  /** The first line of each side that no hunk has told of, nor is the same. */
  let [from, to] = [0, 0];
  let next = 0;
  const own = blocksOf(now);
  for (const [place, start] of own.entries()) {
    const end = own[place + 1] ?? now.length;
    const same = places.get(now.slice(start, end).join('\n'))?.find((each) => each >= next);
    if (same === undefined) continue;
    const at = starts[same] ?? old.length;
    hunks.push(...hunk(old, from, at, now, to, start));
    [from, to, next] = [starts[same + 1] ?? old.length, end, same + 1];
  }
  hunks.push(...hunk(old, from, old.length, now, to, now.length));
  return hunks.map((line) => `${line}\n`).join('');
}

/** The newer text; undefined if the diff is none of the older one. */
export function patchTable(before: string, diff: string): string | undefined {
  const old = linesOf(before);
  const told = linesOf(diff);
  const parts: string[] = [];
  let at = 0;
  for (let line = 0; line < told.length;) {
    const [, start = '', removed = '', added = ''] = HUNK.exec(told[line] ?? '') ?? [];
    if (start === '') return undefined;
    const [gone, come] = [Number(removed), Number(added)];
    // A hunk that removes nothing stands behind the line that it names.
    const from = gone === 0 ? Number(start) : Number(start) - 1;
    if (from < at || from + gone > old.length || line + 1 + gone + come > told.length) return undefined;
    for (let each = at; each < from; each += 1) parts.push(old[each] ?? '');
    for (let each = 0; each < gone; each += 1)
      if (told[line + 1 + each] !== `-${old[from + each] ?? ''}`) return undefined;
    for (let each = 0; each < come; each += 1) {
      const text = told[line + 1 + gone + each] ?? '';
      if (!text.startsWith('+')) return undefined;
      parts.push(text.slice(1));
    }
    at = from + gone;
    line += 1 + gone + come;
  }
  for (let each = at; each < old.length; each += 1) parts.push(old[each] ?? '');
  return parts.map((line) => `${line}\n`).join('');
}

/** Nothing, if the two runs of lines are the same. */
function hunk(
  old: readonly string[],
  oldStart: number,
  oldEnd: number,
  now: readonly string[],
  nowStart: number,
  nowEnd: number,
): string[] {
  let [a, b, oldStop, nowStop] = [oldStart, nowStart, oldEnd, nowEnd];
  while (a < oldStop && b < nowStop && old[a] === now[b]) {
    a += 1;
    b += 1;
  }
  while (a < oldStop && b < nowStop && old[oldStop - 1] === now[nowStop - 1]) {
    oldStop -= 1;
    nowStop -= 1;
  }
  const [gone, come] = [oldStop - a, nowStop - b];
  if (gone === 0 && come === 0) return [];
  const place = (start: number, count: number) => `${count === 0 ? start : start + 1},${count}`;
  return [
    `@@ -${place(a, gone)} +${place(b, come)} @@`,
    ...old.slice(a, oldStop).map((line) => `-${line}`),
    ...now.slice(b, nowStop).map((line) => `+${line}`),
  ];
}

/** Where each definition or export begins, with the line of its scopes; the header is one by itself. */
function blocksOf(lines: readonly string[]): number[] {
  const starts: number[] = [];
  for (const [index, line] of lines.entries()) {
    const isInside = line.startsWith('\t') || line.startsWith('}');
    const isScoped = index > 0 && lines[index - 1]?.startsWith(SCOPES) === true;
    if (index === 0 || !(isInside || isScoped)) starts.push(index);
  }
  return starts;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
