/** The lists of files in CONTRIBUTING.md: what a new page, kind of change or language takes, and no more. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const GUIDE = textOf('CONTRIBUTING.md');

const files = execFileSync('git', ['ls-files', 'src', 'scripts'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(?:ts|astro|css)$/.test(file) && !file.endsWith('.test.ts'));

/** The files that a section lists, in its order. */
function listedUnder(heading: string): string[] {
  const section = GUIDE.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return Array.from(section.matchAll(/^- `([^`]+)`/gm), ([, file = '']) => file);
}

function spelling(pattern: RegExp, within: (file: string) => boolean = () => true): string[] {
  return files.filter((file) => within(file) && pattern.test(textOf(file))).sort();
}

describe('a kind of change', () => {
  test('is spelled in the listed files and in no others', () => {
    expect(spelling(/['.]namespace-changed\b/)).toEqual(listedUnder('Add a kind of change').sort());
  });
});

describe('a language', () => {
  test('is spelled in the listed files, and in the folder of its own', () => {
    const isElsewhere = (file: string) => !file.startsWith('src/lang/zh/');
    expect(spelling(/'zh'|^ {2}zh: |'\.\/zh\//m, isElsewhere)).toEqual(listedUnder('Add a language').sort());
  });
});

describe('a page with text, JSON and Chinese', () => {
  test('is named in each of the listed files', () => {
    const listed = listedUnder('Add a page');
    expect(listed).toHaveLength(7);
    for (const file of listed) expect([file, /practice/i.test(textOf(file))]).toEqual([file, true]);
  });

  test('has its schema and its text and JSON registered nowhere else', () => {
    const registered = spelling(/\bpractice: practiceJsonSchema|\['policy\/practice',/);
    expect(registered).toEqual(['scripts/publish/beside/plain-entries.ts', 'src/records/json/page-json.ts']);
  });
});
