/**
 * What the modules of a kernel package import: the text that is kept of each package, since the packages are too large.
 * A block per module, as `modprobe --dump-modversions` would print it, under a header line with what modinfo tells:
 *
 *     vermagic=6.1.0-53-amd64 SMP preempt mod_unload modversions
 *     net/llc/llc<TAB>license=GPL
 *     <TAB>__alloc_skb
 *     0x12345678<TAB>dev_add_pack
 *     -<TAB>some_weak_symbol<TAB>weak
 *
 *     text   = vermagic-line module*
 *     module = path *(TAB key "=" value) NL *import
 *     import = [ crc / "-" ] TAB symbol [ TAB "weak" ] NL
 *
 * The path is that of Module.symvers: in the kernel tree, without `.ko`. A CRC is left out where it is the one that the
 * same kernel exports the symbol with, and `-` where the module has none. The first line holds for every module that has
 * no vermagic of its own. Keys: `name` if it is not the file's, `vermagic`, `license`, `depends` (separated by commas),
 * `import_ns` (repeated), `alias` (their number), `modversions` if not `basic`. Modules are sorted by path, imports by
 * symbol: the same package gives the same bytes.
 */
import { moduleNameOf, type Import, type ModuleFile, type Modversions } from '../../kernel/module.ts';
import { compareText } from '../../base/text.ts';
import { formatCrc } from '../../kernel/export.ts';
import type { Parsed, Problem } from '../../base/problems.ts';
import { noRecords, textLines } from '../../base/lines.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

/** A module of a kernel's own tree, as far as it is kept. */
export interface InTreeModule extends Pick<
  ModuleFile,
  'name' | 'vermagic' | 'license' | 'importNamespaces' | 'modversions' | 'imports' | 'depends' | 'aliasCount'
> {
  /** In the kernel tree, without `.ko`: `net/llc/llc`. */
  readonly path: string;
  /** A line about it could not be read, or says more than this program knows. */
  readonly isPartial?: true;
}

/** The CRC with which the same kernel exports a symbol; undefined if it does not. */
export type CrcOf = (symbol: string) => number | undefined;

const VERMAGIC = 'vermagic=';
const IMPORT = /^(|-|0x[0-9a-f]{8})\t([^\t]+)(\tweak)?$/;
/** The licence is always there: a path alone may be what is left of an import. */
const HEADER = /^([^\t=]+)((?:\t[a-z_]+=[^\t]*)+)$/;

export function formatImports(modules: readonly InTreeModule[], crcOf: CrcOf): string {
  const sorted = modules.toSorted((a, b) => compareText(a.path, b.path));
  const vermagic = oneLine(sorted[0]?.vermagic ?? '');
  return [`${VERMAGIC}${vermagic}\n`, ...sorted.map((each) => formatModule(each, vermagic, crcOf))].join('');
}

/**
 * Reads the text back. Bad lines become problems; an import below a bad header is left out with it.
 *
 * @throws {Fault} if there is no module in it.
 */
export function parseImports(text: string, path: string, crcOf: CrcOf): Parsed<InTreeModule[]> {
  const problems: Problem[] = [];
  const modules: (InTreeModule & { readonly imports: Import[] })[] = [];
  let vermagic = '';
  let imports: Import[] | undefined;
  const lossy = new Set<Import[]>();
  // The 188,000 imports of a kernel's modules are 25,000 different lines.
  const known = new Map<string, Import>();
  for (const { number, text: line, tooLong } of textLines(text)) {
    if (number === 1 && line.startsWith(VERMAGIC)) {
      vermagic = line.slice(VERMAGIC.length);
      continue;
    }
    const found = known.get(line) ?? (tooLong ? undefined : parseImport(line, crcOf));
    if (found !== undefined) {
      known.set(line, found);
      imports?.push(found);
      continue;
    }
    const header = HEADER.exec(line);
    if (tooLong || header === null || IMPORT.test(line)) {
      problems.push({ kind: 'malformed-import', path, line: number, source: line });
      if (imports !== undefined) lossy.add(imports);
      if (!IMPORT.test(line)) imports = undefined;
      continue;
    }
    imports = [];
    modules.push({ ...parseHeader(header[1] ?? '', header[2] ?? '', vermagic), imports });
  }
  if (modules.length === 0) throw noRecords(text, path);
  const records = modules.map((each) =>
    lossy.has(each.imports) ? { ...each, isPartial: true as const } : each,
  );
  return { records, problems };
}

function formatModule(module: InTreeModule, vermagic: string, crcOf: CrcOf): string {
  const attributes = [
    module.name === moduleNameOf(module.path) ? '' : `name=${module.name}`,
    oneLine(module.vermagic) === vermagic ? '' : `vermagic=${module.vermagic}`,
    `license=${module.license}`,
    module.depends.length === 0 ? '' : `depends=${module.depends.join(',')}`,
    ...module.importNamespaces.map((each) => `import_ns=${each}`),
    module.aliasCount === 0 ? '' : `alias=${module.aliasCount}`,
    module.modversions === 'basic' ? '' : `modversions=${module.modversions}`,
  ].filter((each) => each !== '');
  const header = [module.path, ...attributes].map(oneLine).join('\t');
  const imports = module.imports.toSorted((a, b) => compareText(a.symbol, b.symbol));
  return [header, ...imports.map((each) => formatImport(each, crcOf))].map((line) => `${line}\n`).join('');
}

function formatImport({ symbol, crc, weak }: Import, crcOf: CrcOf): string {
  const column = crc === null ? '-' : crc === crcOf(symbol) ? '' : formatCrc(crc);
  return `${column}\t${symbol}${weak === true ? '\tweak' : ''}`;
}

/** Undefined if it is none, or has no CRC of its own and the kernel exports no such symbol. */
function parseImport(line: string, crcOf: CrcOf): Import | undefined {
  const [, column, symbol, weak] = IMPORT.exec(line) ?? [];
  if (column === undefined || symbol === undefined || !isSymbolName(symbol)) return undefined;
  const crc = column === '-' ? null : column === '' ? crcOf(symbol) : Number.parseInt(column, 16);
  if (crc === undefined) return undefined;
  return { symbol, crc, ...(weak === undefined ? {} : { weak: true }) };
}

function parseHeader(path: string, attributes: string, vermagic: string): Omit<InTreeModule, 'imports'> {
  const pairs = attributes
    .split('\t')
    .slice(1)
    .map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const);
  const all = (key: string) => pairs.filter(([name]) => name === key).map(([, value]) => value);
  const first = (key: string) => all(key)[0];
  return {
    path,
    name: first('name') ?? moduleNameOf(path),
    vermagic: first('vermagic') ?? vermagic,
    license: first('license') ?? 'unspecified',
    depends: (first('depends') ?? '').split(',').filter((each) => each !== ''),
    importNamespaces: all('import_ns'),
    aliasCount: Number(first('alias') ?? 0),
    modversions: modversionsOf(first('modversions')),
    // What a later version of this program writes may decide whether the module loads.
    ...(pairs.every(([key, value]) => isKnown(key, value)) ? {} : { isPartial: true as const }),
  };
}

const KEYS: ReadonlySet<string> = new Set(['name', 'vermagic', 'license', 'depends', 'import_ns', 'alias']);

function isKnown(key: string, value: string): boolean {
  return KEYS.has(key) || (key === 'modversions' && (value === 'basic' || modversionsOf(value) !== 'basic'));
}

function modversionsOf(text: string | undefined): Modversions {
  return text === 'extended' || text === 'both' || text === 'none' ? text : 'basic';
}

/** Values come from modules, which may hold anything but NUL. */
function oneLine(text: string): string {
  return text.replace(/[\t\r\n]/g, ' ');
}
