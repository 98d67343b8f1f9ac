/**
 * By which types each update changed CRCs, in a file per update: what /check/ says of a kernel that a log names. A line
 * per cause: the type, a sentence of it, and the symbols that it is nearest to.
 */
import { contentHash, type Hashed } from '../addresses/data-files.ts';
import type { UpdateCause } from '../load/diagnosis/finding.ts';

/** Relative to the root of the site, and outside of the folders whose files never change; `release` is the newer one. */
export function causeFile(product: string, release: string): string {
  return `why/${product}/${release}.txt`;
}

export interface CauseLine {
  readonly cause: UpdateCause;
  readonly symbols: readonly string[];
}

/** With a first line that has the hash of the rest: no index names these files. */
export function formatCauses(lines: readonly CauseLine[], hashed?: Hashed): string {
  const text = lines
    .map(({ cause, symbols }) => {
      const fields = [cause.type, cause.isCertain ? 'certain' : 'likely', cause.sentence, symbols.join(' ')];
      return `${fields.map((each) => each.replace(/[\t\n]/g, ' ')).join('\t')}\n`;
    })
    .join('');
  return `${contentHash(new TextEncoder().encode(text), hashed)}\n${text}`;
}

/** Those of some symbols; none of a file that is not what was written. */
export function parseCauses(file: string, wanted: ReadonlySet<string>): Map<string, UpdateCause> {
  const found = new Map<string, UpdateCause>();
  const end = file.indexOf('\n');
  const text = file.slice(end + 1);
  if (end < 0 || contentHash(new TextEncoder().encode(text)) !== file.slice(0, end)) return found;
  for (const line of text.split('\n')) {
    const [type = '', degree, sentence = '', symbols = ''] = line.split('\t');
    for (const symbol of symbols.split(' ')) {
      if (wanted.has(symbol)) found.set(symbol, { type, isCertain: degree === 'certain', sentence });
    }
  }
  return found;
}
