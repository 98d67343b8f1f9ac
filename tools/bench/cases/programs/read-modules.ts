/**
 * Reads kernel modules as far as their verdict needs, as `modprobe --dump-modversions` does. Argument: a file that names
 * one of them a line. Prints the number of imports.
 */
import { readFileSync } from 'node:fs';
import { parseModule } from '../../../../src/formats/drivers/module.ts';

const [list = ''] = process.argv.slice(2);
let imports = 0;
for (const file of readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line !== '')) {
  imports += parseModule(readFileSync(file), file).records.imports.length;
}
process.stdout.write(`${imports}\n`);
