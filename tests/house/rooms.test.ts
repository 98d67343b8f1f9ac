import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { forbidden, roomOf, ROOMS } from '../../tools/lint/rooms.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FULL = 20;

const files = ['src', 'scripts', 'tests/support', 'tools']
  .flatMap((top) =>
    readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`),
  )
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => /\.(ts|astro)$/.test(name) && !name.endsWith('.test.ts'));

const known = new Set(files);

/** The files that each file imports, below the checkout. */
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const code = file.endsWith('.astro') ? (/^---\n(.*?)\n---/s.exec(text)?.[1] ?? '') : text;
  return ts
    .preProcessFile(code, true, true)
    .importedFiles.map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName))
    .filter((name) => known.has(name));
}

/** Pairs of folders that import each other, `a <-> b`. */
function twoWayPairs(): string[] {
  const arrows = new Set<string>();
  for (const [file, imported] of imports) {
    for (const each of imported) arrows.add(`${path.posix.dirname(file)} ${path.posix.dirname(each)}`);
  }
  return [...arrows].flatMap((arrow) => {
    const [from = '', to = ''] = arrow.split(' ');
    return from < to && arrows.has(`${to} ${from}`) ? [`${from} <-> ${to}`] : [];
  });
}

/** Files on a way from themselves back to themselves. */
function onCircles(): string[] {
  const reached = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(imports.get(start) ?? [])];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      open.push(...(imports.get(file) ?? []));
    }
    return seen;
  };
  return files.filter((file) => reached(file).has(file));
}

describe('the house', () => {
  test('has no file outside a room', () => {
    expect(files.filter((file) => roomOf(file) === null)).toEqual([]);
  });

  test('has no file that imports from a room after its own', () => {
    const found = [...imports].flatMap(([file, imported]) =>
      imported.flatMap((each) => forbidden(file, each) ?? []).map((why) => `${file}: ${why}`),
    );
    expect(found).toEqual([]);
  });

  test('has no two folders that import each other', () => {
    expect(twoWayPairs()).toEqual([]);
  });

  test('has no circle of files', () => {
    expect(onCircles()).toEqual([]);
  });

  test('has no folder with more than about twenty files', () => {
    const folders = Map.groupBy(files, (file) => path.posix.dirname(file));
    expect(
      [...folders]
        .filter(([, inside]) => inside.length > FULL)
        .map(([name, inside]) => `${name}: ${inside.length}`),
    ).toEqual([]);
  });

  test('has no room without a file', () => {
    const rooms = new Set(files.map(roomOf));
    expect(ROOMS.filter((room) => !rooms.has(room))).toEqual([]);
  });
});

test.each([
  ['src/base/text.ts', 'src/kernel/export.ts', 'src/base/ comes before src/kernel/'],
  ['src/kernel/export.ts', 'scripts/kabi.ts', 'src/ never imports scripts/'],
  ['scripts/kabi.ts', 'elsewhere/a.ts', 'lies in no room'],
])('%s may not import %s', (file, imported, why) => {
  expect(forbidden(file, imported)).toContain(why);
});

test.each([
  ['src/kernel/export.ts', 'src/base/text.ts'],
  ['src/load/verdict.ts', 'src/load/driver.ts'],
  ['scripts/cli/usage.ts', 'src/site/site.ts'],
  ['tests/support/kabi.ts', 'scripts/kabi.ts'],
])('%s may import %s', (file, imported) => {
  expect(forbidden(file, imported)).toBeNull();
});
