/** What a diagnosis finds: a cause, and what it rests on. Sentences are made of it in src/lang. */
import type { NamedKernel } from '../../formats/logs/kernel-names.ts';
import type { KernelOnSite } from '../kernel-builds.ts';
import type { SymbolEnd } from '../../history/ends/symbol-end.ts';
import type { Presence, SymbolUpdate } from './on-file.ts';
import type { MagicDifference } from './vermagic-difference.ts';

/** What changed a symbol in an update. */
export interface UpdateCause {
  /** `struct net_device`; the symbol itself, where its own declaration changed. */
  readonly type: string;
  /** From types that show more than the CRC depends on (BTF), a cause is likely, not certain. */
  readonly isCertain: boolean;
  /** What became of it. */
  readonly sentence: string;
}

/** Why a module was refused, gravest first: a rebuild that cannot help is said before one that does. */
export const CAUSES = [
  // Nothing of kABI.
  'signature',
  'blacklisted',
  'load-policy',
  'userspace-mismatch',
  'wrong-machine',
  'damaged-file',
  'build-fault',
  'openwrt-hash',
  // A rebuild alone does not help.
  'gpl-and-proprietary',
  'gpl-only',
  'protected-export',
  'protected-symbol',
  'trimmed',
  'duplicate-export',
  'namespace',
  'not-exported',
  'undefined-symbols',
  'api-changed',
  'build-excluded',
  'no-headers',
  'no-symvers',
  'license-missing',
  // A rebuild helps.
  'struct-module',
  'vermagic',
  'other-kernel',
  'module-layout',
  'provider-changed',
  'kernel-changed',
  'called-otherwise',
  'other-module-changed',
  'no-versions',
  'btf',
  'package-needs-symbols',
  'package-needs-kernel',
  'weak-modules',
  // Neither.
  'provider-not-loaded',
  'provider-refused',
  'provider-busy',
  'already-loaded',
  'memory',
  'not-installed',
  'dependency-cycle',
  'abi-check',
  'abi-not-guaranteed',
  'build-failed',
  'tool-words',
  // No refusal at all.
  'loaded-with-remarks',
  'described',
  'exports-listed',
  'kernel-provides',
  'kernel-named',
] as const;
export type DiagnosisCause = (typeof CAUSES)[number];

/**
 * `yes`: against the right headers, nothing else. `after-change`: something must be changed first. `no`: it does not help.
 * `not-needed`: nothing is wrong with the build.
 */
export const REBUILD_ANSWERS = ['yes', 'after-change', 'no', 'not-needed', 'unknown'] as const;
export type RebuildAnswer = (typeof REBUILD_ANSWERS)[number];

export interface SymbolFinding {
  readonly symbol: string;
  /** Modules that export it in kernels on file; `vmlinux` is the kernel itself. */
  readonly providers: readonly string[];
  /** What the module, or its package, was built against; null where the text does not say. */
  readonly builtAgainst: number | null;
  /** What the kernel that refused has, if it is on file; null if it has none. */
  readonly inKernel: number | null | undefined;
  readonly update: SymbolUpdate | undefined;
  /** The type that changed it in that update, where types are on file. */
  readonly cause?: UpdateCause;
  /** What the kernel that refused exports in its place, for modules that are built again. */
  readonly heir?: string;
  readonly presence: readonly Presence[];
  /** As the text says, else as the kernels on file have it; empty for none. */
  readonly namespace: string | undefined;
  /** Who provides it outside of the kernel's tree, by its name. */
  readonly outside: string | undefined;
  /** What became of it, where it is gone from some kernel on file, or is known to be gone from all. */
  readonly end: SymbolEnd | undefined;
}

export interface Finding {
  readonly cause: DiagnosisCause;
  /** Null where the text does not name it. */
  readonly module: string | null;
  readonly package: string | undefined;
  readonly kernel: NamedKernel | undefined;
  /** The same, on file. */
  readonly onFile: KernelOnSite | undefined;
  /** `uname -r` of the kernel that the module was built for. */
  readonly builtFor: string | undefined;
  /** Builds on file with the CRCs that the module was built against. */
  readonly builtForOnFile: readonly KernelOnSite[];
  readonly symbols: readonly SymbolFinding[];
  readonly magic: MagicDifference | undefined;
  /** The other module that the cause is about: a proprietary one, the owner of a symbol, one that was refused. */
  readonly owner: string | undefined;
  readonly errno: number | undefined;
  /** Words of a tool. */
  readonly text: string | undefined;
  /** It was a build that failed, not a load. */
  readonly isBuild: boolean;
  readonly rebuild: RebuildAnswer;
  /** Messages that only follow from this: `Unknown symbol … (err -22)` after `disagrees about version`. */
  readonly followUps: number;
  /** Lines that it rests on. */
  readonly lines: readonly number[];
  /** The first of the messages. */
  readonly quote: string | undefined;
  /** The distribution that the text names in words. */
  readonly distribution: string | undefined;
}
