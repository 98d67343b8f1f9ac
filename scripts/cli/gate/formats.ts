/** The formats of a gate: one table, so that a name without a writer does not compile. */
import type { Verdict } from '../../../src/policy/verdict.ts';
import { githubAnnotations, gitlabReport } from './annotations.ts';
import type { Gate } from './gate.ts';
import { gateReport } from './json.ts';
import { gateJunit } from './junit.ts';
import { gateMarkdown } from './markdown.ts';
import { gateSarif } from './sarif.ts';
import { gateText } from './text.ts';

export const GATE_FORMATS = [
  'text',
  'markdown',
  'json',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'symbols',
] as const;
export type GateFormat = (typeof GATE_FORMATS)[number];

/** Those of which two cannot stand one after the other. */
export const SINGLE_FORMATS: readonly GateFormat[] = ['json', 'sarif', 'junit', 'gitlab'];

const WRITERS: Readonly<Record<GateFormat, (gate: Gate, verdicts: readonly Verdict[]) => string>> = {
  text: gateText,
  markdown: gateMarkdown,
  json: (gate) => json(gateReport(gate)),
  sarif: (gate) => json(gateSarif(gate)),
  junit: gateJunit,
  github: githubAnnotations,
  gitlab: (gate) => json(gitlabReport(gate)),
  symbols: (gate, verdicts) => symbols(gate, verdicts),
};

export function writeGate(gate: Gate, format: GateFormat, verdicts: readonly Verdict[]): string {
  return WRITERS[format](gate, verdicts);
}

/** As the format "symbols" of ksymvers: a name a line, each once, sorted. */
function symbols({ judged: { rows } }: Gate, verdicts: readonly Verdict[]): string {
  const names = rows.filter(({ verdict }) => verdicts.includes(verdict)).map(({ change }) => change.symbol);
  return [...new Set(names)]
    .sort()
    .map((name) => `${name}\n`)
    .join('');
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
