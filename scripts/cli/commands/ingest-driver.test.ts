import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ingestReportSchema } from '../../../src/records/json/reports.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { moduleOf, VERMAGIC, type ModuleFixture } from '../../../tests/support/elf-writer.ts';
import { runKabi } from '../../../tests/support/kabi.ts';

const EXPORTS =
  '0x11111111\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n0x22222222\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t\n';
const MODULE: ModuleFixture = {
  modinfo: [
    'name=giz_mo',
    'license=GPL v2',
    'description=Makes  gizmos',
    'version=1.4',
    'depends=base,usbcore',
    `vermagic=${VERMAGIC} `,
  ],
  versions: { module_layout: 0x22222222, foo: 0x11111111 },
  exports: [{ symbol: 'own', crc: 7 }],
};

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  await writeContent(path.join(folder, 'content'), {
    'debian-12/6.1.0-53/amd64': EXPORTS,
    'debian-12/6.1.0-54/amd64': EXPORTS,
    'debian-12/6.1.0-54/arm64': EXPORTS,
  });
  for (const [name, data] of Object.entries(files)) await writeFile(path.join(folder, name), data);
  return folder;
}

const read = (folder: string, file: string) => readFile(path.join(folder, 'content/drivers', file), 'utf8');

test('a module becomes a driver whose record is whole, for the kernel that its vermagic names', async () => {
  const folder = await folderWith({ 'giz-mo.ko': moduleOf(MODULE) });
  const { status, stdout } = await runKabi(folder, 'ingest', 'giz-mo.ko', '--driver', 'gizmo');
  expect(stdout).toContain('debian-12/6.1.0-54/amd64: 2 imports of giz-mo, of driver gizmo, written\n');
  expect(stdout).toContain('content/drivers/gizmo.yaml says "unknown" where a module does not tell');
  expect(status).toBe(0);
  expect(parse(await read(folder, 'gizmo.yaml'))).toEqual({
    title: 'gizmo',
    vendor: 'unknown',
    summary: 'Makes gizmos',
    source: { package: 'gizmo', version: '1.4' },
    builds: [
      {
        module: 'giz-mo',
        product: 'debian-12',
        release: '6.1.0-54',
        arch: 'amd64',
        vermagic: `${VERMAGIC} `,
        license: 'GPL v2',
        namespaces: [],
        depends: ['base', 'usbcore'],
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        exports: ['own'],
        imports: 'gizmo/6.1.0-54-amd64/giz-mo.modversions',
      },
    ],
  });
  expect(await read(folder, 'gizmo/6.1.0-54-amd64/giz-mo.modversions')).toBe(
    '0x22222222\tmodule_layout\n0x11111111\tfoo\n',
  );
  const lint = await runKabi(folder, 'lint');
  expect([lint.status, lint.stderr]).toEqual([0, '']);
});

test('what people wrote in the record stays when a build is added, packed or not', async () => {
  const next = moduleOf({
    ...MODULE,
    modinfo: ['license=GPL', `vermagic=${VERMAGIC.replace('-54-', '-53-')} `],
  });
  const folder = await folderWith({ 'giz-mo.ko': moduleOf(MODULE), 'next.ko.gz': gzipSync(next) });
  await runKabi(folder, 'ingest', 'giz-mo.ko', '--driver', 'gizmo');
  const before = `# Ours.\n${(await read(folder, 'gizmo.yaml')).replace('vendor: unknown', 'vendor: Gizmo Inc. # since 2020')}`;
  await writeFile(path.join(folder, 'content/drivers/gizmo.yaml'), before);
  expect((await runKabi(folder, 'ingest', 'next.ko.gz', '--driver', 'gizmo')).status).toBe(0);
  const after = await read(folder, 'gizmo.yaml');
  expect(after.startsWith(before)).toBe(true);
  expect(after.slice(before.length)).toContain(
    'module: next\n    product: debian-12\n    release: 6.1.0-53\n',
  );
});

test('the same module again changes nothing, and another one needs --replace', async () => {
  const folder = await folderWith({ 'a.ko': moduleOf(MODULE) });
  const ingest = (...more: string[]) => runKabi(folder, 'ingest', 'a.ko', '--driver', 'a', ...more);
  await ingest();
  const before = await read(folder, 'a.yaml');
  expect((await ingest()).stdout).toContain(', unchanged\n');
  await writeFile(path.join(folder, 'a.ko'), moduleOf({ ...MODULE, exports: [] }));
  const refused = await ingest();
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('a of a for debian-12/6.1.0-54/amd64');
  expect(await read(folder, 'a.yaml')).toBe(before);
  expect((await ingest('--replace')).stdout).toContain(', replaced\n');
  const record = parse(await read(folder, 'a.yaml')) as { builds: { exports: string[] }[] };
  expect(record.builds.map(({ exports }) => exports)).toEqual([[]]);
});

test.each([
  [
    'for a kernel that is not on file',
    { ...MODULE, modinfo: ['license=GPL', 'vermagic=6.1.0-99-amd64 SMP '] },
    /it was built for 6\.1\.0-99-amd64, of which no exports are on file: ingest those of the kernel first/,
  ],
  [
    'without CRCs',
    { modinfo: MODULE.modinfo, undefined: ['foo'] },
    /^The module has no CRCs, so that its imports cannot be kept\n {2}x\.ko\n/,
  ],
] as const)('a module %s is refused with what to do, and nothing is written', async (_, module, message) => {
  const folder = await folderWith({ 'x.ko': moduleOf(module), 'good.ko': moduleOf(MODULE) });
  const { status, stderr } = await runKabi(folder, 'ingest', 'good.ko', 'x.ko', '--driver', 'x');
  expect(status).toBe(2);
  expect(stderr.split('\n').slice(2).join('\n')).toMatch(message);
  await expect(read(folder, 'x.yaml')).rejects.toThrow('ENOENT');
});

test('a module for which nobody says the driver is refused with what to do', async () => {
  const folder = await folderWith({ 'x.ko': moduleOf(MODULE) });
  const { status, stderr } = await runKabi(folder, 'ingest', 'x.ko');
  expect([status, stderr]).toEqual([2, expect.stringContaining('Say which driver it belongs to') as string]);
});

test('JSON lists the modules', async () => {
  const folder = await folderWith({ 'x.ko': moduleOf(MODULE) });
  const { stdout } = await runKabi(folder, 'ingest', 'x.ko', '--driver', 'x', '--format', 'json');
  expect(ingestReportSchema.parse(JSON.parse(stdout)).drivers).toMatchObject([
    { driver: 'x', module: 'x', release: '6.1.0-54', imports: 2, status: 'written' },
  ]);
});
