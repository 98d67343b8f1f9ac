import { existsSync } from 'node:fs';
import { problemJson, sortProblems, type Problem } from '../../../src/base/problems.ts';
import { counted } from '../../../src/base/text.ts';
import type { FsckReport } from '../../../src/records/json/reports.ts';
import { checkContent } from '../../corpus/store/check-stored.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { checkSite } from '../../publish/site-check.ts';
import { defineCommand } from '../declare/command.ts';
import { textOption } from '../declare/options.ts';
import { printJson, printText } from '../print.ts';

export const fsck = defineCommand({
  name: 'fsck',
  operands: [],
  about: `
Reads all that is stored and compares it with the hashes that were written with
it: exports, imports and types of every snapshot with those in release.yaml; of
a built site, every file with SHA256SUMS at its root, where files that are
missing or were added count, too. Nothing is changed.
"sha256sum --check --quiet SHA256SUMS" does the second without this program.`,
  options: {
    content: textOption('DIR', 'the folder to check', 'content'),
    site: textOption('DIR', 'a built site to check, in place of content'),
  },
  examples: ['kabi fsck', 'kabi fsck --site dist'],
  exit: { 0: 'all is as it was written', 1: 'something is not' },
  async run(_, { content, site, format }) {
    const folder = site ?? content;
    if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}`);
    const checked =
      site === undefined ? await checkContent(content) : { ...(await checkSite(site)), snapshots: null };
    const problems = sortProblems(checked.problems);
    const { files, snapshots } = checked;
    if (format === 'json') {
      const report: FsckReport = {
        schema: 'kabi-reports/fsck/1',
        ...{ checked: site === undefined ? 'content' : 'site', folder, files, snapshots },
        problems: problems.map(problemJson),
      };
      printJson(report);
    } else printText(finding(folder, files, problems), problems);
    return problems.length === 0 ? EXIT.clean : EXIT.findings;
  },
});

function finding(folder: string, files: number, problems: readonly Problem[]): string {
  const read = counted(files, 'file', 'files');
  if (problems.length === 0) return `${folder}: ${read} checked, all as they were written\n`;
  return `${folder}: ${read} checked, ${counted(problems.length, 'problem', 'problems')}\n`;
}
