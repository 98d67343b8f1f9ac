/** What `kabi keep` prints. */
import { count } from '../../../src/base/text.ts';
import { problemJson, type Problem } from '../../../src/base/problems.ts';
import { english as en } from '../../../src/lang/en/words.ts';
import { blockMarkdown } from '../../../src/media/block-markdown.ts';
import { heading, list, paragraph, title, type Block } from '../../../src/media/blocks.ts';
import { plainText } from '../../../src/media/plain-text.ts';
import type { KeepReport } from '../../../src/records/json/keep-report.ts';
import { keepBlocks } from '../../../src/views/cause/keep-blocks.ts';
import { keepFacts } from '../../../src/views/cause/keep-facts.ts';
import { buildJson } from '../report/comparison-json.ts';
import { keepableOf, type Kept } from './kept.ts';

export type KeepFormat = 'text' | 'markdown' | 'json';

/** Of more exports that cannot be kept, and of a list that is all, the others are counted. */
const MOST_SYMBOLS = 40;

export function writeKept(
  kept: Kept,
  format: KeepFormat,
  listed: string | undefined,
  problems: readonly Problem[],
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(keepReport(kept, listed, problems), undefined, 2)}\n`;
    case 'text':
      return plainText(blocks(kept));
    case 'markdown':
      return blockMarkdown(blocks(kept));
  }
}

function blocks(kept: Kept): Block[] {
  const facts = keepFacts(keepableOf(kept), en);
  return [
    title(`What would have kept ${kept.a.name} -> ${kept.b.name}`),
    ...(facts === undefined ? [paragraph(nothingSentence(kept))] : keepBlocks(facts, en)),
    ...proofBlocks(kept),
    ...lost(kept),
  ];
}

function proofBlocks({ proof }: Kept): Block[] {
  if (proof === undefined) return [];
  const { kept, others } = proof;
  const all = kept.length + others.length;
  return [
    heading('Proof'),
    paragraph(
      `With the old definitions in place of the new ones, ${count(kept.length)} of ${count(all)} CRCs come out of the symtypes as they were.`,
    ),
    ...(others.length === 0
      ? []
      : [paragraph('These do not, so the advice for them is wrong:'), names(others)]),
  ];
}

function names(symbols: readonly string[]): Block {
  const rest = symbols.length - MOST_SYMBOLS;
  return list([
    ...symbols.slice(0, MOST_SYMBOLS).map((symbol) => [{ code: symbol }]),
    ...(rest <= 0 ? [] : [[`and ${count(rest)} more`]]),
  ]);
}

function nothingSentence({ diff, unexplained }: Kept): string {
  if (unexplained.length > 0)
    return `Nothing says what would have kept them: of none of ${count(unexplained.length)} changed exports the cause is known.`;
  return diff.summary['not-comparable'] > 0
    ? 'No export is known to have changed its CRC; some cannot be compared.'
    : 'There is nothing to keep: no export changed its CRC.';
}

function lost({ symbols }: Kept): Block[] {
  const never = symbols.filter(({ guards }) => guards === null).map(({ symbol }) => symbol);
  return never.length === 0 ? [] : [heading('Exports that cannot be kept'), names(never)];
}

function keepReport(
  { a, b, explained, causes, keep, symbols, drivers, unexplained, proof }: Kept,
  listed: string | undefined,
  problems: readonly Problem[],
): KeepReport {
  return {
    schema: 'kabi-reports/keep/1',
    a: buildJson(a),
    b: buildJson(b),
    list: listed ?? null,
    types: { source: explained.source, exact: explained.attribution.exact },
    exports: keep.exports,
    keptUpTo: { ...keep.keptUpTo },
    causes: causes.map(({ cause, advice, symbols: reaching }) => ({
      ...{ kind: cause.kind, name: cause.name, scopes: [...cause.scopes], symbols: reaching },
      effort: advice.effort,
      actions: advice.steps.map((step) => ({ ...step, names: [...step.names] })),
      ...(advice.heldBy !== undefined && { heldBy: advice.heldBy }),
      ...(advice.allocators !== undefined && { allocators: [...advice.allocators] }),
    })),
    guards: [...keep.guards],
    stages: keep.steps.map(({ guards, kept, atMost }) => ({ guards: [...guards], kept, atMost })),
    exact: keep.isExact,
    obstacles: keep.obstacles.map((each) => ({ ...each })),
    symbols: symbols.map(({ symbol, guards }) => ({ symbol, guards: guards && [...guards] })),
    drivers: drivers.map(({ name, imports, guards }) => ({ name, imports, guards: guards && [...guards] })),
    unexplained: [...unexplained],
    ...(proof && { proof: { kept: proof.kept.length, others: [...proof.others] } }),
    problems: problems.map(problemJson),
  };
}
