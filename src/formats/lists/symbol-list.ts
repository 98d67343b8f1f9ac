/**
 * Lists of symbols that a vendor promises to keep, whatever it calls them (whitelist, stablelist, locked list, KMI
 * symbol list), and bare lists of names.
 *
 * One name a line, under headers such as `[rhel9_x86_64_stablelist]` or `[abi_symbol_list]`. A section counts if its
 * name ends in "list": the rule of libabigail (--kmi-whitelist) and STG. openEuler 24.03 has no header at all. Where
 * CentOS Stream keeps a file per symbol (redhat/kabi/kabi-module/kabi_<arch>/<symbol>), the line is one of
 * Module.symvers and says what is promised of it.
 *
 * In Android's lists the comments are data: extract_symbols of the kernel build tools writes `# required by <module>.ko`
 * above the names that a driver needs.
 */
import { compareText } from '../../base/text.ts';
import type { Export } from '../../kernel/export.ts';
import type { Parsed, Problem } from '../../base/problems.ts';
import { LINES_TO_JUDGE, noRecords, textLines } from '../../base/lines.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';
import { parseExport } from '../exports/symvers.ts';

export interface SymbolList {
  /** Names of the sections that count, in the order of the file, each once. */
  readonly sections: readonly string[];
  /** Every name on the list, once, in code-unit order. */
  readonly symbols: readonly string[];
  /** How many lines name a symbol. Merged lists repeat a name for every driver that needs it. */
  readonly entries: number;
  /** The drivers that the list gives as its reasons, sorted by name. */
  readonly requiredBy: readonly ModuleRequirement[];
  /** What is promised of a symbol, where the list says more than its name; sorted by symbol. */
  readonly promised: readonly Export[];
}

export interface ModuleRequirement {
  /** As written, without `.ko`. */
  readonly module: string;
  /** In code-unit order, each once. */
  readonly symbols: readonly string[];
}

/**
 * Reads a symbol list. Bad lines become problems; the good ones are kept. A list of nothing but headers is legal: that
 * of RHEL 9.0 is one.
 *
 * @throws {Fault} if the text is a web page, binary, or none of its lines names a symbol.
 */
export function parseSymbolList(text: string, path: string): Parsed<SymbolList> {
  const list = new ListBuilder();
  const problems: Problem[] = [];
  let skipping = false;
  let linesSeen = 0;
  for (const { number, text: line, tooLong } of textLines(text)) {
    const content = line.trim();
    if (content.startsWith('#')) {
      list.startBlock(requiringModule(content));
      continue;
    }
    const section = sectionName(content);
    if (section !== undefined) {
      list.startBlock();
      skipping = !section.endsWith('list');
      if (skipping) problems.push({ kind: 'skipped-section', path, line: number, source: line });
      else list.addSection(section);
      continue;
    }
    if (skipping) continue;
    if (list.entries === 0 && linesSeen === LINES_TO_JUDGE) throw noRecords(text, path);
    linesSeen += 1;
    // No name starts with a digit, but some, such as "add", could be read as a CRC.
    const promise = !tooLong && content.startsWith('0x') ? parseExport(content) : undefined;
    const symbol = promise?.symbol ?? firstWord(content);
    if (tooLong || !isSymbolName(symbol)) {
      const kind = tooLong ? 'line-too-long' : 'malformed-name';
      problems.push({ kind, path, line: number, source: line });
    } else if (!list.add(symbol, promise)) {
      problems.push({ kind: 'repeated-line', path, line: number, source: line });
    }
  }
  if (list.entries === 0 && linesSeen > 0) throw noRecords(text, path);
  return { records: list.build(), problems };
}

/** Collects the names of a list block by block: a header or a comment starts one, a blank line does not. */
class ListBuilder {
  entries = 0;
  readonly #sections = new Set<string>();
  readonly #symbols = new Set<string>();
  readonly #requiredBy = new Map<string, Set<string>>();
  readonly #promised = new Map<string, Export>();
  #block = new Set<string>();
  #driver: Set<string> | undefined;

  addSection(name: string): void {
    this.#sections.add(name);
  }

  startBlock(module?: string): void {
    this.#block = new Set();
    this.#driver = module === undefined ? undefined : (this.#requiredBy.get(module) ?? new Set());
    if (module !== undefined && this.#driver !== undefined) this.#requiredBy.set(module, this.#driver);
  }

  /** Returns whether the name is new to its block: a name in two blocks is how lists are merged, not a mistake. */
  add(symbol: string, promise?: Export): boolean {
    const isNew = !this.#block.has(symbol);
    this.entries += 1;
    this.#block.add(symbol);
    this.#symbols.add(symbol);
    this.#driver?.add(symbol);
    if (promise !== undefined) this.#promised.set(symbol, promise);
    return isNew;
  }

  build(): SymbolList {
    return {
      sections: [...this.#sections],
      symbols: [...this.#symbols].sort(compareText),
      entries: this.entries,
      requiredBy: [...this.#requiredBy]
        .map(([module, symbols]) => ({ module, symbols: [...symbols].sort(compareText) }))
        .sort((a, b) => compareText(a.module, b.module)),
      promised: [...this.#promised.values()].sort((a, b) => compareText(a.symbol, b.symbol)),
    };
  }
}

function sectionName(line: string): string | undefined {
  return /^\[\s*(.+?)\s*\]$/.exec(line)?.[1];
}

/** People write the comments too: `#required by foo.ko`, `##required by foo.ko module`, `#foo.ko`. */
function requiringModule(comment: string): string | undefined {
  return /^#+\s*(?:required by\s+)?([\w.+-]+)\.ko(?:\s+module)?$/.exec(comment)?.[1];
}

/** Whatever follows the name (a status, a remark) is not of interest. */
function firstWord(line: string): string {
  return line.split(/[\s#]/, 1)[0] ?? '';
}
