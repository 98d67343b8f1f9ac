import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKS } from '../../../src/lint/checks.ts';
import type { ContentFiles, LintInput } from '../../../src/lint/lint-input.ts';
import type { ProductLine } from '../../../src/history/lineage.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import type { Export } from '../../../src/kernel/export.ts';
import { problemJson, sortProblems, type Problem } from '../../../src/base/problems.ts';
import type { LintReport } from '../../../src/records/reports.ts';
import { counted } from '../../../src/base/text.ts';
import { documentFile, interfacePoliciesFolder, policyFile, policyListFile } from '../../corpus/layout.ts';
import { readContent } from '../../corpus/read-content.ts';
import { readSite } from '../../corpus/read-site.ts';
import { readExports } from '../../corpus/read.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { text } from '../declare/options.ts';
import { printJson } from '../print.ts';
import { formatProblems } from '../problem-list.ts';

export const lint = defineCommand({
  name: 'lint',
  operands: [],
  about: `
Checks what people wrote, against itself and against the kernels on file:
  - fields, sources and dates of every policy, driver and document
  - symbols that no release on file exports, with what may have been meant
  - rules that decide nothing, lines listed twice
  - a list and its reference file that disagree
  - symbols that most registered drivers need and the list lacks
  - references to what is not there`,
  options: { content: text('DIR', 'the folder to check', 'content') },
  examples: [],
  exit: { 0: 'clean', 1: 'problems found' },
  async run(_, { content, format }) {
    if (!existsSync(content)) throw new UsageError(`there is no folder ${content}`);
    const { input, counts, problems: faults } = await readAll(content);
    const problems = sortProblems([...faults, ...CHECKS.flatMap((check) => check(input))]);
    if (format === 'json') {
      printJson({
        schema: 'kabi-reports/lint/1',
        ...counts,
        problems: problems.map(problemJson),
      } satisfies LintReport);
    } else process.stdout.write(textReport(counts, problems));
    return problems.some(isToDo) ? EXIT.findings : EXIT.clean;
  },
});

/** What a source misspells stays as it was printed. */
function isToDo({ kind }: Problem): boolean {
  return kind !== 'known-misprint';
}

type Counts = Omit<LintReport, 'schema' | 'problems'>;

function textReport(counts: Counts, problems: readonly Problem[]): string {
  const checked = [
    counted(counts.products, 'product', 'products'),
    counted(counts.drivers, 'driver', 'drivers'),
    counted(counts.policies, 'policy', 'policies'),
    counted(counts.lists, 'list', 'lists'),
    counted(counts.rules, 'rule', 'rules'),
    counted(counts.documents, 'document', 'documents'),
  ].join(', ');
  const toDo = problems.filter(isToDo).length;
  const found = toDo === 0 ? 'clean' : counted(toDo, 'problem', 'problems');
  return `${formatProblems(problems)}${problems.length > 0 ? '\n' : ''}${checked}: ${found}\n`;
}

async function readAll(
  content: string,
): Promise<{ input: LintInput; counts: Counts; problems: readonly Problem[] }> {
  const { lines, filed, problems } = await readContent(content);
  const { problems: siteFaults } = await readSite(content);
  const { drivers, documents } = filed;
  const { vendors, interfaces } = filed.policies;
  const policies = vendors.flatMap((vendor) => vendor.policies);
  const exports = await exportsByVariant(content, lines);
  const symbols = new Set([...exports.values()].flatMap((table) => table.map(({ symbol }) => symbol)));
  return {
    input: { policies, interfaces, drivers, documents, exports, symbols, files: contentFiles(content) },
    counts: {
      products: lines.length,
      drivers: drivers.length,
      policies: policies.length,
      lists: policies.reduce((sum, { listFiles }) => sum + listFiles.length, 0),
      rules: policies.flatMap(({ ruleFiles }) => ruleFiles.flatMap(({ rules }) => rules)).length,
      documents: documents.length,
    },
    problems: [...problems, ...siteFaults],
  };
}

/** Each export once, however many releases have it: what matters here is its name, module and namespace. */
async function exportsByVariant(
  content: string,
  lines: readonly ProductLine[],
): Promise<Map<string, Export[]>> {
  const tables = new Map<string, Map<string, Export>>();
  for (const { product, releases } of lines) {
    for (const { release, snapshots } of releases) {
      for (const variant of Object.keys(snapshots)) {
        const key = `${product.name}/${variant}`;
        const known = tables.get(key) ?? new Map<string, Export>();
        tables.set(key, known);
        const exports = await readExports(content, {
          product: product.name,
          release,
          ...parseVariantName(variant),
        });
        for (const each of exports) known.set(`${each.symbol} ${each.module} ${each.namespace}`, each);
      }
    }
  }
  return new Map([...tables].map(([key, table]) => [key, [...table.values()]]));
}

function contentFiles(content: string): ContentFiles {
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
    texts.set(file, lines);
    return lines;
  };
  return {
    list: (policy, file) => policyListFile(content, policy.vendor, file),
    policy: (policy) => policyFile(content, policy.vendor, policy.id),
    document: ({ collection, id }) => documentFile(content, collection, id),
    interfacePolicy: ({ name }) => path.join(interfacePoliciesFolder(content), `${name}.yaml`),
    lineOf(file, name) {
      const word = new RegExp(`(?<![\\w.$])${RegExp.escape(name)}(?![\\w$])`);
      const index = linesOf(file).findIndex((line) => word.test(line));
      return index < 0 ? {} : { line: index + 1, source: linesOf(file)[index] ?? '' };
    },
  };
}
