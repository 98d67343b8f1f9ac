import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatProblem } from '../../src/base/problems.ts';
import { temporaryFolder } from '../sources/fixtures.ts';
import { readSite } from './read-site.ts';

const DEFAULTS = {
  title: 'kabi-reports',
  'base-url': '',
  languages: ['en', 'zh'],
  accent: { light: '#0a5a70', dark: '#7fc9df' },
};

function contentWith(yaml: string): string {
  const content = path.join(temporaryFolder(), 'content');
  mkdirSync(content);
  writeFileSync(path.join(content, 'site.yaml'), yaml);
  return content;
}

test('content without the file, and with an empty one, has a site all the same', async () => {
  expect(await readSite(temporaryFolder())).toEqual({ profile: DEFAULTS, problems: [] });
  expect(await readSite(contentWith('{}\n'))).toEqual({ profile: DEFAULTS, problems: [] });
  expect(await readSite(contentWith('# title: Mine\n'))).toEqual({ profile: DEFAULTS, problems: [] });
});

test('every field is the site’s own', async () => {
  const yaml = `title: Kernels of Acme
base-url: https://host.example/some/path
languages: [en]
accent: { light: '#7a0019', dark: '#ffcc33' }
repository: https://git.example/kernels
reports: mailto:kernels@acme.example
`;
  expect(await readSite(contentWith(yaml))).toEqual({
    profile: {
      title: 'Kernels of Acme',
      'base-url': 'https://host.example/some/path',
      languages: ['en'],
      accent: { light: '#7a0019', dark: '#ffcc33' },
      repository: 'https://git.example/kernels',
      reports: 'mailto:kernels@acme.example',
    },
    problems: [],
  });
});

test.each([
  ['titel: Mine\n', 1, 'Unrecognized key: "titel"'],
  ['title: ""\n', 1, 'title: '],
  ['title: Mine\nbase-url: host.example\n', 2, 'base-url: https://host/path/ or /path/'],
  ['languages: [zh]\n', 1, 'languages: en is one of them: symbols and comparisons exist in English only'],
  ['languages: [en, en]\n', 1, 'languages: each once'],
  ['languages: [en, de]\n', 1, 'languages.1: '],
  ["accent:\n  light: 'red'\n  dark: '#ffffff'\n", 2, 'accent.light: a colour as "#0a5a70", in quotes'],
  ['repository: javascript:alert(1)\n', 1, 'repository: an address starting with https:// or http://'],
  ['reports: javascript:alert(1)\n', 1, 'reports: an address starting with https:// or mailto:'],
  ['title: [Mine\n', 2, ''],
])('%j is told with its line, and the defaults stand in', async (yaml, line, detail) => {
  const { profile, problems } = await readSite(contentWith(yaml));
  expect(profile).toEqual(DEFAULTS);
  expect(problems).toEqual([expect.objectContaining({ kind: 'invalid-file', line })]);
  expect(problems[0]?.detail).toContain(detail);
});

test('a colour that links cannot be read in is told with its place, its contrast and what to do', async () => {
  const content = contentWith("accent:\n  light: '#e0e0e0'\n  dark: '#303030'\n");
  const { problems } = await readSite(content);
  expect(problems.map((problem) => formatProblem(problem))).toEqual([
    `The colour of links is too close to that of the page: #e0e0e0 has 1.1:1 on light pages, take a darker colour
  ${path.join(content, 'site.yaml')}:2
  |   light: '#e0e0e0'
  Text needs 4.5:1 (WCAG 2.2, 1.4.3). Any contrast checker shows how far to go.`,
    `The colour of links is too close to that of the page: #303030 has 1.2:1 on dark pages, take a lighter one
  ${path.join(content, 'site.yaml')}:3
  |   dark: '#303030'
  Text needs 4.5:1 (WCAG 2.2, 1.4.3). Any contrast checker shows how far to go.`,
  ]);
});
