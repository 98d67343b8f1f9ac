/** What each guard is called by those who have a name for it, and where that is defined. */
import type { Guard } from './guards.ts';

export const DIALECTS = ['upstream', 'rhel', 'suse', 'openeuler', 'uek', 'android'] as const;
export type Dialect = (typeof DIALECTS)[number];

export interface DialectFacts {
  readonly title: string;
  /** The file, as its tree has it. */
  readonly file: string;
  readonly url: string;
}

/** The one table of dialects. Upstream has names for gendwarfksyms only; genksyms asks for `__GENKSYMS__` (SUSE). */
export const DIALECT_FACTS: Readonly<Record<Dialect, DialectFacts>> = {
  upstream: {
    title: 'Linux (gendwarfksyms)',
    file: 'scripts/gendwarfksyms/examples/kabi.h',
    url: 'https://docs.kernel.org/kbuild/gendwarfksyms.html',
  },
  rhel: {
    title: 'RHEL',
    file: 'include/linux/rh_kabi.h',
    url: 'https://gitlab.com/redhat/centos-stream/src/kernel/centos-stream-9/-/blob/main/include/linux/rh_kabi.h',
  },
  suse: {
    title: 'SUSE (genksyms)',
    file: 'patches.kabi/',
    url: 'https://github.com/SUSE/kernel-source/tree/SLE15-SP6/patches.kabi',
  },
  openeuler: {
    title: 'openEuler',
    file: 'include/linux/kabi.h',
    url: 'https://gitee.com/openeuler/kernel/blob/OLK-6.6/include/linux/kabi.h',
  },
  uek: {
    title: 'Oracle UEK',
    file: 'include/linux/uek_kabi.h',
    url: 'https://github.com/oracle/linux-uek/blob/uek7/u3/include/linux/uek_kabi.h',
  },
  android: {
    title: 'Android',
    file: 'include/linux/android_kabi.h',
    url: 'https://android.googlesource.com/kernel/common/+/refs/heads/android16-6.12/include/linux/android_kabi.h',
  },
};

type Macros = Readonly<Partial<Record<Dialect, string>>>;

const HIDDEN = '#ifndef __GENKSYMS__';

const NEW_MEMBER: Macros = {
  upstream: 'KABI_IGNORE',
  rhel: 'RH_KABI_FILL_HOLE',
  suse: HIDDEN,
  openeuler: 'KABI_FILL_HOLE',
  uek: 'UEK_KABI_FILL_HOLE',
  android: 'ANDROID_KABI_IGNORE',
};

const RESERVE: Macros = {
  upstream: 'KABI_USE',
  rhel: 'RH_KABI_USE',
  suse: `suse_kabi_padding, ${HIDDEN}`,
  openeuler: 'KABI_USE',
  uek: 'UEK_KABI_USE',
  android: 'ANDROID_KABI_USE',
};

/** The one table of macros. What a dialect has no macro for is written by hand there. */
export const MACROS: Readonly<Record<Guard, Macros>> = {
  'hide-change': {
    upstream: 'KABI_REPLACE',
    rhel: 'RH_KABI_REPLACE, RH_KABI_RENAME',
    suse: '#ifdef __GENKSYMS__ … #else … #endif',
    openeuler: 'KABI_REPLACE, KABI_RENAME',
    uek: 'UEK_KABI_REPLACE, UEK_KABI_RENAME',
    android: 'ANDROID_KABI_REPLACE',
  },
  'hide-member': NEW_MEMBER,
  'hide-reserve-use': RESERVE,
  'hide-enumerator': {
    upstream: 'KABI_ENUMERATOR_IGNORE',
    rhel: 'RH_KABI_EXTEND_ENUM',
    suse: HIDDEN,
    openeuler: 'KABI_EXTEND_ENUM',
    android: 'ANDROID_KABI_ENUMERATOR_IGNORE',
  },
  'hide-end-marker': {
    upstream: 'KABI_ENUMERATOR_VALUE',
    suse: HIDDEN,
    android: 'ANDROID_KABI_ENUMERATOR_VALUE',
  },
  'hide-definition': {
    upstream: 'KABI_DECLONLY',
    rhel: 'RH_KABI_HIDE_INCLUDE',
    suse: HIDDEN,
    openeuler: 'KABI_HIDE_INCLUDE',
    android: 'ANDROID_KABI_DECLONLY',
  },
  'use-reserve': RESERVE,
  'fill-hole': NEW_MEMBER,
  extend: {
    upstream: 'KABI_IGNORE, KABI_BYTE_SIZE',
    rhel: 'RH_KABI_EXTEND',
    suse: HIDDEN,
    openeuler: 'KABI_EXTEND',
    uek: 'UEK_KABI_EXTEND',
    android: 'ANDROID_KABI_IGNORE, ANDROID_KABI_BYTE_SIZE',
  },
  'keep-member': {
    rhel: 'RH_KABI_DEPRECATE',
    openeuler: 'KABI_DEPRECATE',
    uek: 'UEK_KABI_DEPRECATE',
  },
  'keep-enumerator': {},
  'new-callback': {},
  'new-function': {},
  'new-type': { rhel: 'RH_KABI_AUX_PTR', openeuler: 'KABI_AUX_PTR' },
};
