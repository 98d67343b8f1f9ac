/** A diagnosis for a terminal and for a ticket: the answer, why, what to do, whether a rebuild is enough, what would tell more. */
import { wrapText } from '../../base/wrap-text.ts';
import { diagnosisText, type DiagnosisText, type Step } from '../../lang/en/diagnosis-sentences.ts';
import { readSentence, unreadSentence } from '../../lang/en/facts-sentences.ts';
import { printable } from '../../base/problems.ts';
import type { Diagnosis } from '../../load/check/check.ts';
import type { Finding } from '../../load/diagnosis/finding.ts';

const LINE_WIDTH = 79;

export function diagnosisLines({ facts, findings }: Diagnosis): string[] {
  const [first, ...others] = findings;
  const unread = unreadSentence(facts);
  return [
    ...(first === undefined ? [] : [...findingLines(first), '']),
    ...others.flatMap((each) => [...otherLines(each), '']),
    ...paragraph(readSentence(facts)),
    ...(unread === undefined ? [] : paragraph(unread)),
  ];
}

function findingLines(finding: Finding): string[] {
  const text = diagnosisText(finding);
  return [...paragraph(text.answer), ...details(finding, text)];
}

/** Further findings are told like the first: each is another cause. */
function otherLines(finding: Finding): string[] {
  const text = diagnosisText(finding);
  return [...paragraph(`Also: ${text.answer}`), ...details(finding, text)];
}

function details(finding: Finding, { because, todo, rebuild, more }: DiagnosisText): string[] {
  return [
    ...section('Why', because),
    ...quoteLine(finding),
    ...steps('What to do', todo),
    ...section('Is a rebuild enough?', [rebuild]),
    ...steps('What would tell more', more),
  ];
}

function quoteLine({ quote, lines }: Finding): string[] {
  if (quote === undefined) return [];
  return [`    line ${lines[0] ?? 0}: ${printable(quote)}`];
}

function paragraph(text: string): string[] {
  return wrapText(printable(text, Infinity), LINE_WIDTH);
}

function section(title: string, sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  return [`  ${title}`, ...sentences.flatMap((each) => indented(each, '    '))];
}

function steps(title: string, list: readonly Step[]): string[] {
  if (list.length === 0) return [];
  return [
    `  ${title}`,
    ...list.flatMap(({ say, run }, index) => {
      const number = list.length === 1 ? '    ' : `    ${index + 1}. `;
      const [head = '', ...rest] = wrapText(printable(say, Infinity), LINE_WIDTH - number.length);
      const commands = (run ?? '').split('\n').filter((line) => line !== '');
      return [
        `${number}${head}`,
        ...rest.map((line) => `${' '.repeat(number.length)}${line}`),
        ...commands.map((line) => `${' '.repeat(number.length)}  ${printable(line, Infinity)}`),
      ];
    }),
  ];
}

function indented(text: string, indent: string): string[] {
  return wrapText(printable(text, Infinity), LINE_WIDTH - indent.length).map((line) => `${indent}${line}`);
}
