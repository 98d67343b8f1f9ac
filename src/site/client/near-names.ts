/** The page for addresses that lead nowhere: what there is of the kind that was asked for, near its name. */
import { createUrls, type Urls } from '../../addresses/urls.ts';
import { failureKind } from '../../search/data-failure.ts';
import { dataProblem } from './data-problem.ts';
import { element } from './element.ts';
import { findNamed, parseTypeNames } from '../../search/find.ts';
import { createNameIndex } from '../../search/search.ts';
import type { TypeKey } from '../../types/table/table.ts';
import { kernelsAt } from './kernels.ts';
import { appendNames } from './name-items.ts';
import { SymbolData } from './symbol-data.ts';

const MOST = 12;
const NOTHING = { symbols: createNameIndex(''), types: parseTypeNames(''), places: [] };
const place = document.querySelector<HTMLElement>('[data-near-names]');
if (place !== null) void suggest(place, place.dataset['base'] ?? '/');

async function suggest(place: HTMLElement, base: string): Promise<void> {
  const { section, name: wanted, parent } = asked(base);
  if (section === 'policy') revealPolicies(wanted);
  if (wanted === '') return;
  const urls = createUrls(base);
  const data = new SymbolData(urls);
  const look = async (): Promise<void> => {
    try {
      place.replaceChildren(...(await nearNames({ section, wanted, parent }, data, urls)));
    } catch (error) {
      const before = `Whether anything is named like “${wanted}” was not looked up.`;
      place.replaceChildren(...dataProblem(before, failureKind(error), () => void look()));
    }
  };
  await look();
}

interface Asked {
  /** The first part of the address: `s`, `t`, `r`. */
  readonly section: string;
  readonly wanted: string;
  /** The part before the name: a product, or a kind of types. */
  readonly parent: string;
}

async function nearNames(
  { section, wanted, parent }: Asked,
  data: SymbolData,
  urls: Urls,
): Promise<HTMLElement[]> {
  const types = section === 't' ? await nearestTypes(data, wanted, urls) : [];
  const releases = section === 'r' ? await nearestReleases(data, wanted, parent, urls) : [];
  const symbols = section === 'r' ? [] : await nearest(data, wanted);
  // Without it the names alone are worth showing.
  const where = await kernelsAt(urls.root)
    .presence(symbols)
    .catch(() => new Map<string, string>());
  const named = { ...NOTHING, places: await data.places() };
  const places = findNamed({ kind: 'name', name: wanted }, named, MOST);
  const items = [
    ...types.map(({ name, url }) => ({ text: name, url, what: 'type' })),
    ...[...releases, ...places].map(({ name, kind, url }) => ({
      ...{ text: name, url: url ?? urls.root, what: kind },
    })),
    ...symbols.map((name) => ({ text: name, url: urls.symbol(name), what: where.get(name) ?? '' })),
  ];
  const once = [...new Map(items.map((item) => [item.url, item])).values()];
  if (once.length === 0) return [];
  const near = element('div', {}, element('p', { textContent: `Near “${wanted}” there are:` }));
  appendNames(near, once);
  return [near];
}

/** With the kind or without: a struct may be asked for as `netdevice`, and have become a union. */
async function nearestTypes(
  data: SymbolData,
  wanted: string,
  urls: Urls,
): Promise<readonly { readonly name: string; readonly url: string }[]> {
  const index = { ...NOTHING, types: await data.types() };
  for (let name = wanted; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('_')))) {
    const found = findNamed({ kind: 'name', name }, index, MOST);
    if (found.length > 0)
      return found.map((each) => ({ name: each.name, url: urls.type(each.name as TypeKey) }));
  }
  return [];
}

/** `uname -r` has the variant behind the release: `6.1.0-54-amd64` asks for `6.1.0-54`. */
async function nearestReleases(data: SymbolData, wanted: string, product: string, urls: Urls) {
  const places = await data.places();
  const releases = places.filter(({ kind }) => kind.startsWith('release'));
  const own = releases.filter(({ url }) => url.startsWith(urls.product(product)));
  const isNear = ({ name }: { readonly name: string }) => wanted.startsWith(name) || name.startsWith(wanted);
  const found = releases.filter(isNear);
  const here = found.filter((each) => own.includes(each));
  return [...here, ...found.filter((each) => !here.includes(each)), ...own].slice(0, MOST);
}

/** The policies of the page, those that are named like what was asked for first. */
function revealPolicies(wanted: string): void {
  const list = document.querySelector<HTMLElement>('[data-near-policies]');
  if (list === null) return;
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const name = letters(wanted);
  const items = [...list.querySelectorAll('li')];
  const near = items.filter((item) => name !== '' && letters(item.textContent).includes(name));
  list.querySelector('ul')?.prepend(...near);
  if (near.length > 0) for (const item of items) item.hidden = !near.includes(item);
  list.hidden = false;
}

/** The parts of the address that are names: `/s/vfio_pin_pagse/` asks for `vfio_pin_pagse`. */
function asked(base: string): { readonly section: string; readonly name: string; readonly parent: string } {
  const rest = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname;
  const parts = rest
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  return { section: parts[0] ?? '', name: parts.at(-1) ?? '', parent: parts.at(-2) ?? '' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
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
