import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isBaseUrl } from '../../../src/base/base-url.ts';
import { formatProblem, problemJson, type Problem } from '../../../src/base/problems.ts';
import { counted } from '../../../src/base/text.ts';
import type { BuildReport } from '../../../src/records/json/reports.ts';
import { unknownNames } from '../../analysis/entries/unknown-names.ts';
import { build, type BuildOutcome } from '../../pipeline/build.ts';
import { ledgerFile } from '../../corpus/layout.ts';
import { lockContent } from '../../corpus/lock.ts';
import { readSite } from '../../corpus/read-site.ts';
import { compiledCodeFolder } from '../../engine/compiled-code.ts';
import { UsageError, type ExitStatus } from '../../engine/exit.ts';
import { listFiles } from '../../engine/file-tree.ts';
import { CACHE, ROOT } from '../../engine/root.ts';
import { publishAddresses } from '../../publish/addresses.ts';
import { isReplaceable } from '../../publish/site-folders.ts';
import { defineCommand } from '../declare/command.ts';
import { flag, oneOf, parsed, textOption } from '../declare/options.ts';
import { printJson, statusOf } from '../print.ts';

interface BuildOptions {
  readonly content: string;
  readonly outDir: string;
  /** Undefined if the content is to say it. */
  readonly baseUrl: string | undefined;
  readonly onlyCollections: boolean;
  readonly format: 'text' | 'json';
  readonly jobs: number;
  readonly hasPlainPages: boolean;
  readonly publishesUrls: boolean;
}

export const buildCommand = defineCommand({
  name: 'build',
  operands: [],
  about: `
Turns content/ into the site: diffs, histories and Markdown collections in
content/generated/, then the pages, then search. What has not changed since the
last build is neither computed nor written again.`,
  options: {
    content: textOption('DIR', 'folder with products/', 'content'),
    out: textOption('DIR', 'where the site goes; replaced as a whole, once the new site is complete', 'dist'),
    'base-url': parsed(
      'URL',
      'where it will be served: https://host/some/path/, or just /some/path/; canonical links need the host (what site.yaml says)',
      (given, name) => {
        if (isBaseUrl(given)) return given;
        throw new UsageError(`${name} takes https://host/path/ or /path/, not "${given}"`);
      },
    ),
    'no-plain': flag(
      'leave out the text and JSON beside pages, two thirds of the files: for hosts that limit their number',
    ),
    'publish-urls': flag(
      'add the addresses of all pages to urls.ledger: from then on no build succeeds that would lose one',
    ),
    jobs: parsed('N', 'processes at a time (one per core)', jobsOf),
    only: oneOf('WHAT', ['collections'], 'collections: stop after content/generated/'),
  },
  examples: ['kabi build --content ~/kernels --out /srv/www/kabi --base-url https://kabi.example.org/'],
  exit: { 0: 'built', 1: 'built with warnings about content', 2: 'not built' },
  async run(_, { content, out, format, jobs = availableParallelism(), only, ...given }) {
    return await runBuild({
      content: path.resolve(content),
      outDir: path.resolve(out),
      baseUrl: given['base-url'],
      onlyCollections: only === 'collections',
      format,
      jobs,
      hasPlainPages: !given['no-plain'],
      publishesUrls: given['publish-urls'],
    });
  },
});

function jobsOf(given: string, name: string): number {
  const jobs = Number(given);
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw new UsageError(`${name} takes a number from 1 on, not "${given}"`);
}

async function runBuild(options: BuildOptions): Promise<ExitStatus> {
  const { content, outDir, onlyCollections, jobs, hasPlainPages } = options;
  if (!onlyCollections && !(await isReplaceable(outDir))) {
    throw new UsageError(`--out would replace ${outDir}, which holds something else than a site`);
  }
  using _lock = lockContent(content, 'kabi build');
  process.env['NODE_COMPILE_CACHE'] ??= await compiledCodeFolder(ROOT, path.join(CACHE, 'compiled'));
  const progress = (message: string) => process.stderr.write(`${message}\n`);
  const { profile, problems: siteFaults } = await readSite(content);
  const baseUrl = options.baseUrl ?? profile['base-url'];
  const target = onlyCollections ? null : outDir;
  const plan = { content, outDir: target, baseUrl, profile, hasPlainPages, jobs, problems: siteFaults };
  const outcome = await build(plan, progress);
  const problems = [...outcome.problems];
  if (outcome.result !== undefined) {
    problems.push(...unknownNames(content, outcome.content.filed.documents));
    if (options.publishesUrls && target !== null) {
      const added = publishAddresses(content, listFiles(target));
      progress(`${counted(added, 'address', 'addresses')} added to ${ledgerFile(content)}`);
    }
  }
  report(options, outcome, problems);
  return statusOf(problems);
}

function report(
  { format }: BuildOptions,
  { content: { lines }, result }: BuildOutcome,
  problems: readonly Problem[],
): void {
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  const snapshots = lines.flatMap((line) =>
    line.releases.flatMap((each) => Object.keys(each.snapshots)),
  ).length;
  const counts = { products: lines.length, snapshots, ...result };
  if (format === 'json') {
    printJson({
      schema: 'kabi-reports/build/1',
      ...counts,
      problems: problems.map(problemJson),
    } satisfies BuildReport);
  } else if (result !== undefined) {
    const { written, removed, site } = result;
    process.stdout.write(
      `${counted(lines.length, 'product', 'products')}, ${counted(snapshots, 'snapshot', 'snapshots')}; ` +
        `${counted(written, 'generated file', 'generated files')} written, ${removed} removed; site: ${site}\n`,
    );
  }
}
