/** The commands that the documentation tells people to type, against the command line as it is. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runKabi } from '../../../tests/support/kabi.ts';
import { ROOT } from '../../engine/root.ts';

const WORKFLOWS = ['docs/workflows/github.yml', 'docs/workflows/gitlab.yml'];
const DOCUMENTS = [
  ...['README.md', 'CONTRIBUTING.md', 'docs/publish.md', 'docs/gate.md', 'action.yml'],
  ...['templates/gate.yml', 'templates/watch.yml', ...WORKFLOWS],
];
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** From `kabi` to the end of the command, in code and in shell lines. */
const COMMAND =
  /(?:^|[\s`$(])(?:npx |\.kabi\/node_modules\/\.bin\/)?kabi (?<line>[a-z]+(?: (?:"[^"]*"|'[^']*'|[^\s`|>;#&(){}])+)*)/gm;

function commandsIn(text: string): string[][] {
  return [...text.matchAll(COMMAND)]
    .map(({ groups }) => groups?.['line'] ?? '')
    .map((line) =>
      [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/["']/g, '')),
    );
}

/** What is shell in a workflow, script by script. */
function scriptsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    if (key === 'run' && typeof each === 'string') return [each];
    if (key === 'script' || key === 'before_script') return [(each as string[]).join('\n')];
    return scriptsIn(each);
  });
}

test.each(DOCUMENTS)('every command in %s is one that kabi takes', async (file) => {
  const found = new Set(commandsIn(read(file)).map((words) => words.join('\0')));
  expect(found.size).toBeGreaterThan(0);
  for (const words of [...found].map((each) => each.split('\0'))) {
    // Help is printed in place of the command's work, once all options are known to be right.
    const { status, stderr } = await runKabi(ROOT, ...words, '--help');
    expect([words.join(' '), stderr, status]).toEqual([words.join(' '), '', 0]);
  }
});

test('commands are found where people read them', () => {
  expect(
    commandsIn(
      'see `kabi lint` or\nnpx kabi build --out "$DIR/a b" --jobs 2 | tee log\n  - kabi check x.ko && true',
    ),
  ).toEqual([['lint'], ['build', '--out', '$DIR/a b', '--jobs', '2'], ['check', 'x.ko']]);
});

describe.each(WORKFLOWS)('%s', (file) => {
  const scripts = scriptsIn(parse(read(file)));

  test('reads packages in, lints and builds for review, and publishes', () => {
    const names = scripts.flatMap(commandsIn).map(([name]) => name);
    expect([...new Set(names)]).toEqual(['ingest', 'lint', 'build']);
  });

  test('has steps in each job, or a script', () => {
    const { jobs } = parse(read(file)) as { jobs?: Record<string, { steps?: unknown[] }> };
    for (const job of Object.values(jobs ?? {})) expect(job.steps?.length).toBeGreaterThan(0);
    expect(scripts.length).toBeGreaterThan(0);
  });

  test('is shell that can be read', () => {
    for (const script of scripts) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect([script, status, stderr]).toEqual([script, 0, '']);
    }
  });

  test('writes nothing outside of its own folder, and goes on after warnings', () => {
    for (const script of scripts) expect(script).not.toMatch(/(?:^|[\s"'=])\/(?!dev\/null)\w/m);
    const lines = scripts.flatMap((script) => script.split('\n')).filter((line) => line.includes('kabi '));
    for (const line of lines.filter((each) => each.includes('npx')))
      expect(line).toContain('|| test $? -eq 1');
  });
});
