/**
 * The addresses of pages that were published, which none may vanish from: a tree as text, one segment a line, indented by a
 * blank per level, sorted, with a slash behind what is a page. One line per page keeps differences small:
 *
 * ```
 * s
 *  vfio_pin_pages/
 *   importers/
 * ```
 */
import { compareText } from '../base/text.ts';
import { Fault } from '../base/problems.ts';

/** Paths below the root of the site, `s/vfio_pin_pages/`; `''` is the home page, which no ledger lists. */
export type PagePath = string;

interface Node {
  isPage: boolean;
  readonly children: Map<string, Node>;
}

export function formatLedger(pages: Iterable<PagePath>): string {
  const root: Node = { isPage: false, children: new Map() };
  for (const page of pages) {
    let node = root;
    for (const segment of page.split('/').slice(0, -1)) {
      let child = node.children.get(segment);
      if (child === undefined) node.children.set(segment, (child = { isPage: false, children: new Map() }));
      node = child;
    }
    node.isPage = true;
  }
  return [...nodeLines(root, 0)].map((line) => `${line}\n`).join('');
}

function* nodeLines({ children }: Node, depth: number): Generator<string> {
  for (const [segment, child] of [...children].sort(([a], [b]) => compareText(a, b))) {
    yield `${' '.repeat(depth)}${segment}${child.isPage ? '/' : ''}`;
    yield* nodeLines(child, depth + 1);
  }
}

/**
 * @returns the line of each page
 * @throws {Fault} at the first line that the writer would not have written: the file says what must not vanish, so none of
 * it is guessed
 */
export function parseLedger(text: string, path: string): Map<PagePath, number> {
  const pages = new Map<PagePath, number>();
  const above: string[] = [];
  const lines = text.split('\n');
  const fail = (index: number, detail: string): never => {
    const source = lines[index] ?? '';
    throw new Fault({ kind: 'malformed-ledger', path, line: index + 1, source, detail });
  };
  for (const [index, line] of lines.entries()) {
    if (line === '' && index === lines.length - 1) break;
    if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) fail(index, 'a conflict of a merge is left in it');
    const [, indent = '', segment = '', slash = ''] = /^( *)([^\s/]+)(\/?)$/.exec(line) ?? [];
    if (segment === '') fail(index, 'not one segment of an address');
    if (indent.length > above.length) fail(index, 'indented by more than one blank below the line before');
    const last = above[indent.length];
    if (last !== undefined && compareText(last, segment) >= 0) {
      fail(index, last === segment ? 'listed twice' : `not in order: it belongs before "${last}"`);
    }
    above.splice(indent.length, above.length, segment);
    if (slash !== '') pages.set(`${above.join('/')}/`, index + 1);
  }
  return pages;
}
