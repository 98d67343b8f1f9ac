import { existsSync } from 'node:fs';
import { CHECKS } from '../../../src/lint/checks.ts';
import { exceptKnown } from '../../../src/lint/exceptions.ts';
import {
  LEVELS,
  PROBLEMS,
  problemJson,
  sortProblems,
  type Problem,
  type ProblemKind,
} from '../../../src/base/problems.ts';
import type { LintReport } from '../../../src/records/json/reports.ts';
import { counted } from '../../../src/base/text.ts';
import { kernelFacts, lintInput, readExceptions } from '../../corpus/lint-input.ts';
import { lintExceptionsFile } from '../../corpus/layout.ts';
import { readContent, type Content } from '../../corpus/read-content.ts';
import { readSite } from '../../corpus/read-site.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { many, parsed, textOption } from '../declare/options.ts';
import { printJson } from '../print.ts';
import { formatProblems } from '../problem-list.ts';
import { lintSarif } from '../report/lint-sarif.ts';

export const lint = defineCommand({
  name: 'lint',
  operands: [],
  about: `
Checks what people wrote, against itself and against the kernels on file:
  errors     figures that do not add up, promises that contradict themselves,
             gaps and overlaps, dates in the future, dead links, references to
             what is not there; they stop "kabi build", too
  warnings   stale, unused or disagreeing sources, a language missing or mixed
             up, symbols and modules that no release on file has
  notes      what drivers need and a list lacks, misprints of a source
Each rule has a name, printed in JSON and SARIF. What is known and stays so is
listed in content/lint-exceptions.yaml, with the reason; each must still occur.`,
  options: {
    only: many(parsed('RULE', 'report this rule only; may be repeated', ruleOf)),
    content: textOption('DIR', 'the folder to check', 'content'),
  },
  formats: ['text', 'json', 'sarif'],
  examples: ['kabi lint --only figures-disagree', 'kabi lint --format sarif > lint.sarif'],
  exit: { 0: 'clean, but for notes', 1: 'errors or warnings' },
  async run(_, { content, format, only }) {
    if (!existsSync(content)) throw new UsageError(`there is no folder ${content}`);
    const read = await readContent(content);
    const { problems: siteFaults } = await readSite(content);
    const { exceptions, problems: exceptionFaults } = await readExceptions(content);
    const input = lintInput(content, read, today(), await kernelFacts(content, read));
    const all = [
      ...read.problems,
      ...siteFaults,
      ...exceptionFaults,
      ...CHECKS.flatMap((check) => check(input)),
    ];
    const { problems: left, excepted } = exceptKnown(all, exceptions, lintExceptionsFile(content));
    const problems = sortProblems(left.filter(({ kind }) => only.length === 0 || only.includes(kind)));
    const counts = countsOf(read);
    if (format === 'sarif') printJson(lintSarif(problems));
    else if (format === 'json') {
      printJson({
        schema: 'kabi-reports/lint/1',
        ...counts,
        excepted,
        problems: problems.map(problemJson),
      } satisfies LintReport);
    } else process.stdout.write(textReport(counts, problems, excepted));
    return problems.some(isToDo) ? EXIT.findings : EXIT.clean;
  },
});

/** Whoever checks is on some day; what is built is not. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A note says something of the world and not of the file. */
function isToDo({ kind }: Problem): boolean {
  return PROBLEMS[kind].level !== 'note';
}

function ruleOf(given: string, name: string): ProblemKind {
  if (Object.hasOwn(PROBLEMS, given)) return given as ProblemKind;
  throw new UsageError(`${name} names a rule, such as figures-disagree, not "${given}"`);
}

type Counts = Omit<LintReport, 'schema' | 'problems' | 'excepted'>;

function countsOf({ lines, filed: { drivers, documents, policies } }: Content): Counts {
  const all = policies.vendors.flatMap((vendor) => vendor.policies);
  return {
    products: lines.length,
    drivers: drivers.length,
    policies: all.length,
    lists: all.reduce((sum, { listFiles }) => sum + listFiles.length, 0),
    rules: all.flatMap(({ ruleFiles }) => ruleFiles.flatMap(({ rules }) => rules)).length,
    documents: documents.length,
  };
}

function textReport(counts: Counts, problems: readonly Problem[], excepted: number): string {
  const checked = [
    counted(counts.products, 'product', 'products'),
    counted(counts.drivers, 'driver', 'drivers'),
    counted(counts.policies, 'policy', 'policies'),
    counted(counts.lists, 'list', 'lists'),
    counted(counts.rules, 'rule', 'rules'),
    counted(counts.documents, 'document', 'documents'),
  ].join(', ');
  const found = LEVELS.flatMap((level) => {
    const n = problems.filter(({ kind }) => PROBLEMS[kind].level === level).length;
    return n === 0 ? [] : [counted(n, level, `${level}s`)];
  });
  const known = excepted === 0 ? [] : [counted(excepted, 'known exception', 'known exceptions')];
  const summary = [...(problems.some(isToDo) ? [] : ['clean']), ...found, ...known].join(', ');
  return `${formatProblems(problems)}${problems.length > 0 ? '\n' : ''}${checked}: ${summary}\n`;
}
