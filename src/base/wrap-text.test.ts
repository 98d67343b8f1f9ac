import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapText } from './wrap-text.ts';

test('words go on the line that has room for them, a longer one has its own', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapText('a https://host.example/ b', 7)).toEqual(['a', 'https://host.example/', 'b']);
});

test('Chinese breaks between characters, which are two columns wide, and never before its punctuation', () => {
  expect(wrapText('白名单里的符号，不应变化。', 14)).toEqual(['白名单里的符', '号，不应变化。']);
  expect(wrapText('按照“策略”：变化', 6)).toEqual(['按照', '“策', '略”：', '变化']);
});

test('words in Latin letters stay whole within Chinese', () => {
  expect(wrapText('在 amd64 上，CRC变化', 10)).toEqual(['在 amd64', '上，CRC变', '化']);
});

test('Latin words break the same whether or not Chinese follows', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', ',', '_'), minLength: 1 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 1, max: 20 }), (words, columns) => {
      const lines = wrapText(`${words.join(' ')} 中`, columns);
      const last = lines.pop()?.replace(/ ?中$/, '') ?? '';
      expect(last === '' ? lines : [...lines, last]).toEqual(wrapText(words.join(' '), columns));
    }),
  );
});
