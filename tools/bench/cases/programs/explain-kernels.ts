/**
 * From the BTF of two kernels and their modules to the causes of changed CRCs. Arguments: two folders as
 * kernel-folders.ts makes them. Prints how many changes there are, and how many have a cause.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { diffExports } from '../../../../src/history/diff.ts';
import { parseBtf } from '../../../../src/formats/btf/btf.ts';
import { parseSymvers } from '../../../../src/formats/exports/symvers.ts';
import { attribute } from '../../../../src/types/cause/attribution.ts';
import { BtfTableBuilder } from '../../../../src/types/read/btf-table.ts';
import { MODULES, SYMVERS, VMLINUX, type ModuleEntry } from '../../measure/kernel-folders.ts';

const [before, after] = process.argv.slice(2).map((folder) => {
  const read = (name: string) => readFileSync(path.join(folder, name));
  const { records: exports } = parseSymvers(read(SYMVERS).toString(), SYMVERS);
  const vmlinux = parseBtf(read(VMLINUX), VMLINUX);
  const builder = new BtfTableBuilder(vmlinux, exports, VMLINUX);
  const modules = read(MODULES);
  let at = 0;
  for (const [module, size] of JSON.parse(read(`${MODULES}.json`).toString()) as ModuleEntry[]) {
    const bytes = modules.subarray(at, (at += size));
    // Every module is read: which of them export something is no secret, but it is what the figure promises.
    const btf = parseBtf(bytes, module, vmlinux);
    if (builder.wants(module)) builder.addModule(module, btf, module);
  }
  return { exports, crcGenerator: 'genksyms' as const, coverage: 'all' as const, table: builder.finish() };
});
if (before === undefined || after === undefined) throw new Error('two folders are wanted');
const changed = diffExports(before, after)
  .changes.filter(({ kinds }) => kinds.includes('crc-changed'))
  .map(({ symbol }) => symbol);
const { explanations } = attribute(before.table, after.table, changed);
process.stdout.write(`${changed.length} ${explanations.size}\n`);
