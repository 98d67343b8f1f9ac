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
import { compareText, EXPORT_TYPES, formatCrc, type Export, type ExportType } from '../model.ts';
import { Fault, type Parsed, type Problem } from '../problems.ts';

/** No record of any kernel comes near it; a longer line is not a record, and is not copied around. */
const LONGEST_LINE = 4096;
/** The first so many lines of a file must hold at least one record for the rest to be worth reading. */
const LINES_TO_JUDGE = 20;

/**
 * A leading dot belongs to the name. The dots of old ppc64 function descriptors are in what modules import, never here:
 * who reads imports strips them, as dedotify_versions() in arch/powerpc/kernel/module_64.c does.
 */
const SYMBOL = /^[A-Za-z_.$][A-Za-z0-9_.$]*$/;
const CRC = /^(?:0[xX])?[0-9a-fA-F]{1,8}$/;
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
  let lineNumber = 0;
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    lineNumber += 1;
    const tooLong = end - start > LONGEST_LINE;
    const line = text.slice(start, tooLong ? start + LONGEST_LINE : text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    if (line === '' || line.startsWith('#') || line.trim() === '') continue;
    if (bySymbol.size === 0 && linesSeen === LINES_TO_JUDGE) throw notSymvers(text, path);
    linesSeen += 1;
    if (tooLong) {
      problems.push({ kind: 'line-too-long', path, line: lineNumber, source: line });
      continue;
    }
    const fields = splitColumns(line);
    const record = readRecord(fields);
    if (record === undefined) {
      problems.push({ kind: 'malformed-export', path, line: lineNumber, source: line });
      continue;
    }
    if (fields.length > 5 && fields.slice(5).some((field) => field.trim() !== '')) {
      problems.push({ kind: 'surplus-columns', path, line: lineNumber, source: line });
    }
    const earlier = bySymbol.get(record.symbol);
    if (earlier !== undefined) {
      const kind = sameExport(earlier, record) ? 'repeated-line' : 'conflicting-duplicate';
      problems.push({ kind, path, line: lineNumber, source: line });
    }
    bySymbol.set(record.symbol, record);
  }
  if (bySymbol.size === 0 && linesSeen > 0) throw notSymvers(text, path);
  const records = [...bySymbol.values()].sort((a, b) => compareText(a.symbol, b.symbol));
  return { records, problems };
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
  if (!CRC.test(crc) || !SYMBOL.test(symbol)) return undefined;
  const rest = readRest((fields[2] ?? '').trim(), fields[3]?.trim(), fields[4]?.trim());
  if (rest === undefined || rest.module === '') return undefined;
  return { symbol, crc: Number.parseInt(crc.replace(/^0[xX]/, ''), 16), ...rest };
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

function notSymvers(text: string, path: string): Fault {
  const start = text.slice(0, LONGEST_LINE);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(start)) return new Fault({ kind: 'html-page', path });
  // U+FFFD is what a decoder makes of bytes that are not text.
  if (/[\0\uFFFD]/.test(start)) return new Fault({ kind: 'binary-data', path });
  const source = start.trimStart().split('\n', 1)[0] ?? '';
  return new Fault({ kind: 'no-records', path, line: 1, source });
}
