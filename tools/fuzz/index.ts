#!/usr/bin/env node
/** Runs mutated inputs through every reader: `npm run fuzz -- --seconds 60`, or `--runs 1000000 --only "ELF module" --seed 7`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { readers, type Reader } from './readers.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    runs: { type: 'string' },
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: '.cache/fuzz' },
  },
});

function keep(reader: Reader, run: number, input: Uint8Array): string {
  mkdirSync(values.out, { recursive: true });
  const file = path.join(values.out, `${reader.name.replaceAll(' ', '-')}-${run}`);
  writeFileSync(file, input);
  return file;
}

const wanted = (await readers()).filter(
  ({ name }) => values.only === undefined || values.only.includes(name),
);
const seconds = Number(values.seconds) / wanted.length;
let isClean = wanted.length > 0;
for (const reader of wanted) {
  const end = performance.now() + seconds * 1000;
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  const until = (done: number) => (runs === undefined ? performance.now() > end : done >= runs);
  const { failures, ...result } = await fuzz(reader, { seed: Number(values.seed), until, keep });
  isClean &&= failures.length === 0;
  const share = Math.round((100 * result.read) / Math.max(1, result.runs));
  process.stdout.write(
    `${reader.name}: ${result.runs} mutations, ${share} % read, slowest ${Math.round(result.slowestMs)} ms, ${failures.length} failures\n`,
  );
  for (const failure of failures) process.stdout.write(`  ${failure}\n`);
}
process.exitCode = isClean ? 0 : 1;
