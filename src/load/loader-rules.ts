/**
 * Rules of the loader that not every kernel has, by the upstream series whose sources were read: kernel/module.c of 5.10,
 * kernel/module/ of 6.1, 6.12 and 7.2. Between the last series without a rule and the first with it, it is not known.
 */
import { compareSeries, seriesOf, type LoaderProfile, type Series } from '../kernel/loader.ts';

interface RuleSpan {
  /** The newest series that is known not to have it. */
  readonly absent: Series;
  /** The oldest series that is known to have it. */
  readonly present: Series;
}

export const LOADER_RULES = {
  /** inherit_taint(): commit 262e6ae7081d, Linux 5.9. */
  'inherited-taint': { absent: [5, 8], present: [5, 9] },
  /** elf_validity_cache_index_mod(): exactly one section, loaded, of the size that the kernel has. */
  'this-module': { absent: [6, 1], present: [6, 12] },
  /** elf_validity_cache_index_info() */
  'one-modinfo': { absent: [6, 1], present: [6, 12] },
  /** elf_validity_cache_index_sym() */
  'one-symbol-table': { absent: [6, 1], present: [6, 12] },
  /** The default case of simplify_symbols(); before, what happens is left to chance. */
  'section-index': { absent: [5, 9], present: [6, 1] },
  /** check_version() goes by __version_ext_crcs: Documentation/kbuild/modules.rst, Linux 6.14. */
  'extended-versions': { absent: [6, 13], present: [6, 14] },
  /** setup_modinfo(): namespaces `module:` cannot be imported by name, Linux 6.16. */
  'module-namespaces': { absent: [6, 15], present: [6, 16] },
  /** check_export_symbol_sections(): one table of exports, and one of their flags. */
  'export-flags': { absent: [6, 12], present: [7, 2] },
} as const satisfies Record<string, RuleSpan>;
export type LoaderRule = keyof typeof LOADER_RULES;

export type Holds = 'yes' | 'no' | 'unknown';

/** What is known of the kernel that a module is judged on, as far as rules depend on it. */
export interface RuledKernel {
  readonly release: string;
  readonly loader?: LoaderProfile;
}

/** Whether the loader of a kernel has a rule. Vendors take rules of newer series over, unless it is known that they do not. */
export function holds(rule: LoaderRule, { release, loader }: RuledKernel): Holds {
  const series = seriesOf(loader?.uname ?? release);
  const { absent, present } = LOADER_RULES[rule];
  if (series === undefined) return 'unknown';
  if (compareSeries(series, present) >= 0) return 'yes';
  const isOlder = compareSeries(series, absent) <= 0;
  return isOlder && loader?.followsSeries === true ? 'no' : 'unknown';
}
