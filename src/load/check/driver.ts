/**
 * Whatever stands for a driver: a module, or one of the texts about one. What it is, its content decides.
 */
import { isElf } from '../../formats/elf/elf.ts';
import { noRecords } from '../../base/lines.ts';
import { parseModule } from '../../formats/drivers/module.ts';
import { losesImports } from '../../formats/drivers/import-list.ts';
import { losesVersions, parseModversions } from '../../formats/drivers/modversions.ts';
import { parseRpmDependencies } from '../../formats/drivers/rpm-dependencies.ts';
import { isKernelProvides, parseProvides } from '../../formats/drivers/provides.ts';
import { parseSymvers } from '../../formats/exports/symvers.ts';
import { moduleNameOf, unknownModule, type KernelModule } from '../../kernel/module.ts';
import type { Export } from '../../kernel/export.ts';
import type { Table } from '../../formats/drivers/pasted-tables.ts';
import { hasFacts, readFacts, type Facts } from '../facts.ts';
import { modulesOf } from './text-modules.ts';
import type { Provider } from '../verdict.ts';
import { Fault, type Problem } from '../../base/problems.ts';
import { describeBinary, detectContainer } from '../../base/magic.ts';
import type { OpenedModule } from './opened-module.ts';

export interface OpenedDriver {
  /** Several for a text about several. */
  readonly modules: readonly OpenedModule[];
  /** What other modules offer, of which nothing else is known: Module.symvers of an out-of-tree driver. */
  readonly providers: readonly Provider[];
  /** What texts say, to be diagnosed. Empty for modules, and for texts that are nothing but a list of imports. */
  readonly facts: readonly Facts[];
  readonly problems: readonly Problem[];
  /** An input could not be read: what the modules import may be exported by it. */
  readonly isPartial?: true;
}

/** Characters of a text about a driver. A whole kernel log has some 4 MB. */
const LARGEST_TEXT = 64_000_000;

/**
 * What the bytes of a file stand for, unpacked.
 *
 * @throws {Fault} if they are a damaged module, another kind of binary file, or a text that is none about a driver
 */
export function readDriver(bytes: Uint8Array, name: string): OpenedDriver {
  if (isElf(bytes)) {
    const { records: module, problems } = parseModule(bytes, name);
    return { modules: [{ file: name, module, notes: [] }], providers: [], facts: [], problems };
  }
  const binary =
    detectContainer(bytes) === undefined ? describeBinary(bytes) : 'a package: unpack the modules you mean';
  if (binary !== undefined) throw new Fault({ kind: 'not-a-module', path: name, detail: binary });
  if (bytes.length > LARGEST_TEXT) {
    throw new Fault({
      kind: 'limit-exceeded',
      path: name,
      detail: `more than ${LARGEST_TEXT / 1e6} MB of text`,
    });
  }
  return readDriverText(new TextDecoder().decode(bytes), name);
}

/**
 * A list of imports or exports is read as its own format, line by line; anything else is searched for all that is in it.
 *
 * @throws {Fault} if nothing in it is about a driver
 */
function readDriverText(text: string, name: string): OpenedDriver {
  const facts = readFacts(text, name);
  if (facts.statements.length === 0 && isKernelProvides(text)) return readKernel(text, name, facts);
  const only = onlyTable(facts);
  if (only !== undefined) return { ...readList(only, text, facts), facts: only === 'symvers' ? [facts] : [] };
  if (!hasFacts(facts)) throw nothingUnderstood(text, name, facts);
  const modules = modulesOf(facts);
  const providers = providersOf(facts.exports, facts.problems.length > 0);
  return { modules, providers, facts: [facts], problems: facts.problems };
}

/** What a kernel provides is no module to be judged, and is said to be what it is. */
function readKernel(text: string, name: string, facts: Facts): OpenedDriver {
  const { records: exports, problems } = parseProvides(text, name);
  return { modules: [], providers: [], facts: [{ ...facts, modules: [], exports }], problems };
}

const LISTS = ['modversions', 'symvers', 'rpm-dependencies'] as const satisfies readonly Table[];
type List = (typeof LISTS)[number];

/** The kind of a text that is a list and nothing else, but for lines that cannot be read. */
function onlyTable({ statements, tables, unread }: Facts): List | undefined {
  const [only, ...more] = tables.keys();
  const kind = LISTS.find((each) => each === only);
  if (kind === undefined || more.length > 0 || statements.length > 0) return undefined;
  return (tables.get(kind) ?? 0) >= unread.lines ? kind : undefined;
}

/** @throws {Fault} */
function readList(kind: List, text: string, { file: name, holes }: Facts): OpenedDriver {
  switch (kind) {
    case 'modversions': {
      const { records: imports, problems } = parseModversions(text, name);
      return opened(
        name,
        [{ imports, modversions: 'basic', ...partial(losesVersions(problems) || holes > 0) }],
        problems,
      );
    }
    case 'rpm-dependencies': {
      const { records, problems } = parseRpmDependencies(text, name);
      const modules = records.map(({ imports }) => ({
        ...{ imports, modversions: 'basic' as const },
        ...partial(losesImports(problems) || holes > 0),
      }));
      const notes = records.map(({ flavour }) => (flavour === '' ? [] : [`for the flavour ${flavour}`]));
      return opened(name, modules, problems, notes);
    }
    case 'symvers': {
      const { records, problems } = parseSymvers(text, name);
      const isPartial = problems.some(({ kind: fault }) => fault !== 'repeated-line');
      return { modules: [], providers: providersOf(records, isPartial), facts: [], problems };
    }
  }
}

/** A list of which records are lost is some of what the module imports. */
function partial(isLossy: boolean): { readonly isPartial?: true } {
  return isLossy ? { isPartial: true } : {};
}

function opened(
  file: string,
  facts: readonly Partial<KernelModule>[],
  problems: readonly Problem[],
  notes: readonly (readonly string[])[] = [],
): OpenedDriver {
  const modules = facts.map((each, index) => ({
    file,
    module: unknownModule(each),
    notes: notes[index] ?? [],
  }));
  return { modules, providers: [], facts: [], problems };
}

function providersOf(exports: readonly Export[], isPartial = false): readonly Provider[] {
  const byModule = Map.groupBy(exports, (each) => moduleNameOf(each.module));
  return [...byModule].map(([module, symbols]) => ({
    ...{ name: module, license: null, exports: symbols },
    ...partial(isPartial),
  }));
}

/** Never that a text were packed or empty: what was read, and what it would have to hold. */
function nothingUnderstood(text: string, name: string, { lines, unread, binaryCharacters }: Facts): Fault {
  const start = text.slice(0, 4096);
  if (lines === 0 || /^\s*<(?:!doctype|html|\?xml)/i.test(start)) return noRecords(text, name);
  if (binaryCharacters > 0 && /[\0\uFFFD]/.test(start)) return noRecords(text, name);
  const [first] = unread.examples;
  return new Fault({
    kind: 'nothing-understood',
    path: name,
    ...(first === undefined ? {} : { line: first.number, source: first.text }),
  });
}
