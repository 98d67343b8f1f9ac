import type { CrcGenerator, Export } from '../../../src/kernel/export.ts';
import type { ConfigFacts } from './kernel-config.ts';

/**
 * Exported functions that are `void f(void)` in every kernel. genksyms hashes the name along with the type, so that
 * their CRCs differ; gendwarfksyms hashes the type alone, so that they share one.
 */
const VOID_FUNCTIONS: ReadonlySet<string> = new Set([
  '__fentry__',
  '__stack_chk_fail',
  '__x86_return_thunk',
  'dump_stack',
  'rcu_barrier',
  'rtnl_lock',
  'rtnl_unlock',
  'synchronize_rcu',
  'yield',
]);

/**
 * What computed these CRCs. Where all are 0, nothing did, whatever the configuration says. The configuration decides
 * if there is one; otherwise the functions above, of which two are enough to be certain. `unknown` with fewer, as in
 * vendors' short reference files.
 */
export function detectCrcGenerator(
  exports: readonly Export[],
  config: ConfigFacts | undefined,
): CrcGenerator {
  if (!hasCrcs(exports) || config?.modversions === false) return 'none';
  if (config !== undefined) return config.gendwarfksyms ? 'gendwarfksyms' : 'genksyms';
  const crcs = exports.filter((e) => VOID_FUNCTIONS.has(e.symbol) && e.crc !== 0).map((e) => e.crc);
  if (crcs.length < 2) return 'unknown';
  return new Set(crcs).size < crcs.length ? 'gendwarfksyms' : 'genksyms';
}

export function hasCrcs(exports: readonly Export[]): boolean {
  return exports.some((e) => e.crc !== 0);
}
