/**
 * Calls the contenders in turn, so that a disturbance of the machine hits all of them, and returns the milliseconds of
 * each call by contender. The first rounds only warm up.
 */
export async function timeInTurn<Name extends string>(
  contenders: Readonly<Record<Name, () => unknown>>,
  { warmUp, rounds }: { readonly warmUp: number; readonly rounds: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const name of names) {
      const start = performance.now();
      await contenders[name]();
      const elapsed = performance.now() - start;
      if (round >= warmUp) samples[name].push(elapsed);
    }
  }
  return samples;
}
