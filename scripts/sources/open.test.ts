import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  arOf,
  CONFIG,
  debOf,
  packXz,
  PACKERS,
  problemOf,
  rpmOf,
  SYMVERS,
  tarOf,
  temporaryFolder,
  type Packer,
} from './fixtures.ts';
import { LIMITS } from './bytes/limits.ts';
import { findSources, openExports } from './open.ts';

function fileOf(data: Buffer | string, name = 'input'): string {
  const file = path.join(temporaryFolder(), name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, data);
  return file;
}

function folderOf(files: Readonly<Record<string, Buffer | string>>): string {
  const folder = temporaryFolder();
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), data);
  }
  return folder;
}

const packers = Object.keys(PACKERS) as Packer[];

describe('a single file', () => {
  test.each(packers)('is read, %s', async (packer) => {
    const file = fileOf(PACKERS[packer](Buffer.from(SYMVERS)), 'Module.symvers');
    const opened = await openExports(file);
    expect(opened).toMatchObject({
      file: 'Module.symvers',
      modversions: true,
      crcGenerator: 'unknown',
      problems: [],
    });
    expect(opened.exports.map((e) => e.symbol)).toEqual(['__fentry__', 'kmalloc_caches', 'usb_stor_suspend']);
    expect(opened.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(opened).not.toHaveProperty('release');
    expect(opened).not.toHaveProperty('btf');
  });

  test('of what a kernel’s package provides, is a part of its exports, and the packages name the build', async () => {
    const lines = [
      'kernel(kfree) = 0x037a0cba',
      'kernel-core-uname-r = 5.14.0-427.el9.x86_64+rt',
      'kernel = 5',
    ];
    const opened = await openExports(fileOf(`${lines.join('\n')}\n`, 'provides.txt'));
    expect(opened).toMatchObject({
      release: '5.14.0-427.el9',
      arch: 'x86_64',
      flavour: 'rt',
      coverage: 'part',
    });
    expect(opened.exports).toEqual([
      { symbol: 'kfree', crc: 0x037a0cba, module: '(unknown)', type: '', namespace: '' },
    ]);
  });

  test('says what its name says', async () => {
    const opened = await openExports(fileOf(gzipSync(SYMVERS), 'symvers-5.14.0-503.el9.x86_64+rt.gz'));
    expect(opened).toMatchObject({ release: '5.14.0-503.el9', arch: 'x86_64', flavour: 'rt' });
  });

  test('keeps its good lines', async () => {
    const file = fileOf(
      `${SYMVERS}<script>alert(1)</script>\n0x1\tkmalloc_caches\tvmlinux\tEXPORT_SYMBOL\t\n`,
    );
    const { exports, problems } = await openExports(file);
    expect(exports).toHaveLength(3);
    expect(problems).toMatchObject([
      { kind: 'malformed-export', path: file, line: 4, source: '<script>alert(1)</script>' },
      { kind: 'conflicting-duplicate', line: 5 },
    ]);
  });

  test('may be empty: some vendors protect nothing', async () => {
    expect(await openExports(fileOf(''))).toMatchObject({ exports: [], crcGenerator: 'none' });
  });

  test.skipIf(process.platform === 'win32')('may be a pipe, which has no hash', async () => {
    const pipe = path.join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [opened] = await Promise.all([
      openExports(pipe),
      import('node:fs/promises').then((fs) => fs.writeFile(pipe, SYMVERS)),
    ]);
    expect(opened.exports).toHaveLength(3);
    expect(opened).not.toHaveProperty('sha256');
  });

  test.each([
    ['a PNG image', '\x89PNG\r\n\x1a\n', 'binary-data', 'a PNG image'],
    ['an ELF file', '\x7fELF\x02\x01\x01', 'binary-data', 'an ELF file (a module or kernel image)'],
    ['binary garbage', 'ab\0\x01\x02cd', 'binary-data', 'of no kind known here'],
    ['a web page', '\n\n<!DOCTYPE html>\n<html></html>', 'html-page', undefined],
    ['another text', 'hello\nworld\n', 'no-records', undefined],
    ['bzip2', 'BZh91AY', 'unsupported-compression', 'bzip2'],
  ])('that is %s is refused', async (_, text, kind, detail) => {
    const file = fileOf(Buffer.from(text, 'latin1'));
    const problem = await problemOf(openExports(file));
    expect(problem).toMatchObject({ kind, path: file });
    expect(problem.detail).toBe(detail);
  });

  test('that was packed twice, or is a packed archive, is refused with the remedy', async () => {
    const twice = fileOf(gzipSync(packXz(Buffer.from(SYMVERS))));
    expect(await problemOf(openExports(twice))).toMatchObject({ detail: 'packed twice: unpack it once' });
    const archive = fileOf(gzipSync(await tarOf({ 'Module.symvers': SYMVERS })));
    expect(await problemOf(openExports(archive))).toMatchObject({
      detail: 'a tar archive: unpack it and give the folder',
    });
  });

  test('of one huge line costs no more memory than the limit', async () => {
    const file = fileOf(zstdCompressSync(Buffer.alloc(200_000_000, 'a')));
    const before = process.memoryUsage().rss;
    expect(await problemOf(openExports(file))).toMatchObject({
      kind: 'limit-exceeded',
      detail: 'more than 64 MB',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  test('of too many lines is refused before each becomes a problem', async () => {
    const file = fileOf(SYMVERS + 'x\n'.repeat(LIMITS.lines));
    expect(await problemOf(openExports(file))).toMatchObject({
      kind: 'limit-exceeded',
      detail: 'more than 500000 lines',
    });
  });

  test('that is not there, or may not be read, is unreadable', async () => {
    expect(await problemOf(openExports('no/such/file'))).toMatchObject({
      kind: 'unreadable-file',
      path: 'no/such/file',
    });
  });
});

describe('a Debian package', () => {
  test.each(packers)('is read, %s', async (packer) => {
    const name = 'linux-headers-6.1.0-54-amd64_6.1.190-1_amd64.deb';
    expect(await openExports(fileOf(await debOf({ packer }), name))).toMatchObject({
      file: name,
      package: { name: 'linux-headers-6.1.0-54-amd64', version: '6.1.190-1' },
      release: '6.1.0-54',
      arch: 'amd64',
      flavour: 'default',
      built: '2026-10-16',
      compiler: 'gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0',
      modversions: true,
      crcGenerator: 'genksyms',
      btf: true,
      problems: [],
    });
  });

  test('of a kernel image names the headers package', async () => {
    const deb = await debOf({
      name: 'linux-image-6.1.0-54-amd64-unsigned',
      files: { './boot/config-6.1.0-54-amd64': CONFIG },
    });
    expect(await problemOf(openExports(fileOf(deb)))).toMatchObject({
      kind: 'nothing-found',
      detail:
        'linux-image-6.1.0-54-amd64-unsigned holds the kernel; its exports are in linux-headers-6.1.0-54-amd64',
    });
  });

  test('of what all architectures share says so', async () => {
    const deb = await debOf({
      name: 'linux-headers-6.1.0-54-common',
      arch: 'all',
      files: { './usr/src/x': '' },
    });
    expect((await problemOf(openExports(fileOf(deb)))).detail).toContain('what all architectures share');
  });

  test('problems in it are placed by package and path', async () => {
    const entry = 'usr/src/linux-headers-6.1.0-54-amd64/Module.symvers';
    const file = fileOf(await debOf({ files: { [`./${entry}`]: `${SYMVERS}oops\n` } }));
    const { problems } = await openExports(file);
    expect(problems).toMatchObject([{ kind: 'malformed-export', path: `${file}: ${entry}`, line: 4 }]);
  });

  test('with an unsafe path is refused', async () => {
    const file = fileOf(await debOf({ files: { '../../etc/cron.d/x': '', 'usr/src/x': '' } }));
    expect(await problemOf(openExports(file))).toMatchObject({
      kind: 'unsafe-path',
      source: '../../etc/cron.d/x',
    });
  });

  test('that unpacks to more than the limit is refused', async () => {
    const file = fileOf(await debOf({ packer: 'gz', files: { './usr/x': Buffer.alloc(1_000_000) } }));
    const problem = await problemOf(openExports(file, { ...LIMITS, archive: 100_000 }));
    expect(problem).toMatchObject({ kind: 'limit-exceeded', path: file, detail: 'more than 100000 bytes' });
  });

  test.each(packers)('that is cut off anywhere is corrupt, %s', async (packer) => {
    const deb = await debOf({ packer });
    for (const share of [0.01, 0.3, 0.6, 0.9]) {
      const file = fileOf(deb.subarray(0, Math.max(9, Math.floor(deb.length * share))));
      expect(await problemOf(openExports(file))).toMatchObject({ kind: 'corrupt-input', path: file });
    }
  });

  test('that is another ar archive, or has no control file, is refused', async () => {
    expect(await problemOf(openExports(fileOf(arOf({ 'foo.o': 'x' }))))).toMatchObject({
      detail: 'an ar archive, but not a Debian package',
    });
    expect(await problemOf(openExports(fileOf(arOf({ 'debian-binary': '2.0\n' }))))).toMatchObject({
      detail: 'control.tar or data.tar is missing',
    });
    const data = await tarOf({ './x': '' });
    const deb = arOf({ 'debian-binary': '2.0\n', 'control.tar': data, 'data.tar': data });
    expect(await problemOf(openExports(fileOf(deb)))).toMatchObject({
      detail: 'its control file has no Package, Version or Architecture',
    });
  });
});

describe('an rpm package', () => {
  test.each([
    ['gz', gzipSync],
    ['xz', packXz],
    ['xz as rpm writes it', (data: Buffer) => packXz(data, 'sha256')],
    ['zst', zstdCompressSync],
    ['plain', (data: Buffer) => data],
  ])('is read, %s', async (_, packer) => {
    const file = fileOf(rpmOf({ packer: (payload) => packer(payload) }), 'kernel-core.rpm');
    expect(await openExports(file)).toMatchObject({
      file: 'kernel-core.rpm',
      package: { name: 'kernel-core', version: '5.14.0-503.11.1.el9_5' },
      release: '5.14.0-503.11.1.el9_5',
      arch: 'x86_64',
      flavour: 'default',
      built: '2026-10-16',
      modversions: true,
      crcGenerator: 'genksyms',
      btf: true,
    });
  });

  test('whose symvers is packed with xz, too, is read, and the next file as well', async () => {
    const folder = './lib/modules/5.14.0-503.11.1.el9_5.x86_64';
    const files = { [`${folder}/symvers.xz`]: packXz(Buffer.from(SYMVERS)), [`${folder}/config`]: CONFIG };
    const file = fileOf(rpmOf({ name: 'kernel-rt-core', files }));
    expect(await openExports(file)).toMatchObject({ flavour: 'rt' });
    expect(await openExports(file)).toMatchObject({ flavour: 'rt' });
  });

  test('after a bad one is read: a refused archive lets go of its decoder', async () => {
    const bad = fileOf(rpmOf({ files: { '/etc/passwd': 'x', ...{ './a': 'y'.repeat(200_000) } } }));
    expect(await problemOf(openExports(bad))).toMatchObject({ kind: 'unsafe-path' });
    expect(await openExports(fileOf(rpmOf()))).toMatchObject({ arch: 'x86_64' });
  });

  test('without exports says where to look; a source package is told as such', async () => {
    const modules = fileOf(rpmOf({ name: 'kernel-modules', files: { './lib/modules/x/kernel/a.ko': '' } }));
    expect((await problemOf(openExports(modules))).detail).toContain('kernel-core, kernel-devel');
    const source = fileOf(rpmOf({ name: 'kernel', source: '', files: { 'kernel.spec': '' } }));
    expect(await problemOf(openExports(source))).toMatchObject({
      kind: 'nothing-found',
      detail: 'kernel is a source package',
    });
  });

  test('that is cut off anywhere, or has a damaged header, is corrupt', async () => {
    const rpm = rpmOf();
    for (const share of [0.05, 0.2, 0.4, 0.7, 0.95]) {
      const file = fileOf(rpm.subarray(0, Math.floor(rpm.length * share)));
      expect(await problemOf(openExports(file))).toMatchObject({ kind: 'corrupt-input' });
    }
    rpm.write('?', 96);
    expect(await problemOf(openExports(fileOf(rpm)))).toMatchObject({ detail: 'bad rpm header' });
  });

  const hasRpmbuild = spawnSync('rpmbuild', ['--version']).status === 0;
  test.skipIf(!hasRpmbuild).each(['w9.gzdio', 'w6.xzdio', 'w19.zstdio', 'w.ufdio'])(
    'that rpmbuild made is read, %s',
    async (payload) => {
      const folder = folderOf({
        'in.symvers': SYMVERS,
        'k.spec': [
          'Name: kernel-64k-devel',
          'Version: 6.6.0',
          'Release: 72.0.0.76.oe2403',
          'Summary: test',
          'License: GPL',
          '%description',
          'test',
          '%install',
          'tree=%{buildroot}/usr/src/kernels/%{version}-%{release}.aarch64',
          'mkdir -p $tree && cp %{_topdir}/in.symvers $tree/Module.symvers',
          'ln -s /etc/passwd $tree/link',
          '%files',
          '/usr/src/kernels',
        ].join('\n'),
      });
      const defines = [`_topdir ${folder}`, `_binary_payload ${payload}`].flatMap((each) => [
        '--define',
        each,
      ]);
      execFileSync(
        'rpmbuild',
        ['-bb', '--target', 'aarch64-linux', ...defines, path.join(folder, 'k.spec')],
        {
          stdio: 'ignore',
        },
      );
      const built = path.join(folder, 'RPMS/aarch64');
      const [name = ''] = readdirSync(built);
      const opened = await openExports(path.join(built, name));
      expect(opened).toMatchObject({
        package: { name: 'kernel-64k-devel', version: '6.6.0-72.0.0.76.oe2403' },
        release: '6.6.0-72.0.0.76.oe2403',
        arch: 'aarch64',
        flavour: '64k',
      });
      expect(opened.built).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(opened.exports).toHaveLength(3);
    },
  );
});

describe('a folder', () => {
  test('that is a build tree is read, with its configuration', async () => {
    const folder = folderOf({ 'Module.symvers': SYMVERS, '.config': CONFIG });
    expect(await openExports(folder)).toMatchObject({
      file: 'Module.symvers',
      btf: true,
      crcGenerator: 'genksyms',
    });
  });

  test('that is an unpacked package says what its paths say', async () => {
    const folder = folderOf({ 'usr/src/linux-headers-6.1.0-54-rt-amd64/Module.symvers': SYMVERS });
    const identity = { release: '6.1.0-54', arch: 'amd64', flavour: 'rt' };
    expect(await openExports(folder)).toMatchObject(identity);
    expect(await openExports(path.join(folder, 'usr/src/linux-headers-6.1.0-54-rt-amd64'))).toMatchObject(
      identity,
    );
  });

  test('without exports, or with several, is refused', async () => {
    expect(await problemOf(openExports(folderOf({ README: '' })))).toMatchObject({ kind: 'nothing-found' });
    const two = folderOf({
      'usr/src/linux-headers-1-amd64/Module.symvers': SYMVERS,
      'usr/src/linux-headers-2-amd64/Module.symvers': SYMVERS,
    });
    expect(await problemOf(openExports(two))).toMatchObject({
      kind: 'ambiguous-input',
      detail: 'usr/src/linux-headers-1-amd64/Module.symvers, usr/src/linux-headers-2-amd64/Module.symvers',
    });
  });

  test('with a broken link is refused', async () => {
    const folder = temporaryFolder();
    symlinkSync('gone', path.join(folder, 'Module.symvers'));
    expect(await problemOf(openExports(folder))).toMatchObject({ kind: 'unreadable-file' });
  });
});

describe('a folder with a manifest', () => {
  const HEADER =
    'release\tarch\tpackage\tpackage_version\tbuilt\tdeb_sha256\texports\tmodversions\tcrc_generator\tbtf\tcompiler';
  const SHA = 'ff'.repeat(32);
  const row = (release: string, exports = 3) =>
    `${release}\tamd64\tlinux-headers-${release}-amd64\t6.1.190-1\t2026-10-16\t${SHA}\t${exports}\tyes\tgenksyms\tyes\tgcc-12`;

  test('has one source per line, with its provenance', async () => {
    const folder = folderOf({
      'MANIFEST.tsv': `${HEADER}\n${row('6.1.0-54')}\n${row('6.1.0-55')}\n`,
      '6.1.0-54/amd64/Module.symvers': SYMVERS,
      '6.1.0-55/amd64/Module.symvers.xz': packXz(Buffer.from(SYMVERS)),
    });
    const sources = await findSources(folder);
    const [first, second] = await Promise.all(sources.map((source) => source.open()));
    expect(first).toMatchObject({
      file: 'linux-headers-6.1.0-54-amd64_6.1.190-1_amd64.deb',
      sha256: SHA,
      package: { name: 'linux-headers-6.1.0-54-amd64', version: '6.1.190-1' },
      release: '6.1.0-54',
      arch: 'amd64',
      flavour: 'default',
      built: '2026-10-16',
      compiler: 'gcc-12',
      modversions: true,
      crcGenerator: 'genksyms',
      btf: true,
    });
    expect(second?.exports).toHaveLength(3);
    expect(await problemOf(openExports(folder))).toMatchObject({
      kind: 'ambiguous-input',
      detail: '2 of them',
    });
  });

  test('fails line by line', async () => {
    const folder = folderOf({
      'MANIFEST.tsv': [HEADER, row('6.1.0-54', 4), row('../../etc'), row('6.1.0-56'), 'a', ''].join('\n'),
      '6.1.0-54/amd64/Module.symvers': SYMVERS,
    });
    const sources = await findSources(folder);
    const problems = await Promise.all(sources.map((source) => problemOf(source.open())));
    expect(problems).toMatchObject([
      { kind: 'manifest-mismatch', detail: '4 exports according to MANIFEST.tsv, 3 in the file' },
      { kind: 'malformed-manifest', line: 3 },
      { kind: 'unreadable-file' },
      { kind: 'malformed-manifest', line: 5, source: 'a' },
    ]);
  });

  test('is refused if it has no lines', async () => {
    const folder = folderOf({ 'MANIFEST.tsv': `${HEADER}\n` });
    expect(await problemOf(findSources(folder))).toMatchObject({ kind: 'malformed-manifest' });
  });
});

const SAMPLES = path.resolve('../shared/samples');
test.skipIf(!existsSync(SAMPLES))('a real symvers-<uname>.gz is read', async () => {
  const opened = await openExports(path.join(SAMPLES, 'synthetic/compressed/symvers-6.1.0-50.gz'));
  expect(opened).toMatchObject({ crcGenerator: 'genksyms', problems: [] });
  expect(opened.exports).toHaveLength(14_382);
});
