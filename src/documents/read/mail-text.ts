/** The text of a mail as blocks: quotations nested by their depth, patches and tables of characters kept as they are. */
import type { BlockContent } from 'mdast';
import { codeNode, textParagraph } from './blocks.ts';

export interface MailText {
  readonly blocks: readonly BlockContent[];
  /** What the list's software added at the end. */
  readonly footer: readonly string[];
}

/** Nobody quotes deeper; a hostile mail would take the stack. */
const DEEPEST = 12;
const QUOTE = /^[ \t]?((?:>[ \t]?)+)/;

export function mailText(text: string): MailText {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replaceAll('\u00a0', ' ').trimEnd());
  const { body, footer } = splitFooter(lines);
  return { blocks: quoted(body.map(quotedLine), 0), footer };
}

interface Line {
  readonly depth: number;
  readonly text: string;
}

function quotedLine(line: string): Line {
  const match = QUOTE.exec(line);
  if (match === null) return { depth: 0, text: line };
  const depth = (match[1] ?? '').replace(/[^>]/g, '').length;
  return { depth: Math.min(depth, DEEPEST), text: line.slice(match[0].length) };
}

function quoted(lines: readonly Line[], depth: number): BlockContent[] {
  const result: BlockContent[] = [];
  let i = 0;
  while (i < lines.length) {
    const isDeeper = (lines[i]?.depth ?? 0) > depth;
    const next = lines.findIndex((line, at) => at > i && line.depth > depth !== isDeeper);
    const run = lines.slice(i, next < 0 ? lines.length : next);
    if (isDeeper) result.push({ type: 'blockquote', children: quoted(run, depth + 1) });
    else result.push(...paragraphs(run.map(({ text }) => text)));
    i += run.length;
  }
  return result;
}

/** What loses its meaning without its line ends and blanks: patches, code, tables of characters. */
const VERBATIM = /^(?: {4}|\t|[+\-@]|diff |index [0-9a-f]{6}|[|:]\S)| {3,}\S/;

function paragraphs(lines: readonly string[]): BlockContent[] {
  const result: BlockContent[] = [];
  let own: string[] = [];
  const flush = () => {
    if (own.length === 0) return;
    const isVerbatim = own.filter((line) => VERBATIM.test(line)).length * 2 > own.length;
    result.push(
      isVerbatim ? codeNode(own.join('\n')) : textParagraph(own.map((line) => line.trim()).join('\n')),
    );
    own = [];
  };
  for (const line of lines) {
    if (line.trim() === '') flush();
    else own.push(line);
  }
  flush();
  return result;
}

/** As Majordomo, Mailman and the lists of kernel.org write it. */
const FOOTER =
  /^(?:To unsubscribe from this list: |_{20,}$|.*mailing list(?: --)? *\S+@|More majordomo info at |Please read the FAQ at )/;
const LONGEST_FOOTER = 10;

function splitFooter(lines: readonly string[]): { body: readonly string[]; footer: readonly string[] } {
  const end = lines.findLastIndex((line) => line !== '') + 1;
  const from = Math.max(0, end - LONGEST_FOOTER);
  const found = lines.slice(from, end).findIndex((line) => FOOTER.test(line));
  if (found < 0) return { body: lines.slice(0, end), footer: [] };
  const start = from + found;
  // A line of one or two dashes announces it.
  const first = /^--?$/.test(lines[start - 1] ?? '') ? start - 1 : start;
  return { body: lines.slice(0, first), footer: lines.slice(first, end) };
}
