import { diffExports } from '../../../src/history/diff.ts';
import { CHANGE_KINDS } from '../../../src/kernel/change.ts';
import { sortProblems, type Problem } from '../../../src/base/problems.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { CONTENT, many, oneOf } from '../declare/options.ts';
import { pairBuilds, resolveOperand } from '../operands.ts';
import { formatProblems } from '../problem-list.ts';
import { writeGate } from '../gate/formats.ts';
import { passes, runGate, type Gate } from '../gate/gate.ts';
import { FAILING } from '../gate/rows.ts';
import { namesPromise, PROMISE_OPTIONS, readPromise } from '../promise-options.ts';
import { comparisonReport } from '../report/comparison-json.ts';
import { comparisonMarkdown } from '../report/comparison-markdown.ts';
import { comparisonText } from '../report/comparison-text.ts';
import { hasFindings, type OperandComparison } from '../report/comparison.ts';
import { explain } from '../report/explain.ts';

const FORMATS = ['text', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

export const compare = defineCommand({
  name: 'compare',
  operands: ['A', 'B'],
  about: `
Says what changed from A to B for modules, causes first where types are known,
with the changes that made them where changelogs are on file. A and B are each
  PRODUCT/RELEASE[/ARCH]  on file: debian-12/6.1.0-54/amd64, or amd64-rt
  any path that "kabi ingest" takes: Module.symvers, .deb, a folder, the output
    of "rpm -q --provides"; write ./ before one that could be a release
  packages of one build, a plus between them: headers.deb+image.deb
CRCs of 0, or by two generators, cannot be compared: said, and no difference.`,
  options: {
    kind: many(
      oneOf(
        'K',
        CHANGE_KINDS,
        `list, and exit for, changes of this kind only; may be repeated: ${CHANGE_KINDS.join(', ')}`,
      ),
    ),
    ...PROMISE_OPTIONS,
    content: CONTENT,
  },
  formats: FORMATS,
  examples: ['kabi compare debian-12/6.1.0-53/amd64 debian-12/6.1.0-54/amd64'],
  exit: { 0: 'no difference known, or none that breaks the promise', 1: 'one that does, or may' },
  async run([first, second], { format, kind, content, ...options }) {
    const kinds = kind.length === 0 ? CHANGE_KINDS : kind;
    const promise = namesPromise(options) ? await readPromise(options, content) : undefined;
    const a = await resolveOperand(first, content);
    const pairs = await pairBuilds(a, await resolveOperand(second, content));
    if (format === 'json' && pairs.length > 1) {
      throw new UsageError(
        `JSON describes one pair of builds, and these have ${pairs.length} in common: ` +
          `say which, as in ${pairs[0]?.[0].name ?? ''} ${pairs[0]?.[1].name ?? ''}`,
      );
    }
    if (promise !== undefined) {
      const gates: Gate[] = [];
      for (const pair of pairs) gates.push(await runGate(pair, promise, kinds));
      process.stdout.write(gates.map((each) => renderJudged(each, format)).join('\n'));
      return gates.every(passes) ? EXIT.clean : EXIT.findings;
    }
    const comparisons: OperandComparison[] = [];
    for (const [x, y] of pairs) {
      const diff = diffExports(x, y);
      const { explained, problems: typeProblems = [] } = kinds.includes('crc-changed')
        ? await explain(x, y, diff)
        : {};
      comparisons.push({ a: x, b: y, diff, kinds, explained, typeProblems });
    }
    process.stdout.write(comparisons.map((each) => render(each, format)).join('\n'));
    if (format !== 'json') process.stderr.write(formatProblems(comparisons.flatMap(problemsOf)));
    return comparisons.some(hasFindings) ? EXIT.findings : EXIT.clean;
  },
});

function renderJudged(gate: Gate, format: Format): string {
  return format === 'json' ? render(gate.comparison, format) : writeGate(gate, format, FAILING);
}

function render(comparison: OperandComparison, format: Format): string {
  switch (format) {
    case 'text':
      return comparisonText(comparison);
    case 'markdown':
      return comparisonMarkdown(comparison);
    case 'json':
      return `${JSON.stringify(comparisonReport(comparison, problemsOf(comparison)), undefined, 2)}\n`;
  }
}

function problemsOf({ a, b, typeProblems = [] }: OperandComparison): Problem[] {
  return sortProblems([...a.problems, ...b.problems, ...typeProblems]);
}
