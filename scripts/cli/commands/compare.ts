import { diffExports } from '../../../src/history/diff.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../../src/kernel/change.ts';
import { sortProblems, type Problem } from '../../../src/base/problems.ts';
import { TRANSITIONS } from '../../../src/policy/promise.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { pairBuilds, resolveOperand } from '../operands.ts';
import { formatProblems } from '../problem-list.ts';
import { readPromise, type PromiseOptions } from '../promise-options.ts';
import { comparisonReport } from '../report/comparison-json.ts';
import { comparisonMarkdown } from '../report/comparison-markdown.ts';
import { comparisonText } from '../report/comparison-text.ts';
import { hasFindings, type Comparison } from '../report/comparison.ts';
import { explain } from '../report/explain.ts';
import type { Command, OptionValues } from './command.ts';

const help = `Usage: kabi compare A B [OPTION…]

Says what changed from A to B for the modules that use it: exports removed,
added, or with another CRC, type, namespace or module. A and B are each
  PRODUCT/RELEASE/ARCH  a build on file: debian-12/6.1.0-54/amd64, or with a
                        flavour: debian-12/6.1.0-54/amd64-rt
  PRODUCT/RELEASE       a release on file: each build that both sides have
  any path that "kabi ingest" takes: Module.symvers, .deb, .rpm, a folder;
                        write ./ before one that could be taken for a release

  --kind K       list, and exit for, changes of this kind only; may be repeated:
                 ${CHANGE_KINDS.slice(0, 3).join(', ')},
                 ${CHANGE_KINDS.slice(3).join(', ')}
  --policy P     judge the changes under a policy on file: redhat/rhel-9
  --list FILE    judge by this list of protected symbols: a vendor's list, its
                 reference file, or a folder with a file per symbol
  --rules FILE   tolerate what these rules do: SUSE's severities, first match
                 first, or Android's allowed breaks
  --transition T what the update is, if not what the builds say:
                 ${TRANSITIONS.slice(0, 2).join(', ')},
                 ${TRANSITIONS.slice(2).join(', ')}
  --content DIR  where products and policies are on file (content)
  --format F     text, json or markdown. JSON describes one pair of builds.
                 Markdown counts per module what is too long for an issue.

Where the types of both builds are on file, or beside the exports as symtypes
in a folder or as the kernel in an .rpm, the causes of changed CRCs come first,
and types that changed while no CRC did.

CRCs of 0, or by two generators, cannot be compared. That is said, and is not a
difference.

Exit status: 0 no difference known, 1 differs, 2 usage or I/O error.
Judged: 0 if nothing breaks the promise, 1 if something does or may.`;

const FORMATS = ['text', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

export const compare: Command = {
  summary: 'say what changed between two builds or releases',
  help,
  options: {
    kind: { type: 'string', multiple: true },
    policy: { type: 'string' },
    list: { type: 'string' },
    rules: { type: 'string' },
    transition: { type: 'string' },
    content: { type: 'string' },
    format: { type: 'string' },
  },
  async run(positionals, values) {
    const [first, second, ...others] = positionals;
    if (first === undefined || second === undefined || others.length > 0) {
      throw new UsageError(`two arguments are compared, ${positionals.length} were given`);
    }
    const { format, kinds, content, promise } = readOptions(values);
    const held = await readPromise(promise, content);
    const a = await resolveOperand(first, content);
    const pairs = await pairBuilds(a, await resolveOperand(second, content));
    if (format === 'json' && pairs.length > 1) {
      throw new UsageError(
        `JSON describes one pair of builds, and these have ${pairs.length} in common: ` +
          `say which, as in ${pairs[0]?.[0].name ?? ''} ${pairs[0]?.[1].name ?? ''}`,
      );
    }
    const comparisons: Comparison[] = [];
    for (const [x, y] of pairs) {
      const diff = diffExports(x, y);
      const { explained, problems: typeProblems = [] } = kinds.includes('crc-changed')
        ? await explain(x, y, diff)
        : {};
      comparisons.push({ a: x, b: y, diff, kinds, explained, typeProblems, against: held?.of(x, y) });
    }
    const problems = held?.problems ?? [];
    process.stdout.write(comparisons.map((each) => render(each, format, problems)).join('\n'));
    if (format !== 'json')
      process.stderr.write(formatProblems([...problems, ...comparisons.flatMap(problemsOf)]));
    return comparisons.some(hasFindings) ? EXIT.findings : EXIT.clean;
  },
};

interface Options {
  readonly format: Format;
  readonly kinds: readonly ChangeKind[];
  readonly content: string;
  readonly promise: PromiseOptions;
}

function readOptions(values: OptionValues): Options {
  const { format = 'text', kind = CHANGE_KINDS, content = 'content', transition } = values;
  const texts = (['policy', 'list', 'rules'] as const).flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    format: oneOf('--format', FORMATS, format),
    kinds: [kind].flat().map((each) => oneOf('--kind', CHANGE_KINDS, each)),
    content: String(content),
    promise: {
      ...Object.fromEntries(texts),
      ...(transition !== undefined && { transition: oneOf('--transition', TRANSITIONS, transition) }),
    },
  };
}

function oneOf<T extends string>(option: string, allowed: readonly T[], given: unknown): T {
  const found = allowed.find((each) => each === given);
  if (found === undefined)
    throw new UsageError(`${option} is one of ${allowed.join(', ')}, not "${String(given)}"`);
  return found;
}

function render(comparison: Comparison, format: Format, problems: readonly Problem[]): string {
  switch (format) {
    case 'text':
      return comparisonText(comparison);
    case 'markdown':
      return comparisonMarkdown(comparison);
    case 'json':
      return `${JSON.stringify(comparisonReport(comparison, sortProblems([...problems, ...problemsOf(comparison)])), undefined, 2)}\n`;
  }
}

function problemsOf({ a, b, typeProblems = [] }: Comparison): Problem[] {
  return sortProblems([...a.problems, ...b.problems, ...typeProblems]);
}
