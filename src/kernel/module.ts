/** A kernel module as the loader sees it: what it says of itself, what it needs, what it offers. */
import type { Export } from './export.ts';

/** What the kernel itself is called where it provides an export, as modpost writes it. */
export const VMLINUX = 'vmlinux';

/** A symbol that a module needs. */
export interface Import {
  readonly symbol: string;
  /**
   * What the module was built against. Null if nothing was recorded for this symbol. A number beyond 32 bits, which only
   * a damaged module has, is no CRC of any kernel.
   */
  readonly crc: number | null;
  /** A weak reference: the module loads without it (simplify_symbols() in kernel/module/main.c). */
  readonly weak?: true;
}

/** A symbol that a module offers to others. A CRC of 0 means that it has none. */
export type ModuleExport = Omit<Export, 'module'>;

/**
 * Where a module keeps the CRCs of its imports: `basic` in __versions, `extended` in __version_ext_crcs and
 * __version_ext_names (CONFIG_EXTENDED_MODVERSIONS, since 6.14), `both`, or `none` if it was built without
 * CONFIG_MODVERSIONS.
 */
export type Modversions = 'basic' | 'extended' | 'both' | 'none';

/**
 * Any input that stands for a module, from the module itself to the lines of a log. Null: the input does not say.
 */
export interface KernelModule {
  /** With `_` for `-`, as the kernel has it (KBUILD_MODNAME). */
  readonly name: string | null;
  /** As `uname -m` prints it: `x86_64`. */
  readonly arch: string | null;
  /** Without blanks at its end. Empty: the module has none, or an empty one. */
  readonly vermagic: string | null;
  /** `unspecified` if the module names none, as set_license() in kernel/module/main.c has it. */
  readonly license: string | null;
  readonly importNamespaces: readonly string[] | null;
  readonly modversions: Modversions | null;
  /** In the order of the input, each symbol once, `module_layout` included where there are CRCs. */
  readonly imports: readonly Import[];
  /**
   * There may be more imports than these: a log names those that a kernel took offence at, and of a list some lines could not
   * be read.
   */
  readonly isPartial?: true;
  /** Sorted by symbol. */
  readonly exports: readonly ModuleExport[];
  /** What only the file itself tells; absent where the input is a text about the module. */
  readonly object?: ModuleObject;
}

/** What can be wrong with the file itself, whatever kernel it was built for (src/load/file-faults.ts). */
export const FILE_FAULTS = [
  'no-symbols',
  'several-symbol-tables',
  'no-this-module',
  'several-this-modules',
  'this-module-not-loaded',
  'several-modinfos',
  'common-symbol',
  'bad-section-index',
  'writable-code',
  'no-plt-sections',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** A module's file as the loader takes it, beyond names and CRCs. */
export interface ModuleObject {
  readonly faults: readonly FileFault[];
  /** The first one in .modinfo to the letter, blanks and all; null if there is none. */
  readonly vermagic: string | null;
  /** Bytes of .gnu.linkonce.this_module: sizeof(struct module) of the kernel that it was built for. Null: not there. */
  readonly moduleSize: number | null;
  /** What is appended behind the ELF data: `damaged` if it claims to be a signature and cannot be one. */
  readonly signature: 'none' | 'appended' | 'damaged';
  /** Type information: `split` refers to that of the kernel it was built for, `distilled` brings what it refers to. */
  readonly btf: 'none' | 'split' | 'distilled';
  /** Whether it has the tables that stand beside its exports; null if it exports nothing. */
  readonly exportTables: { readonly crcs: boolean; readonly flags: boolean } | null;
  readonly isLivepatch: boolean;
}

/** A module of which nothing is known but what a text says. */
export function unknownModule(facts: Partial<KernelModule>): KernelModule {
  return {
    name: null,
    arch: null,
    vermagic: null,
    license: null,
    importNamespaces: null,
    modversions: null,
    imports: [],
    exports: [],
    ...facts,
  };
}

/** What a module file tells beyond what decides whether it loads. */
export interface ModuleFile extends KernelModule {
  readonly object: ModuleObject;
  readonly name: string;
  readonly arch: string;
  readonly vermagic: string;
  readonly license: string;
  readonly importNamespaces: readonly string[];
  readonly modversions: Modversions;
  /** Names of the modules that provide what it imports, as depmod found them at build time. */
  readonly depends: readonly string[];
  /** MODULE_VERSION; empty if there is none. */
  readonly version: string;
  /** Number of devices and protocols that it can be loaded for. */
  readonly aliasCount: number;
}

/** `drivers/net/can/dev/can-dev.ko.xz` is `can_dev`: how a file's name gives that of the module. */
export function moduleNameOf(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return base
    .replace(/\.(?:gz|xz|zst)$/, '')
    .replace(/\.ko$/, '')
    .replaceAll('-', '_');
}
