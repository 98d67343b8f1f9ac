/** JUnit's XML, as the test reports of GitLab, Jenkins and others read it: one case for each judged change. */
import type { JudgedChange } from '../../../src/policy/judged.ts';
import type { Gate } from './gate.ts';
import { kindTitle, messageOf } from './messages.ts';
import { moduleOf, reasonOf } from './rows.ts';

/** What was added, or was never promised, is no case: nobody waits for its verdict. */
const CASES = ['breaking', 'unknown', 'tolerated'] as const;

export function gateJunit(gate: Gate): string {
  const { judged, comparison } = gate;
  const rows = judged.rows.filter(({ verdict }) => CASES.some((each) => each === verdict));
  const { breaking, unknown, tolerated } = judged.counts;
  const name = escaped(`${comparison.a.name} -> ${comparison.b.name}`);
  // A suite without a case reads as one that did not run.
  const cases =
    rows.length === 0
      ? ['    <testcase classname="kabi" name="nothing breaks the promise"/>']
      : rows.map((row) => caseOf(gate, row));
  const counts = `tests="${cases.length}" failures="${breaking}" errors="${unknown}" skipped="${tolerated}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${name}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(gate: Gate, row: JudgedChange): string {
  const name = escaped(`${row.change.symbol}: ${kindTitle(row.kind)}`);
  const message = escaped(messageOf(gate, row));
  const outcome = {
    breaking: `<failure type="${row.kind}" message="${message}"/>`,
    unknown: `<error type="${row.kind}" message="${message}"/>`,
    tolerated: `<skipped message="${escaped(`tolerated by ${reasonOf(gate, row) ?? 'a rule'}`)}"/>`,
  };
  const said = row.verdict in outcome ? outcome[row.verdict as keyof typeof outcome] : '';
  return `    <testcase classname="${escaped(moduleOf(row))}" name="${name}">${said}</testcase>`;
}

/** XML 1.0 has no way to write most control characters, not even escaped. */
function escaped(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
