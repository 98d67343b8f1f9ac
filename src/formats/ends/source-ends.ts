/**
 * What the sources of a newer kernel have of the symbols that an older one exports and it does not: text, a line per symbol,
 * written by tools/ends over two unpacked source trees.
 *
 *     # symbol-ends 1 from 6.12.118-1 to 7.2.13-1
 *     del_timer<TAB>absent<TAB>kernel/time/timer.c<TAB>body 100<TAB>timer_delete
 *     kmalloc<TAB>macro<TAB>include/linux/slab.h<TAB>calls<TAB>kmalloc_noprof
 *
 * Columns: symbol, state, the file that shows it (of `absent` the older tree's), what a successor rests on, successors.
 */
import { Fault, type Parsed, type Problem } from '../../base/problems.ts';
import { textLines } from '../../base/lines.ts';

/**
 * `exported`: exported still, so that the configuration, or an architecture, left it out. `unexported`: there, and not
 * exported. `static`: seen by its own file only. `inline`, `macro`: in a header, so that modules take it in as they are
 * built. `absent`: nothing of this name is defined.
 */
export const SOURCE_STATES = ['exported', 'unexported', 'static', 'inline', 'macro', 'absent'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

export interface SourceEnd {
  readonly symbol: string;
  readonly state: SourceState;
  /** In the source tree. */
  readonly place: string;
  /** Exports of the newer kernel that the header's definition calls, or that has the old function's body. */
  readonly successors: readonly string[];
  /** Of the body: how much of it is the same, in percent. Null: the header calls the successors. */
  readonly sameBody: number | null;
}

export interface SourceEnds {
  /** Versions of the two source packages. */
  readonly from: string;
  readonly to: string;
  readonly ends: readonly SourceEnd[];
}

const HEAD = /^# symbol-ends 1 from (\S+) to (\S+)$/;
const BODY = /^body (\d{1,3})$/;
const NAME = /^[A-Za-z_]\w*$/;

export function formatSourceEnds({ from, to, ends }: SourceEnds): string {
  const lines = ends.map(({ symbol, state, place, successors, sameBody }) => {
    const basis = successors.length === 0 ? '' : sameBody === null ? 'calls' : `body ${sameBody}`;
    return [symbol, state, place, basis, successors.join(',')].join('\t').trimEnd();
  });
  return [`# symbol-ends 1 from ${from} to ${to}`, ...lines, ''].join('\n');
}

/** @throws {Fault} if the first line is not that of such a file */
export function parseSourceEnds(text: string, path: string): Parsed<SourceEnds> {
  const problems: Problem[] = [];
  const ends: SourceEnd[] = [];
  const [head, ...lines] = textLines(text);
  const [, from, to] = HEAD.exec(head?.text ?? '') ?? [];
  if (from === undefined || to === undefined)
    throw new Fault({ kind: 'malformed-end', path, line: 1, source: head?.text ?? '' });
  for (const line of lines) {
    if (line.tooLong || line.text.trim() === '') continue;
    const end = readEnd(line.text);
    if (end === undefined)
      problems.push({ kind: 'malformed-end', path, line: line.number, source: line.text });
    else ends.push(end);
  }
  return { records: { from, to, ends }, problems };
}

function readEnd(text: string): SourceEnd | undefined {
  const [symbol = '', state = '', place = '', basis = '', names = ''] = text.split('\t');
  const known = SOURCE_STATES.find((each) => each === state);
  const successors = names === '' ? [] : names.split(',');
  const body = BODY.exec(basis)?.[1];
  const isBasis = successors.length === 0 ? basis === '' : basis === 'calls' || body !== undefined;
  if (
    known === undefined ||
    place === '' ||
    !isBasis ||
    ![symbol, ...successors].every((each) => NAME.test(each))
  )
    return undefined;
  return { symbol, state: known, place, successors, sameBody: body === undefined ? null : Number(body) };
}
