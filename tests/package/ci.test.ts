/** What is written down for CI runs: each script of the action, the components and the workflows, as their hosts run it. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { debOf, SYMVERS } from '../../scripts/sources/fixtures.ts';
import { linkPackages, packProgram, ROOT } from './packed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kabi-ci-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let packed = '';

const line = (crc: number, symbol: string) => `0x0000000${crc}\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`;

beforeAll(() => {
  packed = packProgram();
});

type Env = Readonly<Record<string, string>>;

/** A script as a host runs it. */
function run(shell: readonly string[], script: string, cwd: string, env: Env) {
  const { status, stdout, stderr } = spawnSync(shell[0] ?? '', [...shell.slice(1), script], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, npm_config_offline: 'true', npm_config_omit: 'optional', ...env },
  });
  return { status, stdout, stderr };
}

/** GitHub's own command lines, for steps of actions and of workflows. */
const BASH = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'];
const STEP = ['bash', '-e', '-c'];

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Record<string, string>;
}

/** What stands in `${{ … }}` is given; what is not given is empty, as there. */
function filled(env: Record<string, string> = {}, values: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ *([\w.]+) *\}\}/g, (_, expression: string) => values[expression] ?? ''),
    ]),
  );
}

function newFolder(name: string): string {
  const made = path.join(folder, name);
  mkdirSync(made, { recursive: true });
  return made;
}

describe('action.yml', () => {
  const { runs } = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as { runs: { steps: Step[] } };
  const act = (name: string, inputs: Env) => {
    const [work, temp] = [newFolder(name), newFolder(`${name}-temp`)];
    writeFileSync(path.join(work, 'base'), line(1, 'foo') + line(1, 'bar'));
    writeFileSync(path.join(work, 'new'), line(2, 'foo') + line(1, 'bar'));
    writeFileSync(path.join(work, 'list'), 'bar\n');
    const files = {
      GITHUB_OUTPUT: path.join(temp, 'output'),
      GITHUB_STEP_SUMMARY: path.join(temp, 'summary'),
    };
    const values = Object.fromEntries(
      Object.entries({ command: 'gate', package: packed, ...inputs }).map(([key, value]) => [
        `inputs.${key}`,
        value,
      ]),
    );
    let last = { status: 0 as number | null, stdout: '', stderr: '' };
    for (const step of runs.steps.filter((each) => each.run !== undefined)) {
      const env = { RUNNER_TEMP: temp, ...files, ...filled(step.env, values) };
      last = run(BASH, step.run ?? '', work, env);
    }
    const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    return { ...last, output: read(files.GITHUB_OUTPUT), summary: read(files.GITHUB_STEP_SUMMARY), temp };
  };

  test('gates: annotations in the log, the report in the summary, SARIF in a file', () => {
    const { status, stdout, output, summary, temp } = act('broken', { base: 'base', new: 'new' });
    expect([status, stdout]).toEqual([1, expect.stringContaining('::error ') as string]);
    expect(summary).toContain('foo');
    expect(output).toBe(`status=1\nreport=${temp}/kabi-report\nsarif=${temp}/kabi-report.sarif\n`);
    expect(JSON.parse(readFileSync(path.join(temp, 'kabi-report.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
    });
  });

  test('passes what a list does not promise, and says what it could not judge', () => {
    expect(act('kept', { base: 'base', new: 'new', list: 'list' })).toMatchObject({ status: 0 });
    const { status, output, stderr } = act('unjudged', { base: 'base', new: 'nothing' });
    expect([status, output]).toEqual([2, expect.stringContaining('status=2\n') as string]);
    expect(stderr).toContain('nothing');
  });

  test('checks against a site, and ends with 2 where there is none', () => {
    const inputs = {
      command: 'check',
      modules: 'gizmo.ko',
      site: 'http://127.0.0.1:9/',
      against: 'p/latest',
    };
    const { status, output, stderr } = act('watch', inputs);
    expect([status, output]).toEqual([2, expect.stringContaining('status=2\n') as string]);
    expect(stderr).toMatch(/The site cannot be read: /);
  });
});

describe('GitLab components', () => {
  interface Job {
    readonly variables: Record<string, string>;
    readonly script: string[];
  }
  const job = (name: string, inputs: Env) => {
    const [header, body] = parseAllDocuments(readFileSync(path.join(ROOT, `templates/${name}.yml`), 'utf8'));
    const { spec } = header?.toJS() as { spec: { inputs: Record<string, { default?: string }> } };
    const [only] = Object.values(body?.toJS() as Record<string, Job>);
    const variables = Object.entries(only?.variables ?? {}).map(([key, value]) => [
      key,
      value.replace(/\$\[\[ inputs\.(\w+) \]\]/g, (_, input: string) => {
        expect(spec.inputs).toHaveProperty(input);
        return inputs[input] ?? spec.inputs[input]?.default ?? '';
      }),
    ]);
    return { script: (only?.script ?? []).join('\n'), env: Object.fromEntries(variables) as Env };
  };

  test('the gate writes what merge requests show', () => {
    const work = newFolder('gitlab-gate');
    writeFileSync(path.join(work, 'base'), line(1, 'foo'));
    writeFileSync(path.join(work, 'new'), line(2, 'foo'));
    const { script, env } = job('gate', { base: 'base', new: 'new', package: packed });
    expect(run(STEP, script, work, env)).toMatchObject({ status: 1 });
    expect(readdirSync(work)).toEqual(
      expect.arrayContaining(['kabi-junit.xml', 'kabi-quality.json', 'kabi.md']) as string[],
    );
    expect(run(STEP, script, work, { ...env, KABI_NEW: 'base' })).toMatchObject({ status: 0 });
  });

  test('the watch asks a site', () => {
    const { script, env } = job('watch', { site: 'http://127.0.0.1:9/', modules: 'a.ko', package: packed });
    const { status, stderr } = run(STEP, script, newFolder('gitlab-watch'), env);
    expect([status, stderr]).toEqual([2, expect.stringContaining('The site cannot be read') as string]);
  });
});

/** A repository that kabi init began, with the program beside it, an origin, and a host's tools that write down what they are asked. */
async function repository(name: string) {
  const [work, temp, bin] = [newFolder(name), newFolder(`${name}-temp`), newFolder(`${name}-bin`)];
  const git = (...args: string[]) => execFileSync('git', args, { cwd: work, encoding: 'utf8' });
  const origin = path.join(folder, `${name}-origin`);
  execFileSync('git', ['init', '--quiet', '--bare', origin]);
  execFileSync('git', ['-C', origin, 'config', 'receive.advertisePushOptions', 'true']);
  writeFileSync(
    path.join(work, 'package.json'),
    JSON.stringify({ private: true, devDependencies: { 'kabi-reports': `file:${packed}` } }),
  );
  const env = { npm_config_offline: 'true', npm_config_omit: 'optional' };
  expect(run(STEP, 'npm install && npx kabi init --product my-line --order debian', work, env).status).toBe(
    0,
  );
  git('init', '--quiet', '--initial-branch', 'main');
  git('remote', 'add', 'origin', origin);
  // Where the component pushes to is a host of its own.
  git('config', `url.${origin}.insteadOf`, 'https://ingest:token@host.example/group/project.git');
  git('add', '--all');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message', 'Begin');
  writeFileSync(path.join(bin, 'gh'), `#!/bin/sh\necho "gh $*" >> "${temp}/gh"\necho 0\n`);
  chmodSync(path.join(bin, 'gh'), 0o755);
  const files = { './usr/src/linux-headers-6.1.0-54-amd64/Module.symvers': SYMVERS };
  const deb = path.join(temp, 'linux-headers-6.1.0-54-amd64_6.1.176-1_amd64.deb');
  writeFileSync(deb, await debOf({ name: 'linux-headers-6.1.0-54-amd64', files }));
  const branches = () => execFileSync('git', ['-C', origin, 'branch', '--list'], { encoding: 'utf8' });
  const heads = () =>
    execFileSync('git', ['-C', origin, 'log', '--all', '--name-only', '--format=%s'], { encoding: 'utf8' });
  return { work, temp, bin, package: `file://${deb}`, branches, heads };
}

test('the workflow for GitHub puts a release on file for review, lints, builds', async () => {
  const at = await repository('github');
  const { jobs } = parse(readFileSync(path.join(at.work, '.github/workflows/kabi.yml'), 'utf8')) as {
    jobs: Record<string, { steps: Step[] }>;
  };
  const values = {
    'inputs.packages': `${at.package} ${at.package}`,
    'inputs.product': 'my-line',
    'github.token': 't',
  };
  const base = { RUNNER_TEMP: at.temp, GITHUB_RUN_ID: '7', PATH: `${at.bin}:${process.env['PATH'] ?? ''}` };
  const steps = (job: string) => jobs[job]?.steps.filter((each) => each.run !== undefined) ?? [];
  for (const step of steps('ingest')) {
    const done = run(STEP, step.run ?? '', at.work, { ...base, ...filled(step.env, values) });
    expect(done, step.run).toMatchObject({ status: 0 });
  }
  expect(at.branches()).toContain('ingest-7');
  expect(at.heads()).toContain('content/products/my-line/6.1.0-54/amd64/Module.symvers.zst');
  expect(at.heads()).not.toMatch(/node_modules|\.deb/);
  expect(readFileSync(path.join(at.temp, 'gh'), 'utf8')).toContain('gh pr create --head ingest-7');
  const cache = { XDG_CACHE_HOME: path.join(at.temp, 'cache') };
  const [install, ...rest] = steps('build');
  expect(install?.run).toBe('npm install');
  linkPackages(path.join(at.work, 'node_modules'));
  for (const step of rest) {
    expect(run(STEP, step.run ?? '', at.work, { ...base, ...cache }), step.run).toMatchObject({ status: 0 });
  }
  expect(existsSync(path.join(at.work, 'dist/r/my-line/6.1.0-54/index.html'))).toBe(true);
});

test('the pipeline for GitLab does the same', async () => {
  const at = await repository('gitlab');
  const file = parse(readFileSync(path.join(ROOT, 'docs/workflows/gitlab.yml'), 'utf8')) as Record<
    string,
    { before_script?: string[]; script?: string[] }
  >;
  const before = file['.kabi']?.before_script ?? [];
  const script = (job: string) => [...before, ...(file[job]?.script ?? [])].join('\n');
  const env = {
    ...{ PACKAGES: `${at.package} ${at.package}`, PRODUCT: 'my-line', TOKEN: 'token', CI_PIPELINE_ID: '8' },
    ...{
      CI_SERVER_HOST: 'host.example',
      CI_PROJECT_PATH: 'group/project',
      CI_PAGES_URL: 'https://x.example/',
    },
    XDG_CACHE_HOME: path.join(at.work, '.kabi/cache'),
  };
  expect(run(STEP, script('ingest'), at.work, env)).toMatchObject({ status: 0 });
  expect(at.branches()).toContain('ingest-8');
  expect(at.heads()).not.toMatch(/node_modules|\.deb|\.kabi/);
  linkPackages(path.join(at.work, 'node_modules'));
  for (const job of ['review', 'pages']) {
    const only = (file[job]?.script ?? []).join('\n');
    expect(run(STEP, only, at.work, env), only).toMatchObject({ status: 0 });
  }
  expect(readFileSync(path.join(at.work, 'public/r/my-line/6.1.0-54/index.html'), 'utf8')).toContain(
    'https://x.example/',
  );
});

test('the watch opens one issue while one is open', () => {
  const { jobs } = parse(readFileSync(path.join(ROOT, 'docs/workflows/watch-github.yml'), 'utf8')) as {
    jobs: { watch: { steps: Step[] } };
  };
  const step = jobs.watch.steps.find((each) => each.run !== undefined);
  expect(step?.if).toContain("steps.kabi.outputs.status == '1'");
  const bin = newFolder('watch-bin');
  const asked = (open: number) => {
    const log = path.join(bin, `log-${open}`);
    writeFileSync(path.join(bin, 'gh'), `#!/bin/sh\necho "$*" >> "${log}"\necho ${open}\n`);
    chmodSync(path.join(bin, 'gh'), 0o755);
    const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, REPORT: 'report', GH_TOKEN: 't' };
    expect(run(STEP, step?.run ?? '', folder, env).status).toBe(0);
    return readFileSync(log, 'utf8');
  };
  expect(asked(0)).toContain('issue create --title A new kernel does not load the driver --body-file report');
  expect(asked(1)).not.toContain('issue create');
});

test('the image installs the program with what stands in Dockerfile, and runs it as no root', () => {
  const lines = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8').split('\n');
  const value = (word: string) =>
    lines.flatMap((each) => (each.startsWith(`${word} `) ? [each.slice(word.length + 1)] : [])).at(-1) ?? '';
  const [prefix, copied] = [newFolder('image'), newFolder('image-tmp')];
  execFileSync('cp', [packed, copied]);
  // No image is built here: the same command, into a folder instead of the image's own.
  const script = value('RUN').replaceAll('/tmp/', `${copied}/`).replace('npm cache clean --force', 'true');
  const omit = /^OMIT=(.*)$/.exec(value('ARG'))?.[1] ?? '';
  expect(run(['sh', '-ec'], script, prefix, { npm_config_prefix: prefix, OMIT: omit })).toMatchObject({
    status: 0,
  });
  const [program = ''] = JSON.parse(value('ENTRYPOINT')) as string[];
  const { stdout } = run(['sh', '-ec'], `${prefix}/bin/${program} --version`, prefix, {});
  expect(stdout).toMatch(/^kabi-reports \d/);
  expect(value('USER')).toBe('node');
  expect(readdirSync(path.join(prefix, 'lib/node_modules'))).toEqual(['kabi-reports']);
});
