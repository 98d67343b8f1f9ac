/**
 * Module.symvers, and every file that is one under another name: vmlinux.symvers, symvers-<uname>, SUSE's
 * symvers-<flavour>, Red Hat's and openEuler's Module.kabi_<arch>.
 *
 * Written by write_dump() and read by read_dump() in scripts/mod/modpost.c. Columns by kernel version:
 *
 *     up to 2.6.17            crc symbol module
 *     2.6.18 - 5.3            crc symbol module type
 *     5.4.0 - 5.4.27, 5.5     crc symbol namespace module type
 *     since 5.4.28, 5.6       crc symbol module type namespace
 *
 * Vendors' reference files mix tabs and spaces within one file (RHEL 6, 7.4), so the shape is decided per line.
 */
import { compareText } from '../../base/text.ts';
import { EXPORT_TYPES, formatCrc, type Export, type ExportType } from '../../kernel/export.ts';
import type { Parsed, Problem } from '../../base/problems.ts';
import { LINES_TO_JUDGE, noRecords, textLines } from '../../base/lines.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

/** With 16 digits where a tool took it from a 64-bit symbol table: create_nv.symvers.sh and its kin. */
const CRC = /^(?:0[xX])?(?:0{8})?[0-9a-fA-F]{1,8}$/;
const EXPORT_TYPE_NAMES: ReadonlySet<string> = new Set(EXPORT_TYPES);

/**
 * Reads a Module.symvers file. Bad lines become problems; the good ones are returned sorted by symbol, one record per
 * symbol: of two that differ the last one counts, as for modpost.
 *
 * @throws {Fault} if the text is a web page, binary, or not a symvers file at all. An empty file is legal: RHEL 9.0
 * ships an empty protected list.
 */
export function parseSymvers(text: string, path: string): Parsed<Export[]> {
  const bySymbol = new Map<string, Export>();
  const problems: Problem[] = [];
  let linesSeen = 0;
  for (const { number, text: line, tooLong } of textLines(text)) {
    if (line.startsWith('#')) continue;
    if (bySymbol.size === 0 && linesSeen === LINES_TO_JUDGE) throw noRecords(text, path);
    linesSeen += 1;
    if (tooLong) {
      problems.push({ kind: 'line-too-long', path, line: number, source: line });
      continue;
    }
    const fields = splitColumns(line);
    const record = readRecord(fields);
    if (record === undefined) {
      problems.push({ kind: 'malformed-export', path, line: number, source: line });
      continue;
    }
    if (fields.length > 5 && fields.slice(5).some((field) => field.trim() !== '')) {
      problems.push({ kind: 'surplus-columns', path, line: number, source: line });
    }
    const earlier = bySymbol.get(record.symbol);
    if (earlier !== undefined) {
      const kind = sameExport(earlier, record) ? 'repeated-line' : 'conflicting-duplicate';
      problems.push({ kind, path, line: number, source: line });
    }
    bySymbol.set(record.symbol, record);
  }
  if (bySymbol.size === 0 && linesSeen > 0) throw noRecords(text, path);
  const cut = text.endsWith('\n') ? undefined : cutOffLine(text);
  if (cut !== undefined) problems.push({ kind: 'cut-off', path, ...cut });
  const records = [...bySymbol.values()].sort((a, b) => compareText(a.symbol, b.symbol));
  return { records, problems };
}

/**
 * The last line of a text that lacks its end, if it may have been longer: it has fewer columns than the one before, or
 * ends in the name of a namespace. Vendors' own lists often lack the end of a line that is whole.
 */
function cutOffLine(text: string): { readonly line: number; readonly source: string } | undefined {
  const [before, last] = [...textLines(text)].slice(-2);
  if (before === undefined || last === undefined) return undefined;
  const columns = splitColumns(last.text);
  const isShort = columns.length < splitColumns(before.text).length;
  const endsInName = (columns[4] ?? '') !== '';
  return isShort || endsInName ? { line: last.number, source: last.text } : undefined;
}

/** Reads one line, without its end; undefined if it is not an export. */
export function parseExport(line: string): Export | undefined {
  return readRecord(splitColumns(line));
}

/** The form of kernels since 5.6: five columns, so that a line without a namespace ends in a tab. */
export function formatSymvers(exports: readonly Export[]): string {
  return exports
    .map((e) => `${formatCrc(e.crc)}\t${e.symbol}\t${e.module}\t${e.type}\t${e.namespace}\n`)
    .join('');
}

export function sameExport(a: Export, b: Export): boolean {
  return a.crc === b.crc && a.module === b.module && a.type === b.type && a.namespace === b.namespace;
}

/** Lines of three tabs and more are tab-separated, with empty columns that count; others are split at blanks. */
function splitColumns(line: string): string[] {
  const byTab = line.split('\t');
  if (byTab.length < 4) return line.trim().split(/[ \t]+/);
  return byTab;
}

function readRecord(fields: readonly string[]): Export | undefined {
  const crc = (fields[0] ?? '').trim();
  const symbol = (fields[1] ?? '').trim();
  if (!CRC.test(crc) || !isSymbolName(symbol)) return undefined;
  const rest = readRest((fields[2] ?? '').trim(), fields[3]?.trim(), fields[4]?.trim());
  if (rest === undefined || rest.module === '') return undefined;
  return { symbol, crc: Number.parseInt(crc, 16), ...rest };
}

type Rest = Pick<Export, 'module' | 'type' | 'namespace'>;

function readRest(third: string, fourth: string | undefined, fifth: string | undefined): Rest | undefined {
  if (fourth === undefined) return { module: moduleName(third), type: '', namespace: '' };
  // The order of 5.4.0 to 5.4.27: an export type in the last column gives it away.
  if (fifth !== undefined && fifth !== '' && isExportType(fifth)) {
    return { module: moduleName(fourth), type: fifth, namespace: third };
  }
  return isExportType(fourth)
    ? { module: moduleName(third), type: fourth, namespace: fifth ?? '' }
    : undefined;
}

function isExportType(text: string): text is ExportType {
  return text === '' || EXPORT_TYPE_NAMES.has(text);
}

/** Kernels of the 2.6 series name the directory's object (`fs/built-in`) where later ones write `vmlinux`. */
function moduleName(written: string): string {
  if (written === 'built-in' || written.endsWith('/built-in')) return 'vmlinux';
  return written.endsWith('.ko') ? written.slice(0, -'.ko'.length) : written;
}
