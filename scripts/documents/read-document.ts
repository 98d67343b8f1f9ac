/** Opens a document to be imported: finds out its format, and reads it. */
import path from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { BlockContent } from 'mdast';
import type { Field, ReadText } from '../../src/documents/read/blocks.ts';
import { splitFrontMatter } from '../../src/documents/read/front-matter.ts';
import { looksLikeMail, readArchivePage, readMails, type Mail } from '../../src/documents/read/mail.ts';
import { readPlainText } from '../../src/documents/read/plain-text.ts';
import { looksLikeRst, readRestructuredText } from '../../src/documents/read/restructured-text.ts';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { readMarkdown } from './markdown.ts';
import { describeBinary } from '../../src/base/magic.ts';

export type OpenedDocument =
  | { readonly format: 'mail'; readonly mails: readonly Mail[]; readonly problems: readonly Problem[] }
  | ({ readonly format: 'text' } & ReadText);

/** More is no document: the longest thread of linux-kernel known has 4 MB. */
export const MOST_BYTES = 32_000_000;

/** @throws {Fault} if it is no document, or nothing of it can be read */
export async function readDocument(bytes: Uint8Array, file: string): Promise<OpenedDocument> {
  if (bytes.byteLength > MOST_BYTES)
    throw new Fault({ kind: 'limit-exceeded', path: file, detail: `more than ${MOST_BYTES} bytes` });
  const head = Buffer.from(bytes.subarray(0, 64_000))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  if (/^\s*<(?:!doctype html|html)\b/i.test(head)) throw new Fault({ kind: 'html-page', path: file });
  if (looksLikeMail(head)) return { format: 'mail', ...(await readMails(bytes, file)) };
  const binary = describeBinary(bytes);
  if (binary !== undefined) throw new Fault({ kind: 'binary-data', path: file, detail: binary });
  const text = decode(bytes, file);
  if (text.trim() === '') throw new Fault({ kind: 'no-records', path: file });
  const page = readArchivePage(text);
  if (page !== undefined) return { format: 'mail', mails: [page], problems: [] };
  return { format: 'text', ...readText(text, file) };
}

/** UTF-8, or what Chinese texts were written in before it. */
function decode(bytes: Uint8Array, file: string): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one may fit.
    }
  }
  throw new Fault({ kind: 'binary-data', path: file, detail: 'neither UTF-8 nor GB 18030' });
}

function readText(text: string, file: string): ReadText {
  const ending = path.extname(file).toLowerCase();
  const parts = splitFrontMatter(text);
  if (parts !== undefined) {
    const { fields, problems } = yamlFields(parts.yaml, parts.yamlOffset, file);
    const blocks = markdownBlocks(parts.body, parts.bodyOffset);
    return { fields, blocks, problems };
  }
  if (/^\uFEFF?---[ \t]*\r?\n/.test(text)) {
    const detail = 'its front matter has no second line of ---';
    throw new Fault({ kind: 'invalid-file', path: file, line: 1, detail });
  }
  if (ending === '.rst' || (ending !== '.md' && looksLikeRst(text))) return readRestructuredText(text, file);
  if (ending === '.md' || ending === '.markdown' || /^(?:#{1,6} \S|\|.*\|\s*$)/m.test(text))
    return { fields: [], blocks: markdownBlocks(text, 0), problems: [] };
  return readPlainText(text);
}

function markdownBlocks(text: string, offset: number): BlockContent[] {
  const { children } = readMarkdown(text);
  shift(children, offset);
  // A file has blocks only: what else a tree may hold stands inside of them.
  return children as BlockContent[];
}

/** Lines of the whole file, not of the part that was read. */
function shift(nodes: readonly object[], lines: number): void {
  for (const node of nodes) {
    // What a rule for bare addresses put in has a place of its own only sometimes.
    const position =
      'position' in node ? (node.position as { start: { line: number } } | undefined) : undefined;
    if (position !== undefined) position.start.line += lines;
    if ('children' in node) shift(node.children as object[], lines);
  }
}

/** @throws {Fault} if it is not YAML, with the line: a tab, most often */
function yamlFields(yaml: string, offset: number, file: string): { fields: Field[]; problems: Problem[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, uniqueKeys: false });
  const lineAt = (position: number) => lineCounter.linePos(position).line + offset;
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lineAt(error.pos[0]);
    const detail = error.message.split(' at line ', 1)[0] ?? '';
    throw new Fault({
      kind: 'invalid-file',
      path: file,
      line,
      source: yaml.split('\n')[line - offset - 1] ?? '',
      detail,
    });
  }
  if (!isMap(document.contents)) return { fields: [], problems: [] };
  const fields = document.contents.items.map(({ key, value }): Field => {
    const plain: unknown = isNode(value) ? value.toJS(document) : undefined;
    const start = isScalar(key) ? key.range[0] : 0;
    return { name: isScalar(key) ? String(key.value) : '', value: flat(plain), line: lineAt(start) };
  });
  return { fields, problems: [] };
}

function flat(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(flat).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
