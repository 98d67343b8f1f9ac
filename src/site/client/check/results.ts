/** The answer to a check: what a text tells, where each module loads, how many builds the kernels take. */
import { checkReport } from '../../../views/check/check-report.ts';
import { checkText } from '../../../views/check/check-text.ts';
import { checkAnswer, generationSentence, planSentences } from '../../../lang/en/check-sentences.ts';
import type { CheckedModule } from '../../../load/check/checked-module.ts';
import type { ArchitecturePlan } from '../../../load/check/driver-plans.ts';
import { LOAD_VERDICTS, LOADS_MEANS } from '../../../load/verdict.ts';
import { formatProblem, type Problem } from '../../../base/problems.ts';
import { counted } from '../../../base/text.ts';
import type { Urls } from '../../../addresses/urls.ts';
import { element } from '../element.ts';
import { diagnosisSection } from './diagnosis.ts';
import { outcomeTable } from './outcome-table.ts';
import type { CheckAnswer } from './protocol.ts';

export interface ResultActions {
  readonly urls: Urls;
  /** Of the page with these modules in it. */
  readonly permalink: string;
}

export function showResults(
  place: HTMLElement,
  answer: CheckAnswer,
  { urls, permalink }: ResultActions,
): void {
  const { modules, diagnoses, problems, plans } = answer;
  const judged = modules.flatMap((module, at) =>
    module.releases.length > 0 || module.refusal === undefined
      ? [moduleSection(module, answer, at, urls)]
      : [],
  );
  const anyLoads = modules.some(({ releases }) =>
    releases.some(({ finding }) => finding.verdict === 'loads'),
  );
  const isAnything = judged.length > 0 || diagnoses.length > 0;
  place.replaceChildren(
    ...diagnoses.map((each) => diagnosisSection(each, urls)),
    ...problems.map(problemNote),
    ...judged,
    ...(judged.length === 0 ? [] : [filter(place)]),
    ...planSection(plans),
    ...(anyLoads ? [element('p', { className: 'small soft', textContent: LOADS_MEANS })] : []),
    ...(isAnything ? [actions(answer, permalink)] : []),
  );
}

function problemNote(problem: Problem): HTMLElement {
  return element('pre', { className: 'cite', textContent: formatProblem(problem) });
}

function moduleSection(
  checked: CheckedModule,
  { titles, generations }: CheckAnswer,
  at: number,
  urls: Urls,
): HTMLElement {
  const { module, file, notes, refusal } = checked;
  const titleOf = (product: string) => titles.get(product) ?? product;
  const facts = [module.arch, module.vermagic, counted(module.imports.length, 'import', 'imports')];
  const generation = generationSentence(checked, generations[at]);
  const answer = refusal === undefined ? [checkAnswer(checked, titleOf)] : [];
  return element(
    'section',
    {},
    element('h2', {}, element('code', { textContent: module.name ?? file })),
    ...answer.map((textContent) => element('p', { className: 'lede', textContent })),
    element('p', {
      className: 'soft',
      textContent: facts.filter((fact) => fact !== null && fact !== '').join(' · '),
    }),
    ...(generation === undefined ? [] : [element('p', { textContent: generation })]),
    ...notes.map((note) => element('p', { textContent: note })),
    outcomeTable(checked, titleOf, urls),
  );
}

function planSection(plans: readonly ArchitecturePlan[]): HTMLElement[] {
  if (plans.length === 0) return [];
  const parts = plans.map((plan) => {
    const [answer = '', ...rest] = planSentences(plan);
    const items = rest.map((textContent) => element('li', { textContent }));
    return element('div', {}, element('p', { textContent: answer }), element('ul', {}, ...items));
  });
  return [element('section', {}, element('h2', { textContent: 'How many builds it takes' }), ...parts)];
}

function filter(place: HTMLElement): HTMLElement {
  const select = element(
    'select',
    { id: 'verdict-filter' },
    element('option', { value: '', textContent: 'all verdicts' }),
    ...LOAD_VERDICTS.map((verdict) => element('option', { value: verdict, textContent: verdict })),
  );
  const status = element('span', { className: 'soft' });
  status.role = 'status';
  const apply = () => {
    const rows = [...place.querySelectorAll<HTMLElement>('tr[data-verdict]')];
    for (const row of rows) row.hidden = select.value !== '' && row.dataset['verdict'] !== select.value;
    status.textContent = ` ${rows.filter((row) => !row.hidden).length} of ${rows.length} shown`;
  };
  select.addEventListener('change', apply);
  queueMicrotask(apply);
  const label = element('label', { textContent: 'Show ' });
  label.htmlFor = select.id;
  return element('p', {}, label, select, status);
}

function actions(answer: CheckAnswer, permalink: string): HTMLElement {
  const copyText = element('button', {
    type: 'button',
    className: 'copy',
    textContent: 'Copy as text for a ticket',
  });
  copyText.addEventListener('click', () => void copy(copyText, checkText(answer)));
  const copyLink = element('button', {
    type: 'button',
    className: 'copy',
    textContent: 'Copy link to this check',
  });
  copyLink.addEventListener('click', () => void copy(copyLink, permalink));
  const json = `${JSON.stringify(checkReport(answer), null, 2)}\n`;
  const download = element('a', { textContent: 'Download as JSON' });
  download.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  download.download = 'kabi-check.json';
  return element('p', {}, copyText, ' ', copyLink, ' ', download);
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'The browser does not allow copying here';
  }
}
