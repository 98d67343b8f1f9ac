/** Checks of the two languages: that both are there, and each in its place. */
import { LANGUAGES } from '../base/language.ts';
import type { Prose } from '../base/prose.ts';
import type { Problem } from '../base/problems.ts';
import type { LintInput } from './lint-input.ts';
import { proses, records } from './written.ts';

const CHINESE = /\p{Script=Han}/gu;

/** A name, such as `Red Hat` or `openEuler 22.03 LTS SP3`, is the same in both languages. */
const LONGEST_NAME = 3;

/** A Chinese text has at least so many of the characters that the English one has: shorter ones are a stub. */
const SHORTEST = 0.12;

function wordsOf(text: string): number {
  return text.trim().split(/\s+/).length;
}

function chineseIn(text: string): number {
  return text.match(CHINESE)?.length ?? 0;
}

/** Whether anything on file is in Chinese: a site in one language misses nothing. */
function isInTwo(input: LintInput): boolean {
  return records(input).some(({ value }) => [...proses(value)].some(({ zh }) => zh !== undefined));
}

export function missingTranslations(input: LintInput): Problem[] {
  if (!isInTwo(input)) return [];
  const fields = records(input).flatMap(({ path, value }) =>
    [...proses(value)]
      .filter(({ en, zh }) => zh === undefined && wordsOf(en) > LONGEST_NAME)
      .map(({ en }) => missing(input, path, firstLine(en))),
  );
  const bodies = input.documents.flatMap((document): Problem[] => {
    const path = input.files.document(document);
    const lacking = LANGUAGES.filter((each) => !document.bodies.has(each));
    if (lacking.length > 0)
      return [{ kind: 'missing-translation', path, detail: `no body in ${lacking.join()}` }];
    const [en = '', zh = ''] = LANGUAGES.map((each) => document.bodies.get(each));
    if (zh.length >= en.length * SHORTEST) return [];
    return [{ kind: 'missing-translation', path, detail: 'the Chinese body is a stub' }];
  });
  return [...fields, ...bodies];
}

function missing({ files }: LintInput, path: string, near: string): Problem {
  return { kind: 'missing-translation', path, ...files.lineOf(path, near), detail: near };
}

export function wrongLanguages(input: LintInput): Problem[] {
  return records(input).flatMap(({ path, value }) =>
    [...proses(value)].flatMap((text): Problem[] => {
      const near = misplaced(text);
      if (near === undefined) return [];
      return [{ kind: 'wrong-language', path, ...input.files.lineOf(path, near), detail: near }];
    }),
  );
}

function misplaced({ en, zh }: Prose): string | undefined {
  if (chineseIn(en) * 3 > en.length) return firstLine(en);
  if (zh !== undefined && chineseIn(zh) === 0 && wordsOf(zh) > LONGEST_NAME && wordsOf(en) > LONGEST_NAME)
    return firstLine(zh);
  return undefined;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
