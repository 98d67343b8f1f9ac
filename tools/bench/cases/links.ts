/** Every internal link of the whole site: how many lead to no file, or to no anchor, and how many pages use an id twice. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { elementsOf, type Element } from '../../../tests/support/site-files.ts';
import type { Row } from '../measure/row.ts';
import type { Workspace } from '../measure/workspace.ts';

const LINKING = ['href', 'src', 'action'];
/** Named for a person to look at. */
const MOST_NAMED = 5;

export async function benchLinks(workspace: Workspace): Promise<Row[]> {
  const { dist } = await workspace.site();
  const { pages, links, broken, repeated } = checkLinks(dist);
  const row = (name: string, found: readonly string[], note: string): Row => ({
    name: `links: ${name}`,
    figure: found.length,
    unit: '',
    target: { of: 'figure', atMost: 0 },
    note: found.length === 0 ? note : found.slice(0, MOST_NAMED).join(' '),
  });
  const size = (n: number) => n.toLocaleString('en-US');
  return [
    row('broken ones', broken, `of ${size(links)} on ${size(pages)} pages, anchors included`),
    row('pages with an id twice', repeated, `of ${size(pages)}`),
  ];
}

interface Found {
  readonly pages: number;
  readonly links: number;
  /** As `<address> on <page>`, each address once. */
  readonly broken: readonly string[];
  readonly repeated: readonly string[];
}

/** @param root folder of a site that is published at the root of a host */
export function checkLinks(root: string): Found {
  const files = new Set(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')),
  );
  const pages = [...files].filter((file) => file.endsWith('.html'));
  // By file and anchor in it, '' for none: the page that has it first. Pages are read one at a time: together they are gigabytes.
  const targets = new Map<string, Map<string, string>>();
  const repeated: string[] = [];
  let links = 0;
  for (const page of pages) {
    const elements = elementsOf(readFileSync(path.join(root, page), 'utf8'));
    if (hasRepeatedId(elements)) repeated.push(page);
    for (const address of internalAddresses(elements, page)) {
      links += 1;
      const file = fileOf(address);
      let anchors = targets.get(file);
      if (anchors === undefined) targets.set(file, (anchors = new Map<string, string>()));
      const anchor = decodeURIComponent(address.hash.slice(1));
      if (!anchors.has(anchor)) anchors.set(anchor, page);
    }
  }
  const broken = [...targets].flatMap(([file, anchors]) =>
    files.has(file)
      ? missingAnchors(root, file, anchors)
      : [...anchors.values()].slice(0, 1).map((page) => `${file} on ${page}`),
  );
  return { pages: pages.length, links, broken, repeated };
}

function missingAnchors(root: string, file: string, anchors: ReadonlyMap<string, string>): string[] {
  const wanted = [...anchors].filter(([anchor]) => anchor !== '');
  if (wanted.length === 0) return [];
  const ids = new Set(elementsOf(readFileSync(path.join(root, file), 'utf8')).map(idOf));
  return wanted.flatMap(([anchor, page]) => (ids.has(anchor) ? [] : [`${file}#${anchor} on ${page}`]));
}

function* internalAddresses(elements: readonly Element[], page: string): Generator<URL> {
  const base = new URL(page.replace(/index\.html$/, ''), 'http://site.invalid/');
  for (const { attributes } of elements) {
    for (const name of LINKING) {
      const value = attributes.get(name);
      if (value === undefined) continue;
      const address = new URL(value, base);
      if (address.origin === base.origin) yield address;
    }
  }
}

function fileOf({ pathname }: URL): string {
  const file = decodeURIComponent(pathname.slice(1));
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}

function hasRepeatedId(elements: readonly Element[]): boolean {
  const ids = elements.flatMap((element) => idOf(element) ?? []);
  return new Set(ids).size < ids.length;
}

function idOf({ attributes }: Element): string | undefined {
  return attributes.get('id');
}
