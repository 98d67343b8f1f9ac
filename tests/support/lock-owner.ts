/** Takes the lock of a file, says so, and holds it: for the test of who comes second. Argument: the file. */
import { setTimeout } from 'node:timers/promises';
import { Lock } from '../../scripts/engine/lock.ts';

using _lock = Lock.take(process.argv[2] ?? '', 'kabi build');
process.stdout.write(`held ${process.pid}\n`);
await setTimeout(60_000);
