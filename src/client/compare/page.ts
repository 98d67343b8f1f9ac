/** /compare/?a=…&b=…: any two builds on file, compared here by the rules of `kabi compare`. */
import { diffExports, type Diff, type ExportTable } from '../../kabi/diff.ts';
import { exportFile, parseExportFile } from '../../kabi/export-file.ts';
import { CHANGE_KINDS, formatCrc, type Change, type ChangeKind, type Export } from '../../kabi/model.ts';
import { count, counted, summaryLine, whyNotComparable } from '../../kabi/sentences.ts';
import { sameGenerator } from '../../kabi/diff.ts';
import { createUrls } from '../../kabi/urls.ts';
import { heading, list, paragraph, title } from '../../render/plain/blocks.ts';
import { plainText } from '../../render/plain/plain-text.ts';
import { element } from '../element.ts';

/** Rows shown per kind; the downloads have all. */
const MOST = 200;
const TITLES: Readonly<Record<ChangeKind, string>> = {
  removed: 'Removed',
  'crc-changed': 'CRC changed',
  'type-changed': 'Export type changed',
  'namespace-changed': 'Namespace changed',
  'module-moved': 'Moved to another module',
  added: 'Added',
};

const form = document.querySelector<HTMLFormElement>('form[data-compare]');
const status = document.querySelector<HTMLElement>('[data-compare-status]');
const results = document.querySelector<HTMLElement>('[data-compare-results]');
const base = form?.dataset['base'] ?? '/';
const urls = createUrls(base);

interface Compared {
  readonly a: string;
  readonly b: string;
  readonly before: ExportTable;
  readonly after: ExportTable;
  readonly diff: Diff;
}

if (form !== null && status !== null && results !== null) void start(form, status, results);

async function start(form: HTMLFormElement, status: HTMLElement, results: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search);
  const [a, b] = [query.get('a'), query.get('b')];
  if (a === null || b === null) return;
  for (const [name, wanted] of [
    ['a', a],
    ['b', b],
  ] as const) {
    const select = form.querySelector<HTMLSelectElement>(`select[name=${name}]`);
    const known = [...(select?.options ?? [])].some(({ value }) => value === wanted);
    if (select === null || !known) {
      status.textContent = `“${wanted}” is no build on file: choose one from the list.`;
      return;
    }
    select.value = wanted;
  }
  status.textContent = 'Comparing…';
  try {
    const [before, after] = await Promise.all([load(a), load(b)]);
    show({ a, b, before, after, diff: diffExports(before, after) }, results);
    status.textContent = '';
  } catch {
    status.textContent = 'The builds could not be loaded.';
  }
}

async function load(build: string): Promise<ExportTable> {
  const [product = '', release = '', lane = ''] = build.split('/');
  const response = await fetch(urls.file(exportFile(product, release, lane)));
  if (!response.ok) throw new Error(String(response.status));
  return parseExportFile(await response.text());
}

function show(compared: Compared, results: HTMLElement): void {
  const { a, b, diff } = compared;
  const sections = CHANGE_KINDS.filter((kind) => diff.summary[kind] > 0).flatMap((kind) =>
    section(kind, diff),
  );
  results.replaceChildren(
    element('h2', { textContent: `${a} compared with ${b}` }),
    element('p', { className: 'lede', textContent: finding(compared) }),
    ...notComparable(compared).map((text) => element('p', { textContent: text })),
    element('p', {}, download(compared, 'txt'), ' · ', download(compared, 'json')),
    ...sections,
  );
}

function finding({ diff }: Compared): string {
  return `${summaryLine({ ...diff.summary, 'not-comparable': 0 })} (${count(diff.common)} common).`;
}

function notComparable({ a, b, before, after, diff }: Compared): string[] {
  const unknown = diff.summary['not-comparable'];
  if (unknown === 0) return [];
  const generators = [before.crcGenerator, after.crcGenerator] as const;
  if (sameGenerator(...generators))
    return [`${counted(unknown, 'common symbol has', 'common symbols have')} no CRC to compare.`];
  return [
    `None of the ${count(unknown)} common CRCs can be compared: ${whyNotComparable(a, b, generators)}.`,
  ];
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
    element('h3', { id: kind, textContent: `${TITLES[kind]}: ${count(changes.length)}` }),
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
  const of = (side: Export | null): string => {
    if (side === null) return '';
    if (kind === 'crc-changed') return formatCrc(side.crc);
    if (kind === 'namespace-changed') return side.namespace === '' ? '(none)' : side.namespace;
    return kind === 'module-moved' ? side.module : side.type;
  };
  return [of(before), of(after)].filter((each) => each !== '').join(' → ');
}

function download(compared: Compared, kind: 'txt' | 'json'): HTMLElement {
  const text = kind === 'txt' ? asText(compared) : asJson(compared);
  const type = kind === 'txt' ? 'text/plain' : 'application/json';
  const anchor = element('a', { textContent: kind === 'txt' ? 'As text' : 'As JSON' });
  anchor.href = URL.createObjectURL(new Blob([text], { type }));
  anchor.download = `${compared.a}..${compared.b}.${kind}`.replaceAll('/', '-');
  return anchor;
}

function asText(compared: Compared): string {
  const { a, b, diff } = compared;
  return plainText([
    title(`${a} compared with ${b}`),
    paragraph(finding(compared)),
    ...notComparable(compared).map((each) => paragraph(each)),
    ...CHANGE_KINDS.filter((kind) => diff.summary[kind] > 0).flatMap((kind) => {
      const changes = diff.changes.filter(({ kinds }) => kinds.includes(kind));
      return [
        heading(`${TITLES[kind]}: ${count(changes.length)}`),
        list(changes.map((change) => [`${change.symbol} ${words(kind, change).replace(' → ', ' -> ')}`])),
      ];
    }),
    paragraph({ text: 'This comparison', url: location.href }, '.'),
  ]);
}

/** In the form of `kabi compare --format json`. */
function asJson({ a, b, before, after, diff }: Compared): string {
  const build = (name: string, { crcGenerator, exports }: ExportTable) => {
    const [product, release, lane = ''] = name.split('/');
    const [arch, ...flavour] = lane.split('-');
    const of = { product, release, arch, flavour: flavour.length === 0 ? 'default' : flavour.join('-') };
    return { ...of, source: name, exports: exports.length, crcGenerator };
  };
  const side = (each: Export | null) =>
    each === null
      ? null
      : {
          crc: each.crc === 0 ? null : formatCrc(each.crc),
          module: each.module,
          type: each.type === '' ? null : each.type,
          namespace: each.namespace,
        };
  const report = {
    schema: 'kabi-reports/compare/1',
    a: build(a, before),
    b: build(b, after),
    summary: diff.summary,
    common: diff.common,
    changes: diff.changes.flatMap((change) =>
      change.kinds.map((kind) => ({
        symbol: change.symbol,
        kind,
        before: side(change.before),
        after: side(change.after),
      })),
    ),
    problems: [],
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
