/** A check for a terminal: a line per module, a table of kernels below it, and what `loads` means. */
import { LOAD_VERDICTS, LOADS_MEANS } from '../../load/verdict.ts';
import { snapshotName } from '../../kernel/snapshot.ts';
import { counted, listed } from '../../base/text.ts';
import { printable } from '../../base/problems.ts';
import { wrapText } from '../../base/wrap-text.ts';
import { checkAnswer, generationSentence, planSentences } from '../../lang/en/check-sentences.ts';
import type { Check } from '../../load/check/check.ts';
import { diagnosisLines } from './diagnosis-text.ts';
import { reasonsOf, type CheckedModule } from '../../load/check/checked-module.ts';

const VERDICT_WIDTH = Math.max(...LOAD_VERDICTS.map((verdict) => verdict.length));
/** Characters of what an input says beyond its imports. */
const LONGEST_NOTE = 400;
/** Characters of a line of prose; tables may be wider. */
const LINE_WIDTH = 79;

export type CheckToTell = Pick<Check, 'modules' | 'diagnoses' | 'plans' | 'generations' | 'titles'>;

export function checkText({ modules, diagnoses, plans, generations, titles }: CheckToTell): string {
  const titleOf = (product: string) => titles.get(product) ?? product;
  const blocks = [
    ...diagnoses.map(diagnosisLines),
    ...modules.flatMap((each, place) => {
      if (each.releases.length === 0 && each.refusal !== undefined) return [];
      const generation = generationSentence(each, generations[place]);
      const answer = each.refusal === undefined ? prose(checkAnswer(each, titleOf)) : [];
      return [
        [...answer, ...moduleLines(each), ...(generation === undefined ? [] : prose(`  ${generation}`))],
      ];
    }),
    ...plans.map((plan) => planSentences(plan).flatMap(prose)),
  ];
  const anyLoads = modules.some(({ releases }) =>
    releases.some(({ finding }) => finding.verdict === 'loads'),
  );
  if (anyLoads) blocks.push(prose(LOADS_MEANS));
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function prose(text: string): string[] {
  return wrapText(printable(text, Infinity), LINE_WIDTH);
}

function moduleLines({ file, module, notes, releases }: CheckedModule): string[] {
  const imports = counted(module.imports.length, 'import', 'imports');
  const facts = [module.arch, module.vermagic === '' ? null : module.vermagic, imports];
  const name = module.name ?? file;
  const rows = releases.map(({ id, finding }) => ({
    verdict: finding.verdict,
    release: snapshotName(id),
    reasons: reasonsOf(finding, module.imports.length).join('; '),
  }));
  const width = Math.max(0, ...rows.map(({ release }) => release.length));
  return [
    printable(`${name}: ${facts.filter((fact) => fact !== null).join(', ')}`, LONGEST_NOTE),
    ...notes.map((note) => `  ${printable(note, LONGEST_NOTE)}`),
    ...rows.map(
      ({ verdict, release, reasons }) =>
        `  ${verdict.padEnd(VERDICT_WIDTH)}  ${release.padEnd(width)}  ${reasons}`,
    ),
    ...uncheckedLine(releases),
  ];
}

function uncheckedLine(releases: CheckedModule['releases']): string[] {
  const unchecked = new Set(releases.flatMap(({ finding }) => finding.unchecked));
  if (unchecked.size === 0) return [];
  return [`  not checked, because not known: ${listed([...unchecked])}`];
}
