/** Which of the texts about a driver one is. Its content decides: people paste and rename such texts. */
import { isRefusal } from '../logs/kernel-log.ts';
import { textLines } from '../../base/lines.ts';
import { isModversionsLine } from './modversions.ts';
import { isRpmDependency } from './rpm-dependencies.ts';
import { parseExport } from '../exports/symvers.ts';
import { isUndefinedSymbol } from './undefined-symbols.ts';
import { isIncompatibility } from './weak-modules.ts';

export const DRIVER_TEXTS = [
  'modversions',
  'symvers',
  'rpm-dependencies',
  'undefined-symbols',
  'kernel-log',
  'weak-modules',
] as const;
export type DriverText = (typeof DRIVER_TEXTS)[number];

const RECOGNISERS = {
  modversions: isModversionsLine,
  // Lines of logs and prose may start with a word such as "add".
  symvers: (line) => /^\s*(?:0[xX])?[0-9a-fA-F]{8}\s/.test(line) && parseExport(line) !== undefined,
  'rpm-dependencies': isRpmDependency,
  'undefined-symbols': isUndefinedSymbol,
  'kernel-log': isRefusal,
  'weak-modules': isIncompatibility,
} as const satisfies Record<DriverText, (line: string) => boolean>;

/** By the first line that is of any kind; a log may have thousands before it. Undefined if there is none. */
export function detectDriverText(text: string): DriverText | undefined {
  for (const { text: line, tooLong } of textLines(text)) {
    const kind = tooLong ? undefined : DRIVER_TEXTS.find((each) => RECOGNISERS[each](line));
    if (kind !== undefined) return kind;
  }
  return undefined;
}
