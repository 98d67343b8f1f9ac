/**
 * The exports of one build as /compare/ loads them: a first line of JSON, then a line per symbol, sorted: name, CRC in base
 * 36, and the number of its module, type and namespace in the first line.
 */
import type { ExportTable } from './diff.ts';
import { getOrInsert } from './maps.ts';
import type { CrcGenerator, Export, ExportType } from './model.ts';

/** Relative to the root of the site. */
export function exportFile(product: string, release: string, lane: string): string {
  return `compare/builds/${product}/${release}/${lane}.txt`;
}

interface Head {
  readonly generator: CrcGenerator;
  readonly attributes: readonly (readonly [module: string, type: ExportType, namespace: string])[];
}

export function formatExportFile({ crcGenerator, exports }: ExportTable): string {
  const attributes: Head['attributes'][number][] = [];
  const numbers = new Map<string, number>();
  const lines = exports.map(({ symbol, crc, module, type, namespace }) => {
    const number = getOrInsert(numbers, JSON.stringify([module, type, namespace]), () => {
      return attributes.push([module, type, namespace]) - 1;
    });
    return `${symbol} ${crc.toString(36)} ${number.toString(36)}\n`;
  });
  return `${JSON.stringify({ generator: crcGenerator, attributes } satisfies Head)}\n${lines.join('')}`;
}

/** @throws {SyntaxError} if it is none, or cut off */
export function parseExportFile(text: string): ExportTable {
  const end = text.indexOf('\n');
  const { generator, attributes } = JSON.parse(text.slice(0, end)) as Head;
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
  return { crcGenerator: generator, exports };
}
