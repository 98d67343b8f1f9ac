/** What a provider module exports, in words. */
import type { ModuleEntry } from '../../records/rows/modules.ts';
import { count, counted } from '../../base/text.ts';
import { summaryLine } from './sentences.ts';

type About = Pick<ModuleEntry, 'current' | 'ever' | 'changes'>;

export function moduleSentence({ current, ever }: About): string {
  if (current === 0) {
    return `No newest release on file exports a symbol from this module; ${counted(ever, 'symbol was', 'symbols were')} exported by it before.`;
  }
  const gone = ever - current;
  const rest =
    gone === 0
      ? ''
      : `; ${counted(gone, 'more is', 'more are')} on file from older releases or other modules`;
  return `Exports ${counted(current, 'symbol', 'symbols')} in the newest releases of all products taken together${rest}.`;
}

/** For lists and citations: a clause. */
export function moduleFinding({ current, ever, changes }: About): string {
  return `${counted(current, 'symbol', 'symbols')} exported in the newest releases of all products taken together, ${count(ever)} ever; over all updates on file: ${summaryLine(changes)}`;
}
