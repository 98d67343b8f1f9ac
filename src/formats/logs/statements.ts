/**
 * Reads every statement in a text (statement.ts), wherever it stands and whatever stands around it, in the order of the
 * text. What is no statement is for others to read, and counted by them.
 */
import { moduleNameOf } from '../../kernel/module.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';
import { ABI_HEADINGS, KABI_PL, KABI_PL_WORD } from './abi-messages.ts';
import { AnchorSearch } from './anchor-search.ts';
import { BUILD_MESSAGES } from './build-messages.ts';
import { LOADER_MESSAGES } from './loader-messages.ts';
import { MessageTemplate, type TemplateField } from './message-template.ts';
import { PACKAGE_MESSAGES, PACKAGE_PATTERNS } from './package-messages.ts';
import { cutLines, JoinedText, type PastedLine } from './pasted-text.ts';
import type { Statement, StatementKind } from './statement.ts';
import { TOOL_MESSAGES } from './tool-messages.ts';

/** Statements, and the lines that they take up. */
export interface ReadStatements {
  readonly statements: readonly Statement[];
  /** Indices into the lines that were read. */
  readonly used: ReadonlySet<number>;
}

interface Message {
  readonly kind: StatementKind;
  readonly template: MessageTemplate;
}

/** In this order: where two can be read at one place, the first counts. */
const MESSAGES: readonly Message[] = [
  ...LOADER_MESSAGES,
  ...BUILD_MESSAGES,
  ...PACKAGE_MESSAGES,
  ...TOOL_MESSAGES,
].flatMap(([kind, ...templates]) =>
  templates.map((template) => ({ kind, template: new MessageTemplate(template) })),
);

const ANCHORS = new AnchorSearch(MESSAGES.map(({ template }) => template.anchor));

export function readStatements(lines: readonly PastedLine[]): ReadStatements {
  const placed = new StatementReader(lines, new JoinedText(lines)).read();
  const isCut = cutLines(lines);
  if (isCut === undefined) return inOrder(placed);
  // What mail wrapped needs a blank between the lines, what a terminal cut needs none: nobody knows which it was.
  const across = new StatementReader(lines, new JoinedText(lines, isCut))
    .read()
    .filter(({ first, last }) => first < last && isCut(first));
  const known = new Map(placed.map((each) => [placeKey(each), each]));
  for (const each of across) {
    const [short = ''] = known.get(placeKey(each))?.statement.symbols ?? [];
    if ((each.statement.symbols[0] ?? '').startsWith(short)) known.set(placeKey(each), each);
  }
  return inOrder([...known.values()]);
}

interface Placed {
  readonly at: number;
  /** Indices of the lines that it takes up. */
  readonly first: number;
  readonly last: number;
  readonly statement: Statement;
}

function placeKey({ first, at, statement }: Placed): string {
  return statement.symbols.length === 0 ? `${first} ${at}` : `${first} ${statement.kind}`;
}

function inOrder(placed: readonly Placed[]): ReadStatements {
  const used = new Set<number>();
  for (const { first, last } of placed) for (let index = first; index <= last; index += 1) used.add(index);
  const sorted = placed.toSorted((a, b) => a.first - b.first || a.at - b.at);
  return { statements: sorted.map(({ statement }) => statement), used };
}

class StatementReader {
  readonly #lines: readonly PastedLine[];
  readonly #joined: JoinedText;
  readonly #placed: Placed[] = [];
  /** Per character whether a statement has it. */
  readonly #taken: Uint8Array;

  constructor(lines: readonly PastedLine[], joined: JoinedText) {
    this.#lines = lines;
    this.#joined = joined;
    this.#taken = new Uint8Array(joined.text.length);
  }

  read(): readonly Placed[] {
    const lineEnd = (offset: number) => this.#joined.endOf(this.#joined.indexAt(offset));
    const anchors = ANCHORS.placesIn(this.#joined.text);
    for (const [index, { kind, template }] of MESSAGES.entries()) {
      const places = anchors.get(index) ?? [];
      for (const { start, end, fields } of template.find(this.#joined.text, places, lineEnd)) {
        if (this.#isFree(start) && this.#isFree(end - 1)) this.#place(start, end, statement(kind, fields));
      }
    }
    this.#readNotCompatible();
    this.#readPackagePatterns();
    this.#readAbiChecks();
    return this.#placed;
  }

  #isFree(offset: number): boolean {
    return this.#taken[offset] === 0;
  }

  #place(start: number, end: number, facts: Omit<Statement, 'line' | 'message'> | undefined): void {
    if (facts === undefined) return;
    this.#taken.fill(1, start, end);
    const first = this.#joined.indexAt(start);
    const last = this.#joined.indexAt(Math.max(start, end - 1));
    const message = this.#joined.text.slice(start, Math.min(end, start + LONGEST_MESSAGE)).trim();
    const line = this.#joined.lineAt(first)?.number ?? 0;
    this.#placed.push({ at: start, first, last, statement: { ...facts, line, message } });
  }

  /** weak-modules names all symbols in one line, which mail may have wrapped. */
  #readNotCompatible(): void {
    for (const [index, each] of this.#placed.entries()) {
      if (each.statement.kind !== 'not-compatible') continue;
      const symbols = new Set(symbolsIn(each.statement.text ?? ''));
      let last = each.last;
      while (last + 1 < this.#lines.length && isSymbols(this.#lines[last + 1]?.text ?? '')) {
        last += 1;
        for (const symbol of symbolsIn(this.#lines[last]?.text ?? '')) symbols.add(symbol);
      }
      this.#placed[index] = { ...each, last, statement: { ...each.statement, symbols: [...symbols] } };
    }
  }

  #readPackagePatterns(): void {
    const { text } = this.#joined;
    for (const [kind, word, pattern] of PACKAGE_PATTERNS) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (!this.#isFree(at) || /[\w.-]/.test(text[at - 1] ?? '')) continue;
        pattern.lastIndex = at;
        const found = pattern.exec(text);
        if (found === null) continue;
        const index = this.#joined.indexAt(at);
        const rest = text.slice(at + found[0].length, this.#joined.endOf(index));
        const before = text.slice(this.#joined.startOf(index), at);
        // What a package manager lists without a word is a list of dependencies, and read as such.
        if (kind !== 'openwrt-kernel' && !isSentence(before) && !isSentence(rest)) continue;
        this.#place(at, at + found[0].length, packageStatement(kind, found.groups ?? {}, before, rest));
      }
    }
  }

  #readAbiChecks(): void {
    const { text } = this.#joined;
    for (const [kind, heading] of ABI_HEADINGS) {
      for (let at = text.indexOf(heading); at >= 0; at = text.indexOf(heading, at + 1)) {
        const first = this.#joined.indexAt(at);
        const { symbols, last } = this.#listBelow(first);
        if (symbols.length === 0) continue;
        this.#place(at, this.#joined.endOf(last), { ...NOTHING, kind, symbols });
      }
    }
    for (let at = text.indexOf(KABI_PL_WORD); at >= 0; at = text.indexOf(KABI_PL_WORD, at + 1)) {
      KABI_PL.lastIndex = at;
      const found = KABI_PL.exec(text);
      const { symbol = '', module = '', what } = found?.groups ?? {};
      if (found === null) continue;
      const kind = what === 'lost' ? 'abi-removed' : what === 'changed crc' ? 'abi-changed' : 'abi-type';
      const provider = /^(?:mod:)?([^\s]+)/.exec(module)?.[1];
      const owner = provider === undefined ? undefined : moduleNameOf(provider);
      const end = Math.min(at + found[0].length, this.#joined.endOf(this.#joined.indexAt(at)));
      this.#place(at, end, { ...NOTHING, kind, symbols: [symbol], owner });
    }
  }

  /** The symbols one a line below a heading, which may go on for some lines before the first. */
  #listBelow(heading: number): { symbols: string[]; last: number } {
    const symbols: string[] = [];
    let last = heading;
    for (let index = heading + 1; index < this.#lines.length; index += 1) {
      const symbol = listedSymbol(this.#lines[index]?.text ?? '');
      if (symbol === undefined && (symbols.length > 0 || index > heading + LONGEST_HEADING)) break;
      if (symbol === undefined) continue;
      symbols.push(symbol);
      last = index;
    }
    return { symbols, last };
  }
}

const LONGEST_MESSAGE = 400;
/** Lines of a heading after the one that it is known by. */
const LONGEST_HEADING = 4;

const NOTHING = {
  module: undefined,
  errno: undefined,
  namespace: undefined,
  owner: undefined,
  magic: undefined,
  should: undefined,
  kernel: undefined,
  builtFor: undefined,
  crc: undefined,
  package: undefined,
  text: undefined,
} as const;

/** Kinds whose quoted word is the symbol that they are about. */
const QUOTES_SYMBOL: ReadonlySet<StatementKind> = new Set([
  'modpost-gpl',
  'modpost-duplicate',
  'modpost-export',
  'undeclared-function',
  'other-arguments',
]);
/** Kinds whose quoted or bare word is the module. */
const WORD_IS_MODULE: ReadonlySet<StatementKind> = new Set(['tool-refusal', 'module-not-found', 'build-log']);
/** Kinds that name the module as the owner of something. */
const OWNER_IS_MODULE: ReadonlySet<StatementKind> = new Set(['btf-mismatch', 'btf-ignored']);

function statement(
  kind: StatementKind,
  fields: Partial<Record<TemplateField, string>>,
): Omit<Statement, 'line' | 'message'> | undefined {
  if (areSwapped(fields))
    return statement(kind, { ...fields, symbol: fields.namespace ?? '', namespace: fields.symbol ?? '' });
  const symbol = (QUOTES_SYMBOL.has(kind) ? (fields.quoted ?? fields.symbol) : fields.symbol)?.replace(
    /\.+$/,
    '',
  );
  if (fields.symbol !== undefined && !isSymbolName(symbol ?? '')) return undefined;
  // "could not insert 'foo': Unknown symbol in module" is modprobe's.
  if (kind === 'unknown-symbol' && fields.errno === undefined && symbol === 'in') return undefined;
  const named = WORD_IS_MODULE.has(kind) ? (fields.file ?? fields.quoted ?? fields.word) : fields.file;
  const module = OWNER_IS_MODULE.has(kind) ? fields.owner : (fields.module ?? named);
  const isPackage = kind === 'build-log';
  return {
    ...NOTHING,
    kind,
    module: module === undefined || isPackage ? undefined : moduleNameOf(module),
    symbols: symbol === undefined || symbol === '' ? [] : [symbol],
    errno: fields.errno === undefined ? undefined : Number(fields.errno),
    namespace: fields.namespace,
    owner: OWNER_IS_MODULE.has(kind) ? undefined : ownerOf(fields),
    magic: fields.magic?.trim(),
    should: fields.should?.trim(),
    kernel: fields.kernel,
    builtFor: fields.other,
    package: isPackage ? fields.word : undefined,
    text:
      fields.text?.trim() ??
      (QUOTES_SYMBOL.has(kind) || WORD_IS_MODULE.has(kind) ? undefined : fields.quoted),
  };
}

/** Some kernels of 5.4 print the namespace first; namespaces are in capitals, symbols hardly ever. */
function areSwapped({ symbol, namespace }: Partial<Record<TemplateField, string>>): boolean {
  if (symbol === undefined || namespace === undefined) return false;
  return /^[A-Z][A-Z\d_]+$/.test(symbol) && /[a-z]/.test(namespace) && isSymbolName(namespace);
}

function ownerOf({ owner, word }: Partial<Record<TemplateField, string>>): string | undefined {
  if (owner !== undefined) return moduleNameOf(owner);
  return word === undefined ? undefined : moduleNameOf(word);
}

/** Name, version and release of a package with its architecture, as rpm writes it. */
const RPM_PACKAGE =
  /([A-Za-z][\w.+]*(?:-[A-Za-z_][\w.+]*)*-[\w.+~^]{1,60}-[\w.+~^]{1,60}\.(?:x86_64|aarch64|ppc64le|s390x|noarch|riscv64|loongarch64|i[3-6]86))/;
const MODULE_PACKAGE = /\b(kmod-[\w.+-]+|[\w.+-]+-(?:kmp|kmod|modules?|dkms)(?:-[\w.+~-]+)?)/;

function packageStatement(
  kind: StatementKind,
  groups: Readonly<Record<string, string | undefined>>,
  before: string,
  rest: string,
): Omit<Statement, 'line' | 'message'> | undefined {
  const { symbol, crc, kernel, file } = groups;
  if (symbol !== undefined && !isSymbolName(symbol)) return undefined;
  const around = [rest, before].map((text) => text.slice(0, 600));
  const name = [RPM_PACKAGE, MODULE_PACKAGE].flatMap((pattern) =>
    around.flatMap((text) => pattern.exec(text)?.[1] ?? []),
  )[0];
  return {
    ...NOTHING,
    kind,
    module: undefined,
    owner: file === undefined ? undefined : moduleNameOf(file),
    symbols: symbol === undefined ? [] : [symbol],
    crc: crc === undefined || crc.replace(/^0+/, '').length > 8 ? undefined : Number.parseInt(crc, 16),
    kernel,
    package: name,
  };
}

/** More than bullets and punctuation. */
function isSentence(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

function symbolsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(isSymbolName);
}

/** A line of nothing but symbols, as the rest of a list that was wrapped. */
function isSymbols(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.every((word) => /^[A-Za-z_][\w.]*$/.test(word) && /[_\d]/.test(word));
}

/** `    bus_register`, or a line of Module.symvers with it. */
function listedSymbol(line: string): string | undefined {
  const text = line.trim();
  const symbol = /^0[xX][0-9a-fA-F]{8}\s+(\S+)\s/.exec(text)?.[1] ?? text;
  return isSymbolName(symbol) && !/^(?:symbols?|exit)$/.test(symbol) ? symbol : undefined;
}
