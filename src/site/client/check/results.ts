/** The verdicts as a table per module, with filters. */
import { checkReport } from '../../../views/check/check-report.ts';
import { checkText } from '../../../views/check/check-text.ts';
import { reasonsOf, type CheckedModule } from '../../../load/check/checked-module.ts';
import { LOAD_VERDICTS, LOADS_MEANS, type LoadFinding, type LoadVerdict } from '../../../load/verdict.ts';
import { variantName } from '../../../kernel/variant.ts';
import { formatProblem, type Problem } from '../../../base/problems.ts';
import { counted } from '../../../base/text.ts';
import type { Urls } from '../../../addresses/urls.ts';
import { element } from '../element.ts';
import { diagnosisSection } from './diagnosis.ts';
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
  const { checked, diagnoses, problems } = answer;
  place.replaceChildren(
    ...diagnoses.map((each) => diagnosisSection(each, urls)),
    ...problems.map(problemNote),
  );
  const judged = checked.filter(({ releases, refusal }) => releases.length > 0 || refusal === undefined);
  if (judged.length === 0) {
    if (diagnoses.length > 0) place.append(actions(answer, permalink));
    return;
  }
  const sections = judged.map((module) => moduleSection(module, answer, urls));
  const anyLoads = judged.some(({ releases }) => releases.some(({ finding }) => finding.verdict === 'loads'));
  place.append(
    filter(place),
    ...sections,
    ...(anyLoads ? [element('p', { className: 'small soft', textContent: LOADS_MEANS })] : []),
    actions(answer, permalink),
  );
}

function problemNote(problem: Problem): HTMLElement {
  return element('pre', { className: 'cite', textContent: formatProblem(problem) });
}

function moduleSection(checked: CheckedModule, { titles }: CheckAnswer, urls: Urls): HTMLElement {
  const { module, file, notes, releases } = checked;
  const name = module.name ?? file;
  const facts = [module.arch, module.vermagic, counted(module.imports.length, 'import', 'imports')];
  const rows = releases.map(({ id, finding }) => {
    const release = element('a', { textContent: `${titles.get(id.product) ?? id.product} ${id.release}` });
    release.href = urls.release(id.product, id.release);
    const row = element(
      'tr',
      {},
      element('th', { scope: 'row' }, release),
      element('td', { textContent: variantName(id) }),
      element('td', {}, verdictTag(finding.verdict)),
      element('td', {}, ...why(finding, module.imports.length, urls)),
    );
    row.dataset['verdict'] = finding.verdict;
    return row;
  });
  const head = element(
    'tr',
    {},
    ...['Release', 'Architecture', 'Verdict', 'Why'].map((text) => element('th', { textContent: text })),
  );
  const region = element(
    'div',
    { className: 'scroll' },
    element('table', { className: 'verdicts' }, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
  region.tabIndex = 0;
  region.role = 'region';
  region.ariaLabel = `Verdicts for ${name}`;
  return element(
    'section',
    {},
    element('h2', {}, element('code', { textContent: name })),
    element('p', {
      className: 'soft',
      textContent: facts.filter((fact) => fact !== null && fact !== '').join(' · '),
    }),
    element('p', { className: 'lede', textContent: summary(name, releases) }),
    ...notes.map((note) => element('p', { textContent: note })),
    region,
  );
}

function summary(name: string, releases: CheckedModule['releases']): string {
  const loads = releases.filter(({ finding }) => finding.verdict === 'loads');
  const all = counted(releases.length, 'build on file', 'builds on file');
  if (releases.length === 0) return `No kernel of the architecture of ${name} is on file.`;
  if (loads.length === 0) return `${name} is known to load on none of the ${all}.`;
  return `${name} loads on ${loads.length} of the ${all}: ${loads.map(({ id }) => `${id.release} (${variantName(id)})`).join(', ')}.`;
}

function verdictTag(verdict: LoadVerdict): HTMLElement {
  return element('b', { className: `tag verdict-${verdict}`, textContent: verdict });
}

/** The clauses of the text report; the symbols behind them in full, linked, where they are many. */
function why(finding: LoadFinding, imports: number, urls: Urls): Node[] {
  const text = element('span', { textContent: reasonsOf(finding, imports).join('; ') });
  const { missing, gplOnly, mismatched, noVersion, notImported } = finding;
  const symbols = [...missing, ...gplOnly, ...mismatched, ...noVersion, ...notImported];
  if (symbols.length === 0) return [text];
  const links = symbols.map((symbol) => {
    const link = element('a', { textContent: symbol });
    link.href = urls.symbol(symbol);
    return element('li', {}, link);
  });
  const list = element('ul', { className: 'names' }, ...links);
  const label = counted(symbols.length, 'symbol', 'symbols');
  return [text, element('details', {}, element('summary', { textContent: label }), list)];
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

function actions({ checked, diagnoses, problems }: CheckAnswer, permalink: string): HTMLElement {
  const copyText = element('button', { type: 'button', className: 'copy', textContent: 'Copy as text' });
  copyText.addEventListener('click', () => void copy(copyText, checkText(checked, diagnoses)));
  const copyLink = element('button', {
    type: 'button',
    className: 'copy',
    textContent: 'Copy link to this check',
  });
  copyLink.addEventListener('click', () => void copy(copyLink, permalink));
  const json = `${JSON.stringify(checkReport(checked, problems, diagnoses), null, 2)}\n`;
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
