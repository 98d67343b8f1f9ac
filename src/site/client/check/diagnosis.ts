/** A diagnosis at the top of the results: the answer, why, what to do, whether a rebuild is enough, what would tell more. */
import { diagnosisText, type DiagnosisText, type Step } from '../../../lang/en/diagnosis-sentences.ts';
import { readSentence, unreadSentence } from '../../../lang/en/facts-sentences.ts';
import type { Urls } from '../../../addresses/urls.ts';
import type { Diagnosis } from '../../../load/check/check.ts';
import type { Finding } from '../../../load/diagnosis/finding.ts';
import { element } from '../element.ts';

export function diagnosisSection({ facts, findings }: Diagnosis, urls: Urls): HTMLElement {
  const unread = unreadSentence(facts);
  const [first, ...others] = findings;
  return element(
    'section',
    { className: 'diagnosis' },
    ...(first === undefined ? [] : findingBlocks(first, diagnosisText(first), urls)),
    ...others.map((finding) => otherFinding(finding, urls)),
    element('p', { className: 'small soft', textContent: readSentence(facts) }),
    ...(unread === undefined ? [] : [element('p', { className: 'small soft', textContent: unread })]),
  );
}

/** Further causes are folded under their answer. */
function otherFinding(finding: Finding, urls: Urls): HTMLElement {
  const text = diagnosisText(finding);
  const [, ...details] = findingBlocks(finding, text, urls);
  return element('details', {}, element('summary', { textContent: `Also: ${text.answer}` }), ...details);
}

function findingBlocks(finding: Finding, text: DiagnosisText, urls: Urls): HTMLElement[] {
  const quote = finding.quote === undefined ? [] : [`line ${finding.lines[0] ?? 0}: ${finding.quote}`];
  return [
    element('p', { className: 'lede', textContent: text.answer }),
    element('p', {}, element('b', { textContent: 'Is a rebuild enough? ' }), text.rebuild),
    ...steps('What to do', text.todo),
    ...(text.because.length === 0
      ? []
      : [
          element('h3', { textContent: 'Why' }),
          ...text.because.map((each) => element('p', { textContent: each })),
        ]),
    ...quote.map((each) => element('pre', { className: 'cite', textContent: each })),
    ...symbolList(finding, urls),
    ...updateLink(finding, urls),
    ...steps('What would tell more', text.more),
  ];
}

function steps(title: string, list: readonly Step[]): HTMLElement[] {
  if (list.length === 0) return [];
  const items = list.map(({ say, run }) =>
    element(
      'li',
      {},
      element('span', { textContent: say }),
      ...(run === undefined ? [] : [element('pre', { className: 'cite', textContent: run })]),
    ),
  );
  return [element('h3', { textContent: title }), element('ol', {}, ...items)];
}

/** The page of the release that changed the symbols has the types behind it. */
function updateLink({ symbols, onFile }: Finding, urls: Urls): HTMLElement[] {
  const update = symbols.find((each) => each.update !== undefined)?.update;
  if (update === undefined || onFile === undefined) return [];
  const link = element('a', { textContent: `What ${onFile.title} ${update.to} changed, and by which types` });
  link.href = urls.release(update.product, update.to);
  return [element('p', {}, link)];
}

/** Those on file are linked to their pages. */
function symbolList({ symbols }: Finding, urls: Urls): HTMLElement[] {
  if (symbols.length === 0) return [];
  const items = symbols.map(({ symbol, presence }) => {
    if (presence.length === 0) return element('li', {}, element('code', { textContent: symbol }));
    const link = element('a', { textContent: symbol });
    link.href = urls.symbol(symbol);
    return element('li', {}, link);
  });
  const summary = symbols.length === 1 ? 'The symbol' : `The ${symbols.length} symbols`;
  return [
    element(
      'details',
      {},
      element('summary', { textContent: summary }),
      element('ul', { className: 'names' }, ...items),
    ),
  ];
}
