/** The page for addresses that lead nowhere: names near the one that was asked for. */
import { createUrls, type Urls } from '../../addresses/urls.ts';
import { failureKind } from '../../search/data-failure.ts';
import { dataProblem } from './data-problem.ts';
import { element } from './element.ts';
import { kernelsAt } from './kernels.ts';
import { appendNames } from './name-items.ts';
import { SymbolData } from './symbol-data.ts';

const MOST = 12;
const place = document.querySelector<HTMLElement>('[data-near-names]');
if (place !== null) void suggest(place, place.dataset['base'] ?? '/');

async function suggest(place: HTMLElement, base: string): Promise<void> {
  const wanted = wantedName(base);
  if (wanted === '') return;
  const urls = createUrls(base);
  const data = new SymbolData(urls);
  const look = async (): Promise<void> => {
    try {
      place.replaceChildren(...(await nearNames(wanted, data, urls)));
    } catch (error) {
      const before = `Whether anything is named like “${wanted}” was not looked up.`;
      place.replaceChildren(...dataProblem(before, failureKind(error), () => void look()));
    }
  };
  await look();
}

async function nearNames(wanted: string, data: SymbolData, urls: Urls): Promise<HTMLElement[]> {
  const symbols = await nearest(data, wanted);
  // Without it the names alone are worth showing.
  const where = await kernelsAt(urls.root)
    .presence(symbols)
    .catch(() => new Map<string, string>());
  const places = await data.placesNamed(wanted, MOST);
  const items = [
    ...symbols.map((name) => ({ text: name, url: urls.symbol(name), what: where.get(name) ?? '' })),
    ...places.map(({ name, kind, url }) => ({ text: name, url, what: kind })),
  ];
  if (items.length === 0) return [];
  const near = element('div', {}, element('p', { textContent: `Near “${wanted}” there are:` }));
  appendNames(near, items);
  return [near];
}

/** The last part of the address that is a name: `/s/vfio_pin_pagse/` asks for `vfio_pin_pagse`. */
function wantedName(base: string): string {
  const rest = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname;
  const last = rest.split('/').findLast((part) => part !== '') ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Whole name first; if nothing fits, its beginning, ever shorter at the underscores. */
async function nearest(data: SymbolData, wanted: string): Promise<string[]> {
  for (let name = wanted; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('_')))) {
    const found = await data.symbols(name, MOST);
    if (found.length > 0) return found.map((match) => match.name);
  }
  return [];
}
