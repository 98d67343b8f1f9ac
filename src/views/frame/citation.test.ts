import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zh } from '../../lang/zh/messages.ts';
import { citation } from './citation.ts';

/** The lines that a reader copies. */
function linesOf(
  sentence: string,
  url = 'https://host.example/s/a/',
  dataDate: string | null = null,
): string[] {
  const text = /<pre class="cite">(.*)<\/pre>/s.exec(citation({ sentence, url, dataDate }).text)?.[1] ?? '';
  return text
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .split('\n');
}

test('a citation is the sentence, the address and the day of the data', () => {
  expect(linesOf('a: it changed.', 'https://host.example/s/a/', '2026-11-20')).toEqual([
    'a: it changed. [1]',
    '',
    '[1] <https://host.example/s/a/> (data 2026-11-20)',
  ]);
});

test('no day is given where none is known', () => {
  expect(linesOf('a.').at(-1)).toBe('[1] <https://host.example/s/a/>');
});

test('lines are as full as 72 columns allow, and only a word that is longer by itself exceeds them', () => {
  const word = fc.stringMatching(/^[a-z_]{1,90}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
      const lines = linesOf(words.join(' ')).slice(0, -2);
      expect(lines.join(' ')).toBe(`${words.join(' ')} [1]`);
      for (const [i, line] of lines.entries()) {
        if (line.includes(' ')) expect(line.length).toBeLessThanOrEqual(72);
        const next = lines[i + 1]?.split(' ')[0];
        if (next !== undefined) expect(line.length + 1 + next.length).toBeGreaterThan(72);
      }
    }),
  );
});

test('text and JSON are linked below it where they lie beside the page', () => {
  const cite = { sentence: 'a.', url: '/s/a/', dataDate: null };
  expect(citation({ ...cite, hasPlainPages: true }).text).toContain(
    '</pre>\n<p class="small"><a href="index.txt">Text</a> · <a href="index.json">JSON</a></p>',
  );
  expect(citation({ ...cite, hasPlainPages: true }, zh).text).toContain('<a href="index.txt">纯文本</a>');
  expect(citation(cite).text).not.toContain('index.txt');
});
