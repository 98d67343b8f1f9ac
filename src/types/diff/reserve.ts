/**
 * Room that vendors leave in structs so that later members need not move others. Each macro names its members in its own way:
 * KABI_RESERVE of openEuler, OpenCloudOS and Kylin (`kabi_reserved1`, `kylin_kabi_reserved1`), RH_KABI_RESERVE of RHEL
 * (`rh_reserved1`), UEK_KABI_RESERVE of Oracle (`uek_reserved1`), CK_KABI_RESERVE and CK_HOTFIX_RESERVE of Anolis,
 * ALI_HOTFIX_RESERVE of Alibaba (`ck_kabi_reserved1`, `ck_reserved1`, `ali_reserved1`), DEEPIN_KABI_RESERVE of deepin and UOS
 * (`deepin_kabi_reserved1`, `deepin_reserved1`), ANDROID_KABI_RESERVE and ANDROID_BACKPORT_RESERVE of Android,
 * suse_kabi_padding of SUSE, and `__kabi_reserved` of Documentation/kbuild/gendwarfksyms.rst. A plain `reserved` is none: it
 * most often belongs to a layout that hardware or user space gives.
 */
const RESERVED =
  /^_*(?:(?:[a-z]+_)?kabi|rh|uek|ck|ali|deepin|kylin|suse|android|android_backport)_(?:reserved?|padding)(?:_?\d+)?$/;

export function isReserve(member: string): boolean {
  return RESERVED.test(member);
}

/**
 * KABI_USE and its kin put what was there before into a struct that nobody is to use, beside what takes its place:
 * \`struct { u64 kabi_reserved1; } __UNIQUE_ID(kabi_hide);\`. The number in its name is another one in each build
 * (__UNIQUE_ID in include/linux/compiler.h).
 */
const HIDES = /^(?:__UNIQUE_ID_)?_*(?:[a-z]+_)*kabi_hide(?:_?\d+)*$/;

export function hidesReplaced(member: string): boolean {
  return HIDES.test(member);
}

/** A definition without the numbers that __UNIQUE_ID put into it. */
export function withoutUniqueIds(text: string): string {
  return text.replace(/\b(__UNIQUE_ID_\w*?)_?\d+\b/g, '$1');
}
