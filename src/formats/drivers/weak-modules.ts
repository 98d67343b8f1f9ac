/**
 * What weak-modules of Red Hat and its kin prints (with --verbose, or into the log of the package manager) of a module
 * that cannot serve another kernel as well:
 *
 *     Module foo.ko from kernel 5.14.0-503.el9.x86_64 is not compatible with kernel 5.14.0-570.el9.x86_64 in symbols: bar
 */
import { moduleNameOf } from '../../kernel/module.ts';
import { noRecords, textLines } from '../../base/lines.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

export interface Incompatibility {
  readonly module: string;
  /** `uname -r` of the kernel that the module was built for, and of the other one. */
  readonly builtFor: string;
  readonly kernel: string;
  /** The symbols that the other kernel has with another CRC, or not at all. */
  readonly symbols: readonly string[];
}

const LINE = /(?:^|\s)Module (\S+) from kernel (\S+) is not compatible with kernel (\S+) in symbols:(.*)$/;

export function isIncompatibility(line: string): boolean {
  return LINE.test(line);
}

/** @throws {Fault} if no line is of this kind. */
export function parseWeakModules(text: string, path: string): readonly Incompatibility[] {
  const found: Incompatibility[] = [];
  for (const { text: line } of textLines(text)) {
    const [, module, builtFor, kernel, symbols] = LINE.exec(line) ?? [];
    if (module === undefined || builtFor === undefined || kernel === undefined) continue;
    const names = new Set((symbols ?? '').split(/\s+/).filter(isSymbolName));
    found.push({ module: moduleNameOf(module), builtFor, kernel, symbols: [...names] });
  }
  if (found.length === 0) throw noRecords(text, path);
  return found;
}
