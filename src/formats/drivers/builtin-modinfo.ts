/**
 * modules.builtin.modinfo: what the .modinfo of built-in parts of a kernel says, `<part>.<key>=<value>`, separated by NUL
 * (scripts/link-vmlinux.sh, since Linux 5.2).
 */

/**
 * The parts that may stand below /sys/module, which takes their name from a module: those with parameters, as far as
 * these are shown, or with a version (param_sysfs_init() in kernel/params.c). Sorted.
 */
export function namedBuiltins(bytes: Uint8Array): string[] {
  const names = new Set<string>();
  for (const entry of new TextDecoder('latin1').decode(bytes).split('\0')) {
    const [, name, key] = /^([^.=]+)\.(parmtype|parm|version)=/.exec(entry) ?? [];
    if (name !== undefined && key !== undefined) names.add(name);
  }
  return [...names].sort();
}
