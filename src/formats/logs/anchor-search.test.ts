import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AnchorSearch } from './anchor-search.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é'), minLength: 1, maxLength: 6 });

function placesOf(each: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) places.push(at);
  return places;
}

test('every word is found wherever it stands, as looking for one after the other finds it', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é'), maxLength: 60 }),
      (words, text) => {
        const found = new AnchorSearch(words).placesIn(text);
        for (const [index, each] of words.entries())
          expect(found.get(index) ?? []).toEqual(placesOf(each, text));
      },
    ),
  );
});

test('a text of nothing has no words', () => {
  expect(new AnchorSearch(['abcd', 'a']).placesIn('').size).toBe(0);
});
