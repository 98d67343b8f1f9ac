/** HTML as text that is safe by construction: what is put into a template is escaped unless it is HTML already. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Value = string | number | Html | readonly (string | number | Html)[] | null | undefined | false;

/** `html\`<b>${name}</b>\``: arrays are joined, null, undefined and false leave nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  let text = strings[0] ?? '';
  for (let i = 0; i < values.length; i++) text += toText(values[i]) + (strings[i + 1] ?? '');
  return new Html(text);
}

export const nothing = new Html('');

function toText(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (value instanceof Html) return value.text;
  if (value.length > MANY) return value.map(toText).join('');
  let text = '';
  for (const each of value) text += toText(each);
  return text;
}

/** Of so many, one flat text is made: one put together piece by piece keeps each of its pieces until it is written. */
const MANY = 50;

const SPECIAL = /[&<>"']/;
const ALL_SPECIAL = new RegExp(SPECIAL, 'g');
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The same entities as Astro's own, so that a stamped page equals one that Astro rendered. */
function escapeHtml(text: string): string {
  // Most texts hold none, and to know that is cheaper than to replace nothing.
  if (!SPECIAL.test(text)) return text;
  return text.replace(ALL_SPECIAL, (character) => ENTITIES[character] ?? character);
}
