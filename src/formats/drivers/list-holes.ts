/**
 * Lines of a text that may have been records of a list of imports and cannot be read as such: what was in them is lost, and the
 * list is some of what the module imports.
 */
import type { PastedLine } from '../logs/pasted-text.ts';
import { isRpmDependency, mayHaveBeenDependency } from './rpm-dependencies.ts';

/** The lines of a text by what was made of them, as their numbers. */
export interface ReadLines {
  readonly imports: ReadonlySet<number>;
  readonly exports: ReadonlySet<number>;
  /** All that are of some table. */
  readonly tabled: ReadonlySet<number>;
}

/** How many there are. */
export function listHoles(lines: readonly PastedLine[], read: ReadLines): number {
  return lines.filter((_, index) => isHole(lines, index, read)).length;
}

function isHole(
  lines: readonly PastedLine[],
  index: number,
  { imports, exports, tabled }: ReadLines,
): boolean {
  const [before, line, after] = [lines[index - 1], lines[index], lines[index + 1]];
  if (line === undefined || imports.has(line.number)) return false;
  const isImport = (each: PastedLine | undefined) => each !== undefined && imports.has(each.number);
  if (!isImport(before) && !isImport(after)) return false;
  if (exports.has(line.number)) {
    // Three columns are what a record becomes whose name is torn; a list of exports that follows has more than one line.
    return ![before, after].some((each) => each !== undefined && exports.has(each.number));
  }
  if (tabled.has(line.number)) return GLUED.test(line.text);
  if ([before, after].some((each) => each !== undefined && isRpmDependency(each.text))) {
    return mayHaveBeenDependency(line.text);
  }
  return (isImport(before) && isImport(after)) || mayHaveBeenVersion(line.text);
}

/**
 * A line whose first word has a digit in it, or hexadecimal ones enough for a CRC, or that has two columns, or ends in a
 * name with an underscore. What people paste
 * around a list, such as the command that printed it or their thanks, has none of these.
 */
export function mayHaveBeenVersion(line: string): boolean {
  return (
    /^[\s#]*(?:[^\s\d]{0,80}\d|\S{0,3}[xX][0-9a-fA-F]{3}|[0-9a-fA-F]{7})/.test(line) ||
    /^\s*(?:[^\s]{1,20}[ \t]+)?[a-zA-Z.$]{0,80}_[\w.$]{0,512}\s*$/.test(line) ||
    /^[^\t]{0,20}\t[\w.$]{1,512}\s*$/.test(line)
  );
}

/** A record that has lost the line break before it. */
const GLUED = /[xX][0-9a-fA-F]{6,9}[ \t]+[\w.$]{1,512}\s*$/;
