/**
 * What `nm -u` prints of modules: `U` for each symbol they need, `w` or `v` for one that they can do without, and the
 * name of the file above its symbols if there are several (GNU binutils, nm(1)). There are no CRCs in it.
 */
import { moduleNameOf, type Import } from '../../kernel/module.ts';
import type { Parsed, Problem } from '../../base/problems.ts';
import { ImportList } from './import-list.ts';
import { noRecords, textLines } from '../../base/lines.ts';

const LINE = /^\s+([Uwv])\s+(\S+)\s*$/;
const HEADING = /^(\S.*\.ko(?:\.(?:gz|xz|zst))?):$/;

export interface UndefinedSymbols {
  /** Null if the text does not name the module. */
  readonly module: string | null;
  readonly imports: readonly Import[];
}

export function isUndefinedSymbol(line: string): boolean {
  return LINE.test(line) || HEADING.test(line);
}

/** @throws {Fault} if no line names an undefined symbol. */
export function parseUndefinedSymbols(text: string, path: string): Parsed<readonly UndefinedSymbols[]> {
  const records: UndefinedSymbols[] = [];
  const problems: Problem[] = [];
  let module: string | null = null;
  let list = new ImportList(path);
  const finish = () => {
    if (list.imports.length > 0) records.push({ module, imports: list.imports });
    problems.push(...list.problems);
    list = new ImportList(path);
  };
  for (const line of textLines(text)) {
    const heading = HEADING.exec(line.text)?.[1];
    if (heading !== undefined) {
      finish();
      module = moduleNameOf(heading);
      continue;
    }
    const [, type, symbol] = (line.tooLong ? null : LINE.exec(line.text)) ?? [];
    if (symbol === undefined) list.refuse(line);
    else list.add(line, symbol, null, type !== 'U');
  }
  finish();
  if (records.length === 0) throw noRecords(text, path);
  return { records, problems };
}
