/** What is on file below content/policies: vendors, their policies, and the lists and rules that those name. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseRules } from '../../src/formats/lists/rules.ts';
import { parseSymbolList } from '../../src/formats/lists/symbol-list.ts';
import type { ProductLine } from '../../src/history/lineage.ts';
import { compareText } from '../../src/base/text.ts';
import { comparePolicies, overlaps, type Policy, type Vendor } from '../../src/policy/policy.ts';
import { Fault, sortProblems, type Parsed, type Problem } from '../../src/base/problems.ts';
import { policySchema, vendorSchema, type PolicyRecord } from '../../src/policy/record.ts';
import { slug } from '../../src/history/product.ts';
import { POLICY_PAGES } from '../../src/addresses/urls.ts';
import { policiesFolder, policyFile, policyListFile, vendorFile } from './layout.ts';
import { readBytes } from './read-bytes.ts';
import { decodeUtf8 } from './utf8.ts';
import { readYaml, type PlaceOf } from './yaml-file.ts';

const ENDING = '.yaml';

/** Every vendor, sorted by name. A file at fault is left out, and said in the problems. */
export async function readPolicies(
  content: string,
  lines: readonly ProductLine[],
): Promise<{ vendors: Vendor[]; problems: Problem[] }> {
  const vendors: Vendor[] = [];
  const problems: Problem[] = [];
  for (const name of await vendorNames(content)) {
    const { vendor, problems: found } = await readVendor(content, name, lines);
    if (vendor !== undefined) vendors.push(vendor);
    problems.push(...found);
  }
  return { vendors, problems: sortProblems(problems) };
}

async function vendorNames(content: string): Promise<string[]> {
  const folder = policiesFolder(content);
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(compareText);
}

async function readVendor(
  content: string,
  name: string,
  lines: readonly ProductLine[],
): Promise<{ vendor?: Vendor; problems: readonly Problem[] }> {
  const file = vendorFile(content, name);
  const badName = nameProblem(name, file) ?? reservedProblem(name, file);
  if (badName !== undefined) return { problems: [badName] };
  if (!existsSync(file)) return { problems: [{ kind: 'unknown-vendor', path: file, detail: name }] };
  const read = await readYaml(file, vendorSchema);
  const problems: Problem[] = 'value' in read ? [] : [...read.problems];
  const policies: Policy[] = [];
  const places = new Map<string, PlaceOf>();
  const ids = await policyIds(content, name);
  for (const id of ids) {
    const { policy, placeOf, problems: found } = await readPolicy(content, name, id, lines);
    if (policy !== undefined) policies.push(policy);
    if (placeOf !== undefined) places.set(id, placeOf);
    problems.push(...found);
  }
  problems.push(
    ...overlaps(policies, ({ id }) => ({
      path: policyFile(content, name, id),
      ...places.get(id)?.(['effective']),
    })),
  );
  if (!('value' in read)) return { problems };
  for (const [index, { policy }] of read.value.history.entries()) {
    // One that is there and at fault has been said to be.
    if (policy === undefined || ids.includes(policy)) continue;
    const place = read.placeOf(['history', index, 'policy']);
    problems.push({ kind: 'unresolved-reference', path: file, ...place, detail: `policy "${policy}"` });
  }
  return { vendor: { ...read.value, name, policies: policies.sort(comparePolicies) }, problems };
}

async function policyIds(content: string, vendor: string): Promise<string[]> {
  const files = await readdir(path.dirname(vendorFile(content, vendor)));
  return files
    .filter((file) => file.endsWith(ENDING) && !file.startsWith('.') && file !== `vendor${ENDING}`)
    .map((file) => file.slice(0, -ENDING.length))
    .sort(compareText);
}

async function readPolicy(
  content: string,
  vendor: string,
  id: string,
  lines: readonly ProductLine[],
): Promise<{ policy?: Policy; placeOf?: PlaceOf; problems: readonly Problem[] }> {
  const file = policyFile(content, vendor, id);
  const badName = nameProblem(id, file);
  if (badName !== undefined) return { problems: [badName] };
  const read = await readYaml(file, policySchema);
  if (!('value' in read)) return { problems: read.problems };
  const { value, placeOf } = read;
  const problems = referenceProblems(value, file, placeOf, content, vendor, lines);
  const listFiles = [];
  for (const [index, record] of (value.list?.files ?? []).entries()) {
    const place: Place = { file, ...placeOf(['list', 'files', index, 'file']) };
    const { records, problems: found } = await readList(content, vendor, record, place, parseSymbolList);
    problems.push(...found);
    if (records !== undefined) listFiles.push({ ...record, list: records });
  }
  const ruleFiles = [];
  for (const [index, record] of value.rules.entries()) {
    const place: Place = { file, ...placeOf(['rules', index, 'file']) };
    const { records, problems: found } = await readList(content, vendor, record, place, parseRules);
    problems.push(...found);
    if (records !== undefined) ruleFiles.push({ ...record, rules: records });
  }
  return { policy: { ...value, vendor, id, listFiles, ruleFiles }, placeOf, problems };
}

function referenceProblems(
  policy: PolicyRecord,
  file: string,
  placeOf: PlaceOf,
  content: string,
  vendor: string,
  lines: readonly ProductLine[],
): Problem[] {
  const problems: Problem[] = [];
  const missing = (field: readonly PropertyKey[], detail: string) =>
    problems.push({ kind: 'unresolved-reference', path: file, ...placeOf(field), detail });
  const lineOf = (product: string) => lines.find((line) => line.product.name === product);
  const check = (field: readonly PropertyKey[], product: string | undefined) => {
    if (product !== undefined && lineOf(product) === undefined) missing(field, `product "${product}"`);
  };
  policy.covers.forEach(({ product }, index) => {
    check(['covers', index, 'product'], product);
  });
  policy.rules.forEach(({ product }, index) => {
    check(['rules', index, 'product'], product);
  });
  policy.list?.files.forEach(({ product, variants }, index) => {
    check(['list', 'files', index, 'product'], product);
    const known = lineOf(product)?.releases.flatMap((each) => Object.keys(each.snapshots)) ?? variants;
    variants.forEach((variant, i) => {
      if (!known.includes(variant))
        missing(['list', 'files', index, 'variants', i], `build "${product}/${variant}"`);
    });
  });
  if (policy.predecessor !== undefined && !existsSync(policyFile(content, vendor, policy.predecessor)))
    missing(['predecessor'], `policy "${policy.predecessor}"`);
  return problems;
}

interface Place {
  readonly file: string;
  readonly line?: number;
  readonly source?: string;
}

/** Reads a list or rule file with what the policy says of it: its hash is that of the bytes. */
async function readList<T>(
  content: string,
  vendor: string,
  record: { readonly file: string; readonly sha256?: string | undefined },
  { file, ...place }: Place,
  parse: (text: string, path: string) => Parsed<T>,
): Promise<{ records?: T; problems: readonly Problem[] }> {
  const listFile = policyListFile(content, vendor, record.file);
  if (!existsSync(listFile)) {
    return {
      problems: [{ kind: 'unresolved-reference', path: file, ...place, detail: `file "${record.file}"` }],
    };
  }
  try {
    const data = await readBytes(listFile);
    const hash = createHash('sha256').update(data).digest('hex');
    if (record.sha256 !== undefined && record.sha256 !== hash) {
      const detail = `${record.file} has ${hash}`;
      return { problems: [{ kind: 'manifest-mismatch', path: file, ...place, detail }] };
    }
    return parse(decodeUtf8(data, listFile), listFile);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { problems: [error.problem] };
  }
}

function nameProblem(name: string, file: string): Problem | undefined {
  if (slug.safeParse(name).success) return undefined;
  const detail = 'the names of vendors and policies are parts of URLs: letters, digits and . + ~ _ -';
  return { kind: 'invalid-file', path: file, detail };
}

function reservedProblem(name: string, file: string): Problem | undefined {
  if (POLICY_PAGES.every((page) => page !== name)) return undefined;
  return {
    kind: 'invalid-file',
    path: file,
    detail: `/policy/${name}/ is a page of its own; name the vendor otherwise`,
  };
}
