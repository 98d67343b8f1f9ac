/** The generated files: which there are, and what each holds. */
import { createHash } from 'node:crypto';
import { createUrls, modulePath, pairName, type Urls } from '../../src/kabi/urls.ts';
import { protectedShares } from '../../src/kabi/protection.ts';
import { moduleSentence } from '../../src/kabi/module-sentences.ts';
import type { Vendor } from '../../src/kabi/policy.ts';
import type { RegisteredDriver } from '../../src/kabi/registered-driver.ts';
import type { FiledDocument } from '../../src/kabi/schema/document.ts';
import type { ModuleEntry } from '../../src/kabi/schema/generated.ts';
import type { InTreeDriver, InTreeNames } from '../../src/kabi/schema/in-tree.ts';
import type { PolicyContent } from '../content/read-policy-context.ts';
import type { Analysis } from './analyse.ts';
import { documentBody } from './document-body.ts';
import { DocumentEntries } from './document-entries.ts';
import { EntryBuilder, type Entry } from './entries.ts';
import { markdownDocument, paragraph, parseMarkdown } from './markdown.ts';

/** A path below content/generated/, and its text. */
export type GeneratedFile = readonly [path: string, text: string];

/** What people put on file beside products. */
export interface Filed {
  readonly drivers: readonly RegisteredDriver[];
  readonly documents: readonly FiledDocument[];
  readonly policies: PolicyContent;
}

/** @param base path of the site's root, for links in the Markdown */
export function* generatedFiles(
  analysis: Analysis,
  { drivers, documents, policies }: Filed,
  base: string,
): Generator<GeneratedFile> {
  const urls = createUrls(base);
  const entries = new EntryBuilder(analysis, drivers, linkable(policies.vendors, documents));
  for (const line of analysis.lines) {
    const data = entries.product(line);
    const about = parseMarkdown(line.product.about).children;
    yield [`products/${data.name}.md`, markdownDocument(data, about)];
    for (const record of line.releases) {
      const name = `${record.product}/${record.release}`;
      const { findings, rows } = entries.inTree.affected(record.product, record.release);
      const rowsText = json(rows);
      const rowsSha256 = sha256(rowsText);
      const inTree = findings.map((finding) => ({ ...finding, rowsSha256 }));
      yield [`releases/${name}.md`, document(entries.release(line, record, inTree), urls)];
      yield [`zh/releases/${name}.md`, document(entries.releaseInChinese(record), urls)];
      if (rows.length > 0) yield [`rows/in-tree/${name}.json`, rowsText];
    }
  }
  for (const comparison of analysis.comparisons) {
    const { before, after } = comparison;
    const name = `${after.product}/${pairName(before.release, after.release)}`;
    const rows = json(comparison.rows);
    const causes = entries.types.causes(comparison);
    const causesText = causes.length === 0 ? null : json(causes);
    const entry = entries.comparison(comparison, sha256(rows), causesText && sha256(causesText));
    yield [`compares/${name}.md`, document(entry, urls)];
    yield [`rows/compares/${name}.json`, rows];
    if (causesText !== null) yield [`rows/causes/${name}.json`, causesText];
  }
  for (const { entry, rows } of entries.modules()) {
    const text = json(rows);
    const data: ModuleEntry = { ...entry, rowsSha256: sha256(text) };
    yield [
      `modules/${modulePath(entry.module)}.md`,
      document({ data, paragraphs: [[moduleSentence(data)]] }, urls),
    ];
    yield [`rows/modules/${modulePath(entry.module)}.json`, text];
  }
  const protections = entries.policies.protections();
  for (const { entry, rows } of entries.drivers.all()) {
    const text = json(rows);
    const { name } = entry.data;
    const protection = protectedShares(
      rows.imports.map(({ symbol }) => symbol),
      protections,
    );
    yield [
      `drivers/${name}.md`,
      document({ ...entry, data: { ...entry.data, protection, rowsSha256: sha256(text) } }, urls),
    ];
    yield [`rows/drivers/${name}.json`, text];
  }
  const inTree = entries.inTree.drivers();
  const filed = new DocumentEntries(documents, entries.history(), analysis.histories, {
    drivers: [...inTree, ...drivers].map(({ name }) => name),
    judged: entries.policies.judged(),
  });
  const links = { urls, hasPage: (symbol: string) => filed.hasPage(symbol) };
  for (const document of documents) {
    for (const { data, markdown } of filed.pages(document)) {
      const name = data.body === data.record.language ? data.id : `${data.id}.${data.body}`;
      const body = documentBody(markdown, links, data.body);
      yield [`${document.collection}/${name}.md`, markdownDocument(data, body)];
    }
  }
  yield ['rows/mentions.json', json(filed.mentions())];
  const types = entries.types.types();
  yield ['rows/types.ndjson', ndjson(types)];
  yield ['rows/type-names.json', json(types.map(({ name }) => name))];
  yield ['rows/reserve.json', json(entries.types.reserve())];
  yield ['rows/why.json', json(entries.types.why())];
  yield ['rows/in-tree.ndjson', ndjson(inTree)];
  yield ['rows/in-tree-names.json', json(inTreeNames(inTree))];
  yield ['rows/in-tree-importers.json', json(entries.inTree.importers())];
  yield ['rows/import-updates.json', json(entries.inTree.updates(analysis.histories))];
  for (const { data, about, translation } of entries.policies.vendors()) {
    yield [`policies/${data.name}.md`, markdownDocument(data, about)];
    yield [
      `zh/policies/${data.name}.md`,
      markdownDocument({ language: translation.language }, translation.about),
    ];
  }
  for (const each of policies.interfaces) {
    yield [`interface-policies/${each.name}.md`, markdownDocument(each, [])];
  }
  for (const each of policies.support) yield [`driver-support/${each.name}.md`, markdownDocument(each, [])];
  for (const { name, data, rows } of entries.policies.whatIfs()) {
    const text = json(rows);
    yield [`what-if/${name}.md`, markdownDocument({ ...data, rowsSha256: sha256(text) }, [])];
    yield [`rows/what-if/${name}.json`, text];
  }
  yield ['rows/protections.json', json(protections)];
  yield ['rows/importers.json', json(entries.drivers.importers())];
  yield ['rows/history.json', json(entries.history())];
  const { rows: symbols, shards } = entries.symbols();
  yield ['rows/shards.json', json(shards)];
  yield ['rows/symbols.ndjson', symbols];
}

/** Only what is on file can be linked; `kabi lint` says what is not. */
function linkable(vendors: readonly Vendor[], documents: readonly FiledDocument[]): Vendor[] {
  const known = new Set(
    documents.flatMap(({ collection, id }) => (collection === 'discussions' ? [id] : [])),
  );
  return vendors.map((vendor) => ({
    ...vendor,
    policies: vendor.policies.map(({ discussion, ...policy }) =>
      discussion !== undefined && known.has(discussion) ? { ...policy, discussion } : policy,
    ),
  }));
}

function document(entry: Entry<object>, urls: Urls): string {
  const body = entry.paragraphs.map((phrase) => paragraph(phrase, (symbol) => urls.symbol(symbol)));
  return markdownDocument(entry.data, body);
}

function inTreeNames(drivers: readonly InTreeDriver[]): InTreeNames {
  return drivers.map(({ name, lanes }) => ({ name, path: lanes.at(-1)?.path ?? '' }));
}

function ndjson(rows: readonly object[]): string {
  return rows.map(json).join('');
}

function json(data: object): string {
  return `${JSON.stringify(data)}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
