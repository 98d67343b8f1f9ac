import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import path from 'node:path';
import { notesReportSchema } from '../../../src/records/json/reports.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';
import { driverFile, driversFolder } from '../../corpus/layout.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { runKabi } from '../../../tests/support/kabi.ts';

const line = (crc: string, symbol: string, module = 'vmlinux') =>
  `0x${crc}\t${symbol}\t${module}\tEXPORT_SYMBOL\t\n`;
const FIRST = line('11111111', 'foo') + line('22222222', 'gone', 'fs/foo') + line('33333333', 'same');
const SECOND = line('99999999', 'foo') + line('33333333', 'same');
const THIRD = SECOND + line('44444444', 'new');

/** Two architectures; the second one skips a release. */
async function content(): Promise<string> {
  const folder = await temporaryFolder();
  await writeContent(path.join(folder, 'content'), {
    'acme-1/1.0-1/amd64': FIRST,
    'acme-1/1.0-1/arm64': FIRST,
    'acme-1/1.0-2/amd64': SECOND,
    'acme-1/1.0-3/amd64': THIRD,
    'acme-1/1.0-3/arm64': THIRD,
  });
  return folder;
}

test('a release against the one before it: Markdown to publish, and exit 1', async () => {
  const outcome = await runKabi(await content(), 'notes', 'acme-1', '1.0-2');
  expect(outcome).toEqual({
    status: 1,
    stdout: `# acme-1 1.0-2: kernel ABI changes since 1.0-1

On amd64, 1 of the 2 symbols in common with 1.0-1 changed its CRC and 1 symbol was removed (gone: \`gone\`). A module built for 1.0-1 that imports a changed or removed symbol does not load as it is.

arm64 is not on file for this release: what changed there is unknown.

## Why CRCs changed

On amd64:

The types of both releases are not on file, so why CRCs changed is unknown.

## Removed symbols

On amd64, 1:

- \`gone\` (fs/foo)

## What to do

- Rebuild modules from outside the kernel's tree that import a changed or removed symbol: as they were built for 1.0-1, 1.0-2 does not load them. "kabi check MODULE.ko --against acme-1/1.0-2" tells which these are.
- Port modules that import a removed symbol: a rebuild alone does not help them.
`,
    stderr: '',
  });
});

test('--since covers several releases, and builds of which the same is to be said are taken together', async () => {
  const { stdout } = await runKabi(
    await content(),
    'notes',
    'acme-1',
    '1.0-3',
    '--since',
    '1.0-1',
    '--format',
    'mail',
    '--base-url',
    'https://kabi.example.org/path',
  );
  expect(stdout).toContain(
    'Subject: acme-1 1.0-3: kernel ABI changes since 1.0-1\n\nThese notes cover 2 releases',
  );
  expect(stdout).toContain('On amd64 and arm64, 1:\n\n- gone (fs/foo)');
  expect(stdout).toContain('[1] <https://kabi.example.org/path/r/acme-1/1.0-3/>');
  expect(Math.max(...stdout.split('\n').map((each) => each.length))).toBeLessThanOrEqual(72);
});

test('without --since, each variant is compared with its own predecessor', async () => {
  const { stdout } = await runKabi(await content(), 'notes', 'acme-1', '1.0-3', '--format', 'json');
  const report = notesReportSchema.parse(JSON.parse(stdout));
  expect(report.variants.map(({ variant, before, removed }) => [variant, before?.release, removed])).toEqual([
    [{ arch: 'amd64', flavour: 'default' }, '1.0-2', []],
    [{ arch: 'arm64', flavour: 'default' }, '1.0-1', ['gone']],
  ]);
});

test('the oldest release has nothing to be compared with, which is said, and exit 0', async () => {
  const outcome = await runKabi(await content(), 'notes', 'acme-1', '1.0-1', '--format', 'text');
  expect(outcome.status).toBe(0);
  expect(outcome.stdout).toContain(
    'On amd64 and arm64, 1.0-1 is the oldest release on file: what changed\nthere is unknown.',
  );
  expect(outcome.stdout).toContain('- Nothing is known: no older release is on file to compare with.');
});

test('registered drivers are named with what became of their build', async () => {
  const folder = await content();
  const root = path.join(folder, 'content');
  writeAtomically(
    path.join(driversFolder(root), 'gizmo/gizmo.modversions'),
    '0x11111111\tfoo\n0x33333333\tsame\n',
  );
  writeAtomically(
    driverFile(root, 'gizmo'),
    stringify({
      title: 'Gizmo',
      vendor: 'Acme',
      summary: 'For tests.',
      source: { package: 'gizmo', version: '1' },
      builds: [
        {
          product: 'acme-1',
          release: '1.0-1',
          arch: 'amd64',
          module: 'gizmo',
          imports: 'gizmo/gizmo.modversions',
          namespaces: [],
          depends: [],
          exports: [],
          vermagic: '1.0-1 SMP mod_unload modversions ',
          license: 'GPL',
        },
      ],
    }),
  );
  const { stdout, stderr } = await runKabi(folder, 'notes', 'acme-1', '1.0-2', '--format', 'text');
  expect(stderr).toBe('');
  expect(stdout).toContain('- Gizmo, built for 1.0-1: rebuild, 1 of its 2 imports changed');
});

const CELL = 'source: page, text: { en: A cell. }';
const POLICY = `title: { en: Acme keeps a list }
status: adopted
summary: { en: A promise. }
covers: [{ line: Acme 1, product: acme-1 }]
effective: { source: page }
promise:
  within-minor: { keeps: kabi, protects: list, rebuild: not-needed, ${CELL} }
  between-minors: { keeps: unknown, rebuild: unknown, ${CELL} }
  between-majors: { keeps: nothing, rebuild: needed, ${CELL} }
  across-rebuilds: { keeps: not-applicable, rebuild: unknown, ${CELL} }
decides: { waiver: unknown, text: { en: Nobody. }, source: page }
list:
  text: { en: A list. }
  source: page
  files: [{ file: lists/names, product: acme-1, variants: [amd64], source: page }]
sources:
  page: { title: A page, url: 'https://acme.example/', read: 2026-11-01 }
`;

test('what breaks the promise in force is named', async () => {
  const folder = await content();
  const vendor = path.join(folder, 'content/policies/acme');
  writeAtomically(path.join(vendor, 'vendor.yaml'), 'title: { en: Acme }\nsummary: { en: A maker. }\n');
  writeAtomically(path.join(vendor, 'keeps.yaml'), POLICY);
  writeAtomically(path.join(vendor, 'lists/names'), '[acme_list]\n\tgone\n\tsame\n');
  const { stdout, stderr } = await runKabi(folder, 'notes', 'acme-1', '1.0-2', '--format', 'text');
  expect(stderr).toBe('');
  expect(stdout).toContain(
    'Under Acme keeps a list: on amd64 1 breaking and 1 outside the promise.\n\nBreaking on amd64:\n\n- gone\n',
  );
});

test('what is not on file is said, with the nearest name, and exit 2', async () => {
  const folder = await content();
  const unknown = await runKabi(folder, 'notes', 'acme-1', '1.0-33');
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toContain('did you mean');
  const later = await runKabi(folder, 'notes', 'acme-1', '1.0-1', '--since', '1.0-3');
  expect(later.status).toBe(2);
  expect(later.stderr).toContain('--since takes an earlier release than 1.0-1, not 1.0-3');
  const bare = await runKabi(folder, 'notes', 'acme-1', '1.0-2', '--base-url', '/only/a/path/');
  expect(bare.stderr).toContain('--base-url takes https://host/path/, not "/only/a/path/"');
});
