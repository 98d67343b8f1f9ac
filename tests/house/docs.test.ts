/** What the documents for contributors name is there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...globSync('docs/*.md', { cwd: ROOT }),
];

/** A file or folder of the checkout, wherever it stands in a text. What is made by programs is not among them. */
const PATH = /(?<![\w./-])(?:src|scripts|tests|tools|docs|public)(?:\/(?:\[[\w.]+\]|[\w.-]*\w))+/g;

function missing(text: string): string[] {
  return [...new Set(text.match(PATH))].filter((each) => !existsSync(path.join(ROOT, each)));
}

test.each(DOCUMENTS)('%s names no file that is not there', (document) => {
  expect(missing(readFileSync(path.join(ROOT, document), 'utf8'))).toEqual([]);
});

test('finds a name that leads nowhere, and lets one stand that does', () => {
  expect(missing('See `src/kabi/model.ts`, (scripts/kabi.ts) and src/site/pages/[...language]/.')).toEqual([
    'src/kabi/model.ts',
  ]);
});
