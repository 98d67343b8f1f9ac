/** A comparison for a terminal or a mail: the finding first, then one line per change in aligned columns. */
import type { Change, ChangeKind } from '../../../src/kernel/change.ts';
import { capitalised, count } from '../../../src/base/text.ts';
import { causeSentence } from '../../../src/lang/en/cause-sentences.ts';
import { changelogSentence, originSentence } from '../../../src/lang/en/origin-sentences.ts';
import { groupVisibility, visibilitySentence } from '../../../src/types/cause/visibility.ts';
import {
  causesTitle,
  certaintyWords,
  compilersSentence,
  consequenceSentence,
  consequencesTitle,
  hiddenSentence,
  originsOf,
  reachLine,
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

/** Columns of names wider than this are not aligned: Rust symbols have 150 characters and more. */
const WIDEST_NAME = 48;

export function comparisonText(comparison: OperandComparison): string {
  const { a, b } = comparison;
  const blocks = [
    [
      capitalised(finding(comparison)),
      `${a.name} -> ${b.name}`,
      ...optional(notComparableSentence(comparison)),
      ...optional(coverageSentence(comparison)),
      ...optional(typesMissingSentence(comparison)),
    ],
    ...(comparison.explained === undefined
      ? []
      : explanationBlocks(comparison.explained, comparison.diff.summary.removed)),
    ...reportSections(comparison).map((section) => sectionLines(section)),
  ];
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** The causes, nearest to what a reader wants to know, before the changes that they explain. */
function explanationBlocks(explained: Explained, removed: number): string[][] {
  const { causes, explanations, unexplained } = explained.attribution;
  const { others, groups } = groupVisibility(causes);
  const blocks = optional(compilersSentence(explained)).map((sentence) => [sentence]);
  if (explained.inType !== undefined || explanations.size + unexplained.length > 0) {
    blocks.push([
      capitalised(causesTitle(explained)),
      ...optional(rebuildWords(explained, removed)),
      ...others.flatMap((cause) => [
        `  ${causeSentence(cause)}`,
        `    ${reachLine(cause)}`,
        ...originsOf(explained, cause).map((origin) => `    ${originSentence(origin)}`),
      ]),
      ...groups.map((group) => `  ${visibilitySentence(group)}`),
      ...optional(unexplainedWords(explained)),
      ...optional(certaintyWords(explained)),
      ...optional(explained.changelog && `${changelogSentence(explained.changelog)}.`),
    ]);
  }
  const { consequences } = explained.attribution;
  if (consequences.length > 0) {
    blocks.push([
      consequencesTitle(explained),
      ...consequences.map((each) => `  ${consequenceSentence(each)}`),
    ]);
  }
  if (explained.hidden.length > 0) {
    const title = `Changed types that no CRC shows: ${count(explained.hidden.length)}`;
    blocks.push([title, ...explained.hidden.map((each) => `  ${hiddenSentence(each)}`)]);
  }
  return blocks;
}

function sectionLines({ kind, changes, modules }: Section): string[] {
  return [
    `${KIND_TITLES[kind]}: ${count(changes.length)}`,
    ...modules.flatMap((each) => [
      `  ${each.module}: ${count(each.changes.length)}`,
      ...changeLines(kind, each.changes),
    ]),
  ];
}

function changeLines(kind: ChangeKind, changes: readonly Change[]): string[] {
  const width = Math.min(WIDEST_NAME, Math.max(...changes.map((change) => change.symbol.length)));
  return changes.map((change) => {
    const columns = (kind === 'module-moved' ? 'from ' : '') + changeColumns(kind, change).join(' -> ');
    return `    ${change.symbol.padEnd(width)}  ${columns}`.trimEnd();
  });
}

function optional(line: string | undefined): string[] {
  return line === undefined ? [] : [line];
}
