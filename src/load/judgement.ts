/** One module on one kernel: the checks of load_module(), each with the function of the kernel that makes it. */
import { isSameArchitecture } from '../kernel/architecture.ts';
import {
  moduleNameOf,
  VMLINUX,
  type Import,
  type KernelModule,
  type ModuleExport,
} from '../kernel/module.ts';
import { UNKNOWN_MODULE, type Export } from '../kernel/export.ts';
import { counted } from '../base/text.ts';
import { importsModuleNamespace, isGplCompatible, isGplOnly, mayUseNamespace } from './symbol-access.ts';
import { unameOf } from '../kernel/vermagic.ts';
import { fileFindings } from './file-faults.ts';
import { holds } from './loader-rules.ts';
import { checkMagic, forced, hasNoVersions } from './magic.ts';
import {
  LOAD_VERDICT_FACTS,
  type KernelBuild,
  type LoadFinding,
  type LoadVerdict,
  type Provider,
} from './verdict.ts';

interface Offer {
  readonly provider: Provider;
  readonly exported: ModuleExport;
}

export interface Offers {
  readonly bySymbol: ReadonlyMap<string, Offer>;
  /** What was given may offer more than could be read: what it lacks is not known to be missing. */
  readonly isPartial: boolean;
}

/** @param isPartial whether something that was given could not be read at all */
export function offersOf(
  modules: readonly KernelModule[],
  providers: readonly Provider[],
  isPartial: boolean,
): Offers {
  const bySymbol = offersIn([...modules, ...providers]);
  return { bySymbol, isPartial: isPartial || providers.some((each) => each.isPartial === true) };
}

function offersIn(providers: readonly Provider[]): Map<string, Offer> {
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

function notGivenClause(symbols: readonly string[]): string {
  const names = symbols.length > FEW_NAMES ? '' : `: ${symbols.join(', ')}`;
  const are = counted(symbols.length, 'import is', 'imports are');
  return `${are} not exported by this kernel, and may be by what was given and could not be read${names}`;
}

function unversionedClause(symbols: readonly string[]): string {
  const names = symbols.length > FEW_NAMES ? '' : `: ${symbols.join(', ')}`;
  const have = counted(symbols.length, 'import has', 'imports have');
  return `${have} no version, and whether this vendor's kernels refuse that is not on file${names}`;
}

const CORE_PARAMETERS = 'kernel';
/** Stands for struct module; no module refers to it but in its table of versions (check_modstruct_version()). */
const MODULE_LAYOUT = 'module_layout';

/** One module on one kernel. */
export class LoadJudgement {
  readonly usedProviders = new Set<Provider>();
  readonly #module: KernelModule;
  readonly #kernel: KernelBuild;
  readonly #offers: Offers;
  readonly #lists = {
    mismatched: [] as string[],
    missing: [] as string[],
    gplOnly: [] as string[],
    notImported: [] as string[],
    notComparable: [] as string[],
    noVersion: [] as string[],
  };
  /** Of the file itself, in the order of load_module(). */
  readonly #refused: string[] = [];
  /** Of what the module was built for. */
  readonly #misfits: string[] = [];
  readonly #doubts: string[] = [];
  readonly #unchecked = new Set<string>();
  /** Imports that are not among the exports on file, where those are a part of this kernel's. */
  readonly #notOnFile: string[] = [];
  /** Imports that this kernel does not export, where what may do so could not be read whole. */
  readonly #notGiven: string[] = [];
  /** Imports without a record, of a kernel of which it is not on file what it does with them. */
  readonly #unversioned: string[] = [];
  readonly #gplOnlyInUse: string[] = [];

  constructor(module: KernelModule, kernel: KernelBuild, offers: Offers) {
    this.#module = module;
    this.#kernel = kernel;
    this.#offers = offers;
    if (module.arch !== null && !isSameArchitecture(module.arch, kernel.arch)) {
      // elf_check_arch() comes before everything else.
      this.#misfits.push(`the module is for ${module.arch}`);
      return;
    }
    this.#checkFile();
    this.#checkVersions();
    this.#checkMagic();
    this.#checkNamespaces();
    for (const each of module.imports) this.#checkImport(each);
    this.#checkLayout();
    this.#checkInheritedTaint();
    this.#checkExports();
    this.#checkTypes();
    if (this.#notOnFile.length > 0) this.#doubts.push(notOnFileClause(this.#notOnFile));
    if (this.#notGiven.length > 0) this.#doubts.push(notGivenClause(this.#notGiven));
    if (this.#unversioned.length > 0) this.#doubts.push(unversionedClause(this.#unversioned));
    if (kernel.modversions && module.modversions === null) this.#doubts.push('the input has no CRCs');
    if (module.isPartial === true) this.#doubts.push('the input names only some of the imports');
  }

  dependOn(provider: KernelModule, verdict: LoadVerdict): void {
    const name = provider.name ?? 'another module';
    if (LOAD_VERDICT_FACTS[verdict].stops) this.#misfits.push(`it needs ${name}, which does not load`);
    else if (verdict === 'unknown') this.#doubts.push(`it needs ${name}, of which it is unknown`);
  }

  finish(): LoadFinding {
    return {
      verdict: this.#verdict(),
      ...this.#lists,
      refused: this.#refused,
      reasons: [...this.#misfits, ...this.#doubts],
      unchecked: [...this.#unchecked],
    };
  }

  #verdict(): LoadVerdict {
    const { missing, gplOnly, mismatched, notImported, notComparable, noVersion } = this.#lists;
    if (this.#refused.length > 0) return 'refused';
    if (missing.length > 0 || gplOnly.length > 0) return 'missing';
    const misfits = [this.#misfits, mismatched, notImported, noVersion];
    if (misfits.some((each) => each.length > 0)) return 'rebuild';
    return this.#doubts.length > 0 || notComparable.length > 0 ? 'unknown' : 'loads';
  }

  /** What the loader says of the file before it looks at what the module was built for. */
  #checkFile(): void {
    const { object, name } = this.#module;
    for (const { clause, refused } of fileFindings(this.#module, this.#kernel)) {
      if (refused === 'yes') this.#refused.push(clause);
      else this.#doubts.push(`${clause}: whether this kernel refuses that is not on file`);
    }
    const { settings, builtin = [] } = this.#kernel.loader ?? {};
    // check_modinfo_livepatch()
    if (object?.isLivepatch === true && settings?.LIVEPATCH === false) {
      this.#refused.push('it is a live patch, which this kernel does not support');
    }
    // mod_sysfs_init() in kernel/module/sysfs.c: "module is already loaded". param_sysfs_builtin() in kernel/params.c puts
    // the parameters of no part below /sys/module/kernel.
    if (object !== undefined && name === CORE_PARAMETERS) {
      this.#refused.push('its name is taken: the kernel has its own parameters below /sys/module/kernel');
    } else if (object !== undefined && name !== null && builtin.includes(name)) {
      this.#doubts.push(
        `the kernel has a part ${name} built in: if that stands below /sys/module, the name is taken`,
      );
    }
  }

  /** try_to_force_load() from check_version(): a module without any versions. */
  #checkVersions(): void {
    if (!this.#kernel.modversions) return;
    const isWithout = hasNoVersions(this.#module, this.#kernel);
    if (isWithout === false) return;
    const found = forced('the module has no symbol versions, which this kernel demands', this.#kernel);
    // Whether extended versions are looked at is not on file: either they are compared or they are not there.
    if (isWithout === undefined && found.kind === 'fits') return;
    if (found.kind === 'refused' && isWithout === true) this.#misfits.push(found.clause);
    else if (found.kind === 'doubt' || found.kind === 'refused') this.#doubts.push(found.clause);
  }

  #checkMagic(): void {
    const found = checkMagic(this.#module, this.#kernel);
    switch (found.kind) {
      case 'fits':
        return;
      case 'refused':
        this.#misfits.push(found.clause);
        return;
      case 'doubt':
        this.#doubts.push(found.clause);
        return;
      case 'unchecked':
        this.#unchecked.add(found.phrase);
        return;
    }
  }

  /** setup_modinfo(): err -EPERM. */
  #checkNamespaces(): void {
    if (!importsModuleNamespace(this.#module)) return;
    const isRefused = holds('module-namespaces', this.#kernel);
    if (isRefused === 'yes') this.#misfits.push('it imports a "module:" namespace by name');
    else if (isRefused === 'unknown') {
      this.#doubts.push('it imports a "module:" namespace by name, which kernels since 6.16 refuse');
    }
  }

  /**
   * elf_validity_cache_index_mod() compares the size of struct module; check_modstruct_version() looks for a record of
   * module_layout, as for any symbol, but no module refers to it.
   */
  #checkLayout(): void {
    const { object, imports, modversions } = this.#module;
    if (object === undefined) return;
    const size = this.#kernel.loader?.moduleSize;
    if (size !== undefined && object.moduleSize !== null && object.moduleSize !== size) {
      const clause = `its struct module has ${object.moduleSize} bytes, not ${size}`;
      const isRefused = holds('this-module', this.#kernel);
      if (isRefused === 'yes') this.#misfits.push(clause);
    }
    const isListed = imports.some(({ symbol }) => symbol === MODULE_LAYOUT);
    const hasTable = modversions === 'basic' && this.#kernel.modversions;
    if (hasTable && !isListed) this.#checkCrc({ symbol: MODULE_LAYOUT, crc: null }, undefined);
  }

  /**
   * inherit_taint(): what uses a proprietary module counts as one. Whether a GPL-only symbol or that module comes first
   * in the symbol table, one of the two is not found.
   */
  #checkInheritedTaint(): void {
    const isRule = holds('inherited-taint', this.#kernel);
    if (isRule === 'no' || this.#gplOnlyInUse.length === 0) return;
    const proprietary = [...this.usedProviders].find((provider) => this.#isTainted(provider, new Set()));
    if (proprietary === undefined) return;
    const clause = `it uses ${proprietary.name ?? 'a module'}, which is proprietary, and GPL-only symbols`;
    if (isRule === 'unknown') {
      this.#doubts.push(`${clause}: refused since 5.9`);
      return;
    }
    this.#lists.gplOnly.push(...this.#gplOnlyInUse);
    this.#misfits.push(clause);
  }

  /** A module that uses a proprietary one counts as proprietary, and so on. */
  #isTainted(provider: Provider, seen: Set<Provider>): boolean {
    if (seen.has(provider)) return false;
    seen.add(provider);
    if (isGplCompatible(provider) === false) return true;
    const imports = 'imports' in provider ? (provider as KernelModule).imports : [];
    return imports.some(({ symbol }) => {
      const offer = this.#offers.bySymbol.get(symbol);
      return offer !== undefined && this.#isTainted(offer.provider, seen);
    });
  }

  /** check_export_symbol_sections() and its forebears, then verify_exported_symbols(). */
  #checkExports(): void {
    const { object, exports, name } = this.#module;
    const tables = object?.exportTables ?? null;
    if (tables !== null) {
      const isFlagged = holds('export-flags', this.#kernel);
      if (!tables.flags && isFlagged === 'yes') {
        this.#misfits.push('its exports have no flags, which kernels of this series demand');
      }
      if (this.#kernel.modversions && !tables.crcs) {
        const found = forced('its exports have no CRCs', this.#kernel);
        if (found.kind === 'refused') this.#misfits.push(found.clause);
        if (found.kind === 'doubt') this.#doubts.push(found.clause);
      }
    }
    for (const { symbol } of exports) {
      const own = this.#kernel.exports.get(symbol);
      if (own !== undefined) this.#checkDuplicate(symbol, moduleNameOf(own.module));
      const other = this.#offers.bySymbol.get(symbol)?.provider;
      if (other !== undefined && other !== this.#module && other.name !== name) {
        this.#refused.push(`it exports ${symbol}, as ${other.name ?? 'another given module'} does`);
      }
    }
  }

  /** @param owner of the same symbol, in this kernel */
  #checkDuplicate(symbol: string, owner: string): void {
    // One that is of its own name it takes the place of.
    if (owner === this.#module.name) return;
    if (owner === VMLINUX) this.#refused.push(`it exports ${symbol}, as the kernel itself does`);
    else if (this.#usesFrom(owner))
      this.#refused.push(`it exports ${symbol}, as ${owner} does, which it needs`);
    else this.#unchecked.add(`whether ${owner} is loaded, which exports ${symbol}, too`);
  }

  #usesFrom(owner: string): boolean {
    return this.#module.imports.some(({ symbol }) => {
      const found = this.#kernel.exports.get(symbol);
      return found !== undefined && moduleNameOf(found.module) === owner;
    });
  }

  /** btf_module_notify() in kernel/bpf/btf.c: type information that does not fit the kernel's. */
  #checkTypes(): void {
    const { object, vermagic } = this.#module;
    if (object === undefined || object.btf === 'none') return;
    const { settings = {}, uname } = this.#kernel.loader ?? {};
    if (settings.MODULE_ALLOW_BTF_MISMATCH === true || settings.DEBUG_INFO_BTF_MODULES === false) return;
    if (uname !== undefined && vermagic !== null && unameOf(vermagic) === uname) return;
    const isKnown = settings.MODULE_ALLOW_BTF_MISMATCH === false && settings.DEBUG_INFO_BTF_MODULES === true;
    this.#doubts.push(
      isKnown
        ? 'its BTF was made for another kernel, and this one refuses BTF that does not fit'
        : 'its BTF may not fit this kernel, and whether that is refused is not on file (CONFIG_MODULE_ALLOW_BTF_MISMATCH)',
    );
  }

  /** resolve_symbol() in kernel/module/main.c, in its order. */
  #checkImport(wanted: Import): void {
    const { symbol } = wanted;
    const own = this.#kernel.exports.get(symbol);
    const provider = this.#offered(symbol, own);
    const found = provider?.exported ?? own;
    if (found === undefined) {
      if (wanted.weak === true) return;
      if (this.#kernel.coverage === 'part') this.#notOnFile.push(symbol);
      else if (this.#offers.isPartial && symbol !== MODULE_LAYOUT) this.#notGiven.push(symbol);
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
      this.#gplOnlyInUse.push(symbol);
    }
    this.#checkCrc(wanted, found, provider?.provider);
    if (this.#kernel.loader?.settings.MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS === true) return;
    const mayUse =
      own?.module === UNKNOWN_MODULE && provider === undefined
        ? undefined
        : mayUseNamespace(this.#module, found.namespace);
    if (mayUse === false) this.#lists.notImported.push(symbol);
    if (mayUse === undefined) this.#unchecked.add('namespaces');
  }

  /** What another given module exports under this name, if that is the one that would be found. */
  #offered(symbol: string, own: Export | undefined): Offer | undefined {
    const offer = this.#offers.bySymbol.get(symbol);
    if (offer === undefined || offer.provider === this.#module) return undefined;
    if (own !== undefined && moduleNameOf(own.module) !== offer.provider.name) return undefined;
    this.usedProviders.add(offer.provider);
    return offer;
  }

  /**
   * check_version() in kernel/module/version.c.
   *
   * @param exported undefined: module_layout
   */
  #checkCrc({ symbol, crc }: Import, exported: ModuleExport | undefined, provider?: Provider): void {
    if (!this.#kernel.modversions) return;
    // "Exporting module didn't supply crcs? OK, we're already tainted."
    if (provider?.object?.exportTables?.crcs === false) return;
    if (crc === null) {
      this.#checkMissingVersion(symbol);
      return;
    }
    if (exported === undefined || hasNoVersions(this.#module, this.#kernel) === true) return;
    if (exported.crc === crc) return;
    // What is given as a text alone may stand for a module without a table of CRCs.
    if (exported.crc === 0 && provider !== undefined && provider.object === undefined) return;
    if (exported.crc === 0 && provider === undefined) this.#lists.notComparable.push(symbol);
    else this.#lists.mismatched.push(symbol);
  }

  /** A module with versions, but none for this symbol. Of extended ones the kernel warns once and lets it go. */
  #checkMissingVersion(symbol: string): void {
    if (this.#module.modversions !== 'basic') return;
    switch (this.#kernel.loader?.missingVersion) {
      case 'accepted':
        return;
      case 'refused':
        this.#lists.noVersion.push(symbol);
        return;
      case undefined:
        this.#unversioned.push(symbol);
        return;
    }
  }
}
