/**
 * The exports of one build as /compare/ loads them: a first line of JSON, then a line per symbol, sorted: name, CRC in base
 * 36, and the number of its module, type and namespace in the first line.
 */
import type { ExportTable } from './diff.ts';
import type { Attributes } from './runs.ts';
import { getOrInsert } from '../base/maps.ts';
import type { Coverage } from '../kernel/snapshot.ts';
import type { CrcGenerator, Export, ExportType } from '../kernel/export.ts';

/** Below the folder that is named by its content (src/addresses/data-files.ts). @param build `debian-12/6.1.0-54/amd64` */
export function exportFile(build: string): string {
  return `${build}.txt`;
}

interface Head {
  readonly generator: CrcGenerator;
  /** Absent: all. */
  readonly coverage?: Coverage;
  readonly attributes: readonly (readonly [module: string, type: ExportType, namespace: string])[];
}

/** The first two columns. */
export function exportLine({ symbol, crc }: Pick<Export, 'symbol' | 'crc'>): string {
  return `${symbol} ${crc.toString(36)} `;
}

/** One file in the making. Its lines and attributes are made once for the many builds that share them. */
export class ExportFile {
  readonly #attributes = new Map<Attributes, string>();
  readonly #lines: string[] = [];

  /**
   * @param line of exportLine(), in the order of the symbols
   * @param attributes the same object each time
   */
  add(line: string, attributes: Attributes): void {
    this.#lines.push(
      line,
      getOrInsert(this.#attributes, attributes, () => `${this.#attributes.size.toString(36)}\n`),
    );
  }

  format(generator: CrcGenerator, coverage: Coverage): string {
    const attributes = [...this.#attributes.keys()].map(
      ({ module, type, namespace }) => [module, type, namespace] as const,
    );
    const head: Head = { generator, ...(coverage === 'part' && { coverage }), attributes };
    return `${JSON.stringify(head)}\n${this.#lines.join('')}`;
  }
}

/** @throws {SyntaxError} if it is none, or cut off */
export function parseExportFile(text: string): ExportTable {
  const end = text.indexOf('\n');
  const { generator, coverage = 'all', attributes } = JSON.parse(text.slice(0, end)) as Head;
  const exports: Export[] = [];
  // Read in place: a browser on a slow machine has 50,000 lines to get through.
  for (let start = end + 1; start < text.length;) {
    const first = text.indexOf(' ', start);
    const second = text.indexOf(' ', first + 1);
    const stop = text.indexOf('\n', second);
    if (first < 0 || second < 0 || stop < 0) throw new SyntaxError('not a whole file of exports');
    const at = attributes[parseInt(text.slice(second + 1, stop), 36)];
    const [module, type, namespace] = at ?? ['', '' as const, ''];
    const crc = parseInt(text.slice(first + 1, second), 36);
    exports.push({ symbol: text.slice(start, first), crc, module, type, namespace });
    start = stop + 1;
  }
  return { crcGenerator: generator, coverage, exports };
}
