/** What kernels, build tools and package managers say of a module: one statement per message, whatever stood around it. */

/** By whom a statement is made, and in what situation. */
export type Speaker = 'loader' | 'tool' | 'build' | 'package' | 'abi-check';

/** `refusal`: the module was not loaded, built or installed for this. `remark`: it was, or this alone does not say. */
export type Weight = 'refusal' | 'remark';

/** Every kind of statement: who says it, and whether it is a refusal. */
export const STATEMENT_KINDS = {
  // load_module() and what it calls.
  'symbol-version': ['loader', 'refusal'],
  'unknown-symbol': ['loader', 'refusal'],
  'version-magic': ['loader', 'refusal'],
  'namespace-not-imported': ['loader', 'refusal'],
  'module-namespace': ['loader', 'refusal'],
  'gpl-and-proprietary': ['loader', 'refusal'],
  'inherits-proprietary': ['loader', 'remark'],
  'duplicate-export': ['loader', 'refusal'],
  'protected-export': ['loader', 'refusal'],
  'protected-symbol': ['loader', 'refusal'],
  'no-symbol-version': ['loader', 'remark'],
  'no-export-versions': ['loader', 'remark'],
  'no-export-flags': ['loader', 'refusal'],
  'struct-module-size': ['loader', 'refusal'],
  'struct-module-section': ['loader', 'refusal'],
  'no-module-in-file': ['loader', 'refusal'],
  stripped: ['loader', 'refusal'],
  'invalid-elf': ['loader', 'refusal'],
  'wrong-machine': ['loader', 'refusal'],
  'damaged-versions': ['loader', 'refusal'],
  'damaged-symbols': ['loader', 'refusal'],
  'common-symbol': ['loader', 'refusal'],
  livepatch: ['loader', 'refusal'],
  constructors: ['loader', 'refusal'],
  blacklisted: ['loader', 'refusal'],
  'signature-rejected': ['loader', 'refusal'],
  lockdown: ['loader', 'refusal'],
  'load-policy': ['loader', 'refusal'],
  'signature-missing': ['loader', 'remark'],
  decompression: ['loader', 'refusal'],
  'writable-code': ['loader', 'refusal'],
  relocation: ['loader', 'refusal'],
  'per-cpu-memory': ['loader', 'refusal'],
  'already-loaded': ['loader', 'refusal'],
  'gave-up-waiting': ['loader', 'refusal'],
  'btf-mismatch': ['loader', 'refusal'],
  'btf-ignored': ['loader', 'remark'],
  'symbol-get': ['loader', 'remark'],
  forced: ['loader', 'remark'],
  taint: ['loader', 'remark'],
  'loader-remark': ['loader', 'remark'],
  // insmod, modprobe, depmod and those who call them.
  'tool-refusal': ['tool', 'refusal'],
  'module-not-found': ['tool', 'refusal'],
  'depmod-unknown-symbol': ['tool', 'refusal'],
  'depmod-symbol-version': ['tool', 'refusal'],
  'depmod-cycle': ['tool', 'refusal'],
  'other-kernel': ['tool', 'refusal'],
  'userspace-mismatch': ['tool', 'refusal'],
  // modpost, make, the compiler, dkms.
  'modpost-undefined': ['build', 'refusal'],
  'modpost-namespace': ['build', 'refusal'],
  'modpost-gpl': ['build', 'refusal'],
  'modpost-duplicate': ['build', 'refusal'],
  'modpost-no-crc': ['build', 'remark'],
  'modpost-license': ['build', 'refusal'],
  'modpost-description': ['build', 'remark'],
  'modpost-module-namespace': ['build', 'refusal'],
  'modpost-export': ['build', 'refusal'],
  'modpost-section': ['build', 'remark'],
  'modpost-device-table': ['build', 'refusal'],
  'modpost-object': ['build', 'refusal'],
  'modpost-other': ['build', 'remark'],
  'symvers-missing': ['build', 'remark'],
  'undeclared-function': ['build', 'refusal'],
  'no-member': ['build', 'refusal'],
  'other-arguments': ['build', 'refusal'],
  'header-not-found': ['build', 'refusal'],
  'compiler-error': ['build', 'refusal'],
  'compiler-differs': ['build', 'remark'],
  'no-headers': ['build', 'refusal'],
  'build-excluded': ['build', 'refusal'],
  'build-failed': ['build', 'refusal'],
  'build-log': ['build', 'remark'],
  // dnf, rpm, zypper, apt, opkg, weak-modules.
  'needs-symbol': ['package', 'refusal'],
  'needs-kernel': ['package', 'refusal'],
  'needs-kernel-package': ['package', 'refusal'],
  'needs-module': ['package', 'refusal'],
  'openwrt-kernel': ['package', 'refusal'],
  'not-compatible': ['package', 'refusal'],
  // check-kabi, kabi.pl, kabi-rpm.
  'abi-changed': ['abi-check', 'refusal'],
  'abi-removed': ['abi-check', 'refusal'],
  'abi-moved': ['abi-check', 'remark'],
  'abi-type': ['abi-check', 'refusal'],
  'abi-not-guaranteed': ['abi-check', 'remark'],
} as const satisfies Record<string, readonly [Speaker, Weight]>;
export type StatementKind = keyof typeof STATEMENT_KINDS;

export interface Statement {
  readonly kind: StatementKind;
  /** 1-based, where the message starts. */
  readonly line: number;
  /** The message itself, without what stood around it. */
  readonly message: string;
  /** Undefined where the message names none. With `_` for `-`. */
  readonly module: string | undefined;
  /** Empty where it names none. */
  readonly symbols: readonly string[];
  /** Negative, as the kernel has it; 0 of kernels before 3.4. */
  readonly errno: number | undefined;
  readonly namespace: string | undefined;
  /** The other module that the message names: the owner of a symbol. */
  readonly owner: string | undefined;
  /** Version magic of the module, and the one that it should have. */
  readonly magic: string | undefined;
  readonly should: string | undefined;
  /** `uname -r` of the kernel that the message is about. */
  readonly kernel: string | undefined;
  /** `uname -r` of another kernel: the one that the module was built for. */
  readonly builtFor: string | undefined;
  readonly crc: number | undefined;
  /** Name and version of the package, or of the driver in DKMS. */
  readonly package: string | undefined;
  /** What the message says in words of its own. */
  readonly text: string | undefined;
}

export function isRefusal({ kind }: Statement): boolean {
  return STATEMENT_KINDS[kind][1] === 'refusal';
}

export function speakerOf({ kind }: Statement): Speaker {
  return STATEMENT_KINDS[kind][0];
}
