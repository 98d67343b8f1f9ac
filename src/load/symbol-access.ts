/** Which modules a kernel lets use a symbol that it exports. */
import type { KernelModule } from '../kernel/module.ts';
import type { ExportType } from '../kernel/export.ts';

/** license_is_gpl_compatible() in include/linux/license.h: these strings, to the letter. */
const GPL_COMPATIBLE: ReadonlySet<string> = new Set([
  'GPL',
  'GPL v2',
  'GPL and additional rights',
  'Dual BSD/GPL',
  'Dual MIT/GPL',
  'Dual MPL/GPL',
]);

/** module_license_offenders in kernel/module/main.c: proprietary, whatever they say. */
const OFFENDERS: ReadonlySet<string> = new Set(['driverloader', 'lve']);

const MODULE_PREFIX = 'module:';

/** Hidden from proprietary modules: find_exported_symbol_in_section() in kernel/module/main.c. */
export function isGplOnly(type: ExportType): boolean {
  return type === 'EXPORT_SYMBOL_GPL' || type === 'EXPORT_UNUSED_SYMBOL_GPL';
}

/** Undefined if the licence is not known. */
export function isGplCompatible({
  license,
  name,
}: Pick<KernelModule, 'license' | 'name'>): boolean | undefined {
  if (name !== null && OFFENDERS.has(name)) return false;
  return license === null ? undefined : GPL_COMPATIBLE.has(license);
}

/**
 * verify_namespace_is_imported() in kernel/module/main.c. A kernel with CONFIG_MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS only
 * warns; no distribution is known to ship one. Undefined if what the module imports, or its name, is not known.
 */
export function mayUseNamespace(module: KernelModule, namespace: string): boolean | undefined {
  if (namespace === '') return true;
  if (namespace.startsWith(MODULE_PREFIX)) {
    return module.name === null ? undefined : isNamed(module.name, namespace.slice(MODULE_PREFIX.length));
  }
  return module.importNamespaces?.includes(namespace);
}

/** The namespaces `module:…` that a module imports by name, which kernels since 6.16 refuse (setup_modinfo()). */
export function importsModuleNamespace(module: KernelModule): boolean {
  return module.importNamespaces?.some((each) => each.startsWith(MODULE_PREFIX)) === true;
}

/** verify_module_namespace() in kernel/module/main.c: names separated by commas, each may end in `*`. */
function isNamed(module: string, patterns: string): boolean {
  return patterns
    .split(',')
    .some((each) => (each.endsWith('*') ? module.startsWith(each.slice(0, -1)) : module === each));
}
