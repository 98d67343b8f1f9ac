import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintReportSchema } from '../../../src/records/json/reports.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { runKabi } from '../../../tests/support/kabi.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';

const EXPORTS =
  '0x11111111\tvfio_add_group_dev\tdrivers/vfio/vfio\tEXPORT_SYMBOL\t\n0x22222222\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t\n';

const POLICY = `title: { en: Acme 1 }
status: adopted
summary: { en: Keeps a list. }
covers: [{ line: Acme 1, product: acme-1 }]
effective: { source: doc }
promise:
  within-minor: { keeps: kabi, protects: list, rebuild: listed-only, text: { en: Kept. }, source: doc }
  between-minors: { keeps: unknown, rebuild: unknown, text: { en: Not found. }, source: doc }
  between-majors: { keeps: nothing, rebuild: needed, text: { en: Nothing. }, source: doc }
  across-rebuilds: { keeps: not-applicable, rebuild: unknown, text: { en: None. }, source: doc }
decides: { waiver: unknown, text: { en: Not found. }, source: doc }
list:
  text: { en: In a book. }
  source: doc
  files:
    - { file: lists/names, product: acme-1, variants: [amd64], source: doc }
    - { file: lists/reference, product: acme-1, variants: [amd64], source: doc }
rules: [{ file: lists/severities, source: doc }]
sources: { doc: { title: Doc, url: 'https://example.org/', read: 2026-11-20 } }
`;

const FILES = {
  'policies/acme/vendor.yaml': 'title: { en: Acme }\nsummary: { en: Makes kernels. }\n',
  'policies/acme/one.yaml': POLICY,
  'policies/acme/lists/names': '[acme_whitelist]\n\tkmalloc\n',
  'policies/acme/lists/reference': '0x22222222\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t\n',
  'policies/acme/lists/severities': 'vmlinux PASS\n',
};

async function contentWith(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await temporaryFolder();
  const content = path.join(folder, 'content');
  await writeContent(content, { 'acme-1/1.0.0-1/amd64': EXPORTS });
  for (const [name, text] of Object.entries({ ...FILES, ...files }))
    writeAtomically(path.join(content, name), text);
  return folder;
}

/** Kind, place and detail of what is wrong. */
async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { stdout } = await runKabi(await contentWith(files), 'lint', '--format', 'json');
  const { problems } = lintReportSchema.parse(JSON.parse(stdout));
  return problems.map(
    ({ kind, path: file, line, title }) => `${kind} ${path.basename(file)}:${line ?? 0} ${title}`,
  );
}

describe('kabi lint', () => {
  test('counts what it checked, and exits 0 where nothing is wrong', async () => {
    expect(await runKabi(await contentWith(), 'lint')).toEqual({
      status: 0,
      stdout: '1 product, 0 drivers, 1 policy, 2 lists, 1 rule, 0 documents: clean\n',
      stderr: '',
    });
  });

  test('a listed symbol that no release exports is placed, with what was meant', async () => {
    const names = '[acme_whitelist]\n\tkmalloc\n\tio_add_group_dev\n';
    const reference = `${FILES['policies/acme/lists/reference']}0x33333333\tio_add_group_dev\tvmlinux\tEXPORT_SYMBOL\t\n`;
    const found = await problemsOf({
      'policies/acme/lists/names': names,
      'policies/acme/lists/reference': reference,
    });
    expect(found).toEqual([
      'unknown-symbol names:3 No release on file exports this symbol: io_add_group_dev. Did you mean vfio_add_group_dev?',
      'unknown-symbol reference:2 No release on file exports this symbol: io_add_group_dev. Did you mean vfio_add_group_dev?',
    ]);
  });

  test('a list and its reference file must agree', async () => {
    expect(await problemsOf({ 'policies/acme/lists/names': 'kmalloc\nvfio_add_group_dev\n' })).toEqual([
      'lists-disagree names:2 The list and its reference file do not name the same symbols: vfio_add_group_dev is not in lists/reference',
    ]);
  });

  test('a rule that decides nothing is placed: it matches nothing, or comes too late', async () => {
    expect(
      await problemsOf({ 'policies/acme/lists/severities': 'vmlinux PASS\nkmalloc FAIL\nnosuch* PASS\n' }),
    ).toEqual([
      'unused-rule severities:2 The rule decides nothing',
      'unused-rule severities:3 The rule decides nothing',
    ]);
  });

  test('a line listed twice is said', async () => {
    expect(await problemsOf({ 'policies/acme/lists/names': 'kmalloc\nkmalloc\n' })).toEqual([
      'repeated-line names:2 The line repeats an earlier one',
    ]);
  });

  test('a reference to a discussion that is not there is placed', async () => {
    const policy = `title: { en: X }
between: { en: this and that }
date: 2026-01-02
rule: { en: It stays. }
positions: [{ title: { en: One }, text: { en: Two. } }]
outcome: { en: Three. }
discussion: nowhere
sources: [{ title: A mail, url: 'https://example.org/', read: 2026-11-01 }]
`;
    const problems = await problemsOf({
      'interface-policies/x.yaml': policy,
      'policies/acme/one.yaml': POLICY.replace('status: adopted', 'status: adopted\ndiscussion: nowhere'),
    });
    expect(problems).toEqual([
      'unresolved-reference x.yaml:7 The file names something that is not on file: discussion "nowhere"',
      'unresolved-reference one.yaml:3 The file names something that is not on file: discussion "nowhere"',
    ]);
  });

  test('an option that refers to a policy that is not there is placed', async () => {
    const proposal = `---
kind: proposal
title: A proposal
summary: It has an option.
options:
  - { name: One, change: Nothing stays., policy: acme/one }
  - { name: Two, change: All stays., policy: acme/two }
sources: [{ title: A mail, read: 2026-11-01 }]
---
Text.
`;
    expect(await problemsOf({ 'discussions/p.md': proposal })).toEqual([
      'unresolved-reference p.md:7 The file names something that is not on file: policy "acme/two"',
    ]);
  });

  test('symbols that most drivers need and no list has are counted', async () => {
    const driver = `title: Gizmo
vendor: Somebody
summary: Drives gizmos.
source: { package: gizmo, version: '1' }
builds:
  - { module: gizmo, product: acme-1, release: 1.0.0-1, arch: amd64, vermagic: x, license: GPL, imports: gizmo/gizmo.modversions }
`;
    const found = await problemsOf({
      'drivers/gizmo.yaml': driver,
      'drivers/gizmo/gizmo.modversions': '0x11111111\tvfio_add_group_dev\n',
    });
    expect(found).toContain(
      'unlisted-import names:0 Most registered drivers need symbols that the list lacks: 1 symbol: vfio_add_group_dev (1)',
    );
  });

  test('a fault is printed with its line, and exits 1', async () => {
    const folder = await contentWith({ 'policies/acme/one.yaml': POLICY.replace('read: 2026-11-20', '') });
    const { status, stdout } = await runKabi(folder, 'lint');
    expect(status).toBe(1);
    expect(stdout).toContain('content/policies/acme/one.yaml:19\n');
  });

  test('a folder that is not there, and a wrong option, exit 2', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'x'), '');
    expect((await runKabi(folder, 'lint', '--content', 'nowhere')).status).toBe(2);
    expect((await runKabi(folder, 'lint', '--format', 'xml')).status).toBe(2);
  });
});

describe('degrees and rules', () => {
  const wrongSum = POLICY.replace(
    'rules: [',
    'measurements:\n  - { transition: within-minor, from: A, to: B, arch: x86_64, listed: [3, 3], added: 0, removed: 1, crcChanged: 0, source: doc }\nrules: [',
  );

  test('a rule can be asked for alone', async () => {
    const folder = await contentWith({
      'policies/acme/one.yaml': wrongSum,
      'policies/acme/lists/names': 'kmalloc\nkmalloc\n',
    });
    const { status, stdout } = await runKabi(folder, 'lint', '--only', 'figures-disagree');
    expect(status).toBe(1);
    expect(stdout).toContain('3 + 0 - 1 is 2, not 3');
    expect(stdout).not.toContain('repeats an earlier one');
    expect((await runKabi(folder, 'lint', '--only', 'no-such-rule')).status).toBe(2);
  });

  test('notes alone leave it clean', async () => {
    const empty = { 'policies/acme/lists/names': '[acme_whitelist]\n', 'policies/acme/lists/reference': '' };
    const { status, stdout } = await runKabi(await contentWith(empty), 'lint');
    expect([status, stdout]).toEqual([0, expect.stringContaining('clean, 2 notes')]);
  });

  test('SARIF names rules, levels and lines', async () => {
    const folder = await contentWith({ 'policies/acme/one.yaml': wrongSum });
    const { stdout } = await runKabi(folder, 'lint', '--format', 'sarif');
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'kabi lint', rules: [{ id: 'figures-disagree' }] } },
          results: [
            {
              ruleId: 'figures-disagree',
              level: 'error',
              locations: [
                { physicalLocation: { artifactLocation: { uri: 'content/policies/acme/one.yaml' } } },
              ],
            },
          ],
        },
      ],
    });
  });
});
