/** Tables that say something which can be checked: recognised by their shape and the words in their heads. */
import type { RootContent, Table, TableCell } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { isSymbolName } from '../kernel/symbol-name.ts';
import type { Claim, InterfaceGroup, ModuleGroup, ProposalRecord } from './record.ts';
import { lineOf } from './read/blocks.ts';

export interface TableRecords {
  readonly interfaces: InterfaceGroup[];
  readonly modules: ModuleGroup[];
  readonly elsewhere: ProposalRecord['elsewhere'];
  readonly impact: ProposalRecord['impact'];
  /** Tables that are none of these, and rows that do not fit their table. */
  readonly unplaced: { readonly line: number; readonly source: string; readonly detail: string }[];
}

/** @param blocks of a document, its tables among them */
export function recogniseTables(blocks: readonly RootContent[]): TableRecords {
  const records: TableRecords = { interfaces: [], modules: [], elsewhere: [], impact: [], unplaced: [] };
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'table') place(block, titleOf(blocks.slice(0, index)), records);
  }
  return records;
}

/** Parts of a cell: what `<br>`, or a number or bullet at its front, tells apart. */
export function cellItems(cell: TableCell): string[] {
  const lines = cell.children
    .map((node) => (node.type === 'break' || isLineBreak(node) ? '\n' : toString(node)))
    .join('');
  return lines
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^(?:\d{1,2}[.)、]\s*(?!\d)|[-*•]\s+)/, '')
        .trim(),
    )
    .filter((line) => line !== '');
}

export function isLineBreak(node: { readonly type: string }): boolean {
  return node.type === 'html' && 'value' in node && /^<br\s*\/?>$/i.test(String(node.value));
}

function place(table: Table, title: string, records: TableRecords): void {
  const [head = [], ...rows] = table.children.map((row) => row.children.map(cellItems));
  const names = head.map((cell) => cell.join(' '));
  const firsts = rows.map((row) => (row[0] ?? []).join(' '));
  const isMostly = (test: (row: string[][]) => boolean) => rows.filter(test).length * 5 >= rows.length * 4;
  const misfit = (row: number, detail: string) => {
    const node = table.children[row + 1];
    records.unplaced.push({
      line: node === undefined ? lineOf(table) : lineOf(node),
      source: rows[row]?.flat().join(' | ') ?? '',
      detail,
    });
  };
  const isPair = head.length === 2 && rows.length > 0;
  if (isPair && isMostly(([first, second]) => isModule(first) && symbolsIn(second).length > 0)) {
    const arch = ARCH.exec(title)?.[0];
    const modules = rows.flatMap(([first = [], second], i) => {
      const symbols = symbolsIn(second);
      if (symbols.length > 0 && isModule(first)) return [{ module: first.join(''), symbols }];
      misfit(i, 'a row that does not name a module and symbols');
      return [];
    });
    records.modules.push({
      title: title || (names[0] ?? ''),
      ...(arch === undefined ? {} : { arch }),
      modules,
    });
    return;
  }
  if (isPair && isMostly(([first, second]) => isSymbol(first) && (second ?? []).length > 0)) {
    const symbols = rows.flatMap(([first = [], second = []], i) => {
      const [symbol = ''] = first;
      if (isSymbol(first)) return [{ symbol: symbol.replace(/\(\)$/, ''), ...reasonOf(second.join('; ')) }];
      misfit(i, 'a row that does not name a symbol');
      return [];
    });
    records.interfaces.push({ title: names[0] ?? title, symbols });
    return;
  }
  if (isPair && TEAM.test(names[0] ?? '') && IMPACT.test(names[1] ?? '')) {
    for (const [i, [first = [], points = []]] of rows.entries()) {
      if (first.length > 0 && points.length > 0) records.impact.push({ team: first.join(' '), points });
      else misfit(i, 'a row without a team or an effect on it');
    }
    return;
  }
  const isOneLine = rows.every((row) => row.length === head.length && row.every((cell) => cell.length === 1));
  if (head.length > 2 && VENDOR.test(names[0] ?? '') && isOneLine) {
    records.elsewhere.push({
      title: title || names.join(', '),
      columns: names.slice(1),
      rows: rows.map(([, ...cells], i) => ({
        name: firsts[i] ?? '',
        cells: cells.map((cell) => cell.join(' ')),
      })),
    });
    return;
  }
  records.unplaced.push({
    line: lineOf(table),
    source: names.join(' | '),
    detail: 'a table that the record has no place for',
  });
}

const ARCH = /aarch64|arm64|x86_64|amd64|loongarch64|ppc64le|s390x|riscv64/;
const TEAM = /团队|角色|受影响|team|party|who|stakeholder/i;
const IMPACT = /影响|impact|effect|consequence/i;
const VENDOR = /^(?:OS|操作系统|发行版|厂商|vendor|distribution|product)$/i;

/** The nearest heading or short paragraph above. */
function titleOf(above: readonly RootContent[]): string {
  const near = above.findLast((block) => block.type !== 'table');
  if (near?.type !== 'heading' && near?.type !== 'paragraph') return '';
  const text = toString(near).trim();
  return text.length <= 80 ? text : '';
}

function isSymbol(cell: readonly string[] | undefined): boolean {
  const [name = '', ...more] = cell ?? [];
  const bare = name.replace(/\(\)$/, '');
  return more.length === 0 && isSymbolName(bare) && bare.includes('_');
}

function isModule(cell: readonly string[] | undefined): boolean {
  return cell?.length === 1 && /^[A-Za-z0-9][\w.-]*$/.test(cell[0] ?? '');
}

/** Names separated by blanks, commas or `、`; none if anything else is in the cell. */
function symbolsIn(cell: readonly string[] | undefined): string[] {
  const names = (cell ?? []).flatMap((line) => line.split(/[\s,，、;；]+/)).filter((name) => name !== '');
  return names.every((name) => isSymbol([name])) ? names.map((name) => name.replace(/\(\)$/, '')) : [];
}

const TYPES = /结构体|struct|type/i;
const ARGUMENTS = /传参变化|参数变化|argument|parameter|signature|prototype/i;

function reasonOf(reason: string): { claim: Claim; reason?: string } {
  if (/删除|移除|removed|deleted|dropped/i.test(reason)) return { claim: 'removed' };
  if (/无变化|不变|unchanged|no change/i.test(reason)) return { claim: 'unchanged' };
  const hasTypes = TYPES.test(reason);
  if (hasTypes && ARGUMENTS.test(reason)) return { claim: 'arguments-and-types' };
  if (hasTypes) return { claim: 'argument-types' };
  if (ARGUMENTS.test(reason)) return { claim: 'arguments' };
  return { claim: 'other', reason };
}
