import { formatCrc, type Export } from '../../src/kabi/model.ts';
import { problemJson, type Problem } from '../../src/kabi/problems.ts';
import type { CompareReport } from '../../src/kabi/schema/reports.ts';
import type { Build } from '../operands.ts';
import type { Comparison } from './comparison.ts';

/** The comparison as the schema of the report has it. */
export function comparisonReport(
  { a, b, diff, kinds }: Comparison,
  problems: readonly Problem[],
): CompareReport {
  return {
    schema: 'kabi-reports/compare/1',
    a: buildJson(a),
    b: buildJson(b),
    summary: diff.summary,
    common: diff.common,
    changes: diff.changes.flatMap((change) =>
      change.kinds
        .filter((kind) => kinds.includes(kind))
        .map((kind) => ({
          symbol: change.symbol,
          kind,
          before: exportJson(change.before),
          after: exportJson(change.after),
        })),
    ),
    problems: problems.map(problemJson),
  };
}

function buildJson({ id, source, exports, crcGenerator }: Build): CompareReport['a'] {
  return { ...id, source, exports: exports.length, crcGenerator };
}

function exportJson(record: Export | null): CompareReport['changes'][number]['before'] {
  if (record === null) return null;
  const { crc, module, type, namespace } = record;
  return { crc: crc === 0 ? null : formatCrc(crc), module, type: type === '' ? null : type, namespace };
}
