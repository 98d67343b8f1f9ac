/** /symbols/?q=…: what the search form leads to. What the list under the box begins with, this page has in full. */
import { counted } from '../../base/text.ts';
import { createUrls } from '../../addresses/urls.ts';
import { endSentences } from '../../lang/en/ends/end-sentences.ts';
import { endByTable } from '../../history/ends/symbol-end.ts';
import { failureKind } from '../../search/data-failure.ts';
import { namesIn } from '../../search/search-query.ts';
import { dataProblem } from './data-problem.ts';
import { lookUp, withProse, type LookedUp } from './look-up.ts';
import { appendNames } from './name-items.ts';
import { searchProse } from './prose.ts';
import { SymbolData } from './symbol-data.ts';

const MOST = 300;
const place = document.querySelector<HTMLElement>('[data-search-results]');
const base = document.querySelector<HTMLElement>('[data-symbol-search]')?.dataset['base'] ?? '/';
const query = new URLSearchParams(location.search).get('q')?.trim() ?? '';
const urls = createUrls(base);
const data = new SymbolData(urls);
if (place !== null && query !== '') void show(place);

async function show(place: HTMLElement): Promise<void> {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name=q]')) input.value = query;
  const status = document.createElement('p');
  status.className = 'lede';
  status.role = 'status';
  place.append(status);
  const again = () => {
    status.remove();
    void show(place);
  };
  try {
    const found = await lookUp(query, data, urls, MOST);
    // A log is no name, and a name of one thing leaves nothing to choose.
    const only = found.diagnosis ?? found.exact?.url;
    if (only !== undefined && found.failure === undefined) {
      location.replace(only);
      return;
    }
    const prose = found.mayBeProse ? await searchProse(base, query) : undefined;
    const hits = withProse(found.hits, prose?.hits ?? []);
    const failure = found.failure ?? prose?.failure;
    if (failure !== undefined && hits.length === 0) {
      const before = 'Nothing was looked up; the lists below work without.';
      status.replaceChildren(...dataProblem(before, failure, again));
      return;
    }
    status.textContent = [summary(hits.length, found), ...ended()].join(' ');
    appendNames(place, hits);
  } catch (error) {
    const before = 'Nothing was looked up; the lists below work without.';
    status.replaceChildren(...dataProblem(before, failureKind(error), again));
  }
}

function summary(hits: number, { note }: LookedUp): string {
  if (hits === 0) return note ?? `Nothing on file is named like “${query}”.`;
  const more = hits >= MOST ? ', the first of more' : '';
  const results = `${counted(hits, 'result', 'results')} for “${query}”${more}.`;
  return note === undefined ? results : `${results} ${note}`;
}

/** Of symbols that no kernel on file exports, what is known all the same. */
function ended(): string[] {
  return [...new Set([query, ...namesIn(query)])].flatMap((name) => {
    const end = endByTable(name, () => null);
    return end === undefined ? [] : [`${name}: ${endSentences(end).join(' ')}`];
  });
}
