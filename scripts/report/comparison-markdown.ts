/** A comparison to paste into an issue or a merge request: as a tree, through remark, so that nothing is escaped by hand. */
import type { PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { compareText } from '../../src/kabi/model.ts';
import { count } from '../../src/kabi/sentences.ts';
import { changeColumns, KIND_TITLES } from './change-columns.ts';
import { finding, notComparableSentence, sectionsOf, type Comparison, type Section } from './comparison.ts';

/**
 * A section of more changes is counted per module instead. GitHub takes 65,536 characters in an issue, and one point
 * release can change 9,595 CRCs.
 */
const MOST_CHANGES = 100;
/** So many modules get a row of their own. */
const MOST_MODULES = 50;

const writer = unified().use(remarkStringify, { bullet: '-' }).use(remarkGfm, { tablePipeAlign: false });

export function comparisonMarkdown(comparison: Comparison): string {
  const { a, b } = comparison;
  const notComparable = notComparableSentence(comparison);
  const root: Root = {
    type: 'root',
    children: [
      paragraph(code(a.name), text(' → '), code(b.name), text(`: ${finding(comparison)}.`)),
      ...(notComparable === undefined ? [] : [paragraph(text(notComparable))]),
      ...sectionsOf(comparison).flatMap(sectionContent),
    ],
  };
  return writer.stringify(root);
}

function sectionContent(section: Section): RootContent[] {
  const { kind, changes } = section;
  const title = `${KIND_TITLES[kind]} (${count(changes.length)})`;
  const heading: RootContent = { type: 'heading', depth: 3, children: [text(title)] };
  return [heading, changes.length > MOST_CHANGES ? moduleTable(section) : changeTable(section)];
}

function changeTable({ kind, modules }: Section): RootContent {
  const rows = modules.flatMap(({ module, changes }) =>
    changes.map((change) => row([code(change.symbol)], [code(module)], joined(changeColumns(kind, change)))),
  );
  return {
    type: 'table',
    children: [row([text('Symbol')], [text('Module')], [text(ASPECTS[kind])]), ...rows],
  };
}

/** The modules with the most changes first. */
function moduleTable({ modules }: Section): RootContent {
  const byCount = modules.toSorted(
    (a, b) => b.changes.length - a.changes.length || compareText(a.module, b.module),
  );
  const named = byCount.slice(0, MOST_MODULES);
  const others = byCount.slice(MOST_MODULES);
  const rows = named.map(({ module, changes }) => row([code(module)], [text(count(changes.length))]));
  if (others.length > 0) {
    const total = others.reduce((sum, { changes }) => sum + changes.length, 0);
    rows.push(row([text(`${count(others.length)} other modules`)], [text(count(total))]));
  }
  return {
    type: 'table',
    align: ['left', 'right'],
    children: [row([text('Module')], [text('Symbols')]), ...rows],
  };
}

/** What the last column of a table is about. */
const ASPECTS = {
  removed: 'Export type',
  'crc-changed': 'CRC',
  'type-changed': 'Export type',
  'namespace-changed': 'Namespace',
  'module-moved': 'Module before',
  added: 'Export type',
} as const satisfies Record<Section['kind'], string>;

function joined(columns: readonly string[]): PhrasingContent[] {
  return columns
    .filter((column) => column !== '')
    .flatMap((column, index) => [...(index === 0 ? [] : [text(' → ')]), code(column)]);
}

function row(...cells: readonly PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
}

function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: 'paragraph', children };
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value };
}
