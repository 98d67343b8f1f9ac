/** content/lint-exceptions.yaml: what lint finds and people know of. Each must go on to occur. */
import { z } from 'zod';
import { PROBLEMS, type Problem, type ProblemKind } from '../base/problems.ts';

export const lintExceptionsSchema = z.array(
  z.strictObject({
    rule: z.enum(Object.keys(PROBLEMS) as [ProblemKind, ...ProblemKind[]]),
    /** The end of the path of the file: `discussions/oeep-0009.md`. */
    file: z.string().min(1),
    /** What the finding says, or a part of it; missing: all that the rule finds in the file. */
    about: z.string().min(1).optional(),
    why: z.string().min(1),
  }),
);
export type LintException = z.infer<typeof lintExceptionsSchema>[number];

/** @param path of the file with the exceptions, for those that do not occur */
export function exceptKnown(
  found: readonly Problem[],
  exceptions: readonly LintException[],
  path: string,
): { readonly problems: Problem[]; readonly excepted: number } {
  const used = new Set<LintException>();
  const problems = found.filter((problem) => {
    const known = exceptions.filter((each) => isFor(each, problem));
    for (const each of known) used.add(each);
    return known.length === 0;
  });
  const gone = exceptions
    .filter((each) => !used.has(each))
    .map(({ rule, file, about }): Problem => {
      const detail = `${rule} in ${file}${about === undefined ? '' : `: ${about}`}`;
      return { kind: 'exception-gone', path, detail };
    });
  return { problems: [...problems, ...gone], excepted: found.length - problems.length };
}

function isFor({ rule, file, about }: LintException, { kind, path, detail = '' }: Problem): boolean {
  const isFile = path === file || path.replaceAll('\\', '/').endsWith(`/${file}`);
  return kind === rule && isFile && (about === undefined || detail.includes(about));
}
