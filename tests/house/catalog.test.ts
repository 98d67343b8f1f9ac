/** Products, releases and variants are looked up in the catalog (src/history/catalog.ts), where a wrong name is a fault. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A search for one of them by hand, or an index into them that may lead to nothing. */
const BY_HAND =
  /\b(?:table|Table)\.(?:products|variants)(?:\.find\(|\[)|\b(?:products|releases)\[[^\]]+\](?:\?\.| \?\? '')/;

function byHand(text: string): string[] {
  return text.split('\n').filter((line) => BY_HAND.test(line));
}

test('nobody looks up products, releases or variants by hand', () => {
  const files = execFileSync('git', ['ls-files', 'src', 'scripts'], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.(?:ts|astro)$/.test(file) && !file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) =>
    byHand(readFileSync(path.join(ROOT, file), 'utf8')).map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test.each([
  'const product = table.products.find(({ name }) => name === wanted);',
  'const days = this.#table.products[index]?.built;',
  "const before = releases[at] ?? '';",
  'const { title } = products[0]?.title;',
])('finds %s', (line) => {
  expect(byHand(line)).toHaveLength(1);
});
