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

export function parseExportFile(text: string): ExportTable {
  const end = text.indexOf('\n');
  const { generator, attributes } = JSON.parse(text.slice(0, end)) as Head;
  const lines = text.slice(end + 1).split('\n');
  lines.pop();
  return {
    crcGenerator: generator,
    exports: lines.map((line): Export => {
      const [symbol = '', crc = '0', number = '0'] = line.split(' ');
      const [module, type, namespace] = attributes[parseInt(number, 36)] ?? ['', '' as const, ''];
      return { symbol, crc: parseInt(crc, 36), module, type, namespace };
    }),
  };
}
