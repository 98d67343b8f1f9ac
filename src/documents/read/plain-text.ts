/** Plain text: paragraphs, lists, and headings that number themselves. */
import type { BlockContent } from 'mdast';
import { at, headingNode, joinLines, listNode, textParagraph, type ReadText } from './blocks.ts';
import { plainLines } from './front-matter.ts';

/** `01 Progress`, `2.1.1 New features`: the more parts, the lower. */
const HEADING = /^(?:(0\d)|(\d+(?:\.\d+)+)\.?)\s+(?=\S)/;
const BULLET = /^\s*([•‣*·-])\s+(.*)$/;
const NUMBER = /^\s*(\d{1,3})[.)、]\s*(\D.*)$/;
const LONGEST_HEADING = 60;

export function readPlainText(text: string): ReadText {
  const blocks: BlockContent[] = [];
  const lines = plainLines(text).map((line) => line.replace(/[\s\u00a0]+$/u, ''));
  let i = 0;
  while (i < lines.length) {
    const line = lines[i] ?? '';
    if (line.trim() === '') {
      i += 1;
      continue;
    }
    const number = HEADING.exec(line);
    if (number !== null && line.length <= LONGEST_HEADING) {
      const depth = number[1] === undefined ? (number[2] ?? '').split('.').length + 1 : 2;
      blocks.push(at(headingNode(depth, [{ type: 'text', value: line }]), i + 1));
      i += 1;
      continue;
    }
    const items = itemsAt(lines, i);
    if (items !== undefined) {
      blocks.push(at(items.block, i + 1));
      i = items.end;
      continue;
    }
    const end = lines.findIndex((each, at) => at > i && (each.trim() === '' || BULLET.test(each)));
    const own = lines.slice(i, end < 0 ? lines.length : end);
    blocks.push(at(textParagraph(joinLines(own.map((each) => each.trim()))), i + 1));
    i += own.length;
  }
  return { fields: [], blocks, problems: [] };
}

/** Items that follow each other, blank lines between them or not; numbers have to count on. */
function itemsAt(lines: readonly string[], first: number): { block: BlockContent; end: number } | undefined {
  const marker = BULLET.test(lines[first] ?? '') ? BULLET : NUMBER;
  const items: string[][] = [];
  let start: number | undefined;
  let end = first;
  for (let i = first; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (line.trim() === '') continue;
    const match = marker.exec(line);
    const isNext = marker === BULLET || Number(match?.[1]) === (start ?? Number(match?.[1])) + items.length;
    if (match !== null && isNext) {
      if (marker === NUMBER) start ??= Number(match[1]);
      items.push([(match[2] ?? '').trim()]);
    } else if (/^\s/.test(line) && items.length > 0 && i === end) items.at(-1)?.push(line.trim());
    else break;
    end = i + 1;
  }
  if (items.length === 0) return undefined;
  return {
    block: listNode(
      items.map((item) => [textParagraph(joinLines(item))]),
      start,
    ),
    end,
  };
}
