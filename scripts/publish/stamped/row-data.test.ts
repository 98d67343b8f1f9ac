import { expect, test } from 'vitest';
import { type DiffSummary, emptySummary } from '../../../src/history/diff.ts';
import { MODULES, moduleRowsFile, type ModuleRows } from '../../../src/records/rows/modules.ts';
import { Rows } from '../../../src/records/rows/rows.ts';
import { RowData } from './row-data.ts';

/** Rows of modules with these names, the first of which are listed. */
function rowsOf(names: readonly string[], listed = names.length): Rows {
  const changes: DiffSummary = emptySummary();
  const modules = names.map((module): ModuleRows => ({
    about: { module, driver: null, built: null, current: 1, ever: 1, changes },
    ...{ products: [], size: 1, symbols: '' },
  }));
  const files = new Map(
    modules.map((rows) => [moduleRowsFile(rows.about.module).name, JSON.stringify(rows)]),
  );
  files.set(MODULES.name, MODULES.write(modules.slice(0, listed).map(({ about }) => about)));
  return new Rows((name) => files.get(name) ?? '');
}

function namesIn(data: RowData): string[] {
  return [...data.modules()].map(({ about }) => about.module);
}

test('a module that an earlier build left among the rows has no page', () => {
  const rows = rowsOf(['vmlinux', 'fs/fuse/fuse', 'fs/gone'], 2);
  expect(namesIn(new RowData(rows, 0, 1))).toEqual(['vmlinux', 'fs/fuse/fuse']);
});

test('parts have all modules, each once', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const parts = [0, 1].map((part) => namesIn(new RowData(rowsOf(names), part, 2)));
  expect(parts.map(({ length }) => length)).toEqual([3, 2]);
  expect(parts.flat().sort()).toEqual(names);
});
