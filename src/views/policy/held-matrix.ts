/** Lists of protected symbols against registered drivers, as a table. */
import { compareText } from '../../base/text.ts';
import { say } from '../../lang/message.ts';
import type { Dictionary } from '../../lang/en/translation.ts';
import type { DriverOnList, HeldList } from '../../policy/drivers-on-lists.ts';

export interface HeldRow {
  readonly list: HeldList;
  readonly arch: string;
  readonly symbols: number;
  /** In the order of the drivers; undefined where one has no build for the architecture. */
  readonly cells: readonly (DriverOnList | undefined)[];
}

export function heldMatrix(lists: readonly HeldList[]): {
  readonly drivers: readonly string[];
  readonly rows: readonly HeldRow[];
} {
  const files = lists.flatMap((list) => list.files.map((file) => ({ list, file })));
  const names = files.flatMap(({ file }) => file.drivers.map(({ driver }) => driver));
  const drivers = [...new Set(names)].sort(compareText);
  return {
    drivers,
    rows: files.map(({ list, file }) => ({
      ...{ list, arch: file.arch, symbols: file.symbols },
      cells: drivers.map((name) => file.drivers.find(({ driver }) => driver === name)),
    })),
  };
}

export function heldCell(cell: DriverOnList | undefined, texts: Pick<Dictionary, 'driversOnLists'>): string {
  const words = texts.driversOnLists;
  if (cell === undefined) return words.noBuild;
  return say(words.cell, { listed: cell.imports - cell.notListed.length, imports: cell.imports });
}
