/**
 * What tools list of a module, found among anything else that stands in a text: modinfo, modprobe --dump-modversions, nm
 * in its three formats, objdump -t and -s, readelf -s and -p, strings, lsmod, /proc/modules, kallsyms, modprobe -D,
 * Module.symvers, and dependencies of packages. Each line is told by its own shape.
 */
import { getOrInsert } from '../../base/maps.ts';
import type { Problem } from '../../base/problems.ts';
import { moduleNameOf, type Import } from '../../kernel/module.ts';
import type { Export } from '../../kernel/export.ts';
import { isSymbolName, withoutLeadingDot } from '../../kernel/symbol-name.ts';
import { parseExport } from '../exports/symvers.ts';
import { withoutQuoteMarks, type PastedLine } from '../logs/pasted-text.ts';
import { parseModversions } from './modversions.ts';
import { isRpmDependency, parseRpmDependencies } from './rpm-dependencies.ts';
import { VersionsDump } from './versions-dump.ts';

/** Which tool a line is of. */
export const TABLES = [
  'modinfo',
  'modversions',
  'symvers',
  'rpm-dependencies',
  'nm',
  'objdump',
  'readelf',
  'versions-dump',
  'kallsyms',
  'lsmod',
  'modprobe-list',
  'no-symbols',
] as const;
export type Table = (typeof TABLES)[number];

/** What the tables of a text say of one module. */
export interface TabledModule {
  /** Null if no line names it. */
  readonly name: string | null;
  /** Keys of modinfo with their values in the order of the text. */
  readonly modinfo: ReadonlyMap<string, readonly string[]>;
  readonly imports: readonly Import[];
  /** Whether the imports come with CRCs. */
  readonly hasCrcs: boolean;
  /** Of SUSE's packages. */
  readonly flavour: string | undefined;
  readonly line: number;
}

export interface ReadTables {
  readonly modules: readonly TabledModule[];
  /** Lines of a Module.symvers, and CRCs that nm or kallsyms show of what a module exports. */
  readonly exports: readonly Export[];
  /** Modules that lsmod or /proc/modules list as loaded, with the marks of their taint: `OE`. */
  readonly loaded: ReadonlyMap<string, string>;
  /** How many lines each tool has. */
  readonly counts: ReadonlyMap<Table, number>;
  /** Names that a tool cut short, so that they could not be used: `v4l2_event_unsub[...]`. */
  readonly cutNames: number;
  readonly problems: readonly Problem[];
  readonly used: ReadonlySet<number>;
  /** Numbers of the lines that name an import. */
  readonly importLines: ReadonlySet<number>;
  /** Those of Module.symvers. */
  readonly exportLines: ReadonlySet<number>;
}

const CUT = '[...]';
/** modinfo(8): `key:` and the value; names of keys as MODULE_INFO() has them. */
const MODINFO =
  /^(filename|name|vermagic|license|depends|version|srcversion|retpoline|intree|import_ns|signer|sig_id|sig_key|sig_hashalgo|signature|rhelversion|suserelease|supported|alias|author|description|parm|parmtype|firmware|softdep|staging|livepatch|scmversion|built_with):\s*(.*)$/;
/** The same in readelf -p .modinfo, and in strings. */
const MODINFO_ENTRY =
  /^\s*(?:\[ *[0-9a-f]+\] +)?(name|vermagic|license|depends|version|srcversion|retpoline|intree|import_ns|alias|author|description|parm|parmtype|firmware|softdep|staging|livepatch|scmversion)=(.*)$/;
const SIGNATURE_REST = /^\s+(?:[0-9A-F]{2}:){3,}[0-9A-F]{0,2}\s*$/;
const HEADING = /^(?:File: )?(\S{1,400}\.ko(?:\.(?:gz|xz|zst))?):(?:\s+file format \S+)?\s*$/;
const COMMAND =
  /(?:modprobe --(?:dump|show)-modversions|nm(?: -\w+)*|objdump(?: -\w+)*|readelf(?: -\w+)*|modinfo(?: -\w \w+)*) (\S{1,400}\.ko(?:\.(?:gz|xz|zst))?|[\w-]{2,64})\s*$/;
const NM_PREFIX = /^(\S{1,400}?\.ko(?:\.(?:gz|xz|zst))?):(?=\s|[0-9a-f])/;
const NM_UNDEFINED = /^\s+([UwvV]) (\S{1,512})\s*$/;
const NM_POSIX = /^(\S{1,512}) ([UwvV])(?:\s+0*\s*0*)?\s*$/;
const NM_POSIX_DEFINED = /^(\S{1,512}) ([AaBbDdRrTtNnCcGgSs]) [0-9a-f]{1,16}(?: [0-9a-f]{1,16})?\s*$/;
const NM_SYSV = /^(\S{1,512}?)\s*\|[0-9a-f\s]*\|\s*([A-Za-z?-])\s*\|[^|]*\|[^|]*\|[^|]*\|\s*(\S*)\s*$/;
const NM_DEFINED = /^([0-9a-f]{8}|[0-9a-f]{16}) ([AaBbDdRrTtNnCcGgSsWwVv]) (\S{1,512})(\s+\[[\w-]+\])?\s*$/;
const OBJDUMP_UNDEFINED = /^0*\s+(w?)\s*\*UND\*\s+[0-9a-f]+\s+(\S{1,512})\s*$/;
const OBJDUMP_DEFINED = /^[0-9a-f]{8,16} [lgu! ][w ][C ][W ][Ii ][dD ][FfO ] \S+\s+[0-9a-f]{8,16}(?: \S.*)?$/;
const READELF = /^\s*\d+: [0-9a-f]{8,16}\s+\S+ \w+\s+(LOCAL|GLOBAL|WEAK)\s+\w+\s+(\S+)\s*(\S*)\s*$/;
const TOOL_HEADINGS =
  /^(?:SYMBOL TABLE:|Symbol table '\.\w+' contains \d+ entries:|\s+Num:\s+Value\s+Size Type|String dump of section '\.modinfo':|Undefined symbols from \S+|Symbols from \S+|Name\s+Value\s+Class)/;
const LSMOD_HEADING = /^Module\s+Size\s+Used by\s*$/;
const LSMOD = /^([\w-]{1,64})\s+\d{3,12}\s+-?\d{1,6}(?:\s+[\w,-]*)?\s*$/;
const PROC_MODULES = /^([\w-]{1,64}) \d+ \d+ \S+ (?:Live|Loading|Unloading) 0x[0-9a-f]+(?: \((\w+)\))?\s*$/;
const MODPROBE_LIST = /^(?:insmod (\/\S{1,400}\.ko(?:\.(?:gz|xz|zst))?)(?: .*)?|builtin ([\w-]{1,64}))\s*$/;
const NO_SYMBOLS = /^nm: (\S{1,400}): no symbols\s*$/;
const NEARLY_VERSION = /^\s*0[xX][0-9a-fA-F]+\S*/;
const CRC_PREFIX = '__crc_';
/** Says who exports a symbol; its value is an address. */
const EXPORT_PREFIX = '__ksymtab_';

/** @param path name of the text for messages */
export function readTables(lines: readonly PastedLine[], path: string): ReadTables {
  const reader = new TableReader(path);
  for (const [index, line] of lines.entries()) if (reader.read(line)) reader.used.add(index);
  return reader.result();
}

class ModuleDraft {
  name: string | null;
  readonly line: number;
  readonly modinfo = new Map<string, string[]>();
  readonly imports = new Map<string, Import>();
  hasCrcs = false;

  constructor(name: string | null, line: number) {
    this.name = name;
    this.line = line;
  }
}

class TableReader {
  readonly used = new Set<number>();
  readonly #path: string;
  readonly #modules: ModuleDraft[] = [];
  readonly #exports = new Map<string, Export>();
  readonly #loaded = new Map<string, string>();
  readonly #counts = new Map<Table, number>();
  readonly #problems: Problem[] = [];
  readonly #dependencies: string[] = [];
  #dependencyLine = 0;
  /** Numbers of the lines that name an import, and of those that are exports. */
  readonly #importLines = new Set<number>();
  readonly #exportLines = new Set<number>();
  #cutNames = 0;
  #current: ModuleDraft | undefined;
  /** The line before was of modversions: one with a symbol again, after others, is of another module. */
  #isInVersions = false;
  #isInLsmod = false;
  #dump: VersionsDump | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether the line is of a table. */
  read(line: PastedLine): boolean {
    const text = withoutQuoteMarks(line.text.slice(0, LONGEST)).trimEnd();
    const wasInVersions = this.#isInVersions;
    this.#isInVersions = false;
    if (this.#readDump(text, line)) return true;
    if (LSMOD_HEADING.test(text)) {
      this.#isInLsmod = true;
      return this.#count('lsmod');
    }
    if (this.#isInLsmod && this.#readLsmod(text)) return true;
    this.#isInLsmod = false;
    if (this.#readVersions(text, line, wasInVersions)) {
      this.#isInVersions = true;
      return true;
    }
    return (
      this.#readHeading(text, line) ||
      this.#readModinfo(text, line) ||
      this.#readSymvers(line) ||
      this.#readDependency(text, line) ||
      this.#readSymbols(text, line) ||
      this.#readLoaded(text) ||
      this.#readNearly(text, line, wasInVersions)
    );
  }

  result(): ReadTables {
    this.#finishDump();
    const modules = this.#modules.map(({ name, line, modinfo, imports, hasCrcs }): TabledModule => {
      return { name, line, modinfo, imports: [...imports.values()], hasCrcs, flavour: undefined };
    });
    const known = modules.filter(({ modinfo, imports }) => modinfo.size > 0 || imports.length > 0);
    return {
      modules: [...known, ...this.#ofPackages()],
      exports: [...this.#exports.values()],
      loaded: this.#loaded,
      counts: this.#counts,
      cutNames: this.#cutNames,
      problems: this.#problems,
      importLines: this.#importLines,
      exportLines: this.#exportLines,
      used: this.used,
    };
  }

  #ofPackages(): TabledModule[] {
    if (this.#dependencies.length === 0) return [];
    const { records, problems } = parseRpmDependencies(this.#dependencies.join('\n'), this.#path);
    this.#problems.push(...problems);
    return records.map(({ flavour, imports }) => ({
      name: null,
      line: this.#dependencyLine,
      modinfo: new Map(),
      imports,
      hasCrcs: true,
      flavour: flavour === '' ? undefined : flavour,
    }));
  }

  #count(table: Table): true {
    this.#counts.set(table, (this.#counts.get(table) ?? 0) + 1);
    return true;
  }

  #begin(name: string | null, line: PastedLine): ModuleDraft {
    const same = name === null ? undefined : this.#modules.find((each) => each.name === name);
    this.#current = same ?? new ModuleDraft(name, line.number);
    if (same === undefined) this.#modules.push(this.#current);
    return this.#current;
  }

  #module(line: PastedLine): ModuleDraft {
    return this.#current ?? this.#begin(null, line);
  }

  #readHeading(text: string, line: PastedLine): boolean {
    const named = HEADING.exec(text)?.[1] ?? COMMAND.exec(text)?.[1];
    if (named !== undefined && !/^(?:of|in|from|for|the|and|or|output|on)$/.test(named)) {
      this.#begin(moduleNameOf(named), line);
      return true;
    }
    return TOOL_HEADINGS.test(text);
  }

  #readModinfo(text: string, line: PastedLine): boolean {
    const [, key, value = ''] = MODINFO.exec(text) ?? MODINFO_ENTRY.exec(text) ?? [];
    if (key === undefined) return SIGNATURE_REST.test(text) && this.#count('modinfo');
    if (key === 'filename') this.#begin(moduleNameOf(value.trim()), line);
    const module = this.#module(line);
    if (key === 'name') {
      const name = moduleNameOf(value.trim());
      if (module.name === null) module.name = name;
      else if (module.name !== name) this.#begin(name, line);
    }
    getOrInsert((this.#current ?? module).modinfo, key, () => []).push(value.trim());
    return this.#count('modinfo');
  }

  #readVersions(text: string, line: PastedLine, isNext: boolean): boolean {
    if (!/^\s*(?:0[xX][0-9a-fA-F]|[0-9a-fA-F]{8})/.test(text)) return false;
    const parsed = tryParse(text);
    if (parsed === undefined) return false;
    const { symbol, crc } = parsed;
    let module = this.#module(line);
    const earlier = module.imports.get(symbol)?.crc ?? null;
    if (earlier !== null && !isNext) module = this.#begin(null, line);
    else if (earlier !== null) {
      const kind = earlier === crc ? 'repeated-line' : 'conflicting-import';
      this.#problems.push({ kind, path: this.#path, line: line.number, source: line.text });
      this.#importLines.add(line.number);
      return this.#count('modversions');
    }
    module.hasCrcs = true;
    this.#importLines.add(line.number);
    module.imports.set(symbol, { symbol, crc });
    return this.#count('modversions');
  }

  #readSymvers({ raw, text, number }: PastedLine): boolean {
    if (!/^[\s>|]*(?:0[xX])?[0-9a-fA-F]{8}/.test(text)) return false;
    // nm shows an address and a letter, which three columns of old kernels look like.
    if (NM_DEFINED.test(withoutQuoteMarks(text).trim())) return false;
    const found = parseExport(withoutQuoteMarks(raw)) ?? parseExport(withoutQuoteMarks(text).trim());
    if (found === undefined) return false;
    this.#exports.set(found.symbol, found);
    this.#exportLines.add(number);
    return this.#count('symvers');
  }

  #readDependency(text: string, line: PastedLine): boolean {
    const bare = text.replace(/^\s*(?:[-*•]|Requires:|Provides:)?\s*/, '');
    if (!isRpmDependency(bare)) return false;
    if (this.#dependencies.length === 0) this.#dependencyLine = line.number;
    this.#dependencies.push(bare);
    this.#importLines.add(line.number);
    return this.#count('rpm-dependencies');
  }

  /** nm, objdump -t, readelf -s. */
  #readSymbols(written: string, line: PastedLine): boolean {
    const prefix = NM_PREFIX.exec(written);
    if (prefix?.[1] !== undefined) {
      const name = moduleNameOf(prefix[1]);
      if (this.#current?.name !== name) this.#begin(name, line);
    }
    const text = prefix === null ? written : written.slice(prefix[0].length);
    const nm = NM_UNDEFINED.exec(text);
    if (nm?.[2] !== undefined) return this.#import('nm', nm[2], nm[1] !== 'U', line);
    const posix = NM_POSIX.exec(text.trimStart());
    if (posix?.[1] !== undefined && /\s$|[UwvV]$/.test(text))
      return this.#import('nm', posix[1], posix[2] !== 'U', line);
    const objdump = OBJDUMP_UNDEFINED.exec(text);
    if (objdump?.[2] !== undefined) return this.#import('objdump', objdump[2], objdump[1] === 'w', line);
    const readelf = READELF.exec(text);
    if (readelf !== null) {
      const [, bind, section, symbol = ''] = readelf;
      if (section === 'UND' && symbol !== '') return this.#import('readelf', symbol, bind === 'WEAK', line);
      return this.#count('readelf');
    }
    const sysv = NM_SYSV.exec(text);
    if (sysv?.[1] !== undefined) {
      if (sysv[2] === 'U') return this.#import('nm', sysv[1], false, line);
      return this.#count('nm');
    }
    const defined = NM_DEFINED.exec(text);
    if (defined !== null) return this.#defined(defined, line);
    if (OBJDUMP_DEFINED.test(text)) return this.#count('objdump');
    if (NM_POSIX_DEFINED.test(text)) return this.#count('nm');
    return NO_SYMBOLS.test(written) && this.#count('no-symbols');
  }

  #import(table: Table, written: string, isWeak: boolean, line: PastedLine): true {
    const symbol = withoutLeadingDot(written);
    if (symbol.endsWith(CUT)) this.#cutNames += 1;
    else if (isSymbolName(symbol)) {
      this.#importLines.add(line.number);
      const { imports } = this.#module(line);
      if (!imports.has(symbol)) imports.set(symbol, { symbol, crc: null, ...(isWeak ? { weak: true } : {}) });
    }
    return this.#count(table);
  }

  /** A defined symbol: of interest only where it holds the CRC of an export, as before 5.19. */
  #defined([, value = '', , symbol = '', module]: RegExpExecArray, line: PastedLine): true {
    if (symbol.startsWith(EXPORT_PREFIX) && module !== undefined) {
      const name = symbol.slice(EXPORT_PREFIX.length);
      const known = this.#exports.get(name);
      const provider = module.trim().slice(1, -1);
      this.#exports.set(name, known ?? { symbol: name, crc: 0, module: provider, type: '', namespace: '' });
    }
    if (symbol.startsWith(CRC_PREFIX)) {
      const name = symbol.slice(CRC_PREFIX.length);
      const crc = Number.parseInt(value.slice(-8), 16);
      const provider = module?.trim().slice(1, -1) ?? this.#module(line).name ?? 'vmlinux';
      this.#exports.set(name, { symbol: name, crc, module: provider, type: '', namespace: '' });
    }
    return this.#count(module === undefined ? 'nm' : 'kallsyms');
  }

  #readLsmod(text: string): boolean {
    const name = LSMOD.exec(text)?.[1];
    if (name === undefined) return false;
    this.#loaded.set(moduleNameOf(name), '');
    return this.#count('lsmod');
  }

  #readLoaded(text: string): boolean {
    const proc = PROC_MODULES.exec(text);
    if (proc?.[1] !== undefined) {
      this.#loaded.set(moduleNameOf(proc[1]), proc[2] ?? '');
      return this.#count('lsmod');
    }
    return MODPROBE_LIST.test(text) && this.#count('modprobe-list');
  }

  /** A record that cannot be read, between others that can: an import may be lost with it, which must be said. */
  #readNearly(text: string, line: PastedLine, isInVersions: boolean): boolean {
    if (!isInVersions || !NEARLY_VERSION.test(text)) return false;
    this.#problems.push({ kind: 'malformed-import', path: this.#path, line: line.number, source: line.text });
    this.#isInVersions = true;
    return true;
  }

  #readDump(text: string, line: PastedLine): boolean {
    if (VersionsDump.isHeading(text)) {
      this.#finishDump();
      this.#dump = new VersionsDump();
      this.#module(line);
      return this.#count('versions-dump');
    }
    if (this.#dump?.add(text) === true) return this.#count('versions-dump');
    this.#finishDump();
    return false;
  }

  #finishDump(): void {
    const imports = this.#dump?.imports() ?? [];
    if (this.#dump?.isLossy === true) this.#problems.push({ kind: 'malformed-import', path: this.#path });
    this.#dump = undefined;
    if (imports.length === 0) return;
    const module = this.#current ?? new ModuleDraft(null, 0);
    if (this.#current === undefined) this.#modules.push(module);
    module.hasCrcs = true;
    for (const each of imports) if (!module.imports.has(each.symbol)) module.imports.set(each.symbol, each);
  }
}

const LONGEST = 4096;

function tryParse(text: string): { symbol: string; crc: number } | undefined {
  if (!/^\s*(?:0[xX])?[0-9a-fA-F]{1,16}\s+[\w.$]+$/.test(text)) return undefined;
  try {
    const [only] = parseModversions(text, '').records;
    return only?.crc == null ? undefined : { symbol: only.symbol, crc: only.crc };
  } catch {
    return undefined;
  }
}
