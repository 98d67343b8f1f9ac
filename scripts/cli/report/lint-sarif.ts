/** Findings of lint as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change. */
import { compareText } from '../../../src/base/text.ts';
import { PROBLEMS, problemTitle, type Problem } from '../../../src/base/problems.ts';
import { version } from '../version.ts';

export function lintSarif(problems: readonly Problem[]): object {
  const kinds = [...new Set(problems.map(({ kind }) => kind))].sort(compareText);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kabi lint',
            version: version().split(' ').at(-1) ?? '',
            rules: kinds.map((id) => ({
              id,
              shortDescription: { text: PROBLEMS[id].title },
              help: { text: PROBLEMS[id].hint },
              defaultConfiguration: { level: PROBLEMS[id].level },
            })),
          },
        },
        results: problems.map((problem) => ({
          ruleId: problem.kind,
          level: PROBLEMS[problem.kind].level,
          message: { text: problemTitle(problem) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(problem.path) },
                ...(problem.line !== undefined && { region: { startLine: problem.line } }),
              },
            },
          ],
        })),
      },
    ],
  };
}

/** A path as a reference of a URI: what is reserved in one is escaped. */
function uriOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
