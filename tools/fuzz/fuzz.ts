/** Gives one reader mutated inputs, and tells what it makes of them. */
import { Fault } from '../../src/base/problems.ts';
import { Random } from './mutate.ts';
import type { Reader } from './readers.ts';

/** An input under a megabyte that takes longer has found more than linear work. */
const LONGEST_MS = 2000;
const MOST_FAILURES = 5;

export interface Result {
  readonly runs: number;
  /** How many were read, in whole or in part; the rest were refused. */
  readonly read: number;
  readonly slowestMs: number;
  readonly failures: readonly string[];
}

export interface Plan {
  readonly seed: number;
  readonly until: (runs: number) => boolean;
  /** Puts an input aside. @returns where it is */
  readonly keep: (reader: Reader, run: number, input: Uint8Array) => string;
}

export async function fuzz(reader: Reader, { seed, until, keep }: Plan): Promise<Result> {
  const failures: string[] = [];
  let [runs, read, slowestMs] = [0, 0, 0];
  for (; !until(runs) && failures.length < MOST_FAILURES; runs += 1) {
    const random = new Random(seed + runs * 2654435761);
    // The first numbers of near seeds are near.
    for (let skip = 0; skip < 4; skip += 1) random.below(2);
    const input = reader.mutate(reader.seeds[random.below(reader.seeds.length)] ?? new Uint8Array(1), random);
    const start = performance.now();
    const fault = await failureOf(reader, input);
    const took = performance.now() - start;
    slowestMs = Math.max(slowestMs, took);
    if (fault === 'read') read += 1;
    const what = fault === 'read' || fault === 'refused' ? undefined : fault;
    const failure = what ?? (took > LONGEST_MS ? `it took ${Math.round(took)} ms` : undefined);
    if (failure !== undefined) failures.push(`${failure}; input in ${keep(reader, runs, input)}`);
  }
  return { runs, read, slowestMs, failures };
}

async function failureOf(reader: Reader, input: Uint8Array): Promise<string> {
  try {
    const said = await reader.read(input);
    return typeof said === 'string' ? said : 'read';
  } catch (error) {
    if (error instanceof Fault) return 'refused';
    return error instanceof Error
      ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ')
      : String(error);
  }
}
