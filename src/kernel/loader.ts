/**
 * What decides, apart from its exports, whether a build of a kernel loads a module: how it was configured, what its image
 * holds, and in what its vendor differs from the upstream series. Each fact may be absent, which means that it is not on
 * file, never that it does not hold.
 */
/** Options of the kernel's configuration that the loader asks, or that a reader compares. Without `CONFIG_`. */
export const LOADER_SETTINGS = [
  'MODVERSIONS',
  'EXTENDED_MODVERSIONS',
  'MODULE_FORCE_LOAD',
  'MODULE_SIG',
  'MODULE_SIG_FORCE',
  'SECURITY_LOCKDOWN_LSM',
  'MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS',
  'DEBUG_INFO_BTF_MODULES',
  'MODULE_ALLOW_BTF_MISMATCH',
  'TRIM_UNUSED_KSYMS',
  'STRICT_MODULE_RWX',
  'LIVEPATCH',
  'LTO_CLANG',
  'CFI_CLANG',
] as const;
export type LoaderSetting = (typeof LOADER_SETTINGS)[number];
export type LoaderSettings = Readonly<Partial<Record<LoaderSetting, boolean | undefined>>>;

/** What a vendor's kernels do with an import for which a module has versions, but no record (check_version()). */
export const MISSING_VERSIONS = ['accepted', 'refused'] as const;
export type MissingVersion = (typeof MISSING_VERSIONS)[number];

/** Facts of a vendor, which no package tells: patches to the loader. */
export interface LoaderPatches {
  /** Upstream warns once and lets it go. */
  readonly missingVersion?: MissingVersion | undefined;
  /**
   * In everything else the loader has the rules of the upstream series that the release is named after. Absent: rules of
   * newer series may have been taken over.
   */
  readonly followsSeries?: true | undefined;
}

export interface LoaderProfile extends LoaderPatches {
  /** UTS_RELEASE: what `uname -r` prints. */
  readonly uname?: string | undefined;
  /** VERMAGIC_STRING, to the letter, with the blank that most end in. */
  readonly vermagic?: string | undefined;
  readonly settings: LoaderSettings;
  /** sizeof(struct module), as the kernel's own modules have it in .gnu.linkonce.this_module. */
  readonly moduleSize?: number | undefined;
  /** Built-in parts with parameters or a version. Those that show them below /sys/module have taken their name. */
  readonly builtin?: readonly string[] | undefined;
}

/** `6.12`: the upstream series of a kernel, by its `uname -r` or release. Undefined for a name that does not begin so. */
export function seriesOf(name: string): Series | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)(?!\d)/.exec(name) ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)];
}

export type Series = readonly [major: number, minor: number];

export function compareSeries(a: Series, b: Series): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** What a configuration says of each option that decides; all `false` but those that are `y`. */
export function loaderSettings(isOn: (name: string) => boolean): Record<LoaderSetting, boolean> {
  const settings = LOADER_SETTINGS.map((name) => [name, isOn(`CONFIG_${name}`)] as const);
  return Object.fromEntries(settings) as Record<LoaderSetting, boolean>;
}

/** MODULE_ARCH_VERMAGIC in arch/<arch>/include/asm/vermagic.h, of architectures where it is always the same. */
const ARCH_VERMAGIC = [
  ['CONFIG_X86_64', ''],
  ['CONFIG_ARM64', 'aarch64'],
] as const;

/**
 * VERMAGIC_STRING in include/linux/vermagic.h. Undefined where it depends on more than the configuration: on
 * architectures that add to it, and on the seed of a kernel with randomised structs.
 */
export function vermagicOfBuild(uname: string, isOn: (name: string) => boolean): string | undefined {
  const own = ARCH_VERMAGIC.find(([name]) => isOn(name))?.[1];
  const isRandom = isOn('CONFIG_RANDSTRUCT') || isOn('CONFIG_GCC_PLUGIN_RANDSTRUCT');
  if (own === undefined || isRandom) return undefined;
  const flags = [
    isOn('CONFIG_SMP') ? 'SMP ' : '',
    preemption(uname, isOn),
    isOn('CONFIG_MODULE_UNLOAD') ? 'mod_unload ' : '',
    isOn('CONFIG_MODVERSIONS') ? 'modversions ' : '',
  ];
  return `${uname} ${flags.join('')}${own}`;
}

/** MODULE_VERMAGIC_PREEMPT: PREEMPT until 5.10, then PREEMPT_BUILD; PREEMPT_RT comes first in 7.2, last in 6.12. */
function preemption(uname: string, isOn: (name: string) => boolean): string {
  const series = seriesOf(uname);
  const isRealTime = isOn('CONFIG_PREEMPT_RT');
  const isRealTimeFirst = series !== undefined && compareSeries(series, [7, 0]) >= 0;
  if (isRealTime && isRealTimeFirst) return 'preempt_rt ';
  if (isOn('CONFIG_PREEMPT_BUILD') || isOn('CONFIG_PREEMPT')) return 'preempt ';
  return isRealTime ? 'preempt_rt ' : '';
}
