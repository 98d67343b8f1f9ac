/** A comparison to paste into an issue or a merge request: as a tree, through remark, so that nothing is escaped by hand. */
import type { BlockContent, PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { compareText, count } from '../../../src/base/text.ts';
import type { Cause } from '../../../src/types/diff/cause.ts';
import { causeName } from '../../../src/lang/en/cause-sentences.ts';
import { groupVisibility, visibilitySentence } from '../../../src/types/cause/visibility.ts';
import { definitionLines, printDefinitionLines } from '../../../src/types/diff/definition-lines.ts';
import {
  causesTitle,
  certaintyWords,
  causeLine,
  compilersSentence,
  consequenceSentence,
  consequencesTitle,
  hiddenSentence,
  rebuildWords,
  unexplainedWords,
} from './cause-words.ts';
import { changeColumns, KIND_TITLES } from '../../../src/views/comparison/change-columns.ts';
import {
  coverageSentence,
  finding,
  notComparableSentence,
  reportSections,
  typesMissingSentence,
  type OperandComparison,
  type Section,
} from './comparison.ts';
import type { Explained } from './explain.ts';

/**
 * A section of more changes is counted per module instead. GitHub takes 65,536 characters in an issue, and one point
 * release can change 9,595 CRCs.
 */
const MOST_CHANGES = 100;
/** So many modules get a row of their own. */
const MOST_MODULES = 50;

/** So many causes are shown with their definitions. */
const MOST_DEFINITIONS = 10;

const writer = unified().use(remarkStringify, { bullet: '-' }).use(remarkGfm, { tablePipeAlign: false });

export function comparisonMarkdown(comparison: OperandComparison): string {
  const { a, b } = comparison;
  const notComparable = notComparableSentence(comparison);
  const coverage = coverageSentence(comparison);
  const types = typesMissingSentence(comparison);
  const root: Root = {
    type: 'root',
    children: [
      paragraph(code(a.name), text(' → '), code(b.name), text(`: ${finding(comparison)}.`)),
      ...(notComparable === undefined ? [] : [paragraph(text(notComparable))]),
      ...(coverage === undefined ? [] : [paragraph(text(coverage))]),
      ...(types === undefined ? [] : [paragraph(text(types))]),
      ...(comparison.explained === undefined
        ? []
        : explanationContent(comparison.explained, comparison.diff.summary.removed)),
      ...reportSections(comparison).flatMap((section) => sectionContent(section)),
    ],
  };
  return writer.stringify(root);
}

function explanationContent(explained: Explained, removed: number): RootContent[] {
  const { causes, explanations, unexplained } = explained.attribution;
  const sentences = [
    rebuildWords(explained, removed),
    unexplainedWords(explained),
    certaintyWords(explained),
  ].filter((each) => each !== undefined);
  const compilers = compilersSentence(explained);
  const content: RootContent[] = compilers === undefined ? [] : [paragraph(text(compilers))];
  if (explained.inType !== undefined || explanations.size + unexplained.length > 0) {
    content.push(heading(causesTitle(explained)));
    const { others, groups } = groupVisibility(causes);
    const items = [
      ...others.map((cause, index) => causeContent(cause, index, explained)),
      ...groups.map((each) => [paragraph(text(visibilitySentence(each)))]),
    ];
    if (items.length > 0) content.push(list(items));
    content.push(...sentences.map((each) => paragraph(text(each))));
  }
  const { consequences } = explained.attribution;
  if (consequences.length > 0) {
    content.push(heading(consequencesTitle(explained)));
    content.push(list(consequences.map((each) => [paragraph(text(consequenceSentence(each)))])));
  }
  if (explained.hidden.length > 0) {
    content.push(heading(`Changed types that no CRC shows (${count(explained.hidden.length)})`));
    content.push(list(explained.hidden.map((each) => [paragraph(text(hiddenSentence(each)))])));
  }
  return content;
}

/** The first causes with their definitions: those of all would not fit an issue. */
function causeContent(cause: Cause, index: number, explained: Explained): BlockContent[] {
  const said = paragraph(code(causeName(cause)), text(`: ${causeLine(explained, cause)}`));
  if (index >= MOST_DEFINITIONS || cause.before === null || cause.after === null) return [said];
  const value = printDefinitionLines(definitionLines(cause.before, cause.after)).trimEnd();
  return [said, { type: 'code', lang: 'diff', value }];
}

function heading(title: string): RootContent {
  return { type: 'heading', depth: 3, children: [text(title)] };
}

function list(items: readonly BlockContent[][]): RootContent {
  return {
    type: 'list',
    spread: false,
    children: items.map((children) => ({ type: 'listItem', spread: false, children })),
  };
}

function sectionContent(section: Section): RootContent[] {
  const { kind, changes } = section;
  const title = `${KIND_TITLES[kind]} (${count(changes.length)})`;
  const isLong = changes.length > MOST_CHANGES;
  return [heading(title), isLong ? moduleTable(section) : changeTable(section)];
}

function changeTable({ kind, modules }: Section): RootContent {
  const rows = modules.flatMap(({ module, changes }) =>
    changes.map((change) => row([code(change.symbol)], [code(module)], joined(changeColumns(kind, change)))),
  );
  const header = row([text('Symbol')], [text('Module')], [text(ASPECTS[kind])]);
  return { type: 'table', children: [header, ...rows] };
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

function paragraph(...children: PhrasingContent[]): BlockContent {
  return { type: 'paragraph', children };
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value };
}
