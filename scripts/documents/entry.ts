/** From what was read to an entry: a record that its schema accepts, and a body. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { BlockContent, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import {
  codeNode,
  headingNode,
  listNode,
  textParagraph,
  type Field,
} from '../../src/documents/read/blocks.ts';
import { dayIn, nameFields, parseAuthors } from '../../src/documents/read/fields.ts';
import { withListedCells } from '../../src/documents/listed-cells.ts';
import { mailText } from '../../src/documents/read/mail-text.ts';
import { threadOrder, type Mail } from '../../src/documents/read/mail.ts';
import { linkNames } from '../../src/documents/name-links.ts';
import { recogniseTables } from '../../src/documents/tables.ts';
import type { Problem } from '../../src/base/problems.ts';
import { languageOfText } from '../../src/base/language.ts';
import { messageTime } from '../../src/media/message-time.ts';
import type { OpenedDocument } from './read-document.ts';

/** A text with more than a third of its letters in another script is taken to be in the language of that script. */
const MOSTLY = 1 / 3;

export interface EntryRequest {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly isNote: boolean;
  readonly isExported: (symbol: string) => boolean;
  /** What the command line says, before what the document does. */
  readonly title: string | undefined;
  readonly published: string | undefined;
  readonly kernels: readonly string[];
}

export interface NewEntry {
  /** To be checked by the schema of its collection. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly body: Root;
  readonly problems: readonly Problem[];
}

export function threadEntry(mails: readonly Mail[], request: EntryRequest): NewEntry {
  const thread = threadOrder(mails);
  const [first] = thread;
  const subject = first?.mail.subject ?? '';
  const body: Root = { type: 'root', children: thread.flatMap(({ mail }) => mailBlocks(mail)) };
  const names = linkNames(body, request.isExported);
  const title = request.title ?? (subject.replace(/^(?:(?:Re|Fwd?|AW)\s*:\s*)+/i, '') || 'no subject');
  const lists = new Set(mails.flatMap(({ list: name }) => name ?? []));
  return {
    record: {
      kind: 'thread',
      title,
      summary: title,
      language: languageOfText(toString(body), MOSTLY),
      subject: subject || 'no subject',
      ...(lists.size === 0 ? {} : { list: [...lists].join(', ') }),
      participants: [...new Set(mails.map(({ from }) => from))],
      messages: thread.map(({ mail }) => ({
        from: mail.from,
        date: mail.date,
        ...(mail.subject === '' ? {} : { subject: mail.subject }),
        ...(mail.id === null ? {} : { id: mail.id }),
        ...(mail.answers[0] === undefined ? {} : { in_reply_to: mail.answers[0] }),
      })),
      ...notEmpty(names),
      sources: [sourceOf(request, subject || path.basename(request.file))],
    },
    body,
    problems: [],
  };
}

function mailBlocks(mail: Mail): BlockContent[] {
  const { blocks, footer } = mailText(mail.text);
  const when = mail.date === null ? 'date unknown' : messageTime(mail.date);
  const attached = mail.attachments.map((name) => [textParagraph(name)]);
  return [
    headingNode(2, [{ type: 'text', value: `${mail.from}, ${when}` }]),
    ...blocks,
    ...(attached.length === 0 ? [] : [textParagraph('Attached:'), listNode(attached)]),
    ...(footer.length === 0 ? [] : [codeNode(footer.join('\n'), FOOTER_LANGUAGE)]),
  ];
}

/** Marks, as the language of a code block, what the list's software added to a mail. */
export const FOOTER_LANGUAGE = 'list-footer';

export function textEntry(
  read: Extract<OpenedDocument, { format: 'text' }>,
  request: EntryRequest,
): NewEntry {
  const { values, others } = nameFields(read.fields);
  const unplaced = (line: number, source: string, detail: string): Problem => ({
    kind: 'unplaced-text',
    path: request.file,
    line,
    source,
    detail,
  });
  const tables = recogniseTables(read.blocks);
  const dates = (['created', 'revised'] as const).flatMap((name) => {
    const field = values[name];
    const day = field === undefined ? undefined : dayIn(field.value);
    return field === undefined ? [] : [{ name, field, day }];
  });
  // What is a field of a proposal only is still text of a note.
  const noteFields = request.isNote
    ? (['category', 'authors', 'status', 'number'] as const).flatMap((name) => values[name] ?? [])
    : [];
  const kept: Field[] = [
    ...noteFields,
    ...others,
    ...dates.flatMap(({ field, day }) => (day === undefined ? [field] : [])),
  ];
  const blocks = read.blocks.map((block) => (block.type === 'table' ? withListedCells(block) : block));
  const body: Root = { type: 'root', children: [...keptFields(kept), ...blocks] };
  const text = toString(body);
  const headline = read.blocks.find(({ type }) => type === 'heading') ?? read.blocks[0];
  const title =
    request.title ??
    values.title?.value ??
    (headline === undefined ? '' : toString(headline).split('\n', 1)[0]) ??
    '';
  const base = {
    title,
    summary: values.summary?.value ?? title,
    language: languageOfText(`${title} ${text}`, MOSTLY),
    ...notEmpty(linkNames(body, request.isExported)),
    sources: [sourceOf(request, title || path.basename(request.file))],
  };
  const problems = [
    ...read.problems,
    ...tables.unplaced.map(({ line, source, detail }) => unplaced(line, source, detail)),
    ...kept.map(({ name, value, line }) => unplaced(line, `${name}: ${value}`, `the field "${name}"`)),
  ];
  if (request.isNote) {
    const published = request.published ?? dates.find(({ day }) => day !== undefined)?.day ?? dayIn(text);
    const found =
      request.kernels.length > 0 ? request.kernels : kernelsIn([title, ...headlines(read.blocks)]);
    const kernels = found.map(kernel).filter((each) => each !== undefined);
    return {
      record: { kind: 'note', ...base, ...(published === undefined ? {} : { published }), kernels },
      body,
      problems,
    };
  }
  const { interfaces, modules, elsewhere, impact } = tables;
  const field = (name: 'number' | 'status' | 'category') => {
    const value = values[name]?.value;
    return value === undefined ? {} : { [name]: value };
  };
  const record = {
    kind: 'proposal',
    ...field('number'),
    ...base,
    ...field('status'),
    ...field('category'),
    ...(values.authors === undefined ? {} : { authors: parseAuthors(values.authors.value) }),
    ...Object.fromEntries(dates.flatMap(({ name, day }) => (day === undefined ? [] : [[name, day]]))),
    ...notEmpty({ interfaces, modules, elsewhere, impact }),
  };
  return { record, body, problems };
}

function keptFields(fields: readonly Field[]): BlockContent[] {
  if (fields.length === 0) return [];
  return [listNode(fields.map(({ name, value }) => [textParagraph(`${name}: ${value}`)]))];
}

function headlines(blocks: readonly BlockContent[]): string[] {
  return blocks.flatMap((block) => (block.type === 'heading' ? [toString(block)] : []));
}

const VERSION = /(?<![\d.])\d{1,2}\.\d{1,3}(?:\.\d+)?(?:-\w[\w.]*)?(?![\d.])/g;
const LINE = /\b(?:Linux|ANCK|UEK|GKI)\b/i;
const SECTION_NUMBER = /^\d+(?:\.\d+)*\s+(?=\S)/;

/** Names of kernels in the first text that has any: `Linux 5.15`. */
function kernelsIn(texts: readonly string[]): string[] {
  for (const text of texts.map((each) => each.replace(SECTION_NUMBER, ''))) {
    const [line] = LINE.exec(text) ?? ['Linux'];
    const found = [...text.matchAll(VERSION)].map(([version]) => `${line} ${version}`);
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

/** `ANCK 6.6.25-002`, which stems from upstream 6.6.25. */
function kernel(name: string): { line: string; version: string; upstream: string } | undefined {
  const [, line = '', version = ''] = /^(.*\S)\s+(\S+)$/.exec(name.trim()) ?? [];
  const [upstream] = /^\d+\.\d+(?:\.\d+)?/.exec(version) ?? [];
  return upstream === undefined ? undefined : { line, version, upstream };
}

/** Without the lists that have nothing in them: an entry says what it has. */
function notEmpty<T extends Readonly<Record<keyof T, readonly unknown[]>>>(lists: T): Partial<T> {
  const full = Object.entries<readonly unknown[]>(lists).filter(([, list]) => list.length > 0);
  return Object.fromEntries(full) as Partial<T>;
}

function sourceOf({ file, bytes }: EntryRequest, title: string) {
  return { title, file: path.basename(file), sha256: createHash('sha256').update(bytes).digest('hex') };
}
