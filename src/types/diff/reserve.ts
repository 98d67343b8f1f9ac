/**
 * Room that vendors leave in structs so that later members need not move others: KABI_RESERVE (openEuler), RH_KABI_RESERVE
 * (RHEL), CK_KABI_RESERVE (Anolis), ANDROID_KABI_RESERVE and ANDROID_BACKPORT_RESERVE (Android), suse_kabi_padding (SUSE)
 * and __kabi_reserved (Documentation/kbuild/gendwarfksyms.rst).
 */
const RESERVED =
  /^_*(?:kabi|rh|rh_kabi|ck|ck_kabi|suse|suse_kabi|android|android_kabi|android_backport|deepin_kabi)_(?:reserved?|padding)(?:_?\d+)?$/;

export function isReserve(member: string): boolean {
  return RESERVED.test(member);
}
