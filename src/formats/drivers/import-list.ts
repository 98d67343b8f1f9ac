/** Collects the imports that a text lists line by line; of two lines for one symbol the first counts, as for the kernel. */
import type { Import } from '../../kernel/module.ts';
import type { Problem, ProblemKind } from '../../base/problems.ts';
import type { TextLine } from '../../base/lines.ts';
import { isSymbolName, withoutLeadingDot } from '../../kernel/symbol-name.ts';

/** Problems of a list after which its imports may not be all, or one may have another CRC. */
const LOSES: ReadonlySet<ProblemKind> = new Set([
  'malformed-import',
  'line-too-long',
  'conflicting-import',
  'cut-off',
]);

/** Whether an import may have been lost, so that `loads` cannot be said of what is left. */
export function losesImports(problems: readonly Problem[]): boolean {
  return problems.some(({ kind }) => LOSES.has(kind));
}

export class ImportList {
  readonly problems: Problem[] = [];
  readonly #path: string;
  readonly #imports = new Map<string, Import>();

  /** @param path Name of the text for messages. */
  constructor(path: string) {
    this.#path = path;
  }

  get imports(): readonly Import[] {
    return [...this.#imports.values()];
  }

  add(line: TextLine, written: string, crc: number | null, isWeak = false): void {
    const symbol = withoutLeadingDot(written);
    // One dot is of an old ppc64 module; no kernel looks for a name that begins with more.
    if (!isSymbolName(symbol) || symbol.startsWith('.')) {
      this.refuse(line);
      return;
    }
    const earlier = this.#imports.get(symbol);
    if (earlier === undefined) {
      this.#imports.set(symbol, { symbol, crc, ...(isWeak ? { weak: true } : {}) });
    } else {
      const kind = earlier.crc === crc ? 'repeated-line' : 'conflicting-import';
      this.problems.push({ kind, path: this.#path, line: line.number, source: line.text });
    }
  }

  refuse(line: TextLine): void {
    const kind = line.tooLong ? 'line-too-long' : 'malformed-import';
    this.problems.push({ kind, path: this.#path, line: line.number, source: line.text });
  }
}
