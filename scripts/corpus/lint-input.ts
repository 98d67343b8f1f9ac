/** What the checks of content are given, read from it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../../src/base/text.ts';
import { isError, type Problem } from '../../src/base/problems.ts';
import { literalPattern } from '../../src/base/literal-pattern.ts';
import type { Export } from '../../src/kernel/export.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import { CHECKS } from '../../src/lint/checks.ts';
import { exceptKnown, lintExceptionsSchema, type LintException } from '../../src/lint/exceptions.ts';
import type { ContentFiles, LintInput, WrittenText } from '../../src/lint/lint-input.ts';
import {
  documentFile,
  driverSupportFolder,
  interfacePoliciesFolder,
  lintExceptionsFile,
  policiesFolder,
  policyFile,
  policyListFile,
  vendorFile,
} from './layout.ts';
import type { Content } from './read-content.ts';
import { readImports } from './read-imports.ts';
import { readExports } from './read.ts';
import { readYaml } from './yaml-file.ts';

/** What is known of the kernels on file. */
export type KernelFacts = Pick<LintInput, 'exports' | 'symbols' | 'modules' | 'crcs'>;

/** Without kernels: what needs their exports is not checked. */
const NO_KERNELS: KernelFacts = {
  exports: new Map(),
  symbols: new Set(),
  modules: new Set(),
  crcs: new Map(),
};

export function lintInput(
  content: string,
  { lines, filed }: Pick<Content, 'lines' | 'filed'>,
  today: string,
  kernels: KernelFacts = NO_KERNELS,
): LintInput {
  const { drivers, documents, policies } = filed;
  const pages = markdownIn(path.join(content, 'pages'));
  return {
    ...{ today, drivers, documents },
    ...{ vendors: policies.vendors, interfaces: policies.interfaces, support: policies.support },
    policies: policies.vendors.flatMap((vendor) => vendor.policies),
    releases: new Set(
      lines.flatMap(({ product, releases }) => [
        product.name,
        ...releases.map(({ release }) => `${product.name}/${release}`),
      ]),
    ),
    pages: new Set(pages.map((file) => path.basename(file, '.md'))),
    texts: writtenTexts(content, pages),
    files: contentFiles(content),
    ...kernels,
  };
}

/** What stops a build: errors that show without the exports of kernels. */
export async function contentErrors(content: string, read: Content, today: string): Promise<Problem[]> {
  const input = lintInput(content, read, today);
  const { exceptions, problems } = await readExceptions(content);
  const found = CHECKS.flatMap((check) => check(input)).filter(isError);
  // Whether an exception still occurs shows only where everything is checked.
  const errors = exceptKnown(found, exceptions, lintExceptionsFile(content)).problems;
  return [...problems, ...errors.filter(({ kind }) => kind !== 'exception-gone')];
}

export async function readExceptions(
  content: string,
): Promise<{ readonly exceptions: readonly LintException[]; readonly problems: readonly Problem[] }> {
  const file = lintExceptionsFile(content);
  if (!existsSync(file)) return { exceptions: [], problems: [] };
  const read = await readYaml(file, lintExceptionsSchema);
  return 'value' in read
    ? { exceptions: read.value, problems: [] }
    : { exceptions: [], problems: read.problems };
}

/**
 * Each export once, however many releases have it, by its name, module and namespace, and the modules that there are.
 *
 * @throws {Fault} if a snapshot cannot be read.
 */
export async function kernelFacts(content: string, { lines, filed }: Content): Promise<KernelFacts> {
  const tables = new Map<string, Map<string, Export>>();
  const modules = new Set<string>();
  const crcs = new Map<string, Set<string>>();
  const withCrcs = new Set(
    filed.policies.vendors.flatMap(({ policies }) =>
      policies.flatMap(({ listFiles }) =>
        listFiles.flatMap(({ product, variants, list }) =>
          list.promised.length === 0 ? [] : variants.map((variant) => `${product}/${variant}`),
        ),
      ),
    ),
  );
  for (const { product, releases } of lines) {
    for (const { release, snapshots } of releases) {
      for (const [variant, record] of Object.entries(snapshots)) {
        const key = `${product.name}/${variant}`;
        const id = { product: product.name, release, ...parseVariantName(variant) };
        const known = tables.get(key) ?? new Map<string, Export>();
        tables.set(key, known);
        const exports = await readExports(content, id, record);
        for (const each of exports) {
          known.set(`${each.symbol} ${each.module} ${each.namespace}`, each);
          modules.add(nameOf(each.module));
        }
        if (withCrcs.has(key)) {
          const own = crcs.get(key) ?? new Set<string>();
          for (const { symbol, crc } of exports) own.add(`${symbol} ${crc}`);
          crcs.set(key, own);
        }
        for (const each of await readImports(content, id, record, () => Promise.resolve([])))
          modules.add(nameOf(each.path));
      }
    }
  }
  const exports = new Map([...tables].map(([key, table]) => [key, [...table.values()]]));
  const symbols = new Set([...exports.values()].flatMap((table) => table.map(({ symbol }) => symbol)));
  return { exports, symbols, modules, crcs };
}

/** `drivers/vfio/vfio` is the module vfio. */
function nameOf(modulePath: string): string {
  return path.posix.basename(modulePath).replace(/\.ko$/, '');
}

function writtenTexts(content: string, pages: readonly string[]): WrittenText[] {
  const folders = ['discussions', 'notes'].flatMap((folder) => markdownIn(path.join(content, folder)));
  const records = [
    policiesFolder(content),
    interfacePoliciesFolder(content),
    driverSupportFolder(content),
  ].flatMap((folder) => filesIn(folder, '.yaml'));
  return [...pages, ...folders, ...records].map((file) => ({
    path: file,
    lines: readFileSync(file, 'utf8').split(/\r?\n/),
  }));
}

function markdownIn(folder: string): string[] {
  return filesIn(folder, '.md');
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort(compareText);
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
    vendor: ({ name }) => vendorFile(content, name),
    document: ({ collection, id }) => documentFile(content, collection, id),
    interfacePolicy: ({ name }) => path.join(interfacePoliciesFolder(content), `${name}.yaml`),
    driverSupport: ({ name }) => path.join(driverSupportFolder(content), `${name}.yaml`),
    lineOf(file, name) {
      const word = new RegExp(`(?<![\\w.$])${literalPattern(name)}(?![\\w$])`);
      const index = linesOf(file).findIndex((line) => word.test(line));
      return index < 0 ? {} : { line: index + 1, source: linesOf(file)[index] ?? '' };
    },
  };
}
