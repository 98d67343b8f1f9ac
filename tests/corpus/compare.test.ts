/** What /compare/ computes from the files of the site, against `kabi compare`: over pairs of the kernels in content/. */
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { kernelsOnFile, type KernelOnFile } from '../../scripts/cli/kernels.ts';
import { readExports } from '../../scripts/corpus/read.ts';
import { pairBuilds, resolveOperand, type Build } from '../../scripts/cli/operands.ts';
import { comparisonReport } from '../../scripts/cli/report/comparison-json.ts';
import { ROOT } from '../../scripts/engine/root.ts';
import { comparedReport, compareBuilds } from '../../src/views/comparison/any-compare.ts';
import { diffExports } from '../../src/history/diff.ts';
import { variantsOf, type VariantLine } from '../../src/history/lineage.ts';
import { CHANGE_KINDS } from '../../src/kernel/change.ts';
import { variantName } from '../../src/kernel/variant.ts';
import { coverageOf } from '../../src/history/release.ts';
import { exportFiles, type VariantOfBuilds } from '../support/export-files.ts';

const CONTENT = path.join(ROOT, 'content');
const PAIRS = 60;

let kernels: readonly KernelOnFile[] = [];
let files = new Map<string, string>();

beforeAll(async () => {
  const found = await kernelsOnFile(CONTENT);
  kernels = found.kernels;
  const variants = found.lines.flatMap(variantsOf);
  files = exportFiles(await Promise.all(variants.map((variant) => readVariant(variant, kernels))));
});

async function readVariant(variant: VariantLine, builds: readonly KernelOnFile[]): Promise<VariantOfBuilds> {
  const own = builds.filter(({ id }) => id.product === variant.product && variantName(id) === variant.name);
  const releases = await Promise.all(
    own.map(async ({ id, record }) => ({
      release: id.release,
      crcGenerator: record.crc_generator,
      coverage: coverageOf(record),
      exports: await readExports(CONTENT, id, record),
    })),
  );
  return { product: variant.product, name: variant.name, releases };
}

function published({ id }: KernelOnFile) {
  const text = files.get(nameOf(id));
  expect.assert(text !== undefined);
  return { name: nameOf(id), text };
}

const nameOf = (id: KernelOnFile['id']) => `${id.product}/${id.release}/${variantName(id)}`;

const builds = new Map<string, Build>();

/** As the command reads it. */
async function build({ id }: KernelOnFile): Promise<Build> {
  const name = nameOf(id);
  const known = builds.get(name);
  if (known !== undefined) return known;
  const operand = await resolveOperand(name, CONTENT);
  const [pair] = await pairBuilds(operand, operand);
  expect.assert(pair !== undefined);
  builds.set(name, pair[0]);
  return pair[0];
}

async function byCommand(a: KernelOnFile, b: KernelOnFile) {
  const [before, after] = [await build(a), await build(b)];
  return comparisonReport({ a: before, b: after, diff: diffExports(before, after), kinds: CHANGE_KINDS }, []);
}

/** The other way round than builds are usually compared, and where nothing can be: whatever the seed, these are among the pairs. */
function traps(): [KernelOnFile, KernelOnFile][] {
  const of = (arch: string, generator?: string) =>
    kernels.find(
      ({ id, record }) => id.arch === arch && (generator === undefined || record.crc_generator === generator),
    );
  const [amd64, arm64, without] = [of('amd64'), of('arm64'), of('amd64', 'none')];
  expect.assert(amd64 !== undefined && arm64 !== undefined && without !== undefined);
  return [
    [amd64, arm64],
    [amd64, without],
    [without, arm64],
    [without, amd64],
    [amd64, amd64],
  ];
}

test(`${PAIRS} pairs of kernels, of any products and architectures, have the numbers and changes of kabi compare`, async () => {
  const kernel = fc.constantFrom(...kernels);
  // On failure, fast-check prints the seed and how to run it again.
  await fc.assert(
    fc.asyncProperty(kernel, kernel, async (a, b) => {
      const { changes: told, ...numbersTold } = comparedReport(compareBuilds(published(a), published(b)));
      const { changes, ...numbers } = await byCommand(a, b);
      expect(withoutSources(numbersTold)).toEqual(withoutSources(numbers));
      // As texts: there are up to 40,000.
      expect(JSON.stringify(told) === JSON.stringify(changes)).toBe(true);
    }),
    { numRuns: PAIRS, examples: traps() },
  );
});

/** The file that a build was read from is not known to the site. */
function withoutSources<T extends Record<'a' | 'b', object>>(report: T): T {
  return { ...report, a: { ...report.a, source: '' }, b: { ...report.b, source: '' } };
}
