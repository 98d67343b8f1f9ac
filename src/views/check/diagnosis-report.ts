/** A diagnosis as the schema of the check's report has it. */
import { printable } from '../../base/problems.ts';
import { formatCrc } from '../../kernel/export.ts';
import { snapshotName } from '../../kernel/snapshot.ts';
import { diagnosisText } from '../../lang/en/diagnosis-sentences.ts';
import { readSentence, unreadSentence } from '../../lang/en/facts-sentences.ts';
import type { Diagnosis } from '../../load/check/check.ts';
import type { Finding, SymbolFinding } from '../../load/diagnosis/finding.ts';
import type { CheckReport } from '../../records/json/reports.ts';

type DiagnosisReport = CheckReport['diagnoses'][number];

export function diagnosisReport({ facts, findings }: Diagnosis): DiagnosisReport {
  return {
    file: facts.file,
    read: readSentence(facts),
    notRead: {
      lines: facts.unread.lines,
      examples: facts.unread.examples.map(({ number, text }) => ({ line: number, text: printable(text) })),
      ...(unreadSentence(facts) === undefined ? {} : { sentence: unreadSentence(facts) }),
    },
    kernels: facts.kernels.map(({ uname, role, line }) => ({ uname: printable(uname), role, line })),
    findings: findings.map(findingReport),
  };
}

function findingReport(finding: Finding): DiagnosisReport['findings'][number] {
  const { answer, because, todo, rebuild, more } = diagnosisText(finding);
  const step = ({ say, run }: { say: string; run?: string }) => ({
    say: clean(say),
    ...(run === undefined ? {} : { run: clean(run) }),
  });
  return {
    cause: finding.cause,
    module: finding.module,
    package: finding.package ?? null,
    kernel: finding.kernel?.uname ?? null,
    onFile: finding.onFile === undefined ? null : snapshotName(finding.onFile.id),
    builtFor: finding.builtFor ?? null,
    symbols: finding.symbols.map(symbolReport),
    owner: finding.owner ?? null,
    errno: finding.errno ?? null,
    followUps: finding.followUps,
    lines: [...finding.lines],
    quote: finding.quote === undefined ? null : clean(finding.quote),
    answer: clean(answer),
    because: because.map(clean),
    todo: todo.map(step),
    rebuild: finding.rebuild,
    rebuildWords: clean(rebuild),
    more: more.map(step),
  };
}

function symbolReport(each: SymbolFinding): DiagnosisReport['findings'][number]['symbols'][number] {
  const crc = (value: number | null | undefined) => (typeof value === 'number' ? formatCrc(value) : null);
  return {
    symbol: each.symbol,
    providers: [...each.providers],
    namespace: each.namespace ?? null,
    builtAgainst: crc(each.builtAgainst),
    inKernel: crc(each.inKernel),
    changedIn:
      each.update === undefined
        ? null
        : {
            product: each.update.product,
            from: each.update.from,
            to: each.update.to,
            before: crc(each.update.before),
            after: crc(each.update.after),
          },
    cause: each.cause === undefined ? null : clean(each.cause.sentence),
    exportedIn: each.presence.map(({ product, first, last, isInNewest }) => ({
      product,
      first,
      last,
      isInNewest,
    })),
    successor: each.end?.successors[0]?.symbol ?? each.end?.known?.instead ?? null,
    end: each.end ?? null,
  };
}

/** What stands in a report must not drive a terminal that prints it. */
function clean(text: string): string {
  return printable(text, Infinity, true);
}
