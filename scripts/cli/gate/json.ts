import { exportJson } from '../../../src/views/comparison/compare-json.ts';
import { formatRule } from '../../../src/formats/lists/severities.ts';
import type { GateReport } from '../../../src/records/json/gate-report.ts';
import { comparisonReport } from '../report/comparison-json.ts';
import { passes, type Gate } from './gate.ts';

/** The gate as its schema has it: the comparison, with what breaks first. */
export function gateReport(gate: Gate): GateReport {
  const { comparison, judged, groups } = gate;
  const { changes, ...rest } = comparisonReport(comparison, comparison.typeProblems ?? []);
  const known = new Map(changes.map((change) => [`${change.kind} ${change.symbol}`, change]));
  return {
    ...rest,
    schema: 'kabi-reports/gate/1',
    passes: passes(gate),
    verdicts: judged.counts,
    breaking: groups.map(({ words, cause, kind, rows }) => ({
      words,
      kind,
      ...(cause === undefined ? {} : { cause }),
      symbols: rows.map(({ change }) => change.symbol),
    })),
    changes: judged.rows.map(({ kind, verdict, change }) => ({
      symbol: change.symbol,
      kind,
      before: exportJson(change.before),
      after: exportJson(change.after),
      ...known.get(`${kind} ${change.symbol}`),
      verdict,
    })),
    absent: [...judged.absent],
    unusedRules: judged.unusedRules.map((rule) => ({
      path: rule.path,
      line: rule.line,
      rule: formatRule(rule).trimEnd(),
    })),
  };
}
