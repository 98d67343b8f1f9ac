import { formatProblem, type Problem } from '../../src/base/problems.ts';

/** Faults of one kind in one file that are shown in full: nobody reads the thousandth. */
const MOST_SHOWN = 10;

/** Sorted problems as a terminal shows them, a blank line between two. JSON reports list every one. */
export function formatProblems(problems: readonly Problem[]): string {
  const seen = new Map<string, number>();
  const shown: string[] = [];
  for (const problem of problems) {
    const key = `${problem.kind} ${problem.path}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    if (count <= MOST_SHOWN) shown.push(`${formatProblem(problem)}\n`);
  }
  for (const [key, count] of seen) {
    if (count <= MOST_SHOWN) continue;
    const path = key.slice(key.indexOf(' ') + 1);
    shown.push(`and ${count - MOST_SHOWN} more like it\n  ${path}\n`);
  }
  return shown.join('\n');
}
