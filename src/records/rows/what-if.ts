/** @param name `<product>/<a>..<b>` */
import type { RowFile } from './row-file.ts';
import type { WhatIfRows } from '../../policy/what-if-record.ts';
import { jsonFile } from './row-file.ts';
import { whatIfSchema } from '../../policy/what-if-record.ts';
export function whatIfRowsFile(name: string): RowFile<WhatIfRows> {
  return jsonFile(`what-if/${name}.json`, whatIfSchema);
}
