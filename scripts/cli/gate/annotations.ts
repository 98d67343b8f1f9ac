/** What GitHub and GitLab show beside the lines of a merge request. */
import { createHash } from 'node:crypto';
import { gateAnswer } from '../../../src/lang/en/gate-sentences.ts';
import type { JudgedChange } from '../../../src/policy/judged.ts';
import type { Gate } from './gate.ts';
import { failingRows, kindTitle, messageOf } from './messages.ts';
import { locationOf } from './rows.ts';
import { sizes } from './text.ts';

/** GitHub shows ten annotations of a step, so each group is one, with so many of its changes. */
const MOST_LINES = 20;

/** Workflow commands, "::error file=…,line=…,title=…::…" (GitHub, "Workflow commands"). */
export function githubAnnotations(gate: Gate): string {
  const { groups, judged } = gate;
  const unknown = judged.rows.filter(({ verdict }) => verdict === 'unknown');
  const all = [
    ...groups.map(({ words, rows }) => ({ level: 'error', title: `${rows.length} breaking ${words}`, rows })),
    ...(unknown.length === 0
      ? []
      : [{ level: 'warning', title: `${unknown.length} cannot be judged`, rows: unknown }]),
  ];
  const lines = all.map(({ level, title, rows }) => annotation(gate, level, title, rows));
  const answer = gateAnswer(judged.counts, sizes(groups));
  return [...lines, `::notice title=kABI::${message(answer)}`, ''].join('\n');
}

function annotation(gate: Gate, level: string, title: string, rows: readonly JudgedChange[]): string {
  const [first] = rows;
  const { path, line } = first === undefined ? { path: '', line: 1 } : locationOf(gate, first);
  const shown = rows.slice(0, MOST_LINES).map((row) => messageOf(gate, row));
  const rest = rows.length > MOST_LINES ? [`and ${rows.length - MOST_LINES} more`] : [];
  const place = `file=${property(path)},line=${line},title=${property(`kABI: ${title}`)}`;
  return `::${level} ${place}::${message([...shown, ...rest].join('\n'))}`;
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A report for artifacts:reports:codequality (GitLab, "Code Quality", in the format of Code Climate). */
export function gitlabReport(gate: Gate): object[] {
  return failingRows(gate).map((row) => {
    const { path, line } = locationOf(gate, row);
    const check = `kabi/${row.kind}`;
    return {
      description: messageOf(gate, row),
      check_name: kindTitle(row.kind),
      fingerprint: createHash('sha256').update(`${check}/${row.change.symbol}`).digest('hex'),
      severity: row.verdict === 'breaking' ? 'critical' : 'major',
      location: { path, lines: { begin: line } },
    };
  });
}
