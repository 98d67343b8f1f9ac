/** The generated files: which there are, and what each holds. */
import { lastOf } from '../../../src/base/items.ts';
import { createHash } from 'node:crypto';
import type { RootContent } from 'mdast';
import { z } from 'zod';
import { TRANSLATIONS } from '../../../src/base/language.ts';
import { createUrls, pairName, type Urls } from '../../../src/addresses/urls.ts';
import { protectedShares, type Protections } from '../../../src/policy/protection.ts';
import type { Vendor } from '../../../src/policy/policy.ts';
import type { DocumentCollection, FiledDocument } from '../../../src/documents/record.ts';
import {
  IN_TREE_DRIVERS,
  IN_TREE_NAMES,
  type InTreeDriver,
  type InTreeNames,
  inTreeRowsFile,
} from '../../../src/records/rows/in-tree.ts';
import type { Filed } from '../../corpus/read-content.ts';
import type { Analysis } from '../analyse.ts';
import { documentBody } from './document-body.ts';
import { DocumentEntries } from './document-entries.ts';
import { EntryBuilder } from './entries.ts';
import type { Entry } from './entry.ts';
import { markdownDocument, phraseNode, parseMarkdown } from '../../documents/markdown.ts';
import { compareEntrySchema } from '../../../src/records/entries/comparison.ts';
import {
  discussionEntrySchema,
  noteEntrySchema,
  type DocumentEntry,
} from '../../../src/records/entries/document.ts';
import { driverEntrySchema } from '../../../src/records/entries/driver.ts';
import { productEntrySchema } from '../../../src/records/entries/product.ts';
import { releaseEntrySchema } from '../../../src/records/entries/release.ts';
import { translationEntrySchema } from '../../../src/records/entries/translation.ts';
import { vendorEntrySchema } from '../../../src/records/entries/vendor.ts';
import { whatIfEntrySchema } from '../../../src/records/entries/what-if.ts';
import { driverSupportEntrySchema, interfacePolicyEntrySchema } from '../../../src/policy/context-record.ts';
import { heldLists } from './held-lists.ts';
import { protectionsOf } from './protections.ts';
import { EndEntries } from './end-entries.ts';
import { ENDS, SYMBOLS } from '../../../src/records/rows/symbols.ts';
import { HISTORY } from '../../../src/records/rows/history.ts';
import { IMPORTERS, IN_TREE_IMPORTERS } from '../../../src/records/rows/importers.ts';
import { IMPORT_UPDATES } from '../../../src/records/rows/import-updates.ts';
import { MENTIONS } from '../../../src/records/rows/mentions.ts';
import { DRIVERS_ON_LISTS, PROTECTIONS } from '../../../src/records/rows/protections.ts';
import { PROTOTYPES } from '../../../src/records/rows/prototypes.ts';
import { RESERVE } from '../../../src/records/rows/reserve.ts';
import type { RowFile } from '../../../src/records/rows/row-file.ts';
import { SHARDS } from '../../../src/records/rows/shards.ts';
import { TYPE_NAMES, TYPES } from '../../../src/records/rows/types.ts';
import { WHY } from '../../../src/records/rows/why.ts';
import { causeRowsFile, keepRowsFile } from '../../../src/records/rows/causes.ts';
import { CHANGE_PLACES, compareRowsFile, type ChangePlaces } from '../../../src/records/rows/comparison.ts';
import { driverRowsFile } from '../../../src/records/rows/driver.ts';
import { notesRowsFile } from '../../../src/records/rows/notes.ts';
import { MODULES, moduleRowsFile } from '../../../src/records/rows/modules.ts';
import { changePages } from '../../../src/views/comparison/change-pages.ts';
import { whatIfRowsFile } from '../../../src/records/rows/what-if.ts';

/** A path below content/generated/, and its text. */
export type GeneratedFile = readonly [path: string, text: string];

const DOCUMENT_SCHEMAS: Readonly<Record<DocumentCollection, z.ZodType<DocumentEntry, object>>> = {
  discussions: discussionEntrySchema,
  notes: noteEntrySchema,
};

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
    this.#protections = protectionsOf(policies.vendors);
    this.#documents = new DocumentEntries(documents, entries.history(), analysis.histories, {
      drivers: [...entries.inTree.names(), ...drivers.map(({ name }) => name)],
      judged: () => entries.policies.judged(),
    });
  }

  /** The rows of what there are thousands of. They need nothing of collections, and what is made of them can begin. */
  *rows(): Generator<GeneratedFile> {
    const entries = this.#entries;
    yield row(HISTORY, entries.history());
    const { rows: symbols, shards } = entries.symbols();
    yield [rowPath(SYMBOLS), symbols];
    yield row(SHARDS, shards);
    const ends = new EndEntries(this.#analysis, this.#filed.sourceEnds, entries.history());
    yield [rowPath(ENDS), ENDS.write(ends.all())];
    yield row(IMPORTERS, entries.drivers.importers());
    yield row(MENTIONS, this.#documents.mentions());
    yield row(PROTECTIONS, this.#protections);
    const { policies, drivers } = this.#filed;
    yield row(DRIVERS_ON_LISTS, heldLists(policies.vendors, policies.measured, drivers));
    yield row(CHANGE_PLACES, this.#changePlaces());
    yield* this.#types();
    yield* this.#inTree();
  }

  #changePlaces(): ChangePlaces {
    return Object.fromEntries(
      this.#analysis.comparisons.map(({ before, after, rows: { modules } }) => [
        `${after.product}/${pairName(before.release, after.release)}`,
        Object.fromEntries(
          [...changePages(modules).places].flatMap(([module, { path, parts }]) =>
            path === ''
              ? []
              : [[module, { path, parts: parts.map((part) => ({ path: part.path, from: part.from })) }]],
          ),
        ) as ChangePlaces[string],
      ]),
    );
  }

  *#types(): Generator<GeneratedFile> {
    const { types: entries } = this.#entries;
    const types = entries.types();
    yield row(TYPES, types);
    yield row(
      TYPE_NAMES,
      types.map(({ name }) => name),
    );
    yield row(RESERVE, entries.reserve());
    yield row(WHY, entries.why());
    yield row(PROTOTYPES, entries.prototypes());
  }

  *#inTree(): Generator<GeneratedFile> {
    const { inTree: entries } = this.#entries;
    const drivers = entries.drivers();
    yield row(IN_TREE_DRIVERS, drivers);
    yield row(IN_TREE_NAMES, inTreeNames(drivers));
    yield row(IN_TREE_IMPORTERS, entries.importers());
    yield row(IMPORT_UPDATES, entries.updates(this.#analysis.histories));
  }

  /** Markdown collections, and the rows that belong to an entry each. */
  *entries(): Generator<GeneratedFile> {
    yield* this.#products();
    yield* this.#comparisons();
    yield* this.#modules();
    yield* this.#drivers();
    yield* this.#documentPages();
    yield* this.#policies();
  }

  *#products(): Generator<GeneratedFile> {
    const entries = this.#entries;
    for (const line of this.#analysis.lines) {
      const data = entries.product(line);
      const about = parseMarkdown(line.product.about).children;
      yield [`products/${data.name}.md`, entryFile(productEntrySchema, data, about)];
      for (const record of line.releases) {
        const name = `${record.product}/${record.release}`;
        const { findings, rows } = entries.inTree.affected(record.product, record.release);
        const [rowsPath, rowsText] = row(inTreeRowsFile(name), rows);
        const rowsSha256 = sha256(rowsText);
        const inTree = findings.map((finding) => ({ ...finding, rowsSha256 }));
        const notes = row(notesRowsFile(name), entries.notes(record, this.#filed.fixes.get(name) ?? null));
        yield [
          `releases/${name}.md`,
          this.#document(releaseEntrySchema, entries.release(line, record, inTree, sha256(notes[1]))),
        ];
        yield notes;
        for (const language of TRANSLATIONS) {
          yield [
            `${language}/releases/${name}.md`,
            this.#document(translationEntrySchema, entries.releaseIn(language, record)),
          ];
        }
        if (rows.length > 0) yield [rowsPath, rowsText];
      }
    }
  }

  *#comparisons(): Generator<GeneratedFile> {
    for (const comparison of this.#analysis.comparisons) {
      const { before, after } = comparison;
      const name = `${after.product}/${pairName(before.release, after.release)}`;
      const rows = row(compareRowsFile(name), comparison.rows);
      const causes = this.#entries.types.causes(comparison);
      const causeRows = causes.length === 0 ? null : row(causeRowsFile(name), causes);
      const keepRows = row(keepRowsFile(name), this.#entries.types.keep(comparison));
      const causesSha256 = causeRows && sha256(causeRows[1] + keepRows[1]);
      const entry = this.#entries.comparison(comparison, sha256(rows[1]), causesSha256);
      yield [`compares/${name}.md`, this.#document(compareEntrySchema, entry)];
      yield rows;
      if (causeRows !== null) {
        yield causeRows;
        yield keepRows;
      }
    }
  }

  *#modules(): Generator<GeneratedFile> {
    const modules = this.#entries.modules();
    yield row(
      MODULES,
      modules.map(({ about }) => about),
    );
    for (const rows of modules) yield row(moduleRowsFile(rows.about.module), rows);
  }

  *#drivers(): Generator<GeneratedFile> {
    for (const { entry, rows } of this.#entries.drivers.all()) {
      const { name } = entry.data;
      const file = row(driverRowsFile(name), rows);
      const protection = protectedShares(
        rows.imports.map(({ symbol }) => symbol),
        this.#protections,
      );
      const data = { ...entry.data, protection, rowsSha256: sha256(file[1]) };
      yield [`drivers/${name}.md`, this.#document(driverEntrySchema, { ...entry, data })];
      yield file;
    }
  }

  *#documentPages(): Generator<GeneratedFile> {
    const hasPage = (symbol: string) => this.#documents.hasPage(symbol);
    for (const document of this.#filed.documents) {
      for (const { data, markdown } of this.#documents.pages(document)) {
        const name = data.body === data.record.language ? data.id : `${data.id}.${data.body}`;
        const body = documentBody(markdown, { urls: this.#urls, hasPage }, data.body);
        yield [
          `${document.collection}/${name}.md`,
          entryFile(DOCUMENT_SCHEMAS[document.collection], data, body),
        ];
      }
    }
  }

  *#policies(): Generator<GeneratedFile> {
    const { interfaces, support } = this.#filed.policies;
    for (const { data, about, translations } of this.#entries.policies.vendors()) {
      yield [`policies/${data.name}.md`, entryFile(vendorEntrySchema, data, about)];
      for (const { into, language, about: translated } of translations) {
        yield [
          `${into}/policies/${data.name}.md`,
          entryFile(translationEntrySchema, { language }, translated),
        ];
      }
    }
    for (const each of interfaces)
      yield [`interface-policies/${each.name}.md`, entryFile(interfacePolicyEntrySchema, each, [])];
    for (const each of support)
      yield [`driver-support/${each.name}.md`, entryFile(driverSupportEntrySchema, each, [])];
    for (const { name, data, rows } of this.#entries.policies.whatIfs()) {
      const file = row(whatIfRowsFile(name), rows);
      yield [
        `what-if/${name}.md`,
        entryFile(whatIfEntrySchema, { ...data, rowsSha256: sha256(file[1]) }, []),
      ];
      yield file;
    }
  }

  #document<Data>(schema: z.ZodType<Data, object>, entry: Entry<Data>): string {
    const body = entry.paragraphs.map((phrase) => phraseNode(phrase, (symbol) => this.#urls.symbol(symbol)));
    return entryFile(schema, entry.data, body);
  }
}

/** An entry as the reader of its collection has it back. */
function entryFile<Data>(schema: z.ZodType<Data, object>, data: Data, body: readonly RootContent[]): string {
  return markdownDocument(z.encode(schema, data), body);
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
  return drivers.map(({ name, variants }) => ({ name, path: lastOf(variants).path }));
}

function row<Data>(file: Pick<RowFile<Data>, 'name' | 'write'>, data: Data): GeneratedFile {
  return [rowPath(file), file.write(data)];
}

function rowPath({ name }: { readonly name: string }): string {
  return `rows/${name}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
