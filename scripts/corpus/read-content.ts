/** Everything that people put on file, read once, and what is wrong with it. */
import { sortProblems, type Problem } from '../../src/base/problems.ts';
import type { FiledDocument } from '../../src/documents/record.ts';
import { checkLineage, lineUp, type ProductLine } from '../../src/history/lineage.ts';
import type { RegisteredDriver } from '../../src/load/registered-driver.ts';
import type { UpdateFixes } from '../../src/formats/changelogs/fixes.ts';
import { readFixes } from './read-changelog.ts';
import { productFile, productsFolder, symbolEndsFolder } from './layout.ts';
import { readDocuments } from './read-documents.ts';
import { readDrivers } from './read-drivers.ts';
import { readMeasured } from './read-measured.ts';
import { readPolicies } from './read-policies.ts';
import { readPolicyContext, type PolicyContent } from './read-policy-context.ts';
import { readProducts, readReleases } from './read.ts';
import { readSourceEnds } from './ends/read-source-ends.ts';
import type { SourceEnds } from '../../src/formats/ends/source-ends.ts';

/** What is on file beside products. */
export interface Filed {
  readonly drivers: readonly RegisteredDriver[];
  readonly documents: readonly FiledDocument[];
  readonly policies: PolicyContent;
  /** What changelogs say of updates, by `<product>/<release>`; without those of which a version is not on file. */
  readonly fixes: ReadonlyMap<string, UpdateFixes>;
  /** What sources of newer kernels have of symbols that are gone. */
  readonly sourceEnds: readonly SourceEnds[];
}

export interface Content {
  readonly lines: readonly ProductLine[];
  readonly filed: Filed;
  readonly problems: readonly Problem[];
}

export async function readContent(content: string): Promise<Content> {
  const { lines, problems: faults } = await readLines(content);
  const { drivers, problems: driverFaults } = await readDrivers(content, lines);
  const { vendors, problems: policyFaults } = await readPolicies(content, lines);
  const { context, problems: contextFaults } = await readPolicyContext(content);
  const { lists: measured, problems: measuredFaults } = await readMeasured(content, lines, drivers);
  const { documents, problems: documentFaults } = await readDocuments(content);
  const { sources: sourceEnds, problems: endFaults } = await readSourceEnds(symbolEndsFolder(content));
  return {
    lines,
    filed: {
      ...{ drivers, documents, policies: { vendors, measured, ...context }, sourceEnds },
      fixes: await readFixes(content, lines),
    },
    problems: [
      ...faults,
      ...driverFaults,
      ...policyFaults,
      ...contextFaults,
      ...measuredFaults,
      ...documentFaults,
      ...endFaults,
    ],
  };
}

/** The products with their releases. */
export async function readLines(
  content: string,
): Promise<{ readonly lines: readonly ProductLine[]; readonly problems: readonly Problem[] }> {
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
