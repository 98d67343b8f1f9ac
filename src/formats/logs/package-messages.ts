/**
 * What package managers say of a module's package. Their sentences are in any language: read is what is the same in all,
 * `kernel(foo) = 0x5dd83415`, `ksym(default:foo) = 5dd83415`, and the name of the package where it can be told.
 */
import type { StatementKind } from './statement.ts';

export const PACKAGE_MESSAGES: readonly (readonly [StatementKind, ...string[]])[] = [
  // weak-modules of EL7 has three blanks after "compatible".
  [
    'not-compatible',
    'Module {file} from kernel {other} is not compatible with kernel {kernel} in symbols: {text}',
    'Module {file} from kernel {other} is not compatible with kernel {kernel} in symbols:',
  ],
  [
    'needs-kernel-package',
    'Depends: linux-image-{kernel}',
    'Depends: linux-headers-{kernel}',
    'linux-headers-{kernel} but it is not',
  ],
];

/** The same as regular expressions, each with the fields in names of groups; tried where the word before it stands. */
export const PACKAGE_PATTERNS: readonly (readonly [StatementKind, string, RegExp])[] = [
  // opkg: kernel (= 5.15.167-1-<md5>); apk since OpenWrt 24.10: kernel=6.6.73~<md5>-r1
  [
    'openwrt-kernel',
    'kernel',
    /kernel ?\(?= ?(?<kernel>\d[\d.]{1,20}(?:-\d{1,3})?[-~][0-9a-f]{32}(?:-r\d{1,3})?)/y,
  ],
  [
    'needs-symbol',
    'kernel(',
    /kernel\((?<symbol>[\w.$]{1,512})\)(?:\([\w-]{1,20}\))? ?(?:>=|<=|=)? ?(?:0x(?<crc>[0-9a-fA-F]{1,16}))/y,
  ],
  [
    'needs-symbol',
    'ksym(',
    /ksym\((?:(?<flavour>[\w-]{1,40}):)?(?<symbol>[\w.$]{1,512})\) ?= ?(?:0x)?(?<crc>[0-9a-fA-F]{1,16})/y,
  ],
  ['needs-module', 'kmod(', /kmod\((?<file>[\w.-]{1,80})\)/y],
  ['needs-kernel', 'kernel-uname-r', /kernel-uname-r ?(?:>=|<=|=) ?(?<kernel>[\w.+~-]{1,120})/y],
  [
    'needs-kernel',
    'kernel',
    /\bkernel(?:-(?:core|default|rt|64k|abi|modules|modules-core|lt|ml|uek))? ?(?:>=|<=|=) ?(?<kernel>\d[\w.+~-]{3,120})/y,
  ],
];
