/** The generated files: which there are, and what each holds. */
import { createHash } from 'node:crypto';
import { TRANSLATIONS } from '../../../src/base/language.ts';
import { createUrls, modulePath, pairName, type Urls } from '../../../src/addresses/urls.ts';
import { protectedShares, type Protections } from '../../../src/policy/protection.ts';
import { moduleSentence } from '../../../src/lang/en/module-sentences.ts';
import type { Vendor } from '../../../src/policy/policy.ts';
import type { FiledDocument } from '../../../src/documents/record.ts';
import type { ModuleEntry } from '../../../src/records/generated.ts';
import type { InTreeDriver, InTreeNames } from '../../../src/records/in-tree.ts';
import type { Filed } from '../../corpus/read-content.ts';
import type { Analysis } from '../analyse.ts';
import { documentBody } from './document-body.ts';
import { DocumentEntries } from './document-entries.ts';
import { EntryBuilder } from './entries.ts';
import type { Entry } from './entry.ts';
import { markdownDocument, paragraph, parseMarkdown } from '../../documents/markdown.ts';
import { protections } from './protections.ts';

/** A path below content/generated/, and its text. */
export type GeneratedFile = readonly [path: string, text: string];

/** The generated files, from one analysis. */
export class GeneratedFiles {
  readonly #analysis: Analysis;
  readonly #filed: Filed;
  readonly #urls: Urls;
  readonly #entries: EntryBuilder;
  readonly #protections: Protections;
  readonly #documents: DocumentEntries;

  /** @param base path of the site's root, for links in the Markdown */
  constructor(analysis: Analysis, filed: Filed, base: string) {
    const { drivers, documents, policies } = filed;
    const entries = new EntryBuilder(
      analysis,
      drivers,
      linkable(policies.vendors, documents),
      policies.measured,
    );
    this.#analysis = analysis;
    this.#filed = filed;
    this.#urls = createUrls(base);
    this.#entries = entries;
    this.#protections = protections(policies.vendors);
    this.#documents = new DocumentEntries(documents, entries.history(), analysis.histories, {
      drivers: [...entries.inTree.names(), ...drivers.map(({ name }) => name)],
      judged: () => entries.policies.judged(),
    });
  }

  /** The rows of what there are thousands of. They need nothing of collections, and what is made of them can begin. */
  *rows(): Generator<GeneratedFile> {
    const entries = this.#entries;
    yield ['rows/history.json', json(entries.history())];
    const { rows: symbols, shards } = entries.symbols();
    yield ['rows/symbols.ndjson', symbols];
    yield ['rows/shards.json', json(shards)];
    yield ['rows/importers.json', json(entries.drivers.importers())];
    yield ['rows/mentions.json', json(this.#documents.mentions())];
    yield ['rows/protections.json', json(this.#protections)];
    yield* this.#types();
    yield* this.#inTree();
  }

  *#types(): Generator<GeneratedFile> {
    const { types: entries } = this.#entries;
    const types = entries.types();
    yield ['rows/types.ndjson', ndjson(types)];
    yield ['rows/type-names.json', json(types.map(({ name }) => name))];
    yield ['rows/reserve.json', json(entries.reserve())];
    yield ['rows/why.json', json(entries.why())];
  }

  *#inTree(): Generator<GeneratedFile> {
    const { inTree: entries } = this.#entries;
    const drivers = entries.drivers();
    yield ['rows/in-tree.ndjson', ndjson(drivers)];
    yield ['rows/in-tree-names.json', json(inTreeNames(drivers))];
    yield ['rows/in-tree-importers.json', json(entries.importers())];
    yield ['rows/import-updates.json', json(entries.updates(this.#analysis.histories))];
  }

  /** Markdown collections, and the rows that belong to an entry each. */
  *entries(): Generator<GeneratedFile> {
    yield* this.#products();
    yield* this.#comparisons();
    yield* this.#moduleEntries();
    yield* this.#drivers();
    yield* this.#documentPages();
    yield* this.#policies();
  }

  *#products(): Generator<GeneratedFile> {
    const entries = this.#entries;
    for (const line of this.#analysis.lines) {
      const data = entries.product(line);
      const about = parseMarkdown(line.product.about).children;
      yield [`products/${data.name}.md`, markdownDocument(data, about)];
      for (const record of line.releases) {
        const name = `${record.product}/${record.release}`;
        const { findings, rows } = entries.inTree.affected(record.product, record.release);
        const rowsText = json(rows);
        const rowsSha256 = sha256(rowsText);
        const inTree = findings.map((finding) => ({ ...finding, rowsSha256 }));
        yield [`releases/${name}.md`, this.#document(entries.release(line, record, inTree))];
        for (const language of TRANSLATIONS) {
          yield [`${language}/releases/${name}.md`, this.#document(entries.releaseIn(language, record))];
        }
        if (rows.length > 0) yield [`rows/in-tree/${name}.json`, rowsText];
      }
    }
  }

  *#comparisons(): Generator<GeneratedFile> {
    for (const comparison of this.#analysis.comparisons) {
      const { before, after } = comparison;
      const name = `${after.product}/${pairName(before.release, after.release)}`;
      const rows = json(comparison.rows);
      const causes = this.#entries.types.causes(comparison);
      const causesText = causes.length === 0 ? null : json(causes);
      const entry = this.#entries.comparison(comparison, sha256(rows), causesText && sha256(causesText));
      yield [`compares/${name}.md`, this.#document(entry)];
      yield [`rows/compares/${name}.json`, rows];
      if (causesText !== null) yield [`rows/causes/${name}.json`, causesText];
    }
  }

  *#moduleEntries(): Generator<GeneratedFile> {
    const modules = this.#entries.modules();
    yield ['rows/module-names.json', json(modules.map(({ entry }) => entry.module))];
    for (const { entry, rows } of modules) {
      const path = modulePath(entry.module);
      const text = json(rows);
      const data: ModuleEntry = { ...entry, rowsSha256: sha256(text) };
      const paragraphs = [[moduleSentence(data)]];
      yield [`modules/${path}.md`, this.#document({ data, paragraphs })];
      yield [`rows/modules/${path}.json`, text];
    }
  }

  *#drivers(): Generator<GeneratedFile> {
    for (const { entry, rows } of this.#entries.drivers.all()) {
      const text = json(rows);
      const { name } = entry.data;
      const protection = protectedShares(
        rows.imports.map(({ symbol }) => symbol),
        this.#protections,
      );
      const data = { ...entry.data, protection, rowsSha256: sha256(text) };
      yield [`drivers/${name}.md`, this.#document({ ...entry, data })];
      yield [`rows/drivers/${name}.json`, text];
    }
  }

  *#documentPages(): Generator<GeneratedFile> {
    const hasPage = (symbol: string) => this.#documents.hasPage(symbol);
    for (const document of this.#filed.documents) {
      for (const { data, markdown } of this.#documents.pages(document)) {
        const name = data.body === data.record.language ? data.id : `${data.id}.${data.body}`;
        const body = documentBody(markdown, { urls: this.#urls, hasPage }, data.body);
        yield [`${document.collection}/${name}.md`, markdownDocument(data, body)];
      }
    }
  }

  *#policies(): Generator<GeneratedFile> {
    const { interfaces, support } = this.#filed.policies;
    for (const { data, about, translations } of this.#entries.policies.vendors()) {
      yield [`policies/${data.name}.md`, markdownDocument(data, about)];
      for (const { into, language, about: translated } of translations) {
        yield [`${into}/policies/${data.name}.md`, markdownDocument({ language }, translated)];
      }
    }
    for (const each of interfaces) yield [`interface-policies/${each.name}.md`, markdownDocument(each, [])];
    for (const each of support) yield [`driver-support/${each.name}.md`, markdownDocument(each, [])];
    for (const { name, data, rows } of this.#entries.policies.whatIfs()) {
      const text = json(rows);
      yield [`what-if/${name}.md`, markdownDocument({ ...data, rowsSha256: sha256(text) }, [])];
      yield [`rows/what-if/${name}.json`, text];
    }
  }

  #document(entry: Entry<object>): string {
    const body = entry.paragraphs.map((phrase) => paragraph(phrase, (symbol) => this.#urls.symbol(symbol)));
    return markdownDocument(entry.data, body);
  }
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

function inTreeNames(drivers: readonly InTreeDriver[]): InTreeNames {
  return drivers.map(({ name, variants }) => ({ name, path: variants.at(-1)?.path ?? '' }));
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
