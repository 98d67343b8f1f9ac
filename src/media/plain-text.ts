import { withoutControls } from '../base/text.ts';
import type { Block, Inline } from './blocks.ts';
import { wrapLines, wrapUnder } from './wrap.ts';

/** The width that reads well in a mail, quoted once or twice. */
export const COLUMNS = 72;

/** A first column wider than this is not waited for by the others: its row goes on below it. */
const WIDEST_CELL = 32;
const BELOW = '    ';

/**
 * For terminals and mails: at most 72 columns, links as footnotes, no tabs. Only an address may be longer, as it could not
 * be followed if it were broken.
 */
export function plainText(blocks: readonly Block[]): string {
  const notes = new Footnotes();
  const parts = blocks.map((block) =>
    blockLines(block, notes)
      .map((line) => line.trimEnd())
      .join('\n'),
  );
  return withoutControls(`${[...parts, ...notes.lines()].filter((part) => part !== '').join('\n\n')}\n`);
}

class Footnotes {
  readonly #numbers = new Map<string, number>();

  text(content: readonly Inline[]): string {
    return content.map((part) => this.#part(part)).join('');
  }

  lines(): string[] {
    if (this.#numbers.size === 0) return [];
    return [[...this.#numbers].map(([url, number]) => `[${number}] <${url}>`).join('\n')];
  }

  #part(part: Inline): string {
    if (typeof part === 'string') return part;
    if ('code' in part) return part.code;
    const number = this.#numbers.get(part.url) ?? this.#numbers.size + 1;
    this.#numbers.set(part.url, number);
    return `${part.text} [${number}]`;
  }
}

function blockLines(block: Block, notes: Footnotes): string[] {
  switch (block.kind) {
    case 'title':
      return underlined(block.text, '=');
    case 'heading':
      return underlined(block.text, '-');
    case 'paragraph':
      return wrapLines(notes.text(block.content), COLUMNS);
    case 'list':
      return block.items.flatMap((item) => wrapUnder('- ', notes.text(item), COLUMNS));
    case 'table':
      return tableLines(block.rows);
    case 'code':
    case 'diff':
      return block.text.split('\n').flatMap((line) => codeLines(line.replaceAll('\t', '    ')));
  }
}

function underlined(text: string, mark: string): string[] {
  const lines = wrapLines(text, COLUMNS);
  return [...lines, mark.repeat(Math.max(...lines.map((line) => line.length)))];
}

/** What is too long goes on in a line of its own, further in, behind the same mark. */
function codeLines(line: string): string[] {
  if (line.length <= COLUMNS) return [line];
  const [lead = ''] = /^[-+ ]? */.exec(line) ?? [];
  const [first = '', ...rest] = wrapLines(line.slice(lead.length), COLUMNS - lead.length - 4);
  const mark = lead.slice(0, 1);
  return [lead + first, ...rest.map((each) => `${mark}${' '.repeat(lead.length + 3)}${each}`)];
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) {
      if (cell.length <= WIDEST_CELL) widths[i] = Math.max(widths[i] ?? 0, cell.length);
    }
  }
  return rows.flatMap((row) => rowLines(row, widths));
}

function rowLines(row: readonly string[], widths: readonly number[]): string[] {
  const lines: string[] = [];
  let line = '';
  const last = row.length - 1;
  for (const [i, cell] of row.entries()) {
    const width = i === last ? cell.length : (widths[i] ?? 0);
    if (cell.length <= width && line.length + width <= COLUMNS) {
      line += i === last ? cell : `${cell.padEnd(width)}  `;
    } else if (i === last && line.length <= COLUMNS / 2) {
      // The last one goes on under its own beginning, if that leaves it room.
      const [first = '', ...rest] = wrapUnder(line, cell, COLUMNS);
      lines.push(first);
      return [...lines, ...rest];
    } else {
      if (line.trim() !== '') lines.push(line);
      lines.push(...wrapUnder(i === 0 ? '' : BELOW, cell, COLUMNS));
      line = BELOW;
    }
  }
  return line.trim() === '' ? lines : [...lines, line];
}
