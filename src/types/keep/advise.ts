/** What would have kept each cause of an update. */
import type { Cause } from '../diff/cause.ts';
import type { Differences } from '../diff/differences.ts';
import { VMLINUX } from '../../kernel/module.ts';
import { typeKey } from '../table/table.ts';
import { adviceFor, type Advice } from './advice.ts';
import { allocatorsIn, holdersIn } from './holders.ts';

/** In the order of the causes. */
export function advise(
  causes: readonly Cause[],
  differences: Differences,
): { readonly cause: Cause; readonly advice: Advice }[] {
  const { table } = differences.before;
  return causes.map((cause) => {
    const sides = differences.sidesIn(cause.scopes[0] ?? VMLINUX);
    const isType = cause.kind !== 'function' && cause.kind !== 'variable';
    const key = isType ? typeKey(cause.kind, cause.name) : undefined;
    const heldBy = key && holdersIn(table).get(key);
    const allocators = key && allocatorsIn(table).get(key);
    return { cause, advice: adviceFor(cause, { sides, heldBy, allocators }) };
  });
}
