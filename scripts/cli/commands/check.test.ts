import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkReportSchema } from '../../../src/records/json/reports.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { moduleOf, VERMAGIC, type ModuleFixture } from '../../../tests/support/elf-writer.ts';
import { PROGRAM, runKabi, type Outcome } from '../../../tests/support/kabi.ts';
import { packXz } from '../../sources/fixtures.ts';

const symvers = (fooCrc: string) =>
  `${fooCrc}\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n0x22222222\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t\n`;
const OLD = symvers('0x11111111');
const NEW = symvers('0x99999999');

const ON_FILE = {
  'debian-12/6.1.0-53/amd64': OLD,
  'debian-12/6.1.0-54/amd64': NEW,
  'debian-12/6.1.0-54/arm64': NEW,
};

const DRIVER: ModuleFixture = {
  versions: { module_layout: 0x22222222, foo: 0x11111111 },
  undefined: ['foo'],
};

async function folderWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  snapshots: Readonly<Record<string, string>> = ON_FILE,
): Promise<string> {
  const folder = await temporaryFolder();
  await writeContent(path.join(folder, 'content'), snapshots);
  for (const [name, data] of Object.entries(files)) await writeFile(path.join(folder, name), data);
  return folder;
}

const MEANS = [
  '',
  'loads: the kernel finds every symbol that the module imports, with the CRC that',
  'it was built against. CRCs do not see changed behaviour, types that genksyms',
  'was not shown, symbols looked up at run time, or whether the kernel demands a',
  'signature. It does not mean that the driver does its job.',
  '',
];

describe('a module', () => {
  test('is checked against every release of its architecture, and one that refuses it is exit 1', async () => {
    const folder = await folderWith({ 'probe.ko': moduleOf(DRIVER) });
    expect(await runKabi(folder, 'check', 'probe.ko')).toEqual({
      status: 1,
      stdout: [
        'probe loads on 1 of the 2 builds on file: debian-12 6.1.0-53 (amd64).',
        'probe: x86_64, 6.1.0-54-amd64 SMP preempt mod_unload modversions, 2 imports',
        '  loads    debian-12/6.1.0-53/amd64  all 2 imports are there',
        '  rebuild  debian-12/6.1.0-54/amd64  1 CRC differs: foo',
        '  not checked, because not known: vermagic flags',
        '',
        'For amd64, 2 builds serve the 2 kernels on file that export what it imports; no',
        'fewer do. Of 1 update on file, 1 needed a new build.',
        'Builds of their own take debian-12/6.1.0-53 and debian-12/6.1.0-54.',
        ...MEANS,
      ].join('\n'),
      stderr: '',
    } satisfies Outcome);
  });

  test('that loads wherever it was asked for is exit 0', async () => {
    const folder = await folderWith({ 'probe.ko': moduleOf(DRIVER) });
    const release = await runKabi(folder, 'check', 'probe.ko', '--against', 'debian-12/6.1.0-53');
    expect(release.status).toBe(0);
    const { status, stdout } = await runKabi(
      folder,
      'check',
      'probe.ko',
      '--against',
      'debian-12/6.1.0-53/amd64',
    );
    expect([status, stdout]).toEqual([0, release.stdout]);
  });

  test('is the same however it is packed', async () => {
    const bytes = Buffer.from(moduleOf(DRIVER));
    const packed = {
      'a.ko.gz': gzipSync(bytes),
      'a.ko.xz': packXz(bytes),
      'a.ko.zst': zstdCompressSync(bytes),
    };
    const folder = await folderWith({ 'a.ko': bytes, ...packed });
    const [plain, ...others] = await Promise.all(
      ['a.ko', ...Object.keys(packed)].map((file) => runKabi(folder, 'check', file)),
    );
    for (const each of others) expect(each).toEqual(plain);
  });

  test('of another architecture than the one asked for is refused there', async () => {
    const folder = await folderWith({ 'probe.ko': moduleOf(DRIVER) });
    const { status, stdout } = await runKabi(folder, 'check', 'probe.ko', '--against', 'debian-12/arm64');
    expect(status).toBe(1);
    expect(stdout).toContain('  rebuild  debian-12/6.1.0-54/arm64  the module is for x86_64\n');
  });

  test('of an architecture that is not on file cannot be checked', async () => {
    const folder = await folderWith({ 's390.ko': moduleOf({ ...DRIVER, machine: 22 }) });
    const { status, stderr } = await runKabi(folder, 'check', 's390.ko');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^No release on file is for the architecture of this module: s390x\n {2}s390\.ko\n/,
    );
  });

  test('that is damaged is named, and the others are checked', async () => {
    const folder = await folderWith({
      'good.ko': moduleOf(DRIVER),
      'bad.ko': moduleOf(DRIVER).slice(0, 200),
    });
    const { status, stdout, stderr } = await runKabi(folder, 'check', 'bad.ko', 'good.ko');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^probe loads on 1 of the 2 builds on file.*\nprobe: /);
    expect(stderr).toMatch(/^The file is a damaged or hostile ELF file: .*\n {2}bad\.ko\n/);
  });

  test('that replaces one which no kernel has is refused with the name', async () => {
    const folder = await folderWith({ 'probe.ko': moduleOf(DRIVER) });
    const { status, stderr } = await runKabi(
      folder,
      ...['check', 'probe.ko', '--replaces', 'ib_core', '--against', 'debian-12/6.1.0-54/amd64'],
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^kabi check: No kernel that was looked at has this module.*\n {2}ib_core\n/);
  });

  test('that replaces others and cannot be read says nothing of what would break', async () => {
    const folder = await folderWith({ 'page.ko': '<!DOCTYPE html><html>Log in</html>' });
    const { status, stdout, stderr } = await runKabi(
      folder,
      ...['check', 'page.ko', '--replaces', 'ib_core', '--against', 'debian-12/6.1.0-54/amd64'],
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^The file is a web page, not data\n {2}page\.ko\n/);
  });

  test('that needs another is checked with it, or with its Module.symvers', async () => {
    const own = { symbol: 'own', crc: 7 };
    const folder = await folderWith({
      'base.ko': moduleOf({
        modinfo: ['name=base', 'license=GPL', `vermagic=${VERMAGIC} `],
        versions: { module_layout: 0x22222222 },
        exports: [own],
      }),
      'Module.symvers': '0x00000007\town\t/build/base\tEXPORT_SYMBOL\t\n',
      'user.ko': moduleOf({ versions: { module_layout: 0x22222222, own: 7 } }),
    });
    const against = ['--against', 'debian-12/6.1.0-53'];
    expect((await runKabi(folder, 'check', 'user.ko', ...against)).stdout).toContain(
      '  missing  debian-12/6.1.0-53/amd64  1 symbol is not exported: own\n',
    );
    expect((await runKabi(folder, 'check', 'user.ko', 'base.ko', ...against)).status).toBe(0);
    expect((await runKabi(folder, 'check', 'user.ko', 'Module.symvers', ...against)).status).toBe(0);
    const alone = await runKabi(folder, 'check', 'Module.symvers', ...against);
    expect(alone.status).toBe(2);
    expect(alone.stderr).toMatch(/^None of the inputs is a module to check\n/);
  });
});

describe('a text', () => {
  const against = ['--against', 'debian-12/amd64'];

  test.each([
    ['modprobe --dump-modversions', '0x22222222\tmodule_layout\n0x11111111\tfoo\n', 'loads'],
    ['rpm -q --requires', '/bin/sh\nkernel(foo) = 0x11111111\n', 'loads'],
    ['SUSE requires', 'ksym(default:foo) = 11111111\n', 'loads'],
    ['nm -u', '                 U foo\n', 'unknown'],
    ['a log', '[1.0] probe: disagrees about version of symbol foo\n', 'unknown'],
    ['a log of a symbol that is gone', '[1.0] probe: Unknown symbol gone (err -2)\n', 'missing'],
    [
      'weak-modules',
      'Module probe.ko from kernel 1 is not compatible with kernel 2 in symbols: foo\n',
      'unknown',
    ],
  ])('%s is taken for the module', async (_, text, verdict) => {
    const folder = await folderWith({ 'driver.txt': text });
    const { stdout } = await runKabi(folder, 'check', 'driver.txt', ...against, '--format', 'json');
    const report = checkReportSchema.parse(JSON.parse(stdout));
    expect(report.modules[0]?.releases[0]).toMatchObject({ release: '6.1.0-53', verdict });
  });

  test('may come from standard input', async () => {
    const folder = await folderWith({});
    const child = execFile(process.execPath, [PROGRAM, 'check', '-', ...against], { cwd: folder });
    child.stdin?.end('0x11111111\tfoo\n');
    let stdout = '';
    child.stdout?.on('data', (chunk: string) => (stdout += chunk));
    await new Promise((resolve) => child.on('close', resolve));
    expect(stdout).toMatch(
      /^standard input loads on 1 of the 2 builds on file.*\nstandard input: 1 import\n {2}loads {4}debian-12\/6\.1\.0-53\/amd64 {2}its one import is there\n/,
    );
  });

  test('with a bad line is used without it, and it is said', async () => {
    const folder = await folderWith({ 'driver.txt': '0x11111111\tfoo\nnonsense\n' });
    const { status, stderr } = await runKabi(
      folder,
      'check',
      'driver.txt',
      '--against',
      'debian-12/6.1.0-53/amd64',
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/^This line does not name a symbol that a module needs\n {2}driver\.txt:2\n/);
  });

  test.each([
    ['prose', 'hello\n', /^Nothing in this text is known to be about a kernel module\n/],
    ['a web page', '<!DOCTYPE html>\n', /^The file is a web page/],
    ['a picture', '\x89PNG\r\n\x1a\n\0', /^The file is not a kernel module: a PNG image\n/],
  ])('that is %s is refused', async (_, text, message) => {
    const folder = await folderWith({ x: Buffer.from(text, 'latin1') });
    const { status, stderr } = await runKabi(folder, 'check', 'x');
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('JSON says it all', async () => {
  const folder = await folderWith({ 'probe.ko': moduleOf(DRIVER) });
  const { status, stdout, stderr } = await runKabi(folder, 'check', 'probe.ko', '--format', 'json');
  expect([status, stderr]).toEqual([1, '']);
  const report = checkReportSchema.parse(JSON.parse(stdout));
  expect(report.loadsMeans).toMatch(/^loads: /);
  expect(report.modules).toMatchObject([
    {
      file: 'probe.ko',
      name: 'probe',
      arch: 'x86_64',
      imports: 2,
      releases: [
        { product: 'debian-12', release: '6.1.0-53', arch: 'amd64', flavour: 'default', verdict: 'loads' },
        {
          release: '6.1.0-54',
          verdict: 'rebuild',
          mismatched: ['foo'],
          missing: [],
          unchecked: ['vermagic flags'],
        },
      ],
    },
  ]);
});

describe('--against', () => {
  test.each([
    ['debian-13', /^kabi check: There is no such product: did you mean debian-12\?\n/],
    [
      'debian-12/6.1.0-99',
      /^kabi check: There is no such release on file: did you mean 6\.1\.0-53, 6\.1\.0-54\?\n/,
    ],
    ['debian-12/6.1.0-54/s390x', /^kabi check: The release has no such build on file: did you mean /],
    ['debian-12/6.1.0-99/amd64', /^kabi check: There is no such release on file/],
  ])('%s, which is not on file, is refused with what is', async (against, message) => {
    const folder = await folderWith({ 'probe.ko': moduleOf(DRIVER) });
    const { status, stderr } = await runKabi(folder, 'check', 'probe.ko', '--against', against);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('may be given several times, and what two name counts once', async () => {
    const folder = await folderWith({ 'probe.ko': moduleOf(DRIVER) });
    const { stdout } = await runKabi(
      folder,
      'check',
      'probe.ko',
      '--against',
      'debian-12/6.1.0-54/amd64',
      '--against',
      'debian-12/amd64',
    );
    expect(stdout.match(/(?<=^ {2}\w+ +)debian-12\/6\.1\.0-5\d\/amd64/gm)).toEqual([
      'debian-12/6.1.0-54/amd64',
      'debian-12/6.1.0-53/amd64',
    ]);
  });
});

test.each([
  [[], 'no MODULE given'],
  [['-', '-'], 'standard input can be read once'],
  [['x', '--format', 'xml'], '--format is text or json, not "xml"'],
])('the arguments %j are a usage error', async (args, message) => {
  const folder = await folderWith({}, {});
  const { status, stderr } = await runKabi(folder, 'check', ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
