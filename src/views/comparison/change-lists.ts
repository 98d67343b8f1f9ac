/** What pages of changes share: the rows of a module, and its counts in words. */
import { parseChangeRows, type ChangeRow } from '../../history/comparison.ts';
import { itemAt } from '../../base/items.ts';
import { CHANGE_KINDS } from '../../kernel/change.ts';
import { KIND_WORDS } from '../frame/tags.ts';
import type { ModuleChangeRows } from './change-pages.ts';

/** The lists of a page ask for the same rows one after the other; they go with the page. */
const PARSED = new WeakMap<ModuleChangeRows, readonly ChangeRow[]>();

/** The changes of a module, each time the same records. */
export function rowsOf(module: ModuleChangeRows): readonly ChangeRow[] {
  let rows = PARSED.get(module);
  if (rows === undefined) PARSED.set(module, (rows = parseChangeRows(module.rows)));
  return rows;
}

/** `amd64: 12 CRC changed, 1 added · arm64: …`, said once where the variants agree. */
export function moduleCounts({ counts }: ModuleChangeRows, variants: readonly string[]): string {
  const texts = counts.map((summary) =>
    ([...CHANGE_KINDS, 'not-comparable'] as const)
      .filter((kind) => summary[kind] > 0)
      .map((kind) => `${summary[kind].toLocaleString('en-US')} ${KIND_WORDS[kind]}`)
      .join(', '),
  );
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return first;
  return texts.map((text, i) => `${itemAt(variants, i)}: ${text === '' ? 'no change' : text}`).join(' · ');
}
