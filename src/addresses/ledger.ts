/**
 * The addresses that were published, which none may vanish from: a tree as text, one segment a line, indented by a blank per
 * level, sorted. A slash stands behind what is a page, then what lies in its folder for mails and programs; what is neither a
 * page nor above one is a file. One line per page keeps differences small:
 *
 * ```
 * api
 *  v1
 *   index.json
 * s
 *  vfio_pin_pages/ json txt
 *   importers/
 * ```
 */
import { compareText } from '../base/text.ts';
import { Fault } from '../base/problems.ts';
import { ANNOUNCEMENT_FILES, BADGE_FILE, CALENDAR_FILE, FEED_FILE, PLAIN_FILES } from './urls.ts';

/** Path of a page below the root of the site, `s/vfio_pin_pages/`; `''` is the home page, which no ledger lists. */
export type PagePath = string;

/** A page, or a file: `s/vfio_pin_pages/index.txt`. */
export type Address = string;

/** What may lie in the folder of a page, by how the ledger calls it. */
const BESIDE: ReadonlyMap<string, string> = new Map([
  ['badge', BADGE_FILE],
  ['dates', CALENDAR_FILE],
  ['feed', FEED_FILE],
  ['json', PLAIN_FILES.json],
  ['mail', ANNOUNCEMENT_FILES.mail],
  ['md', ANNOUNCEMENT_FILES.markdown],
  ['txt', PLAIN_FILES.text],
]);
const MARKS: ReadonlyMap<string, string> = new Map([...BESIDE].map(([mark, file]) => [file, mark]));

export function isPage(address: Address): boolean {
  return address.endsWith('/');
}

/** The folder of a file: that of the page which it lies beside, if there is one. */
export function folderOf(file: Address): PagePath {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** Whether a file is one of those that lie beside pages. */
export function liesBeside(file: Address): boolean {
  return MARKS.has(file.slice(file.lastIndexOf('/') + 1));
}

interface Node {
  isPage: boolean;
  readonly marks: string[];
  readonly children: Map<string, Node>;
}

const newNode = (): Node => ({ isPage: false, marks: [], children: new Map() });

export function formatLedger(addresses: Iterable<Address>): string {
  const all = new Set(addresses);
  const root = newNode();
  for (const address of all) {
    const folder = folderOf(address);
    const name = address.slice(folder.length);
    const mark = MARKS.get(name);
    const node = nodeAt(root, folder);
    if (name === '') node.isPage = true;
    else if (mark !== undefined && all.has(folder)) node.marks.push(mark);
    else nodeAt(root, `${address}/`);
  }
  return [...nodeLines(root, 0)].map((line) => `${line}\n`).join('');
}

function nodeAt(root: Node, folder: PagePath): Node {
  let node = root;
  for (const segment of folder.split('/').slice(0, -1)) {
    let child = node.children.get(segment);
    if (child === undefined) node.children.set(segment, (child = newNode()));
    node = child;
  }
  return node;
}

function* nodeLines({ children }: Node, depth: number): Generator<string> {
  for (const [segment, child] of [...children].sort(([a], [b]) => compareText(a, b))) {
    const name = `${' '.repeat(depth)}${segment}${child.isPage ? '/' : ''}`;
    yield [name, ...child.marks.sort(compareText)].join(' ');
    yield* nodeLines(child, depth + 1);
  }
}

/**
 * @returns the line of each address
 * @throws {Fault} at the first line that the writer would not have written: the file says what must not vanish, so none of
 * it is guessed
 */
export function parseLedger(text: string, path: string): Map<Address, number> {
  const addresses = new Map<Address, number>();
  const above: string[] = [];
  const lines = text.split('\n');
  const fail = (index: number, detail: string): never => {
    const source = lines[index] ?? '';
    throw new Fault({ kind: 'malformed-ledger', path, line: index + 1, source, detail });
  };
  for (const [index, line] of lines.entries()) {
    if (line === '' && index === lines.length - 1) break;
    if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) fail(index, 'a conflict of a merge is left in it');
    const [, indent = '', segment = '', slash = '', marks = ''] =
      /^( *)([^\s/]+)(?:(\/)((?: [a-z]+)*))?$/.exec(line) ?? [];
    if (segment === '') fail(index, 'not one segment of an address');
    if (indent.length > above.length) fail(index, 'indented by more than one blank below the line before');
    const last = above[indent.length];
    if (last !== undefined && compareText(last, segment) >= 0) {
      fail(index, last === segment ? 'listed twice' : `not in order: it belongs before "${last}"`);
    }
    above.splice(indent.length, above.length, segment);
    const name = above.join('/');
    if (slash !== '') addresses.set(`${name}/`, index + 1);
    else if (!isAboveAnother(lines[index + 1], indent.length)) addresses.set(name, index + 1);
    for (const mark of marks.split(' ').slice(1)) {
      const file = BESIDE.get(mark) ?? fail(index, `nothing beside a page is called "${mark}"`);
      addresses.set(`${name}/${file}`, index + 1);
    }
  }
  return addresses;
}

function isAboveAnother(next: string | undefined, depth: number): boolean {
  return next?.startsWith(' '.repeat(depth + 1)) ?? false;
}
