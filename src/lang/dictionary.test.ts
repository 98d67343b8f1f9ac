import { expect, test } from 'vitest';
import { DICTIONARIES } from './dictionary.ts';
import { places, type Message } from './message.ts';

type Texts = ReadonlyMap<string, Message>;

/** What is written alike in both: names, and the switch, which is in the language that it leads to. */
const SAME = new Set(['promises.kabi']);
/** What is in the other language on purpose. */
const SWITCH = new Set(['frame.otherLanguage', 'frame.otherHome']);

const HAN = /\p{Script=Han}/u;
const english = textsOf(DICTIONARIES.en);
const chinese = textsOf(DICTIONARIES.zh);

test('every text of one dictionary is in the other', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
});

test('no text is empty', () => {
  const empty = [...english, ...chinese].filter(([, text]) => forms(text).some((form) => form === ''));
  expect(empty).toEqual([]);
});

test('a text and its translation have the same places for values', () => {
  const other = [...english].flatMap(([key, text]) => {
    const [own, translated] = [places(text), places(chinese.get(key) ?? '')];
    return own.join() === translated.join() ? [] : [`${key}: ${own.join()} / ${translated.join()}`];
  });
  expect(other).toEqual([]);
});

test('English is written in English and Chinese in Chinese', () => {
  expect(keysOf(english, (form) => HAN.test(form))).toEqual([...SWITCH]);
  const latin = (form: string) => /\p{L}/u.test(form.replace(/\{\w+\}/g, '')) && !HAN.test(form);
  expect(keysOf(chinese, latin)).toEqual([...SWITCH, ...SAME]);
});

test('Chinese has full-width punctuation beside its characters', () => {
  const narrow = (form: string) => /\p{Script=Han}[,;:?!()]|[,;?!()]\p{Script=Han}/u.test(form);
  expect(keysOf(chinese, narrow)).toEqual([]);
});

function keysOf(texts: Texts, matches: (form: string) => boolean): string[] {
  return [...texts].filter(([, text]) => forms(text).some(matches)).map(([key]) => key);
}

/** By their path: `policy.covers`. */
function textsOf(dictionary: object, path = ''): Texts {
  return new Map(
    Object.entries(dictionary).flatMap(([key, value]: [string, unknown]): [string, Message][] => {
      const own = path + key;
      if (typeof value === 'string') return [[own, value]];
      if (typeof value !== 'object' || value === null) throw new TypeError(`${own} is no text`);
      return 'other' in value && Object.keys(value).every((each) => each === 'one' || each === 'other')
        ? [[own, value as Message]]
        : [...textsOf(value, `${own}.`)];
    }),
  );
}

function forms(text: Message): string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}
