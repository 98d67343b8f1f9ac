/** Where a command's result goes: to stdout, what is wrong with single records to stderr, unless JSON has both. */
import { withoutControls } from '../../src/base/text.ts';
import { isError, PROBLEMS, type Problem } from '../../src/base/problems.ts';
import { EXIT, type ExitStatus } from '../engine/exit.ts';
import { formatProblems } from './problem-list.ts';

export function printJson(report: object): void {
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
}

/** @param problems sorted */
export function printText(result: string, problems: readonly Problem[]): void {
  process.stdout.write(withoutControls(result));
  process.stderr.write(formatProblems(problems));
}

/** Of a command that reads records: what was at fault was not used, what is only to be known was. */
export function statusOf(problems: readonly Problem[]): ExitStatus {
  if (problems.some(isError)) return EXIT.failure;
  return problems.some(({ kind }) => PROBLEMS[kind].level !== 'note') ? EXIT.findings : EXIT.clean;
}
