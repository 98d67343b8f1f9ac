/** The functions, header definitions and exports of an unpacked kernel tree, as far as regular expressions see them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A function with external linkage, or a static one, at the start of a line as kernel style has it. */
export interface FunctionText {
  readonly name: string;
  readonly file: string;
  readonly isStatic: boolean;
  readonly isInline: boolean;
  readonly body: string;
}

export interface MacroText {
  readonly name: string;
  readonly file: string;
  readonly body: string;
}

/** What offers nothing to modules, or repeats what other folders define. */
const SKIPPED = new Set([
  'Documentation',
  'tools',
  'scripts',
  'samples',
  'usr',
  'debian',
  'LICENSES',
  '.git',
]);
/** Architectures whose kernels are on file; what another one defines says nothing of them. */
const ARCHITECTURES = new Set(['x86', 'arm64']);
const SOURCE = /\.[chS]$/;
const EXPORT =
  /\b(?:EXPORT_SYMBOL(?:_GPL|_NS|_NS_GPL)?|EXPORT_SYMBOL_FOR_(?:MODULES|KVM(?:_INTERNAL)?|TESTS_ONLY)|EXPORT_PER_CPU_SYMBOL(?:_GPL)?|EXPORT_STATIC_CALL(?:_GPL|_TRAMP)?(?:_GPL)?|EXPORT_SYMBOL_IF_KUNIT|EXPORT_SYMBOL_NETFS)\s*\(\s*(\w+)/g;
const FUNCTION =
  /^(?![ \t#}]|typedef|struct \w+ \{|return|else)((?:[A-Za-z_][\w \t*()]*[\s*])?)(\w+)[ \t]*\(([^;{}#]*?)\)(?:\s*__\w+(?:\([^)]*\))?)*\s*\n\{\n([\s\S]*?)\n\}/gm;
const MACRO = /^[ \t]*#[ \t]*define[ \t]+(\w+)((?:\([^)]*\))?(?:[^\n]*\\\n)*[^\n]*)/gm;
const DATA =
  /^(?:(?!static\b|extern\b|typedef\b|return\b)[A-Za-z_][\w \t*]*[\s*])(\w+)(?:\[[^\]\n]*\])*(?:\s__\w+)*\s*(?:=|;)/gm;

export class SourceTree {
  /** What is exported, and the file that says so. */
  readonly exports = new Map<string, string>();
  readonly functions = new Map<string, FunctionText[]>();
  readonly macros = new Map<string, MacroText[]>();
  readonly data = new Map<string, string>();
  readonly #root: string;
  readonly #files: readonly string[];

  constructor(root: string) {
    this.#root = root;
    this.#files = [...sources(root, '')];
    for (const file of this.#files)
      for (const [, name = ''] of this.#textOf(file).matchAll(EXPORT))
        if (!this.exports.has(name)) this.exports.set(own(name), file);
  }

  /** Looks up the definitions of some names: those of all would not fit into memory. */
  define(names: ReadonlySet<string>): void {
    for (const file of this.#files) if (!file.endsWith('.S')) this.#define(file, names);
  }

  #define(file: string, names: ReadonlySet<string>): void {
    const isHeader = file.endsWith('.h');
    const text = this.#textOf(file);
    const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/[^\n]*/g, '');
    for (const [, before = '', name = '', , body = ''] of plain.matchAll(FUNCTION)) {
      if (!names.has(name)) continue;
      const isStatic = /\bstatic\b/.test(before);
      const isInline = /\b(?:__)?(?:always_)?inline\b/.test(before);
      add(this.functions, { name: own(name), file, isStatic, isInline, body: own(body) });
    }
    if (isHeader && file.includes('include/')) {
      for (const [, name = '', body = ''] of plain.matchAll(MACRO))
        if (names.has(name)) add(this.macros, { name: own(name), file, body: own(body) });
    }
    if (isHeader) return;
    for (const [, name = ''] of plain.matchAll(DATA)) if (names.has(name)) this.data.set(own(name), file);
  }

  #textOf(file: string): string {
    return readFileSync(path.join(this.#root, file), 'utf8');
  }
}

/** A part of a text keeps the whole of it in memory; its bytes do not. */
function own(text: string): string {
  return Buffer.from(text).toString();
}

function add<Each extends { readonly name: string }>(to: Map<string, Each[]>, each: Each): void {
  const known = to.get(each.name);
  if (known === undefined) to.set(each.name, [each]);
  else known.push(each);
}

function* sources(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const isSkipped = folder === '' && SKIPPED.has(entry.name);
      const isOtherArch = folder === 'arch' && !ARCHITECTURES.has(entry.name);
      if (!isSkipped && !isOtherArch) yield* sources(root, name);
    } else if (SOURCE.test(entry.name)) yield name;
  }
}
