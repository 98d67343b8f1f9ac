/**
 * What a text says of modules and kernels, before anything is concluded from it: the statements of kernels and tools, the
 * lists of modules, the kernels that it names, and what of it was not understood. Nothing is dropped without a word.
 */
import { listHoles } from '../formats/drivers/list-holes.ts';
import {
  readTables,
  type ReadTables,
  type Table,
  type TabledModule,
} from '../formats/drivers/pasted-tables.ts';
import { readKernelNames, type NamedKernel } from '../formats/logs/kernel-names.ts';
import { undecorated, type PastedLine } from '../formats/logs/pasted-text.ts';
import { speakerOf, type Speaker, type Statement } from '../formats/logs/statement.ts';
import { readStatements } from '../formats/logs/statements.ts';
import { distributionNamedIn } from '../kernel/distribution.ts';

/** Lines that were not understood, of which some are shown. */
export interface Unread {
  readonly lines: number;
  readonly examples: readonly PastedLine[];
}

export interface Facts {
  /** Name of the text for people. */
  readonly file: string;
  readonly statements: readonly Statement[];
  readonly kernels: readonly NamedKernel[];
  /** Of the tables in the text. */
  readonly modules: readonly TabledModule[];
  readonly exports: ReadTables['exports'];
  readonly loaded: ReadTables['loaded'];
  readonly cutNames: number;
  /** Lines that are not blank. */
  readonly lines: number;
  readonly said: ReadonlyMap<Speaker, number>;
  readonly tables: ReadonlyMap<Table, number>;
  readonly unread: Unread;
  /** What no decoder makes of text. */
  readonly binaryCharacters: number;
  /** The distribution that the text names in words, if one. */
  readonly distribution: string | undefined;
  readonly problems: ReadTables['problems'];
  /** Lines that may have been records of lists of imports, and could not be read. */
  readonly holes: number;
  /** The lines that were understood, without what stood around them, such as names of hosts: to be passed on and read again. */
  readonly gist: string;
}

const MOST_EXAMPLES = 3;

/** @param file name of the text for messages */
export function readFacts(text: string, file: string): Facts {
  const { lines, binaryCharacters } = undecorated(text);
  const { statements, used: said } = readStatements(lines);
  const rest = [...lines.keys()].filter((index) => !said.has(index));
  const restLines = rest.flatMap((index) => lines[index] ?? []);
  const tables = readTables(restLines, file);
  const kernels = readKernelNames(lines);
  const tabled = new Set([...tables.used].flatMap((index) => rest[index] ?? []));
  const unread = lines.filter(
    (_, index) => !said.has(index) && !tabled.has(index) && !kernels.used.has(index),
  );
  return {
    file,
    statements,
    kernels: kernels.kernels,
    modules: tables.modules,
    exports: tables.exports,
    loaded: tables.loaded,
    cutNames: tables.cutNames,
    lines: lines.length,
    said: countBy(statements, speakerOf),
    tables: tables.counts,
    unread: { lines: unread.length, examples: unread.slice(0, MOST_EXAMPLES) },
    binaryCharacters,
    distribution: distributionNamedIn(text.slice(0, LONGEST_SEARCH)),
    problems: tables.problems,
    holes: listHoles(lines, {
      ...{ imports: tables.importLines, exports: tables.exportLines },
      tabled: new Set([...tabled].flatMap((index) => lines[index]?.number ?? [])),
    }),
    gist: gistOf(lines, statements, tabled, kernels.used),
  };
}

/** Characters of a text that a link can carry. */
const LONGEST_GIST = 100_000;

function gistOf(
  lines: readonly PastedLine[],
  statements: readonly Statement[],
  tabled: ReadonlySet<number>,
  kernels: ReadonlySet<number>,
): string {
  const messages = Map.groupBy(statements, ({ line }) => line);
  const parts: string[] = [];
  let length = 0;
  for (const [index, { number, text }] of lines.entries()) {
    const said = messages.get(number)?.map(({ message }) => message) ?? [];
    messages.delete(number);
    const own = tabled.has(index) ? [text] : kernels.has(index) ? [withoutTime(text)] : [];
    for (const part of [...said, ...own]) {
      length += part.length + 1;
      if (length > LONGEST_GIST) return parts.join('\n');
      parts.push(part);
    }
  }
  return parts.join('\n');
}

/** Time, host and who speaks stand before the banner of a kernel; `uname -a` has the host in it. */
function withoutTime(text: string): string {
  const banner = text.indexOf('Linux version ');
  return (banner < 0 ? text : text.slice(banner)).replace(/\bLinux \S+ (?=\d+\.\d)/, 'Linux host ');
}

/** Titles and descriptions stand at the beginning of what people paste. */
const LONGEST_SEARCH = 200_000;

function countBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** Whether anything in the text was understood. */
export function hasFacts({ statements, modules, exports, loaded, kernels, tables }: Facts): boolean {
  return (
    statements.length > 0 ||
    modules.length > 0 ||
    exports.length > 0 ||
    loaded.size > 0 ||
    tables.size > 0 ||
    kernels.length > 0
  );
}

/**
 * The kernel that a statement is about: the one that it names itself, else the one that spoke last before it, else the one
 * that the text says something is built for or runs, else the only one that it names at all.
 */
export function kernelOf(facts: Facts, statement: Statement): NamedKernel | undefined {
  const own = statement.should?.split(' ', 1)[0] ?? statement.kernel;
  if (own !== undefined && own !== '')
    return { uname: own, role: 'running', machine: undefined, banner: undefined, line: statement.line };
  const { kernels } = facts;
  const banner = kernels.findLast(
    ({ role, line, banner }) => role === 'running' && banner !== undefined && line <= statement.line,
  );
  if (banner !== undefined) return banner;
  const order =
    speakerOf(statement) === 'build' ? (['target', 'running'] as const) : (['running', 'target'] as const);
  for (const role of order) {
    const found = kernels.findLast((each) => each.role === role);
    if (found !== undefined) return found;
  }
  const mentioned = new Set(kernels.filter(({ role }) => role === 'mentioned').map(({ uname }) => uname));
  return mentioned.size === 1 ? kernels.find(({ role }) => role === 'mentioned') : undefined;
}
