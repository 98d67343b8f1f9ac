/**
 * Damages modules of every kind that the tests know, and reads them: each must be read or refused. Argument: how many.
 * The damage is the same in every run. Ends with an error, and what was damaged how, at the first that is neither.
 */
import { Fault } from '../../../../src/base/problems.ts';
import { parseModule } from '../../../../src/formats/drivers/module.ts';
import { ELF_CLASSES, moduleOf } from '../../../../tests/support/elf-writer.ts';

const [count = '0'] = process.argv.slice(2);
const versions = { kfree: 1, module_layout: 2, drm_open: 3 };
const SEEDS = ELF_CLASSES.flatMap((each) => [
  moduleOf({ ...each, versions, undefined: Object.keys(versions) }),
  moduleOf({ ...each, extended: versions, undefined: Object.keys(versions), weak: ['maybe'] }),
  moduleOf({
    ...each,
    exports: [
      { symbol: 'a', crc: 1, namespace: 'NS' },
      { symbol: 'b', isGplOnly: true },
    ],
  }),
]);

/** Numbers from 0 to 2^32 - 1, the same in every run (xorshift32). */
let state = 0x9e3779b9;
function next(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 0;
}

let refused = 0;
for (let round = 0; round < Number(count); round += 1) {
  const seed = next() % SEEDS.length;
  const whole = SEEDS[seed] ?? new Uint8Array();
  const damaged = whole.slice(0, next() % 4 === 0 ? next() % whole.length : whole.length);
  for (let left = 1 + (next() % 8); left > 0 && damaged.length > 0; left -= 1) {
    // Most of what a reader trusts stands in the headers, at the start and the end.
    const at = next() % 3 === 0 ? next() % Math.min(64, damaged.length) : next() % damaged.length;
    damaged[at] = next() % 4 === 0 ? 0xff : next() & 0xff;
  }
  try {
    parseModule(damaged, 'damaged.ko');
  } catch (error) {
    if (!(error instanceof Fault)) {
      throw new Error(`input ${round}, made of seed ${seed}, is neither read nor refused`, { cause: error });
    }
    refused += 1;
  }
}
process.stdout.write(`${refused}\n`);
