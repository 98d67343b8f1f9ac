/** What can be said of a module on a kernel, and of what kernels and modules it is said. */
import type { KernelModule } from '../kernel/module.ts';
import type { Coverage, SnapshotId } from '../kernel/snapshot.ts';
import type { Export } from '../kernel/export.ts';
import type { LoaderProfile } from '../kernel/loader.ts';

/**
 * `refused`: the file itself is not taken, whatever its imports, and a rebuild alone does not help: it is damaged,
 * stripped, or in the way of the kernel by its name or exports. `missing`: the kernel does not export these symbols, or
 * not to this module. `rebuild`: it exports them all, but the module has to be built again for it. A module can be all of
 * these; the first one counts.
 */
const VERDICTS_OF_LOADING = {
  loads: { gravity: 0, stops: false, about: [] },
  rebuild: { gravity: 2, stops: true, about: ['mismatched', 'noVersion', 'notImported'] },
  missing: { gravity: 3, stops: true, about: ['missing', 'gplOnly'] },
  unknown: { gravity: 1, stops: false, about: ['notComparable'] },
  refused: { gravity: 4, stops: true, about: [] },
} as const satisfies Readonly<Record<string, LoadVerdictFacts>>;

interface LoadVerdictFacts {
  /** The larger, the graver: of several modules or findings, the gravest is told. */
  readonly gravity: number;
  /** Whether it tells the owner of a driver to do something. */
  readonly stops: boolean;
  /** The lists of a finding that hold the symbols it is about. */
  readonly about: readonly (
    'mismatched' | 'missing' | 'gplOnly' | 'notImported' | 'notComparable' | 'noVersion'
  )[];
}

export type LoadVerdict = keyof typeof VERDICTS_OF_LOADING;

/** In the order in which rows number them. */
export const LOAD_VERDICTS = Object.keys(VERDICTS_OF_LOADING) as readonly LoadVerdict[];

export const LOAD_VERDICT_FACTS: Readonly<Record<LoadVerdict, LoadVerdictFacts>> = VERDICTS_OF_LOADING;

/** To stand beside every `loads`. */
export const LOADS_MEANS =
  'loads: the kernel finds every symbol that the module imports, with the CRC that it was built against. CRCs do not ' +
  'see changed behaviour, types that genksyms was not shown, symbols looked up at run time, or whether the kernel ' +
  'demands a signature. It does not mean that the driver does its job.';

/** One build of a kernel. */
export interface KernelBuild extends Omit<SnapshotId, 'product'> {
  /** CONFIG_MODVERSIONS */
  readonly modversions: boolean;
  /** Null if it is not on file. */
  readonly vermagic: string | null;
  readonly exports: ReadonlyMap<string, Export>;
  /** Absent: all that the kernel exports. */
  readonly coverage?: Coverage;
  /** What else decides; absent: nothing of it is on file. */
  readonly loader?: LoaderProfile;
}

/** What another module exports that is to be loaded first, such as the Module.symvers of an out-of-tree driver. */
export type Provider = Pick<KernelModule, 'name' | 'license' | 'exports' | 'object'> & {
  /** It may export more than what could be read of it. */
  readonly isPartial?: true;
};

export interface LoadFinding {
  readonly verdict: LoadVerdict;
  /** Imports whose CRC is another one in this kernel. All lists are in the order of the imports. */
  readonly mismatched: readonly string[];
  /** Imports that neither this kernel nor another given module exports. */
  readonly missing: readonly string[];
  /** Imports that are exported, but only to modules of a GPL-compatible licence. */
  readonly gplOnly: readonly string[];
  /** Imports from a namespace that the module does not import. */
  readonly notImported: readonly string[];
  /** Imports that have a CRC on one side only. */
  readonly notComparable: readonly string[];
  /** Imports for which the module has no record among its versions, which this kernel refuses. */
  readonly noVersion: readonly string[];
  /** Why the file itself is refused, apart from its imports: clauses. */
  readonly refused: readonly string[];
  /** What other than symbols speaks against it, or leaves it open: clauses. */
  readonly reasons: readonly string[];
  /** What this kernel or this input does not tell, and may still speak against `loads`: phrases. */
  readonly unchecked: readonly string[];
}
