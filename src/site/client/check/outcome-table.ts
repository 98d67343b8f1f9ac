/** The verdicts on a module as a table: a row for all kernels that make the same of it. */
import { reasonsOf, type CheckedModule } from '../../../load/check/checked-module.ts';
import { outcomesOf, type CheckOutcome } from '../../../load/check/outcomes.ts';
import { outcomePlace } from '../../../lang/en/check-sentences.ts';
import type { LoadFinding, LoadVerdict } from '../../../load/verdict.ts';
import { counted } from '../../../base/text.ts';
import type { Urls } from '../../../addresses/urls.ts';
import { element } from '../element.ts';

export function outcomeTable(
  checked: CheckedModule,
  titleOf: (product: string) => string,
  urls: Urls,
): HTMLElement {
  const { module, file } = checked;
  const rows = outcomesOf(checked).map((outcome) => {
    const row = element(
      'tr',
      { className: outcome.isOwn ? 'own' : '' },
      element('th', { scope: 'row' }, ...kernels(outcome, titleOf, urls)),
      element('td', {}, verdictTag(outcome.finding.verdict)),
      element('td', {}, ...why(outcome.finding, module.imports.length, urls)),
    );
    row.dataset['verdict'] = outcome.finding.verdict;
    return row;
  });
  const head = element(
    'tr',
    {},
    ...['Kernels', 'Verdict', 'Why'].map((text) => element('th', { textContent: text })),
  );
  const region = element(
    'div',
    { className: 'scroll' },
    element('table', { className: 'verdicts' }, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
  region.tabIndex = 0;
  region.role = 'region';
  region.ariaLabel = `Verdicts for ${module.name ?? file}`;
  return region;
}

/** One is linked, several are folded under their number. */
function kernels(outcome: CheckOutcome, titleOf: (product: string) => string, urls: Urls): Node[] {
  const [only, ...more] = outcome.ids;
  const place = outcomePlace(outcome, titleOf);
  const link = (text: string, release: string) => {
    const made = element('a', { textContent: text });
    made.href = urls.release(outcome.product, release);
    return made;
  };
  if (only !== undefined && more.length === 0) return [link(place, only.release)];
  const items = outcome.ids.map(({ release }) => element('li', {}, link(release, release)));
  return [
    element(
      'details',
      {},
      element('summary', { textContent: place }),
      element('ul', { className: 'names' }, ...items),
    ),
  ];
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
