/** What a kernel's configuration says about its exports. */
export interface ConfigFacts {
  readonly compiler?: string;
  readonly modversions: boolean;
  /** CONFIG_GENDWARFKSYMS: CRCs from debugging information instead of the source (since 6.14). */
  readonly gendwarfksyms: boolean;
  readonly btf: boolean;
  /** Whether an option is `y`. */
  readonly isOn: (name: string) => boolean;
}

/** `NAME=value`: .config quotes strings, include/config/auto.conf has done so in some versions only. */
const SETTING = /^(CONFIG_\w+)=(?:"(.*)"|(.*?))\r?$/gm;

/** Reads `.config`, `include/config/auto.conf` or `/boot/config-*`. Undefined for a text without any setting. */
export function parseKernelConfig(text: string): ConfigFacts | undefined {
  const settings = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of text.matchAll(SETTING)) settings.set(name, quoted ?? bare);
  if (settings.size === 0) return undefined;
  const compiler = settings.get('CONFIG_CC_VERSION_TEXT');
  const isOn = (name: string) => settings.get(name) === 'y';
  return {
    ...(compiler === undefined || compiler === '' ? {} : { compiler }),
    modversions: isOn('CONFIG_MODVERSIONS'),
    gendwarfksyms: isOn('CONFIG_GENDWARFKSYMS'),
    btf: isOn('CONFIG_DEBUG_INFO_BTF'),
    isOn,
  };
}
