/** Changes in the form of the JSON report. */
import type { Diff } from '../../history/diff.ts';
import { formatCrc, type Export } from '../../kernel/export.ts';
import type { CompareReport } from '../../records/json/reports.ts';

type ChangeJson = CompareReport['changes'][number];

/** One per symbol and kind. */
export function changesJson({ changes }: Pick<Diff, 'changes'>): ChangeJson[] {
  return changes.flatMap(({ symbol, kinds, before, after }) =>
    kinds.map((kind) => ({ symbol, kind, before: exportJson(before), after: exportJson(after) })),
  );
}

export function exportJson(record: Export | null): ChangeJson['before'] {
  if (record === null) return null;
  const { crc, module, type, namespace } = record;
  return { crc: crc === 0 ? null : formatCrc(crc), module, type: type === '' ? null : type, namespace };
}
