import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/content.ts';
import { writeAtomically } from '../engine/atomic-write.ts';
import { readDocuments } from './read-documents.ts';

const NOTE = `---
kind: note
title: { en: T, zh: 题 }
summary: s
published: 2026-03-04
kernels: [{ line: Acme, version: '1', upstream: '6.1' }]
sources: [{ title: x, read: 2026-01-01 }]
---
Body.
`;

async function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const content = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeAtomically(path.join(content, name), text);
  const { documents, problems } = await readDocuments(content);
  return {
    documents,
    problems: problems.map((each) => ({ ...each, path: path.relative(content, each.path) })),
  };
}

test('a document is its record and its bodies by language', async () => {
  const { documents, problems } = await read({ 'notes/n.md': NOTE, 'notes/n.zh.md': '正文。\n' });
  expect(problems).toEqual([]);
  expect(documents).toMatchObject([{ collection: 'notes', id: 'n', record: { published: '2026-03-04' } }]);
  expect([...(documents[0]?.bodies ?? [])]).toEqual([
    ['en', 'Body.\n'],
    ['zh', '正文。\n'],
  ]);
});

test('without any there are none', async () => {
  expect(await read({})).toEqual({ documents: [], problems: [] });
});

test.each([
  ['no front matter', 'Body.\n', 1, 'it does not start with front matter between two lines of ---'],
  ['a tab in its front matter', NOTE.replace('summary: s', '\tsummary: s'), 4, /Tabs|indent/i],
  ['no source', NOTE.replace(/sources.*\n/, 'sources: []\n'), 7, 'sources: Too small'],
  [
    'a source that runs a script',
    NOTE.replace('title: x', 'title: x, url: javascript:alert(1)'),
    7,
    'sources',
  ],
  [
    'a source without the day on which it was read',
    NOTE.replace(', read: 2026-01-01', ''),
    7,
    'sources.0: a title, and the day on which it was read',
  ],
  ['a field that is none', NOTE.replace('summary: s', 'sumary: s'), 4, 'Unrecognized key: "sumary"'],
])('%s is a problem with its line, and the document is left out', async (_, text, line, detail) => {
  const { documents, problems } = await read({ 'notes/n.md': text, 'notes/good.md': NOTE });
  expect(documents.map(({ id }) => id)).toEqual(['good']);
  expect(problems).toContainEqual(
    expect.objectContaining({
      kind: 'invalid-file',
      path: 'notes/n.md',
      line,
      detail: expect.stringMatching(detail) as string,
    }),
  );
});

test.each(['notes/n.md', 'notes/n.zh.md'])('%s in GB 18030 is a problem with its line', async (name) => {
  const bytes = Buffer.from([0x0a, 0xb0, 0xd7, 0x0a]);
  const { problems } = await read({ 'notes/n.md': NOTE, [name]: bytes });
  expect(problems).toEqual([{ kind: 'binary-data', path: name, line: 2, detail: 'not UTF-8' }]);
});

test('a translation of nothing, and one into the language of the document, are problems', async () => {
  const { problems } = await read({ 'notes/n.md': NOTE, 'notes/n.en.md': 'x', 'notes/lost.zh.md': '正文' });
  expect(problems).toMatchObject([
    {
      kind: 'unresolved-reference',
      path: 'notes/lost.zh.md',
      detail: 'it translates lost.md, which is not there',
    },
    { kind: 'invalid-file', path: 'notes/n.md', detail: 'n.en.md is in the language of the document itself' },
  ]);
});

test('a name that is no part of a URL is a problem', async () => {
  const { problems } = await read({ 'notes/a b.md': NOTE });
  expect(problems).toMatchObject([{ kind: 'invalid-file', path: 'notes/a b.md' }]);
});
