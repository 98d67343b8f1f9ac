/**
 * Starts a process, and prints its number: for the test of how both end. It waits for it, or with the argument `hold` disposes
 * of one that does not want to end, and says so.
 */
import { Pool } from '../../scripts/engine/pool.ts';

const pool = new Pool(new URL('./worker.ts', import.meta.url), { processes: 1 });
process.stdout.write(`${await pool.run<number>(undefined, { by: 'whoAreYou' })}\n`);
if (process.argv[2] === 'hold') {
  await pool.run(undefined, { by: 'hold' });
  await pool[Symbol.asyncDispose]();
  process.stdout.write('gone\n');
} else await pool.run(undefined, { by: 'wait' });
