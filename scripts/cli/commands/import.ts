import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { meantNames, namedSymbols } from '../../../src/documents/names.ts';
import { Fault, problemJson, sortProblems, type Problem } from '../../../src/base/problems.ts';
import { literalPattern } from '../../../src/base/literal-pattern.ts';
import {
  DOCUMENT_SCHEMAS,
  type DocumentCollection,
  type DocumentRecord,
} from '../../../src/documents/record.ts';
import { slug } from '../../../src/history/product.ts';
import type { ImportReport, IngestStatus } from '../../../src/records/json/reports.ts';
import { counted } from '../../../src/base/text.ts';
import { markdownDocument } from '../../documents/markdown.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';
import { exportedNames } from '../../corpus/exported-names.ts';
import { lockContent } from '../../corpus/lock.ts';
import { documentFile } from '../../corpus/layout.ts';
import { textEntry, threadEntry, type EntryRequest, type NewEntry } from '../../documents/entry.ts';
import { MOST_BYTES, readDocument } from '../../documents/read-document.ts';
import { readWhole } from '../../sources/bytes/file.ts';
import { workingOn } from '../../engine/unforeseen.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { flag, many, oneOf, parsed, required, textOption } from '../declare/options.ts';
import { printJson, printText, statusOf } from '../print.ts';

const KINDS = ['policy', 'discussion', 'notes'] as const;
type Kind = (typeof KINDS)[number];

export const importDocument = defineCommand({
  name: 'import',
  operands: ['FILE'],
  about: `
Makes a Markdown entry of a document, its symbols linked and its tables read:
  mbox, eml, or the text of a page of a mail archive: a thread
  Markdown (front matter in English or Chinese), reStructuredText, plain text:
    a proposal, or notes
What has no place of its own stands in the body, and is named with its line.`,
  options: {
    as: required(
      oneOf(
        'KIND',
        KINDS,
        'policy, discussion (both go to content/discussions) or notes (content/notes); what is in force is written in content/policies',
      ),
      `is one of ${KINDS.join(', ')}`,
    ),
    id: parsed('NAME', 'part of its URL (its number, or the name of the file)', partOfUrl),
    title: textOption('TEXT', 'what it is called, where it does not say so itself'),
    published: textOption('DAY', 'of notes: the day, as 2021-12-10'),
    kernel: many(textOption('NAME', 'of notes: the kernel, as "Linux 5.15"; may be repeated')),
    content: textOption('DIR', 'where it goes, and where its symbols are looked up', 'content'),
    replace: flag('write over an entry with other text'),
  },
  examples: [
    'kabi import oEEP-0009.md --as policy',
    'kabi import thread.mbox --as discussion --id paravirt-abi',
  ],
  exit: { 0: 'imported', 1: 'imported with warnings', 2: 'not imported' },
  async run([file], { format, kernel, ...options }) {
    using _lock = lockContent(options.content, 'kabi import');
    const problems: Problem[] = [];
    let imported: Imported | undefined;
    try {
      imported = await workingOn(file, () => importFile(file, { ...options, kernels: kernel }, problems));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(error.problem);
    }
    report(imported, sortProblems(problems), format);
    return imported === undefined ? EXIT.failure : statusOf(problems);
  },
});

interface Options {
  readonly as: Kind;
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly published: string | undefined;
  readonly kernels: readonly string[];
  readonly content: string;
  readonly replace: boolean;
}

interface Imported {
  readonly collection: DocumentCollection;
  readonly id: string;
  readonly file: string;
  readonly status: IngestStatus;
  readonly record: DocumentRecord;
  readonly symbols: readonly string[];
}

function partOfUrl(given: string, name: string): string {
  if (slug.safeParse(given).success) return given;
  throw new UsageError(`${name} is a part of URLs, of letters, digits and . + ~ _ -, not "${given}"`);
}

/** @param problems filled with what is found on the way */
async function importFile(file: string, options: Options, problems: Problem[]): Promise<Imported> {
  const bytes = await readWhole(file, MOST_BYTES);
  const opened = await readDocument(bytes, file);
  const isNote = options.as === 'notes';
  if (opened.format === 'mail' && options.as !== 'discussion')
    throw new Fault({ kind: 'unsupported-document', path: file, detail: `mails as ${options.as}` });
  const exported = await exportedNames(options.content);
  const { title, published, kernels } = options;
  const isExported = (symbol: string) => exported.has(symbol);
  const request: EntryRequest = { file, bytes, isNote, isExported, title, published, kernels };
  const entry = opened.format === 'mail' ? threadEntry(opened.mails, request) : textEntry(opened, request);
  problems.push(...(opened.format === 'mail' ? opened.problems : []), ...entry.problems);
  const collection = isNote ? 'notes' : 'discussions';
  const record = checkedRecord(entry, collection, file);
  problems.push(...unknownSymbols(record, exported, { file, bytes }));
  const id = options.id ?? idOf(record, file);
  const target = documentFile(options.content, collection, id);
  const text = markdownDocument(entry.record, entry.body.children);
  const status = await store(target, text, options.replace);
  const symbols = namedSymbols(record).filter(isExported);
  return { collection, id, file: target, status, record, symbols };
}

/** Options that say what a document may leave out, by the field. */
const OPTION_OF: Readonly<Record<string, string>> = {
  title: '--title',
  summary: '--title',
  published: '--published',
  kernels: '--kernel',
};

function checkedRecord({ record }: NewEntry, collection: DocumentCollection, file: string): DocumentRecord {
  const result = DOCUMENT_SCHEMAS[collection].safeParse(record);
  if (result.success) return result.data;
  const missing = result.error.issues.map(({ path: [field], message }) => {
    const option = OPTION_OF[String(field)];
    return option === undefined ? `${String(field)}: ${message}` : `${String(field)} (${option})`;
  });
  const detail = [...new Set(missing)].join(', ');
  throw new Fault({ kind: 'incomplete-document', path: file, detail });
}

type Source = Pick<EntryRequest, 'file' | 'bytes'>;

function unknownSymbols(record: DocumentRecord, exported: ReadonlySet<string>, source: Source): Problem[] {
  // Without a product on file nothing is known.
  if (exported.size === 0) return [];
  const all = [...exported];
  const lines = Buffer.from(source.bytes).toString('utf8').split('\n');
  return namedSymbols(record)
    .filter((symbol) => !exported.has(symbol))
    .map((symbol): Problem => {
      const meant = meantNames(symbol, all);
      const question = meant.length === 0 ? '' : `: did you mean ${meant.join(', ')}?`;
      const name = new RegExp(`(?<!\\w)${literalPattern(symbol)}(?!\\w)`);
      const line = lines.findIndex((each) => name.test(each)) + 1;
      const place = line === 0 ? {} : { line, source: lines[line - 1] ?? '' };
      return { kind: 'unknown-symbol', path: source.file, ...place, detail: symbol + question };
    });
}

/** The number of a proposal, or the name of its file, as a part of URLs. */
function idOf(record: DocumentRecord, file: string): string {
  const number = record.kind === 'proposal' ? record.number : undefined;
  const name = number ?? path.basename(file, path.extname(file));
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.+~_-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '');
  if (!slug.safeParse(id).success)
    throw new Fault({ kind: 'incomplete-document', path: file, detail: 'a name for its URL (--id)' });
  return id;
}

async function store(target: string, text: string, replace: boolean): Promise<IngestStatus> {
  const isThere = existsSync(target);
  if (isThere && (await readFile(target, 'utf8')) === text) return 'unchanged';
  if (isThere && !replace) throw new Fault({ kind: 'already-imported', path: target });
  writeAtomically(target, text);
  return isThere ? 'replaced' : 'written';
}

function report(imported: Imported | undefined, problems: readonly Problem[], format: 'text' | 'json'): void {
  if (format === 'json') {
    printJson({
      schema: 'kabi-reports/import/1',
      document: imported === undefined ? null : documentJson(imported),
      problems: problems.map(problemJson),
    } satisfies ImportReport);
    return;
  }
  printText(imported === undefined ? '' : importedText(imported), problems);
}

function importedText(imported: Imported): string {
  const { kind, messages, interfaces, modules, symbols } = documentJson(imported);
  const parts = [
    messages > 0 && counted(messages, 'message', 'messages'),
    interfaces > 0 && counted(interfaces, 'interface', 'interfaces'),
    modules > 0 && counted(modules, 'module', 'modules'),
    counted(symbols.length, 'symbol', 'symbols'),
  ].filter((part) => part !== false);
  return `${imported.status}: ${imported.file}, a ${kind} with ${parts.join(', ')}\n`;
}

function documentJson({ collection, id, file, status, record, symbols }: Imported) {
  const tables = record.kind === 'proposal' ? record : { interfaces: [], modules: [] };
  return {
    collection,
    id,
    kind: record.kind,
    path: file,
    status,
    messages: record.kind === 'thread' ? record.messages.length : 0,
    interfaces: tables.interfaces.flatMap((group) => group.symbols).length,
    modules: tables.modules.flatMap((group) => group.modules).length,
    symbols: [...symbols],
  };
}
