/**
 * What became of the modules of one release on the next one, in a sentence.
 *
 * @param release that they are judged on
 */
import type { InTreeFinding } from '../../records/entries/in-tree-finding.ts';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import { count, counted, listed } from '../../base/text.ts';

export function inTreeSentence(
  { variant, before, counts }: Pick<InTreeFinding, 'variant' | 'before' | 'counts'>,
  release: string,
): string {
  if (counts === null) {
    return `On ${variant}, what the modules of ${before} import is not on file: which of them would load on ${release} is unknown.`;
  }
  const all = LOAD_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  const of = `of the ${counted(all, 'module', 'modules')} that ${before} brings along`;
  const parts = [
    counts.rebuild === 0 ? '' : `${count(counts.rebuild)} would have to be rebuilt for ${release}`,
    counts.missing === 0 ? '' : `${count(counts.missing)} would miss symbols`,
    counts.refused === 0 ? '' : `${count(counts.refused)} would be refused as they are`,
    counts.unknown === 0 ? '' : `of ${count(counts.unknown)} it is unknown`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return `On ${variant}, ${release} would load every one ${of}.`;
  return `On ${variant}, ${of}, ${listed(parts)}; ${count(counts.loads)} would load as ${counts.loads === 1 ? 'it is' : 'they are'}.`;
}
