/**
 * What `modprobe --dump-modversions` prints: one line per record of __versions in the order of the section, CRC, tab,
 * symbol, without a leading dot (show_modversions() in kmod's tools/modprobe.c: `0x%08x\t%s`).
 */
import type { Import } from '../../kernel/module.ts';
import { formatCrc } from '../../kernel/export.ts';
import type { Parsed, Problem } from '../../base/problems.ts';
import { ImportList, losesImports } from './import-list.ts';
import { mayHaveBeenVersion } from './list-holes.ts';
import { noRecords, textLines } from '../../base/lines.ts';

/** A record that lost its first character to a `#`, or that somebody took out: an import of the module all the same. */
const COMMENTED_OUT = /^#\s*[0xX]*[0-9a-fA-F]{4,16}[ \t]+[\w.$]+\s*$/;

/** Without `0x` only in full: `add` and `dead` are words, too. With 16 digits as a 64-bit symbol table has it. */
const LINE = /^\s*(?:0[xX](?:0{8})?([0-9a-fA-F]{1,8})|(?:0{8})?([0-9a-fA-F]{8}))[ \t]+(\S+)\s*$/;

export function isModversionsLine(line: string): boolean {
  return LINE.test(line);
}

/** Whether an import may be lost with what could not be read of a text that somebody pasted. */
export function losesVersions(problems: readonly Problem[]): boolean {
  const lost = problems.filter(
    ({ kind, source = '' }) => kind !== 'malformed-import' || mayHaveBeenVersion(source),
  );
  return losesImports(lost);
}

/** @throws {Fault} if no line is a record. */
export function parseModversions(text: string, path: string): Parsed<readonly Import[]> {
  const list = new ImportList(path);
  for (const line of textLines(text)) {
    if (line.text.startsWith('#') && !COMMENTED_OUT.test(line.text)) continue;
    const [, prefixed, bare, symbol] = (line.tooLong ? null : LINE.exec(line.text)) ?? [];
    const crc = prefixed ?? bare;
    if (crc === undefined || symbol === undefined) list.refuse(line);
    else list.add(line, symbol, Number.parseInt(crc, 16));
  }
  if (list.imports.length === 0) throw noRecords(text, path);
  return { records: list.imports, problems: list.problems };
}

/** An import without a CRC has no record in a module, and no line here. */
export function formatModversions(imports: readonly Import[]): string {
  return imports.map(({ symbol, crc }) => (crc === null ? '' : `${formatCrc(crc)}\t${symbol}\n`)).join('');
}
