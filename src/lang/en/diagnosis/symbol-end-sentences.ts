/** What became of a symbol, in a clause: exported where, gone since when, what took its place. */
import type { SymbolFinding } from '../../../load/diagnosis/finding.ts';
import { listed } from '../../../base/text.ts';
import { endSentences, successorSentence } from '../ends/end-sentences.ts';

type End = Pick<SymbolFinding, 'end' | 'presence' | 'outside' | 'providers' | 'namespace'>;

/** `No longer exported since Linux 5.7; instead: …. No kernel on file exports it.` */
export function endSentence(symbol: End): string {
  const { end, outside } = symbol;
  return [
    ...(end === undefined ? [] : endSentences(end)),
    ...(end?.successors ?? []).map(successorSentence),
    presenceSentence(symbol),
    ...(outside === undefined ? [] : [`By its name it is of ${outside}.`]),
  ].join(' ');
}

/** Where the kernels on file export it. */
export function presenceSentence({ presence, providers, namespace }: End): string {
  if (presence.length === 0) return 'No kernel on file exports it.';
  const newest = presence.filter(({ isInNewest }) => isInNewest).map(({ title }) => title);
  const gone = presence.flatMap(({ title, last, goneIn }) =>
    goneIn === undefined ? [] : [`${title} until ${last}`],
  );
  const who = providers.length === 0 || providers.includes('vmlinux') ? '' : ` (${listed(providers)})`;
  const where = namespace === undefined || namespace === '' ? '' : `, namespace ${namespace}`;
  return `Exported${who}${where} in ${listed([...newest, ...gone])}.`;
}
