/** Suggestions of a search box while somebody types: arrows move, Enter opens, Escape closes. */
import { say } from '../../lang/message.ts';
import { createUrls } from '../../addresses/urls.ts';
import type { DataFailureKind } from '../../search/data-failure.ts';
import { dataProblem } from './data-problem.ts';
import { lookUp, withProse, type Hit, type LookedUp } from './look-up.ts';
import { searchProse } from './prose.ts';
import { SymbolData } from './symbol-data.ts';
import { texts } from './texts.ts';

const MOST = 10;
const PROSE_DELAY_MS = 200;

const base = document.querySelector<HTMLFormElement>('form[data-symbol-search]')?.dataset['base'] ?? '/';
const urls = createUrls(base);
const data = new SymbolData(urls);

/** Suggests below a box that search-box.ts has made ready. */
export function suggest(
  form: HTMLFormElement,
  input: HTMLInputElement,
  list: HTMLElement,
  status: HTMLElement,
): void {
  list.ariaLabel = texts.suggestions;
  new Suggestions(form, input, list, status).begin();
}

class Suggestions {
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  #hits: readonly Hit[] = [];
  #selected = -1;
  /** What suggestions are being looked up for; none once the box is closed, however late they come. */
  #awaited = '';
  #proseTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(form: HTMLFormElement, input: HTMLInputElement, list: HTMLElement, status: HTMLElement) {
    this.#input = input;
    this.#list = list;
    this.#status = status;
    input.addEventListener('input', () => void this.#update());
    input.addEventListener('keydown', (event) => this.#onKey(event));
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => this.#onClick(event));
    form.addEventListener('focusout', () => this.#close());
    form.addEventListener('submit', (event) => {
      const url = this.#hits[this.#selected]?.url;
      if (url === undefined) return;
      event.preventDefault();
      location.assign(url);
    });
  }

  /** The box may hold something by the time that this is loaded. */
  begin(): void {
    void data.names().catch(() => undefined);
    const isHere = this.#input === document.activeElement;
    if (isHere && this.#input.value.trim() !== '') void this.#update();
  }

  async #update(): Promise<void> {
    clearTimeout(this.#proseTimer);
    const query = this.#input.value.trim();
    this.#awaited = query;
    if (query === '') {
      this.#close();
      return;
    }
    const found = await lookUp(query, data, urls, MOST);
    if (query !== this.#awaited) return;
    this.#show(found, query);
    if (found.mayBeProse)
      this.#proseTimer = setTimeout(() => void this.#addProse(query, found), PROSE_DELAY_MS);
  }

  async #addProse(query: string, found: LookedUp): Promise<void> {
    const pages = await searchProse(base, query);
    if (query !== this.#awaited) return;
    if (pages.hits.length === 0 && pages.failure === undefined) return;
    const hits = withProse(found.hits, pages.hits);
    this.#show({ ...found, hits, failure: found.failure ?? pages.failure }, query, this.#selected);
  }

  /** That nothing is named so is said only where all was looked up. */
  #show({ sought, hits, failure, note }: LookedUp, query: string, selected = -1): void {
    this.#hits = hits;
    if (hits.length === 0 && failure === undefined) {
      this.#list.replaceChildren();
      this.#say(note ?? say(texts.nothingNamed, { query }));
      return;
    }
    this.#list.replaceChildren(...hits.map((hit, index) => option(hit, sought, `${this.#list.id}-${index}`)));
    if (failure !== undefined) this.#list.append(this.#gap(hits.length === 0, failure));
    this.#open();
    this.#select(selected);
    if (failure === undefined) this.#status.textContent = say(texts.suggestionCount, { n: hits.length });
  }

  /** At the end of a list that may lack something, or in place of one. */
  #gap(isAll: boolean, failure: DataFailureKind): HTMLElement {
    const item = document.createElement('li');
    item.className = 'status';
    item.role = 'presentation';
    const before = isAll ? texts.notLookedUp : texts.notAllLookedUp;
    item.append(...dataProblem(before, failure, () => void this.#update()));
    this.#status.textContent = item.textContent;
    return item;
  }

  #say(text: string): void {
    const item = document.createElement('li');
    item.className = 'status';
    item.role = 'option';
    item.ariaDisabled = 'true';
    item.textContent = text;
    this.#hits = [];
    this.#list.replaceChildren(item);
    this.#status.textContent = text;
    this.#open();
  }

  #onKey(event: KeyboardEvent): void {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (this.#hits.length === 0) return;
        event.preventDefault();
        this.#open();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        const places = this.#hits.length + 1;
        this.#select(((this.#selected + 1 + step + places) % places) - 1);
        return;
      }
      case 'Escape':
        this.#close();
        return;
    }
  }

  #onClick(event: MouseEvent): void {
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    const hit = this.#hits[item === null ? -1 : [...this.#list.children].indexOf(item)];
    if (hit !== undefined) location.assign(hit.url);
  }

  #select(index: number): void {
    this.#selected = index;
    for (const [i, item] of [...this.#list.children].entries()) {
      item.ariaSelected = String(i === index);
      if (i === index) item.scrollIntoView({ block: 'nearest' });
    }
    if (index < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `${this.#list.id}-${index}`);
  }

  #open(): void {
    this.#list.hidden = false;
    this.#input.ariaExpanded = 'true';
  }

  #close(): void {
    this.#awaited = '';
    this.#list.hidden = true;
    this.#input.ariaExpanded = 'false';
    this.#select(-1);
  }
}

function option({ text, what }: Hit, sought: string, id: string): HTMLLIElement {
  const item = document.createElement('li');
  item.id = id;
  item.role = 'option';
  const name = document.createElement('code');
  const at = text.toLowerCase().indexOf(sought.toLowerCase());
  if (at < 0) name.textContent = text;
  else {
    const mark = document.createElement('mark');
    mark.textContent = text.slice(at, at + sought.length);
    name.append(text.slice(0, at), mark, text.slice(at + sought.length));
  }
  const kind = document.createElement('span');
  kind.className = 'what';
  kind.textContent = what;
  item.append(name, kind);
  return item;
}
