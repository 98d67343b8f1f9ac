/** /symbols/?q=…: what the search form leads to, with all results instead of the first few. */
import { formatCrc } from '../../kernel/export.ts';
import { readQuery } from '../../search/search-query.ts';
import { createUrls } from '../../addresses/urls.ts';
import { failureKind } from '../../search/data-failure.ts';
import { dataProblem } from './data-problem.ts';
import { appendNames } from './name-items.ts';
import { SymbolData } from './symbol-data.ts';

const MOST = 300;
/** They come first, as symbols may fill all the room. */
const MOST_TYPES = 20;
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
  try {
    const found = await results();
    const more = found.length === MOST ? ', the first of more' : '';
    status.textContent =
      found.length === 0
        ? `Nothing on file is named like “${query}”.`
        : `${found.length} results for “${query}”${more}.`;
    appendNames(place, found);
  } catch (error) {
    const again = () => {
      status.remove();
      void show(place);
    };
    const before = 'Nothing was looked up; the lists below work without.';
    status.replaceChildren(...dataProblem(before, failureKind(error), again));
  }
}

async function results(): Promise<{ text: string; url: string; what?: string }[]> {
  const wanted = readQuery(query);
  if (wanted.kind === 'crc') {
    const found = await data.byCrc(wanted.crc, MOST);
    return found.map(({ name, crc }) => ({ text: name, url: urls.symbol(name), what: formatCrc(crc) }));
  }
  const places = await data.placesNamed(wanted.release ?? wanted.name, MOST);
  const types = await data.types(wanted.name, MOST_TYPES);
  const symbols = await data.symbols(wanted.name, MOST);
  return [
    ...types.map(({ name, url }) => ({ text: name, url, what: 'type' })),
    ...symbols.map(({ name }) => ({ text: name, url: urls.symbol(name) })),
    ...places.map(({ name, kind, url }) => ({ text: name, url, what: kind })),
  ].slice(0, MOST);
}
