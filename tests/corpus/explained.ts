/**
 * Where our figures differ from the golden ones, and why. Each row is proven by every run: counting the way the golden
 * figure was counted must give the golden figure, and a row that explains nothing any more fails.
 */
export interface Explanation {
  /** Paths in the corpus that it is about. */
  readonly files: RegExp;
  readonly columns: readonly string[];
  readonly reason: string;
}

export const EXPLAINED: readonly Explanation[] = [
  {
    files: /^openeuler\/(?:22\.03-LTS|22\.03-LTS-SP1|24\.03-LTS-tip|24\.03-LTS-SP1)\/Module\.kabi_/,
    columns: ['EXPORT_SYMBOL', 'EXPORT_SYMBOL_GPL'],
    reason:
      'These files repeat up to eight lines. The golden figures count lines per export type, we count symbols; the ' +
      'columns unique_symbols and duplicate_lines of the same rows agree.',
  },
  {
    files: /^rhel\/6-c6\/Module\.kabi_(?:i686|ppc64|s390x|x86_64)$/,
    columns: ['EXPORT_SYMBOL', 'other_exports', 'modules'],
    reason:
      'Nine lines have one tab, then blanks. The golden figures were split at tabs where there is one, and so have ' +
      'nine lines of no type and no module; check-kabi of Red Hat splits at any blank, as we do.',
  },
  {
    files: /^suse\/SLE11-RC[12]\/.*\/symvers-default$/,
    columns: ['modules'],
    reason:
      'Kernels of the 2.6 series name the directory of what is built in (fs/built-in). The golden figures count those ' +
      'names, for us they are all vmlinux.',
  },
];

/** Counts per line and per column as written, split at tabs only. */
export function countAsWritten(text: string): Readonly<Record<string, number>> {
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  const ofType = (type: string) => rows.filter((fields) => fields[3] === type).length;
  const [plain, gpl] = [ofType('EXPORT_SYMBOL'), ofType('EXPORT_SYMBOL_GPL')];
  return {
    EXPORT_SYMBOL: plain,
    EXPORT_SYMBOL_GPL: gpl,
    other_exports: rows.length - plain - gpl,
    modules: new Set(rows.map((fields) => fields[2])).size,
  };
}
