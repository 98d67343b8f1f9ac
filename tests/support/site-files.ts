/** A built site as sets of addresses, elements and ids, so that all of it can be checked in milliseconds. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Page {
  /** Path below the root of the site: `s/foo/index.html`. */
  readonly file: string;
  readonly html: string;
  readonly elements: readonly Element[];
}

/** Paths of all files below the root of a site, with `/`. */
export function siteFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

export function sitePages(folder: string): Page[] {
  return siteFiles(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => readPage(folder, file));
}

export function readPage(folder: string, file: string): Page {
  const html = readFileSync(path.join(folder, file), 'utf8');
  return { file, html, elements: elementsOf(html) };
}

const TAG = /<([a-z][a-z0-9-]*)((?:[^>"]|"[^"]*")*)>/g;
const ATTRIBUTE = /([^\s="/]+)(?:="([^"]*)")?/g;

/** The opening tags of a document as this project's renderers write them: attributes are in double quotes or bare. */
export function elementsOf(html: string): Element[] {
  return [...html.replace(/<!--.*?-->/gs, '').matchAll(TAG)].map(([, name = '', rest = '']) => ({
    name,
    attributes: new Map(
      [...rest.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, decodeEntities(value)]),
    ),
  }));
}

/** The text of the first element of this name and class, or whatever else stands in its opening tag. */
export function textOf(html: string, name: string, having = ''): string {
  const pattern = new RegExp(`<${name}\\b[^>]*${having}[^>]*>(.*?)</${name}>`, 's');
  return visibleText(pattern.exec(html)?.[1] ?? '');
}

/** Text as a reader sees it: without tags, blanks folded. */
export function visibleText(html: string): string {
  return decodeEntities(html.replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (typeof decimal === 'string') return String.fromCodePoint(Number(decimal));
    if (typeof hex === 'string') return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[String(name)] ?? whole;
  });
}
