/** Texts of the dictionaries with what stands in them: `{name}` is a place for a value, `{n}` for a number. */
import { count } from '../base/text.ts';
import { html, Html } from '../media/html.ts';

/** A text, or one for a single thing and one for any other number, where the language tells them apart. */
export type Message = string | { readonly one?: string; readonly other: string };

type Values<T> = Readonly<Record<string, T>>;

const PLACE = /\{(\w+)\}/g;

/** @throws {RangeError} if a place of the text has no value */
export function say(message: Message, values: Values<string | number> = {}): string {
  return form(message, values).replace(PLACE, (_, name: string) => shown(valueOf(values, name)));
}

/** The same with HTML as values, and as result; all other text is escaped. */
export function sayHtml(message: Message, values: Values<string | number | Html> = {}): Html {
  const parts = form(message, values).split(PLACE);
  return html`${parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const value = valueOf(values, part);
    return value instanceof Html ? value : shown(value);
  })}`;
}

/** Things in a row. */
export function joined(items: readonly Html[], separator: string, last = separator): Html {
  return html`${items.map((item, index) => {
    if (index === 0) return item;
    return html`${index === items.length - 1 ? last : separator}${item}`;
  })}`;
}

/** The names of the places in a text, sorted; of several forms, those of all. */
export function places(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  const names = texts.flatMap((text) => [...text.matchAll(PLACE)].map(([, name = '']) => name));
  return [...new Set(names)].sort();
}

function form(message: Message, values: Values<unknown>): string {
  if (typeof message === 'string') return message;
  return values['n'] === 1 ? (message.one ?? message.other) : message.other;
}

function valueOf<T>(values: Values<T>, name: string): T {
  const value = values[name];
  if (value === undefined) throw new RangeError(`no value for {${name}}`);
  return value;
}

function shown(value: string | number): string {
  return typeof value === 'number' ? count(value) : value;
}
