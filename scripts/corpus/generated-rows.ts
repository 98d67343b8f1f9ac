import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Rows } from '../../src/records/rows/rows.ts';

/** @param folder content/generated/rows/ */
export function rowsIn(folder: string): Rows {
  return new Rows((name) => readFileSync(path.join(folder, name), 'utf8'));
}
