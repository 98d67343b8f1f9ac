/** /compare/?a=…&b=…: any two builds on file, compared here by the rules of `kabi compare`. */
import {
  comparedReport,
  compareBuilds,
  type BuildFile,
  type ComparedBuilds,
} from '../../../views/comparison/any-compare.ts';
import { sameGenerator, unversionedSide, type Diff } from '../../../history/diff.ts';
import { aspectText, CHANGE_KINDS, type Change, type ChangeKind } from '../../../kernel/change.ts';
import { KIND_TITLES } from '../../../views/comparison/change-columns.ts';
import { nearest } from '../../../base/nearest.ts';
import { count, counted } from '../../../base/text.ts';
import { coverageNote, summaryLine, whyNotComparable } from '../../../lang/en/sentences.ts';
import { createUrls } from '../../../addresses/urls.ts';
import { heading, list, paragraph, title } from '../../../media/blocks.ts';
import { plainText } from '../../../media/plain-text.ts';
import { DataFailure, failureKind } from '../../../search/data-failure.ts';
import { dataProblem } from '../data-problem.ts';
import { dataBelow } from '../data/arrival.ts';
import { element } from '../element.ts';

/** Rows shown per kind; the downloads have all. */
const MOST = 200;

const form = document.querySelector<HTMLFormElement>('form[data-compare]');
const status = document.querySelector<HTMLElement>('[data-compare-status]');
const results = document.querySelector<HTMLElement>('[data-compare-results]');
const base = form?.dataset['base'] ?? '/';
const urls = createUrls(base);
const data = dataBelow(urls.root);

if (form !== null && status !== null && results !== null) void start(form, status, results);

async function start(form: HTMLFormElement, status: HTMLElement, results: HTMLElement): Promise<void> {
  const query = queryOf(location.search);
  const names = [query.get('a'), query.get('b')] as const;
  const [a, b] = names;
  if (a === null && b === null) return;
  const unknown = names.flatMap((name, index) =>
    name === null || choose(form, index === 0 ? 'a' : 'b', name) ? [] : [name],
  );
  if (unknown.length > 0) {
    status.replaceChildren(...unknown.flatMap((name) => unknownBuild(form, name, query)));
    return;
  }
  if (a === null || b === null) {
    status.textContent = 'Choose the other build to compare it with.';
    return;
  }
  await compare([a, b], status, results);
}

async function compare(
  [a, b]: readonly [string, string],
  status: HTMLElement,
  results: HTMLElement,
): Promise<void> {
  status.textContent = 'Comparing…';
  try {
    const [before, after] = await Promise.all([load(a), load(b)]);
    show(compareBuilds(before, after), results);
    status.textContent = '';
  } catch (error) {
    const again = () => void compare([a, b], status, results);
    status.replaceChildren(...dataProblem('The builds were not compared.', failureKind(error), again));
  }
}

/** A plus in an address that somebody wrote stands for itself: names of builds have it, and no blank. */
function queryOf(search: string): URLSearchParams {
  return new URLSearchParams(search.replaceAll('+', '%2B'));
}

/** @returns whether it is among the builds on file */
function choose(form: HTMLFormElement, side: 'a' | 'b', build: string): boolean {
  const select = form.querySelector<HTMLSelectElement>(`select[name=${side}]`);
  if (select === null || !buildsOf(select).includes(build)) return false;
  select.value = build;
  return true;
}

function buildsOf({ options }: HTMLSelectElement): string[] {
  return [...options].map(({ value }) => value);
}

/** What is not on file, with links to the comparison of what may have been meant. */
function unknownBuild(form: HTMLFormElement, name: string, query: URLSearchParams): (Node | string)[] {
  const select = form.querySelector('select');
  const near = select === null ? [] : nearest(name, buildsOf(select));
  const links = near.flatMap((build, index) => {
    const meant = new URLSearchParams(
      [...query].map(([key, value]) => [key, value === name ? build : value]),
    );
    const anchor = element('a', { textContent: build });
    anchor.href = `?${meant.toString()}`;
    return [index === 0 ? '' : ', ', anchor];
  });
  return [`“${name}” is no build on file. Did you mean `, ...links, '? '];
}

/** @throws {DataFailure} if its file is not there, or not whole */
async function load(name: string): Promise<BuildFile> {
  const index = await data.json<Readonly<Record<string, string>>>((await data.pointer()).compare);
  const path = index[name];
  // The page lists builds of a site that was renewed since.
  if (path === undefined) throw new DataFailure('missing', name);
  return { name, text: await data.read(path, (text) => text) };
}

function show(compared: ComparedBuilds, results: HTMLElement): void {
  const { a, b, diff } = compared;
  const sections = CHANGE_KINDS.filter((kind) => diff.summary[kind] > 0).flatMap((kind) =>
    section(kind, diff),
  );
  results.replaceChildren(
    element('h2', { textContent: `${a} compared with ${b}` }),
    element('p', { className: 'lede', textContent: finding(compared) }),
    ...[...notComparable(compared), ...coverage(compared)].map((text) => element('p', { textContent: text })),
    element('p', {}, download(compared, 'txt'), ' · ', download(compared, 'json')),
    ...sections,
  );
}

function finding({ before, after, diff }: ComparedBuilds): string {
  const whole = unversionedSide(before, after) !== null;
  if (whole) return `Every module has to be rebuilt (${count(diff.common)} common symbols).`;
  return `${summaryLine({ ...diff.summary, 'not-comparable': 0 })} (${count(diff.common)} common).`;
}

function notComparable({ a, b, before, after, diff }: ComparedBuilds): string[] {
  const unknown = diff.summary['not-comparable'] - diff.uncovered;
  if (unknown === 0) return [];
  const generators = [before.crcGenerator, after.crcGenerator] as const;
  if (sameGenerator(...generators))
    return [`${counted(unknown, 'common symbol has', 'common symbols have')} no CRC to compare.`];
  return [
    `None of the ${count(unknown)} common CRCs can be compared: ${whyNotComparable(a, b, generators)}.`,
  ];
}

function coverage({ a, b, before, after }: ComparedBuilds): string[] {
  const note = coverageNote(a, b, [before.coverage, after.coverage]);
  return note === '' ? [] : [note];
}

function section(kind: ChangeKind, diff: Diff): HTMLElement[] {
  const changes = diff.changes.filter(({ kinds }) => kinds.includes(kind));
  const rows = changes
    .slice(0, MOST)
    .map((change) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, link(change.symbol)),
        element('td', { textContent: (change.after ?? change.before)?.module ?? '' }),
        element('td', { textContent: words(kind, change) }),
      ),
    );
  const table = element('table', {}, element('tbody', {}, ...rows));
  const more = changes.length - MOST;
  return [
    element('h3', { id: kind, textContent: `${KIND_TITLES[kind]}: ${count(changes.length)}` }),
    element('div', { className: 'scroll' }, table),
    ...(more > 0
      ? [element('p', { className: 'soft', textContent: `and ${count(more)} more in the downloads` })]
      : []),
  ];
}

function link(symbol: string): HTMLElement {
  const anchor = element('a', {}, element('code', { textContent: symbol }));
  anchor.href = urls.symbol(symbol);
  return anchor;
}

function words(kind: ChangeKind, { before, after }: Change): string {
  return [before, after].flatMap((side) => (side === null ? [] : aspectText(kind, side))).join(' → ');
}

/** Made when it is asked for: of two products it is megabytes. */
function download(compared: ComparedBuilds, kind: 'txt' | 'json'): HTMLElement {
  const button = element('button', {
    type: 'button',
    className: 'copy',
    textContent: kind === 'txt' ? 'As text' : 'As JSON',
  });
  button.addEventListener('click', () => {
    const text =
      kind === 'txt' ? asText(compared) : `${JSON.stringify(comparedReport(compared), undefined, 2)}\n`;
    const type = kind === 'txt' ? 'text/plain' : 'application/json';
    const anchor = element('a');
    anchor.href = URL.createObjectURL(new Blob([text], { type }));
    anchor.download = `${compared.a}..${compared.b}.${kind}`.replaceAll('/', '-');
    anchor.click();
    URL.revokeObjectURL(anchor.href);
  });
  return button;
}

function asText(compared: ComparedBuilds): string {
  const { a, b, diff } = compared;
  return plainText([
    title(`${a} compared with ${b}`),
    paragraph(finding(compared)),
    ...[...notComparable(compared), ...coverage(compared)].map((each) => paragraph(each)),
    ...CHANGE_KINDS.filter((kind) => diff.summary[kind] > 0).flatMap((kind) => {
      const changes = diff.changes.filter(({ kinds }) => kinds.includes(kind));
      return [
        heading(`${KIND_TITLES[kind]}: ${count(changes.length)}`),
        list(changes.map((change) => [`${change.symbol} ${words(kind, change).replace(' → ', ' -> ')}`])),
      ];
    }),
    paragraph({ text: 'This comparison', url: location.href }, '.'),
  ]);
}
