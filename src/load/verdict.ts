/**
 * Whether a kernel loads a module, as far as the kernel decides it at load time by what is on file: load_module() in
 * kernel/module/main.c with check_version(), check_modstruct_version() and same_magic() in kernel/module/version.c. What
 * the kernel would let pass with a warning passes here; what depends on a fact that is not on file is `unknown`.
 */
import { isSameArchitecture } from '../kernel/architecture.ts';
import { moduleNameOf, type Import, type KernelModule, type ModuleExport } from '../kernel/module.ts';
import type { Coverage, SnapshotId } from '../kernel/snapshot.ts';
import type { Export } from '../kernel/export.ts';
import { counted } from '../base/text.ts';
import { importsModuleNamespace, isGplCompatible, isGplOnly, mayUseNamespace } from './symbol-access.ts';
import { hasModversionsFlag, isBuiltFor, isSameMagic, unameOf } from '../kernel/vermagic.ts';

/**
 * `missing`: the kernel does not export these symbols, or not to this module. `rebuild`: it exports them all, but the
 * module has to be built again for it. A module can be both; then it is `missing`, as a rebuild alone does not help.
 */
export const LOAD_VERDICTS = ['loads', 'rebuild', 'missing', 'unknown'] as const;
export type LoadVerdict = (typeof LOAD_VERDICTS)[number];

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
}

/** What another module exports that is to be loaded first, such as the Module.symvers of an out-of-tree driver. */
export type Provider = Pick<KernelModule, 'name' | 'license' | 'exports'>;

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
  /** What other than symbols speaks against it, or leaves it open: clauses. */
  readonly reasons: readonly string[];
  /** What this kernel or this input does not tell, and may still speak against `loads`: phrases. */
  readonly unchecked: readonly string[];
}

/**
 * The findings of modules that are to be loaded together, in their order. A symbol that the kernel does not export may
 * come from another of them; so may one whose provider in the kernel's own tree is replaced by one of the same name.
 */
export function judgeTogether(
  modules: readonly KernelModule[],
  kernel: KernelBuild,
  providers: readonly Provider[] = [],
): LoadFinding[] {
  const offers = offersOf([...modules, ...providers]);
  const findings = new Map<KernelModule, LoadFinding>();
  const inProgress = new Set<KernelModule>();
  const judge = (module: KernelModule): LoadFinding => {
    const known = findings.get(module);
    if (known !== undefined) return known;
    inProgress.add(module);
    const found = new Judgement(module, kernel, offers);
    for (const provider of found.usedProviders) {
      // Modules that need each other cannot be loaded at all; depmod reports that, and here it ends the circle.
      const other = modules.find((each) => each === provider);
      if (other !== undefined && !inProgress.has(other)) found.dependOn(other, judge(other).verdict);
    }
    inProgress.delete(module);
    const finding = found.finish();
    findings.set(module, finding);
    return finding;
  };
  return modules.map(judge);
}

/**
 * Whether nothing can be said of an import for any module of a GPL-compatible licence: judged without such imports, it is
 * found the same.
 */
export function isUndisputed({ symbol, crc }: Import, { exports, modversions }: KernelBuild): boolean {
  const own = exports.get(symbol);
  return own?.namespace === '' && (!modversions || crc === null || own.crc === crc);
}

interface Offer {
  readonly provider: Provider;
  readonly exported: ModuleExport;
}

function offersOf(providers: readonly Provider[]): Map<string, Offer> {
  const offers = new Map<string, Offer>();
  for (const provider of providers) {
    for (const exported of provider.exports) {
      if (!offers.has(exported.symbol)) offers.set(exported.symbol, { provider, exported });
    }
  }
  return offers;
}

/** Named when they are few. */
const FEW_NAMES = 3;

function notOnFileClause(symbols: readonly string[]): string {
  const names = symbols.length > FEW_NAMES ? '' : `: ${symbols.join(', ')}`;
  const are = counted(symbols.length, 'import is', 'imports are');
  return `${are} not among the exports on file, which are a part of what this kernel exports${names}`;
}

/** Stands for struct module; no module refers to it but in its table of versions (check_modstruct_version()). */
const MODULE_LAYOUT = 'module_layout';

/** One module on one kernel. */
class Judgement {
  readonly usedProviders = new Set<Provider>();
  readonly #module: KernelModule;
  readonly #kernel: KernelBuild;
  readonly #lists = {
    mismatched: [] as string[],
    missing: [] as string[],
    gplOnly: [] as string[],
    notImported: [] as string[],
    notComparable: [] as string[],
  };
  readonly #refusals: string[] = [];
  readonly #doubts: string[] = [];
  readonly #unchecked = new Set<string>();
  /** Imports that are not among the exports on file, where those are a part of this kernel's. */
  readonly #notOnFile: string[] = [];
  #usesGplOnly = false;

  constructor(module: KernelModule, kernel: KernelBuild, offers: ReadonlyMap<string, Offer>) {
    this.#module = module;
    this.#kernel = kernel;
    if (module.arch !== null && !isSameArchitecture(module.arch, kernel.arch)) {
      // elf_check_arch() comes before everything else.
      this.#refusals.push(`the module is for ${module.arch}`);
      return;
    }
    this.#checkMagic();
    if (importsModuleNamespace(module)) {
      this.#doubts.push('it imports a "module:" namespace by name, which kernels since 6.16 refuse');
    }
    for (const each of module.imports) this.#checkImport(each, offers);
    this.#checkInheritedTaint();
    if (this.#notOnFile.length > 0) this.#doubts.push(notOnFileClause(this.#notOnFile));
    if (kernel.modversions && module.modversions === null) this.#doubts.push('the input has no CRCs');
    if (module.isPartial === true) this.#doubts.push('the input names only some of the imports');
  }

  dependOn(provider: KernelModule, verdict: LoadVerdict): void {
    const name = provider.name ?? 'another module';
    switch (verdict) {
      case 'loads':
        return;
      case 'unknown':
        this.#doubts.push(`it needs ${name}, of which it is unknown`);
        return;
      case 'rebuild':
      case 'missing':
        this.#refusals.push(`it needs ${name}, which does not load`);
        return;
    }
  }

  finish(): LoadFinding {
    const reasons = [...this.#refusals, ...this.#doubts];
    return { verdict: this.#verdict(), ...this.#lists, reasons, unchecked: [...this.#unchecked] };
  }

  #verdict(): LoadVerdict {
    const { missing, gplOnly, mismatched, notImported, notComparable } = this.#lists;
    if (missing.length > 0 || gplOnly.length > 0) return 'missing';
    if (this.#refusals.length > 0 || mismatched.length > 0 || notImported.length > 0) return 'rebuild';
    return this.#doubts.length > 0 || notComparable.length > 0 ? 'unknown' : 'loads';
  }

  /** check_modinfo() in kernel/module/main.c. */
  #checkMagic(): void {
    const { vermagic, modversions } = this.#module;
    const kernel = this.#kernel;
    if (kernel.modversions && modversions === 'none') {
      // try_to_force_load() taints the kernel, and most are built without it.
      this.#refusals.push('the module has no symbol versions, which this kernel demands');
    } else if (vermagic === '') {
      this.#refusals.push('the module has no vermagic');
    } else if (vermagic === null) {
      if (kernel.modversions) this.#unchecked.add('vermagic');
      else this.#doubts.push('this kernel has no CRCs, and takes only modules built for exactly it');
    } else if (kernel.vermagic !== null) {
      if (!isSameMagic(vermagic, kernel.vermagic, this.#skipsRelease())) {
        this.#refusals.push(`its vermagic is "${vermagic}", not "${kernel.vermagic}"`);
      }
    } else if (this.#skipsRelease()) {
      this.#unchecked.add('vermagic flags');
    } else {
      this.#checkRelease(vermagic);
    }
  }

  /** A module with nothing but extended versions is compared whole: same_magic() is told of __versions only. */
  #skipsRelease(): boolean {
    const { modversions } = this.#module;
    return this.#kernel.modversions && modversions !== 'extended' && modversions !== 'none';
  }

  #checkRelease(vermagic: string): void {
    const why = this.#kernel.modversions
      ? 'a module with extended versions only is taken by none but the kernel that it was built for'
      : 'this kernel has no CRCs, and takes only modules built for exactly it';
    const isOtherConfiguration = hasModversionsFlag(vermagic) !== this.#kernel.modversions;
    const isOther = isOtherConfiguration || isBuiltFor(unameOf(vermagic), this.#kernel) === 'no';
    if (isOther) this.#refusals.push(`${why}: this one was built for ${unameOf(vermagic)}`);
    else this.#doubts.push(`${why}, and its vermagic is not on file`);
  }

  /** inherit_taint() in kernel/module/main.c, since 5.9: what uses a proprietary module counts as one. */
  #checkInheritedTaint(): void {
    const proprietary = [...this.usedProviders].find((provider) => isGplCompatible(provider) === false);
    if (proprietary === undefined || !this.#usesGplOnly) return;
    const name = proprietary.name ?? 'a module';
    this.#doubts.push(`it uses ${name}, which is proprietary, and GPL-only symbols: refused since 5.9`);
  }

  /** resolve_symbol() in kernel/module/main.c, in its order. */
  #checkImport(wanted: Import, offers: ReadonlyMap<string, Offer>): void {
    const { symbol } = wanted;
    const own = this.#kernel.exports.get(symbol);
    const offered = this.#offered(symbol, own, offers);
    const found = offered ?? own;
    if (found === undefined) {
      if (wanted.weak === true) return;
      if (this.#kernel.coverage === 'part') this.#notOnFile.push(symbol);
      else if (symbol !== MODULE_LAYOUT) this.#lists.missing.push(symbol);
      // Always exported by a kernel with CRCs; a list without it is a part of the exports.
      else if (this.#kernel.modversions) this.#lists.notComparable.push(symbol);
      return;
    }
    if (isGplOnly(found.type)) {
      const isCompatible = isGplCompatible(this.#module);
      if (isCompatible === false) {
        if (wanted.weak !== true) this.#lists.gplOnly.push(symbol);
        return;
      }
      if (isCompatible === undefined) this.#unchecked.add('licence');
      this.#usesGplOnly = true;
    }
    this.#checkCrc(wanted, found, offered === undefined);
    const mayUse = mayUseNamespace(this.#module, found.namespace);
    if (mayUse === false) this.#lists.notImported.push(symbol);
    if (mayUse === undefined) this.#unchecked.add('namespaces');
  }

  /** What another given module exports under this name, if that is the one that would be found. */
  #offered(
    symbol: string,
    own: Export | undefined,
    offers: ReadonlyMap<string, Offer>,
  ): ModuleExport | undefined {
    const offer = offers.get(symbol);
    if (offer === undefined || offer.provider === this.#module) return undefined;
    if (own !== undefined && moduleNameOf(own.module) !== offer.provider.name) return undefined;
    this.usedProviders.add(offer.provider);
    return offer.exported;
  }

  /** check_version() in kernel/module/version.c. */
  #checkCrc({ symbol, crc }: Import, exported: ModuleExport, isKernel: boolean): void {
    // A module with versions, but none for this symbol: the kernel warns once and lets it go.
    if (!this.#kernel.modversions || crc === null) return;
    // "Exporting module didn't supply crcs? OK, we're already tainted."
    if (exported.crc === 0 && !isKernel) return;
    if (exported.crc === crc) return;
    if (exported.crc === 0 || crc === 0) this.#lists.notComparable.push(symbol);
    else this.#lists.mismatched.push(symbol);
  }
}
