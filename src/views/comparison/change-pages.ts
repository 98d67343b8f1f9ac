/**
 * Which page lists which rows of a comparison. What fits stands on the comparison's own page; of more, modules with many rows
 * have a page each, the others one per folder of the kernel tree, and what one page cannot hold is divided by the first
 * letters of the symbols. The same rows always make the same pages.
 */
import { isRustSymbol, rustName } from '../../formats/exports/rust-names.ts';
import { compareText } from '../../base/text.ts';
import { modulePath, symbolShard } from '../../addresses/urls.ts';
import { RUST_PART } from '../frame/change-parts.ts';
import { rowPathIn } from '../frame/change-links.ts';
import type { CompareRows } from '../../records/rows/comparison.ts';

export type ModuleChangeRows = CompareRows['modules'][number];

/** A module with more rows has a page of its own. */
const MOST_LISTED = 200;
/** Bytes of HTML that rows may come to: on a page of rows, and on the comparison's own, which has the causes, too. */
const MOST_BYTES = 350_000;
const MOST_BYTES_OWN = 150_000;

export interface ChangePage {
  /** Below the address of the comparison, as a module has it: `vmlinux`, `drivers/net`, `vmlinux/ac`. */
  readonly path: string;
  readonly parts: readonly ChangePart[];
}

/** Rows of one module: all, or those that one page holds of many. */
export interface ChangePart {
  readonly rows: ModuleChangeRows;
  /** What tells the part from the others: `ac – bl`, or a crate; null: it is all of the module. */
  readonly name: { readonly kind: 'letters' | 'crate'; readonly text: string } | null;
}

/** Where a module's rows are. */
export interface ModulePlace {
  /** Empty: on the comparison's own page. */
  readonly path: string;
  /** Of a module that is divided: where each part begins. */
  readonly parts: readonly {
    readonly path: string;
    readonly name: string;
    readonly from: string;
    readonly size: number;
  }[];
}

export interface ChangePages {
  readonly pages: readonly ChangePage[];
  readonly places: ReadonlyMap<string, ModulePlace>;
  /** Modules that stand on the comparison's own page. */
  readonly own: readonly ModuleChangeRows[];
}

const KNOWN = new WeakMap<readonly ModuleChangeRows[], ChangePages>();

/** Of the same rows the same pages, computed once. */
export function changePages(modules: readonly ModuleChangeRows[]): ChangePages {
  let found = KNOWN.get(modules);
  if (found === undefined) KNOWN.set(modules, (found = divide(modules)));
  return found;
}

function divide(modules: readonly ModuleChangeRows[]): ChangePages {
  const large = modules.filter(({ size }) => size > MOST_LISTED);
  const small = modules.filter((each) => !large.includes(each));
  const places = new Map<string, ModulePlace>();
  const fits = sum(small) <= MOST_BYTES_OWN;
  if (fits) for (const { module } of small) places.set(module, { path: '', parts: [] });
  const paths = new Set(large.map(({ module }) => modulePath(module)));
  const folders = fits ? [] : folderPages('', small, paths);
  for (const { path, parts } of folders) {
    for (const { rows } of parts) places.set(rows.module, { path, parts: [] });
  }
  const ownPages = large.flatMap((module) => {
    const pages = modulePages(module);
    const path = modulePath(module.module);
    const parts = pages.slice(1).map((page) => ({
      path: page.path,
      name: page.parts[0]?.name?.text ?? '',
      from: page.path.slice(path.length + 1),
      size: page.parts[0]?.rows.size ?? 0,
    }));
    places.set(module.module, { path, parts });
    return pages;
  });
  return { pages: [...ownPages, ...folders], places, own: fits ? small : [] };
}

/** Small folders share the page of the folder that they are in, as long as there is room. */
function folderPages(folder: string, modules: readonly ModuleChangeRows[], taken: Set<string>): ChangePage[] {
  if (modules.length === 0) return [];
  const depth = folder === '' ? 0 : folder.split('/').length;
  const isOne = sum(modules) <= MOST_BYTES && folder !== '';
  const groups = Map.groupBy(modules, ({ module }) => {
    const segments = modulePath(module).split('/');
    return segments.length <= depth + 1 ? folder : segments.slice(0, depth + 1).join('/');
  });
  if (isOne || (groups.size === 1 && groups.has(folder))) {
    const path = free(folder === '' ? 'others' : folder, taken);
    return [{ path, parts: modules.map((rows) => ({ rows, name: null })) }];
  }
  const here = [...(groups.get(folder) ?? [])];
  let bytes = sum(here);
  const rest: [string, ModuleChangeRows[]][] = [];
  const below = [...groups].filter(([name]) => name !== folder);
  for (const [name, group] of below.sort(([a, x], [b, y]) => sum(x) - sum(y) || compareText(a, b))) {
    if (bytes + sum(group) <= MOST_BYTES) {
      here.push(...group);
      bytes += sum(group);
    } else rest.push([name, group]);
  }
  const inOrder = modules.filter((each) => here.includes(each));
  return [
    ...(inOrder.length === 0
      ? []
      : [
          {
            path: free(folder === '' ? 'others' : folder, taken),
            parts: inOrder.map((rows) => ({ rows, name: null })),
          },
        ]),
    ...rest.sort(([a], [b]) => compareText(a, b)).flatMap(([name, group]) => folderPages(name, group, taken)),
  ];
}

function free(path: string, taken: Set<string>): string {
  let name = path;
  while (taken.has(name)) name += '-';
  taken.add(name);
  return name;
}

/** The page of a module, and after it those of its parts, if one page cannot hold all. */
function modulePages(module: ModuleChangeRows): ChangePage[] {
  const path = modulePath(module.module);
  if (bytesOf(module) <= MOST_BYTES) return [{ path, parts: [{ rows: module, name: null }] }];
  const lines = module.rows.split('\n').filter((line) => line !== '');
  const symbols = lines.map((line) => ({ line, symbol: (JSON.parse(line) as [string])[0] }));
  const shards = Map.groupBy(
    symbols.filter(({ symbol }) => !isRustSymbol(symbol)),
    ({ symbol }) => symbolShard(symbol),
  );
  const crates = Map.groupBy(
    symbols.filter(({ symbol }) => isRustSymbol(symbol)),
    ({ symbol }) => rustName(symbol)?.crate ?? '_',
  );
  const letters = filled(shards).map(({ names, all }) => ({
    path: `${path}/${names[0] ?? ''}`,
    parts: [part(module, all, 'letters', range(names))],
  }));
  const rust = filled(crates).map(({ names, all }) => ({
    path: `${path}/${RUST_PART}${names[0] ?? ''}`,
    parts: [part(module, all, 'crate', names.join(', '))],
  }));
  return [{ path, parts: [] }, ...letters, ...rust];
}

interface Line {
  readonly line: string;
  readonly symbol: string;
}

/** Groups in the order of their names, as many together as a page holds. */
function filled(groups: ReadonlyMap<string, readonly Line[]>): { names: string[]; all: Line[] }[] {
  const pages: { names: string[]; all: Line[]; bytes: number }[] = [];
  for (const [name, own] of [...groups].sort(([a], [b]) => compareText(a, b))) {
    const bytes = own.reduce((total, { line }) => total + lineBytes(line.length), 0);
    const last = pages.at(-1);
    if (last !== undefined && last.bytes + bytes <= MOST_BYTES) {
      last.names.push(name);
      last.all.push(...own);
      last.bytes += bytes;
    } else pages.push({ names: [name], all: [...own], bytes });
  }
  return pages;
}

function part(
  module: ModuleChangeRows,
  lines: readonly Line[],
  kind: 'letters' | 'crate',
  text: string,
): ChangePart {
  const rows = lines.map(({ line }) => `${line}\n`).join('');
  return { rows: { ...module, size: lines.length, rows }, name: { kind, text } };
}

function range(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length === 1 ? first : `${first} – ${names.at(-1) ?? ''}`;
}

/** The page below the comparison that has a row, and the row's id on it. Empty path: the comparison's own page. */
export function rowPlace(pages: ChangePages, module: string, symbol: string): string {
  return rowPathIn(pages.places.get(module), symbol);
}

/** About what a module's rows are as HTML: a row has its symbol four times, and a cell per variant. */
function bytesOf({ size, rows }: ModuleChangeRows): number {
  return size * 140 + rows.length * 3;
}

function lineBytes(length: number): number {
  return 140 + length * 3;
}

function sum(modules: readonly ModuleChangeRows[]): number {
  return modules.reduce((total, each) => total + bytesOf(each), 0);
}
