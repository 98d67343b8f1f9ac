/** What the kABI checks of distributions print: check-kabi of Red Hat and its kin, kabi.pl of SUSE, kabi-rpm-build. */
import type { StatementKind } from './statement.ts';

/** Headings of check-kabi; the symbols stand below, one a line. */
export const ABI_HEADINGS: readonly (readonly [StatementKind, string])[] = [
  ['abi-changed', 'The following symbols have been changed'],
  ['abi-changed', 'whitelisted symbol(s) have a changed CRC'],
  ['abi-changed', 'stablelisted symbol(s) have a changed CRC'],
  ['abi-removed', 'The following symbols have been removed, or unexported'],
  ['abi-removed', 'symbol(s) are missing from the build'],
  ['abi-moved', 'The following symbols moved'],
  ['abi-moved', 'symbol(s) moved to a different module'],
  ['abi-type', 'The usage license for the following symbols has changed'],
  ['abi-not-guaranteed', 'The following kernel symbols are not guaranteed to remain compatible'],
];

/** `KABI: symbol foo(drivers/x ns:BAR) changed crc from 0x1 to 0x2 (tolerated)`: rpm/kabi.pl of SUSE's kernel-source. */
export const KABI_PL =
  /KABI: symbol (?<symbol>[\w$]{1,512})\((?<module>[^()\n]{0,300})\) (?<what>lost|changed crc|changed type|changed namespace|changed)[^\n]{0,120}/y;
export const KABI_PL_WORD = 'KABI: symbol ';
