/**
 * A type table as one text, which is what is kept of each build: a header line, the definitions by kind and name, the
 * exports by symbol.
 *
 *     // type-table 1 source=btf pointer=8
 *     struct dst_entry { // size 112
 *     ...
 *     };
 *     struct priv { // size 16
 *     ...
 *     };
 *     // in drivers/net/a drivers/net/b
 *     struct priv { // size 8
 *     ...
 *     };
 *     extern int register_netdev(struct net_device *);
 *     // in net/llc/llc
 *     extern struct llc_sap *llc_sap_open(unsigned char, int);
 *
 *     table  = header *( [ scopes ] definition ) *( [ scopes ] "extern " prototype )
 *     header = "// type-table 1 source=" ( "btf" / "genksyms" / "gendwarfksyms" ) [ " pointer=" ( "4" / "8" ) ]
 *              [ " compiler=" ( "gcc" / "clang" ) ] NL
 *     scopes = "// in " scope *( " " scope ) NL
 *
 * definition-text.ts defines the rest. Several definitions of one name follow each other, the name's own first. Without
 * scopes a definition is that of vmlinux and of every scope that no other definition of the name lists, and an export is
 * vmlinux's. The same build gives the same bytes.
 */
import { VMLINUX } from '../../kernel/module.ts';
import { compareText } from '../../base/text.ts';
import { Fault, type Parsed, type Problem } from '../../base/problems.ts';
import { noRecords } from '../../base/lines.ts';
import { splitDeclaration, unquoteName } from './declaration.ts';
import {
  compareTypeKeys,
  type Compiler,
  type TypeKey,
  type TypeSource,
  type TypeTable,
  type TypedExport,
  type ScopedDefinition,
} from './table.ts';

const HEADER =
  /^\/\/ type-table 1 source=(btf|genksyms|gendwarfksyms)(?: pointer=([48]))?(?: compiler=(gcc|clang))?\n/;
const EXTERN = 'extern ';
const SCOPES = '// in ';

export function formatTypeTable(table: TypeTable): string {
  const pointer = table.pointerSize === null ? '' : ` pointer=${table.pointerSize}`;
  const compiler = table.compiler == null ? '' : ` compiler=${table.compiler}`;
  const parts = [`// type-table 1 source=${table.source}${pointer}${compiler}\n`];
  for (const key of [...table.types.keys()].sort(compareTypeKeys)) {
    for (const { scopes, text } of table.types.get(key) ?? []) parts.push(scopesLine(scopes), text);
  }
  for (const { scope, text } of table.exports.toSorted(bySymbolAndScope)) {
    parts.push(scopesLine(scope === VMLINUX ? [] : [scope]), EXTERN, text);
  }
  return parts.join('');
}

/**
 * Reads the text back. What is no definition becomes a problem, with its first line.
 *
 * @throws {Fault} if the header is missing, or of a form that this program does not know.
 */
export function parseTypeTable(text: string, path: string): Parsed<TypeTable> {
  const header = HEADER.exec(text);
  if (header === null) {
    const start = text.slice(0, 200).split('\n', 1)[0] ?? '';
    if (!start.startsWith('// type-table ')) throw noRecords(text, path);
    throw new Fault({
      kind: 'malformed-type',
      path,
      line: 1,
      source: start,
      detail: 'its form is not known',
    });
  }
  const types = new Map<TypeKey, ScopedDefinition[]>();
  const exports: TypedExport[] = [];
  const problems: Problem[] = [];
  let scopes: readonly string[] = [];
  let line = 2;
  for (let at = header[0].length; at < text.length;) {
    const end = endOfBlock(text, at);
    const block = text.slice(at, end);
    at = end;
    if (block.startsWith(SCOPES)) {
      scopes = block.slice(SCOPES.length).trimEnd().split(' ');
    } else {
      const key = keyOf(block);
      if (block.startsWith(EXTERN)) {
        const prototype = block.slice(EXTERN.length);
        const symbol = declaredName(prototype);
        if (symbol === '') problems.push({ kind: 'malformed-type', path, line, source: firstLine(block) });
        else exports.push({ symbol, scope: scopes[0] ?? VMLINUX, text: prototype });
      } else if (key === undefined) {
        problems.push({ kind: 'malformed-type', path, line, source: firstLine(block) });
      } else {
        const known = types.get(key);
        if (known === undefined) types.set(key, [{ text: block, scopes }]);
        else known.push({ text: block, scopes });
      }
      scopes = [];
    }
    line += linesIn(block);
  }
  const [, source, pointer, compiler] = header;
  const pointerSize = pointer === undefined ? null : pointer === '4' ? 4 : 8;
  return {
    records: {
      source: source as TypeSource,
      pointerSize,
      ...(compiler === undefined ? {} : { compiler: compiler as Compiler }),
      types,
      exports: exports.sort(bySymbolAndScope),
    },
    problems,
  };
}

/** A block is a line, or if it opens a brace the lines up to the first one that is not indented and not a brace again. */
function endOfBlock(text: string, start: number): number {
  for (let at = start; ;) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) return text.length;
    at = newline + 1;
    const next = text[at];
    if (next !== '\t' && next !== '}') return at;
  }
}

const TAGGED = /^(struct|union|enum) ('(?:[^'\\\n]|\\.)*'|[^\s;]+)(?: \{| *;)/;

function keyOf(block: string): TypeKey | undefined {
  const [, kind, name] = TAGGED.exec(block) ?? [];
  if (name !== undefined) return `${kind as 'struct'} ${unquoteName(name)}`;
  if (!block.startsWith('typedef ')) return undefined;
  const declared = declaredName(block.slice('typedef '.length));
  return declared === '' ? undefined : `typedef ${declared}`;
}

/** The name that a declaration declares, whatever stands between its outermost braces. */
function declaredName(declaration: string): string {
  const flat =
    declaration.includes('\n\t') || declaration.includes('\n}')
      ? declaration.replace(/\{(?: \/\/ size \d+)?\n(?:\t.*\n)*\}/g, '{}')
      : declaration;
  return splitDeclaration(flat.replace(/;\n?$/, '')).name;
}

function scopesLine(scopes: readonly string[]): string {
  return scopes.length === 0 ? '' : `${SCOPES}${scopes.join(' ')}\n`;
}

function bySymbolAndScope(a: TypedExport, b: TypedExport): number {
  return compareText(a.symbol, b.symbol) || compareText(a.scope, b.scope);
}

function firstLine(block: string): string {
  return block.split('\n', 1)[0] ?? '';
}

function linesIn(block: string): number {
  let count = 0;
  for (let at = block.indexOf('\n'); at >= 0; at = block.indexOf('\n', at + 1)) count += 1;
  return count;
}
