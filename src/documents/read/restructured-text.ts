/**
 * A bounded reader of reStructuredText: the constructs that kernel documents use (docutils, "reStructuredText Markup
 * Specification"; Documentation/doc-guide/sphinx.rst). Headings, lists, tables, literal blocks, fields and footnotes
 * become Markdown; other directives and comments are kept as the text that they are, and said.
 */
import type { BlockContent } from 'mdast';
import type { Problem } from '../../base/problems.ts';
import {
  at,
  codeNode,
  headingNode,
  joinLines,
  listNode,
  paragraphNode,
  type Field,
  type ReadText,
} from './blocks.ts';
import { plainLines } from './front-matter.ts';
import { rstInline } from './rst-inline.ts';
import { rstTable } from './rst-table.ts';

const UNDERLINE = /^([=\-`:.'"~^_*+#<>])\1{2,}\s*$/;
const BULLET = /^([*+\-•‣])(\s+)/;
const NUMBER = /^(\(?(?:\d+|#|[a-zA-Z])[.)])(\s+)/;
const FIELD = /^:([^:`]+):(?:\s+(.*))?$/;
const DIRECTIVE = /^\.\.\s+([\w:+-]+)::\s*(.*)$/;
const FOOTNOTE = /^\.\.\s+\[([^\]]+)\]\s*(.*)$/;
const TARGET = /^\.\.\s+_[^:]+:/;
const COMMENT = /^\.\.(?:\s+(.*))?$/;
const TABLE_START = /^(?:\+[-=+]+\+|=+(?:\s+=+)+)\s*$/;
const CODE_DIRECTIVES: ReadonlySet<string> = new Set(['code', 'code-block', 'sourcecode', 'parsed-literal']);
const NOTE_DIRECTIVES: ReadonlySet<string> = new Set([
  'note',
  'warning',
  'important',
  'hint',
  'tip',
  'attention',
  'caution',
]);
/** Nobody nests deeper; a hostile text would take the stack. */
const DEEPEST = 20;

export function readRestructuredText(text: string, path: string): ReadText {
  return new Reader(path).document(
    plainLines(text).map((line) => line.replaceAll('\t', '        ').trimEnd()),
  );
}

/** Whether a text without a telling name is most likely of this format. */
export function looksLikeRst(text: string): boolean {
  const lines = plainLines(text);
  const marks = lines.filter(
    (line, i) =>
      DIRECTIVE.test(line) ||
      (UNDERLINE.test(line) && (lines[i - 1] ?? '').trim() !== '' && !/^[-*_]/.test(line)),
  );
  return marks.length > 0 && lines.some((line) => /::$|^\.\. |^:\w+: /.test(line));
}

class Reader {
  readonly #path: string;
  readonly #problems: Problem[] = [];
  readonly #fields: Field[] = [];
  /** Underlines in the order of their first use: the first is the highest heading. */
  readonly #levels: string[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  document(lines: readonly string[]): ReadText {
    const blocks = this.#blocks(lines, 1, 0);
    return { fields: this.#fields, blocks, problems: this.#problems };
  }

  /** @param first number of the first line in the file */
  #blocks(lines: readonly string[], first: number, depth: number): BlockContent[] {
    const result: BlockContent[] = [];
    let i = 0;
    const take = (count: number, ...blocks: readonly BlockContent[]) => {
      result.push(...blocks.map((block) => at(block, first + i)));
      i += count;
    };
    while (i < lines.length) {
      const line = lines[i] ?? '';
      if (line.trim() === '') {
        i += 1;
        continue;
      }
      const rest = lines.slice(i);
      if (depth > DEEPEST) return [...result, at(codeNode(rest.join('\n')), first + i)];
      const title = depth === 0 ? titleAt(rest) : undefined;
      if (title !== undefined)
        take(title.length, headingNode(this.#level(title.style), rstInline(title.text)));
      else if (depth === 0 && result.every(isTitle) && FIELD.test(line)) i += this.#field(rest, first + i);
      else if (TABLE_START.test(line)) {
        const table = rstTable(rest);
        if (table === undefined) {
          const length = blockLength(rest);
          this.#unplaced(first + i, line, 'a table that is not regular');
          take(length, codeNode(rest.slice(0, length).join('\n')));
        } else take(table.length, table.block);
      } else if (line.startsWith('..') && (COMMENT.test(line) || DIRECTIVE.test(line))) {
        const length = indentedLength(rest);
        take(length, ...this.#explicit(rest.slice(0, length), first + i, depth));
      } else if (BULLET.test(line) || NUMBER.test(line)) {
        const { length, block } = this.#list(rest, first + i, depth);
        take(length, block);
      } else if (/^\s/.test(line)) {
        const length = indentedBlock(rest);
        const children = this.#blocks(dedent(rest.slice(0, length)), first + i, depth + 1);
        take(length, { type: 'blockquote', children });
      } else {
        const length = paragraphLength(rest);
        const literal = this.#paragraph(rest.slice(0, length));
        take(length, ...literal.blocks);
        if (literal.opensLiteral) {
          const gap = lines.slice(i).findIndex((each) => each.trim() !== '');
          const body = gap < 0 ? [] : lines.slice(i + gap);
          const size = indentedBlock(body);
          if (size > 0) {
            i += gap;
            take(size, codeNode(dedent(body.slice(0, size)).join('\n').trimEnd()));
          }
        }
      }
    }
    return result;
  }

  #level(style: string): number {
    if (!this.#levels.includes(style)) this.#levels.push(style);
    return this.#levels.indexOf(style) + 1;
  }

  #field(lines: readonly string[], line: number): number {
    const [, name = '', value = ''] = FIELD.exec(lines[0] ?? '') ?? [];
    const length = indentedLength(lines);
    const more = lines.slice(1, length).map((each) => each.trim());
    this.#fields.push({ name, value: joinLines([value, ...more].filter((each) => each !== '')), line });
    return length;
  }

  /** `::` at the end announces a literal block; alone it is not text. */
  #paragraph(lines: readonly string[]): { blocks: BlockContent[]; opensLiteral: boolean } {
    const text = joinLines(lines.map((line) => line.trim()));
    if (!text.endsWith('::')) return { blocks: [paragraphNode(rstInline(text))], opensLiteral: false };
    const shown = text === '::' ? '' : text.replace(/\s+::$/, '').replace(/::$/, ':');
    return { blocks: shown === '' ? [] : [paragraphNode(rstInline(shown))], opensLiteral: true };
  }

  #list(lines: readonly string[], first: number, depth: number): { length: number; block: BlockContent } {
    const isBullet = BULLET.test(lines[0] ?? '');
    const marker = isBullet ? BULLET : NUMBER;
    const items: BlockContent[][] = [];
    const start = Number.parseInt((lines[0] ?? '').replace('(', ''), 10);
    let i = 0;
    while (i < lines.length) {
      const line = lines[i] ?? '';
      if (line.trim() === '') {
        const next = lines.slice(i).findIndex((each) => each.trim() !== '');
        if (next < 0 || !marker.test(lines[i + next] ?? '')) break;
        i += next;
        continue;
      }
      const match = marker.exec(line);
      if (match === null) break;
      const [whole] = match;
      const rest = lines.slice(i + 1);
      const length = 1 + indentedBlock(rest);
      // Text may be indented less than the marker is wide, as in lists that grew past nine.
      const body = [line.slice(whole.length), ...dedent(lines.slice(i + 1, i + length))];
      items.push(this.#blocks(body, first + i, depth + 1));
      i += length;
    }
    return { length: i, block: listNode(items, isBullet ? undefined : Number.isNaN(start) ? 1 : start) };
  }

  #explicit(lines: readonly string[], line: number, depth: number): BlockContent[] {
    const [head = ''] = lines;
    const body = dedent(lines.slice(1));
    const footnote = FOOTNOTE.exec(head);
    if (footnote !== null) {
      const [, label = '', text = ''] = footnote;
      return [paragraphNode(rstInline(joinLines([`[${label}] ${text}`, ...body])))];
    }
    const directive = DIRECTIVE.exec(head);
    const [, name = '', argument = ''] = directive ?? [];
    const after = body.findIndex((each) => each.trim() === '');
    const content = body.slice(after < 0 ? body.length : after + 1);
    const options = body.slice(0, after < 0 ? body.length : after).filter((each) => each.trim() !== '');
    if (CODE_DIRECTIVES.has(name) && options.length === 0)
      return [codeNode(content.join('\n').trimEnd(), argument === '' ? undefined : argument)];
    if (NOTE_DIRECTIVES.has(name)) {
      const inner = [argument, ...body].filter((each, i) => i > 0 || each !== '');
      return [{ type: 'blockquote', children: this.#blocks([`**${name}**`, '', ...inner], line, depth + 1) }];
    }
    if (directive === null && TARGET.test(head)) {
      this.#unplaced(line, head, 'a link target');
      return [codeNode(lines.join('\n').trimEnd())];
    }
    if (directive === null) {
      const text = joinLines([head.replace(/^\.\.\s*/, ''), ...body]).trim();
      if (text === '') return [];
      this.#unplaced(line, head, 'a comment');
      return [paragraphNode([{ type: 'text', value: text }])];
    }
    this.#unplaced(line, head, `the directive "${name}"`);
    return [codeNode(lines.join('\n').trimEnd())];
  }

  #unplaced(line: number, source: string, detail: string): void {
    this.#problems.push({ kind: 'unplaced-text', path: this.#path, line, source, detail });
  }
}

function isTitle(block: BlockContent): boolean {
  return block.type === 'heading' || block.type === 'paragraph';
}

function titleAt([first = '', second = '', third = '']: readonly string[]) {
  if (UNDERLINE.test(first) && third.trim() === first.trim() && second.trim() !== '')
    return { length: 3, style: `over ${first.slice(0, 1)}`, text: second.trim() };
  if (/^\s/.test(first) || !UNDERLINE.test(second) || UNDERLINE.test(first)) return undefined;
  return { length: 2, style: second.slice(0, 1), text: first };
}

/** A paragraph ends at a blank line, or where a title follows. */
function paragraphLength(lines: readonly string[]): number {
  const end = lines.findIndex(
    (line, i) => i > 0 && (line.trim() === '' || UNDERLINE.test(lines[i + 1] ?? '')),
  );
  return end < 0 ? lines.length : end;
}

function blockLength(lines: readonly string[]): number {
  const end = lines.findIndex((line) => line.trim() === '');
  return end < 0 ? lines.length : end;
}

/** The first line and what is indented below it. */
function indentedLength(lines: readonly string[]): number {
  return 1 + indentedBlock(lines.slice(1));
}

/** Lines that are indented or blank, without blank ones at the end. */
function indentedBlock(lines: readonly string[]): number {
  const end = lines.findIndex((line) => line.trim() !== '' && !/^\s/.test(line));
  const block = lines.slice(0, end < 0 ? lines.length : end);
  return block.findLastIndex((line) => line.trim() !== '') + 1;
}

function dedent(lines: readonly string[]): string[] {
  const margins = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const margin = Math.min(...margins);
  return margins.length === 0 ? [] : lines.map((line) => line.slice(margin));
}
