/** One name, one thing: whoever meets a name in two files may take it for the same. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/base/language.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXPORTED =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;
const RENAMED = /^export \{[^}]*\bas (?!default\b)\w+/gm;

const files = execFileSync(
  'git',
  ['ls-files', 'src/**/*.ts', 'src/*.ts', 'scripts/**/*.ts', 'scripts/*.ts'],
  {
    cwd: ROOT,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && !file.endsWith('.test.ts'));

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Where each exported name is. */
function exported(read: (file: string) => string, from: readonly string[]): Map<string, string[]> {
  const found = from.flatMap((file) =>
    [...new Set(Array.from(read(file).matchAll(EXPORTED), ([, name = '']) => name))].map(
      (name) => [name, file] as const,
    ),
  );
  return new Map(
    [...Map.groupBy(found, ([name]) => name)].map(([name, each]) => [name, each.map(([, file]) => file)]),
  );
}

/** Languages say the same under the same name: one file of each, at most. */
function isMirrored(places: readonly string[]): boolean {
  const languages = places.map((file) => /^src\/lang\/(\w+)\//.exec(file)?.[1]);
  const known: readonly string[] = LANGUAGES;
  return (
    languages.every((each) => each !== undefined && known.includes(each)) &&
    new Set(languages).size === places.length
  );
}

function shared(names: ReadonlyMap<string, readonly string[]>): string[] {
  return [...names]
    .filter(([, places]) => places.length > 1 && !isMirrored(places))
    .map(([name, places]) => `${name}: ${places.join(', ')}`);
}

test('no two files export the same name, but languages what mirrors each other', () => {
  const names = exported(textOf, files);
  expect(names.size).toBeGreaterThan(1500);
  expect(shared(names)).toEqual([]);
});

test('nothing is exported under another name than it has', () => {
  expect(files.filter((file) => RENAMED.test(textOf(file)))).toEqual([]);
});

test.each([
  ['two files of a language', ['src/lang/en/a.ts', 'src/lang/en/b.ts'], 1],
  ['a language and another room', ['src/lang/zh/a.ts', 'src/base/b.ts'], 1],
  ['two languages', ['src/lang/en/a.ts', 'src/lang/zh/b.ts'], 0],
])('of %s that export a name, %s, %i is found', (_, places, found) => {
  expect(shared(exported(() => 'export const listed = 1;\n', places))).toHaveLength(found);
});
