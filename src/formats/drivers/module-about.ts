/** What a module says of itself beyond what a kernel asks: for the record of a driver. */
import { findSection, parseElf } from '../elf/elf.ts';
import { readModinfo } from './modinfo.ts';

export interface ModuleAbout {
  /** MODULE_DESCRIPTION() and MODULE_VERSION(); null where there is none. */
  readonly description: string | null;
  readonly version: string | null;
  /** What compiled it, as the compiler leaves it in .comment: `GCC: (Debian 12.2.0-14+deb12u1) 12.2.0`. */
  readonly compiler: string | null;
}

/** @throws {Fault} `malformed-elf` */
export function readModuleAbout(bytes: Uint8Array, path: string): ModuleAbout {
  const elf = parseElf(bytes, path);
  const section = (name: string) => findSection(elf, name)?.bytes ?? new Uint8Array();
  const modinfo = readModinfo(section('.modinfo'));
  const said = (text: string | undefined) => {
    const line = text?.replace(/\s+/g, ' ').trim() ?? '';
    return line === '' ? null : line;
  };
  return {
    description: said(modinfo.get('description')?.[0]),
    version: said(modinfo.get('version')?.[0]),
    compiler: said(
      new TextDecoder()
        .decode(section('.comment'))
        .split('\0')
        .find((text) => text.trim() !== ''),
    ),
  };
}
