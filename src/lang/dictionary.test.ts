import { expect, test, describe } from 'vitest';
import { LANGUAGE_FACTS, TRANSLATIONS } from '../base/language.ts';
import { WORDS } from './languages.ts';
import { places, type Message } from './message.ts';

type Texts = ReadonlyMap<string, Message>;

/** What is written alike in all languages: names. */
const SAME = ['promises.kabi'];

const english = textsOf(WORDS.en.texts);

test('English is written in English', () => {
  const { letters } = LANGUAGE_FACTS.zh;
  expect(keysOf(english, (form) => letters?.test(form) ?? false)).toEqual([]);
});

describe.each(TRANSLATIONS)('in %s', (language) => {
  const translation = textsOf(WORDS[language].texts);
  const { letters } = LANGUAGE_FACTS[language];

  test('every text of the English dictionary is there, and no other', () => {
    expect([...translation.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('no text is empty', () => {
    const empty = [...english, ...translation].filter(([, text]) => forms(text).some((form) => form === ''));
    expect(empty).toEqual([]);
  });

  test('a text has the same places for values as in English', () => {
    const other = [...english].flatMap(([key, text]) => {
      const [own, translated] = [places(text), places(translation.get(key) ?? '')];
      return own.join() === translated.join() ? [] : [`${key}: ${own.join()} / ${translated.join()}`];
    });
    expect(other).toEqual([]);
  });

  test('texts are written in the letters of the language', () => {
    const isForeign = (form: string) =>
      letters !== null && /\p{L}/u.test(form.replace(/\{\w+\}/g, '')) && !letters.test(form);
    expect(keysOf(translation, isForeign)).toEqual(SAME);
  });
});

test('Chinese has full-width punctuation beside its characters', () => {
  const narrow = (form: string) => /\p{Script=Han}[,;:?!()]|[,;?!()]\p{Script=Han}/u.test(form);
  expect(keysOf(textsOf(WORDS.zh.texts), narrow)).toEqual([]);
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
