import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isBaseUrl, parseBaseUrl } from '../../../src/base/base-url.ts';
import { checkLineage, lineUp, type ProductLine } from '../../../src/history/lineage.ts';
import {
  Fault,
  formatProblem,
  isError,
  problemJson,
  sortProblems,
  type Problem,
} from '../../../src/base/problems.ts';
import type { BuildReport } from '../../../src/records/reports.ts';
import { counted } from '../../../src/base/text.ts';
import type { Filed } from '../../analysis/entries/files.ts';
import { CollectionsWriter } from '../../analysis/write-all.ts';
import { unknownNames } from '../../analysis/entries/unknown-names.ts';
import { isCurrent } from '../../analysis/write.ts';
import { compiledCodeFolder } from '../../engine/compiled-code.ts';
import {
  documentsFolder,
  driversFolder,
  driverSupportFolder,
  generatedFolder,
  ledgerFile,
  interfacePoliciesFolder,
  policiesFolder,
  measuredFolder,
  productFile,
  productsFolder,
} from '../../corpus/layout.ts';
import { readDocuments } from '../../corpus/read-documents.ts';
import { readDrivers } from '../../corpus/read-drivers.ts';
import { readMeasured } from '../../corpus/read-measured.ts';
import { readPolicies } from '../../corpus/read-policies.ts';
import { readPolicyContext } from '../../corpus/read-policy-context.ts';
import { readProducts, readReleases } from '../../corpus/read.ts';
import { readSite } from '../../corpus/read-site.ts';
import { UsageError, type ExitStatus } from '../../engine/exit.ts';
import { listFiles } from '../../engine/file-tree.ts';
import { ANALYSIS_CODE, inputFiles, inputKey } from '../../engine/input-key.ts';
import { publishAddresses } from '../../publish/addresses.ts';
import { isReplaceable, SiteBuilder, type SiteBuild } from '../../publish/build-site.ts';
import { ROOT } from '../../engine/root.ts';
import { defineCommand } from '../declare/command.ts';
import { flag, oneOf, parsed, text } from '../declare/options.ts';
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

/** What content/generated/ is made from. */
const CONTENT_FOLDERS = [
  productsFolder,
  driversFolder,
  policiesFolder,
  measuredFolder,
  interfacePoliciesFolder,
  driverSupportFolder,
  (content: string) => documentsFolder(content, 'discussions'),
  (content: string) => documentsFolder(content, 'notes'),
];

interface BuildResult {
  readonly written: number;
  readonly removed: number;
  readonly site: 'unchanged' | 'built' | 'skipped';
}

export const build = defineCommand({
  name: 'build',
  operands: [],
  about: `
Turns content/ into the site: diffs, histories and Markdown collections in
content/generated/, then the pages, then search. What has not changed since the
last build is neither computed nor written again.`,
  options: {
    content: text('DIR', 'folder with products/', 'content'),
    out: text('DIR', 'where the site goes; replaced as a whole, once the new site is complete', 'dist'),
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
  if (!options.onlyCollections && !(await isReplaceable(options.outDir))) {
    throw new UsageError(`--out would replace ${options.outDir}, which holds something else than a site`);
  }
  process.env['NODE_COMPILE_CACHE'] ??= await compiledCodeFolder(ROOT, path.join(ROOT, '.cache', 'compiled'));
  const progress = (text: string) => process.stderr.write(`${text}\n`);
  const { profile, problems: siteFaults } = await readSite(options.content);
  const baseUrl = options.baseUrl ?? profile['base-url'];
  const generated = await generatedState(options.content, baseUrl);
  // Starts while content is read, which takes as long.
  const writer = generated.isCurrent ? undefined : new CollectionsWriter({ jobs: options.jobs });
  try {
    const { lines, filed, problems: faults } = await readContent(options.content);
    const problems = [...faults, ...siteFaults];
    let result: BuildResult | undefined;
    if (!problems.some(isError)) {
      const plan = { ...options, baseUrl, profile, generatedKey: generated.key };
      try {
        result = await buildAll(plan, lines, filed, writer, progress);
        problems.push(...(await unknownNames(options.content, filed.documents)));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        problems.push(error.problem);
      }
    }
    report(options, lines, result, problems);
    return statusOf(problems);
  } finally {
    writer?.dismiss();
  }
}

/** @param result undefined if there is none */
function report(
  options: BuildOptions,
  lines: readonly ProductLine[],
  result: BuildResult | undefined,
  problems: readonly Problem[],
): void {
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  const snapshots = lines.flatMap((line) =>
    line.releases.flatMap((each) => Object.keys(each.snapshots)),
  ).length;
  const counts = { products: lines.length, snapshots, ...result };
  if (options.format === 'json') {
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

/** What content/generated/ should be made from, and whether it is. */
async function generatedState(
  content: string,
  baseUrl: string,
): Promise<{ readonly key: string; readonly isCurrent: boolean }> {
  const inputs = await Promise.all([
    inputFiles(
      content,
      CONTENT_FOLDERS.map((folder) => path.relative(content, folder(content))),
    ),
    // The code too: a changed rule must not leave old figures behind.
    inputFiles(ROOT, ANALYSIS_CODE),
  ]);
  const key = await inputKey(inputs.flat(), parseBaseUrl(baseUrl).base);
  return { key, isCurrent: await isCurrent(generatedFolder(content), key) };
}

async function readContent(content: string): Promise<{
  readonly lines: readonly ProductLine[];
  readonly filed: Filed;
  readonly problems: readonly Problem[];
}> {
  const { lines, problems: faults } = await readLines(content);
  const { drivers, problems: driverFaults } = await readDrivers(content, lines);
  const { vendors, problems: policyFaults } = await readPolicies(content, lines);
  const { context, problems: contextFaults } = await readPolicyContext(content);
  const { lists: measured, problems: measuredFaults } = await readMeasured(content, lines, drivers);
  const { documents, problems: documentFaults } = await readDocuments(content);
  return {
    lines,
    filed: { drivers, documents, policies: { vendors, measured, ...context } },
    problems: [
      ...faults,
      ...driverFaults,
      ...policyFaults,
      ...contextFaults,
      ...measuredFaults,
      ...documentFaults,
    ],
  };
}

async function readLines(content: string): Promise<{ lines: ProductLine[]; problems: Problem[] }> {
  const { products, problems } = await readProducts(content);
  const found = [...problems];
  if (products.length === 0 && problems.length === 0) {
    const detail = `no product.yaml below ${productsFolder(content)}`;
    found.push({ kind: 'nothing-to-build', path: content, detail });
  }
  found.push(...checkLineage(products, (product) => productFile(content, product)));
  const releases = [];
  for (const product of products) {
    const read = await readReleases(content, product.name);
    releases.push(...read.releases);
    found.push(...read.problems);
  }
  return { lines: lineUp(products, releases), problems: sortProblems(found) };
}

async function buildAll(
  options: BuildOptions & Pick<SiteBuild, 'baseUrl' | 'profile' | 'generatedKey'>,
  lines: readonly ProductLine[],
  filed: Filed,
  /** Undefined if content/generated/ is current. */
  writer: CollectionsWriter | undefined,
  progress: (text: string) => void,
): Promise<BuildResult> {
  const { content, outDir, baseUrl, generatedKey: key } = options;
  const site = options.onlyCollections ? undefined : await SiteBuilder.for(options);
  let result = { written: 0, removed: 0 };
  if (writer !== undefined) {
    try {
      const { base } = parseBaseUrl(baseUrl);
      const task = { lines, filed, content, folder: generatedFolder(content), key, base };
      result = await writer.write(task, progress, (stage) => site?.prepare(stage));
    } catch (error) {
      await site?.abandon();
      throw error;
    }
  }
  if (site === undefined) return { ...result, site: 'skipped' };
  progress('building pages');
  const built = await site.build();
  if (options.publishesUrls) {
    const added = await publishAddresses(content, listFiles(outDir));
    progress(`${counted(added, 'address', 'addresses')} added to ${ledgerFile(content)}`);
  }
  return { ...result, site: built };
}
