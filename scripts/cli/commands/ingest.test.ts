import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  assembleBtf,
  funcOf,
  INT,
  pointerTo,
  protoOf,
  recordOf,
} from '../../../src/formats/btf/btf-fixtures.ts';
import { formatSymvers } from '../../../src/formats/exports/symvers.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import { ingestReportSchema } from '../../../src/records/json/reports.ts';
import { productFile, productsFolder } from '../../corpus/layout.ts';
import { readExports, readProducts, readReleases } from '../../corpus/read.ts';
import { elfOf, moduleOf } from '../../../tests/support/elf-writer.ts';
import {
  bzImageOf,
  debOf,
  packXz,
  rpmOf,
  SYMVERS,
  temporaryFolder,
  type Files,
} from '../../sources/fixtures.ts';

const KABI = fileURLToPath(new URL('../../kabi.ts', import.meta.url));

/** Declares `int kmalloc_caches(int)`. */
const VMLINUX_BTF = assembleBtf([INT, protoOf(1, 1), funcOf('kmalloc_caches', 2)]);
const VMLINUX = vmlinuxOf(VMLINUX_BTF.bytes);
/** Continues it: `int usb_stor_suspend(struct us_data *)`. */
const USB_STORAGE = Buffer.from(
  moduleOf({
    modinfo: ['name=usb_storage', 'license=GPL', 'vermagic=6.1.0-54-amd64 SMP mod_unload modversions '],
    exports: [{ symbol: 'usb_stor_suspend', crc: 0x0ab63904 }],
    sections: [
      {
        name: '.BTF',
        data: assembleBtf(
          [
            recordOf('STRUCT', 'us_data', 4, ['flags', 1, 0]),
            pointerTo(4),
            protoOf(1, 5),
            funcOf('usb_stor_suspend', 6),
          ],
          { baseStrings: VMLINUX_BTF.strings },
        ).bytes,
      },
    ],
  }),
);

function vmlinuxOf(btf: Uint8Array, banner = 'Linux version 6.1.0-54-amd64 (debian)\0'): Buffer {
  const header = { bits: 64, isLittleEndian: true, machine: 62, type: 2 } as const;
  const sections = [
    { name: '.rodata', data: Buffer.from(banner) },
    { name: '.BTF', data: btf },
  ];
  return Buffer.from(elfOf(header, sections, []));
}

let folder = '';
let content = '';
beforeEach(() => {
  folder = temporaryFolder();
  content = path.join(folder, 'content');
  addProduct('debian-12', '6.1.0-*');
  addProduct('rhel-9', '5.14.0-*');
});

function addProduct(name: string, pattern: string): void {
  const file = productFile(content, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `title: ${name}\nvendor: x\norder: debian\nsummary: For the tests.\nreleases: ['${pattern}']\n`,
  );
}

function write(name: string, data: Buffer | string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, data);
  return name;
}

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs in the test's folder, where content/ is. */
function ingest(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [KABI, 'ingest', ...args],
      { cwd: folder },
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
  });
}

/** Everything below content/products but the products themselves. */
function written(): string[] {
  const names = readdirSync(productsFolder(content), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.split(path.sep).length > 1 && !name.endsWith('product.yaml')).sort();
}

test('packages of several products go where they belong, in one call', async () => {
  const deb = write('headers.deb', await debOf());
  const rpm = write('core.rpm', rpmOf());
  expect(await ingest(deb, rpm)).toEqual({
    status: 0,
    stdout:
      'debian-12/6.1.0-54/amd64: 3 exports, written\nrhel-9/5.14.0-503.11.1.el9_5/x86_64: 3 exports, written\n',
    stderr: 'reading headers.deb\nreading core.rpm\n',
  });
  expect(written()).toEqual([
    'debian-12/6.1.0-54',
    'debian-12/6.1.0-54/amd64',
    'debian-12/6.1.0-54/amd64/Module.symvers.zst',
    'debian-12/6.1.0-54/release.yaml',
    'rhel-9/5.14.0-503.11.1.el9_5',
    'rhel-9/5.14.0-503.11.1.el9_5/release.yaml',
    'rhel-9/5.14.0-503.11.1.el9_5/x86_64',
    'rhel-9/5.14.0-503.11.1.el9_5/x86_64/Module.symvers.zst',
  ]);
  expect((await ingest(deb)).stdout).toBe('debian-12/6.1.0-54/amd64: 3 exports, unchanged\n');
});

test('the JSON report follows its schema, whatever happens', async () => {
  const deb = write('headers.deb', await debOf());
  write('bad.symvers', `${SYMVERS}oops\n`);
  const options = ['--product', 'debian-12', '--release', '6.1.0-54', '--arch', 'arm64'];
  const good = await ingest('bad.symvers', ...options, '--format', 'json');
  expect(good.stderr).toBe('');
  expect(good.status).toBe(1);
  expect(ingestReportSchema.parse(JSON.parse(good.stdout))).toEqual({
    schema: 'kabi-reports/ingest/1',
    ingested: 1,
    unchanged: 0,
    replaced: 0,
    refused: 0,
    snapshots: [
      {
        product: 'debian-12',
        release: '6.1.0-54',
        arch: 'arm64',
        flavour: 'default',
        status: 'written',
        exports: 3,
        coverage: 'all',
        source: 'bad.symvers',
      },
    ],
    drivers: [],
    imports: [],
    types: [],
    withoutTypes: [],
    changelogs: [],
    problems: [
      {
        kind: 'malformed-export',
        level: 'warning',
        title: 'This line is not an export',
        path: 'bad.symvers',
        line: 4,
        source: 'oops',
        hint: 'Expected "0x<crc> <symbol> <module> <export type> [<namespace>]", separated by tabs.',
      },
    ],
  });
  const bad = await ingest(deb, 'missing', '--arch', 'amd64', '--format', 'json');
  expect(bad.status).toBe(2);
  expect(ingestReportSchema.parse(JSON.parse(bad.stdout))).toMatchObject({ ingested: 1, refused: 1 });
});

test("what a package's changelog says of its version is kept and said", async () => {
  const name = 'linux-headers-6.1.0-54-amd64';
  const entry =
    '  * net: one (CVE-2026-1111)\n\n -- A Name <a@example.org>  Fri, 16 Oct 2026 23:46:12 +0200\n';
  const files = {
    [`./usr/src/${name}/Module.symvers`]: SYMVERS,
    [`./usr/share/doc/${name}/changelog.Debian.gz`]: gzipSync(
      `linux (6.1.190-1) x; urgency=high\n\n${entry}`,
    ),
  };
  const deb = write('headers.deb', await debOf({ name, files }));
  const { status, stdout } = await ingest(deb);
  expect([status, stdout]).toEqual([
    0,
    'debian-12/6.1.0-54/amd64: 3 exports, written\ndebian-12: 1 change of 6.1.190-1, written\n',
  ]);
  expect(existsSync(path.join(folder, 'content/changelogs/debian-12/6.1.190-1.txt.zst'))).toBe(true);
});

describe("a vendor's reference file", () => {
  const options = ['--product', 'rhel-9', '--release', '5.14.0-362.8.1.el9_3'];
  const record = async () => {
    const { releases } = await readReleases(path.join(folder, 'content'), 'rhel-9');
    return releases[0]?.snapshots['x86_64'];
  };

  test('holds a part of the exports, which is on record and said', async () => {
    write('Module.kabi_x86_64', SYMVERS);
    const { status, stdout } = await ingest('Module.kabi_x86_64', ...options);
    expect([status, stdout]).toEqual([
      0,
      'rhel-9/5.14.0-362.8.1.el9_3/x86_64: 3 exports, a part of all, written\n',
    ]);
    expect(await record()).toMatchObject({ exports: 3, coverage: 'part' });
  });

  test('holds all of them if an option says so', async () => {
    write('Module.kabi_x86_64', SYMVERS);
    await ingest('Module.kabi_x86_64', ...options, '--coverage', 'all');
    expect((await record())?.coverage).toBe(undefined);
  });

  test('on file as one that holds all is corrected by --replace', async () => {
    write('Module.kabi_x86_64', SYMVERS);
    await ingest('Module.kabi_x86_64', ...options, '--coverage', 'all');
    const kept = await ingest('Module.kabi_x86_64', ...options);
    expect(kept.stdout).toContain('unchanged');
    const { stdout } = await ingest('Module.kabi_x86_64', ...options, '--replace');
    expect(stdout).toContain('3 exports, a part of all, replaced');
    expect((await record())?.coverage).toBe('part');
  });

  test('has no third coverage', async () => {
    write('Module.kabi_x86_64', SYMVERS);
    const { status, stderr } = await ingest('Module.kabi_x86_64', ...options, '--coverage', 'most');
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('--coverage is all or part, not "most"') as string,
    ]);
  });
});

describe('a package of modules', () => {
  const image = (files: Files) => debOf({ name: 'linux-image-6.1.0-54-amd64', files });
  const LLC = moduleOf({
    modinfo: ['name=llc', 'license=GPL', 'vermagic=6.1.0-54-amd64 SMP mod_unload modversions '],
    versions: { __fentry__: 0xbdfb6dbb, kmalloc_caches: 0x7f24de73 },
    undefined: ['__fentry__', 'kmalloc_caches'],
  });
  const path54 = './lib/modules/6.1.0-54-amd64/kernel/net/llc/llc.ko';

  test('is kept beside the exports of its build, once', async () => {
    const deb = write('headers.deb', await debOf());
    const modules = write('image.deb', await image({ [path54]: Buffer.from(LLC) }));
    expect(await ingest(deb, modules)).toEqual({
      status: 0,
      stdout:
        'debian-12/6.1.0-54/amd64: 3 exports, written\n' +
        'debian-12/6.1.0-54/amd64: 2 imports of 1 modules, written\n',
      stderr: 'reading headers.deb\nreading image.deb\n',
    });
    const before = written();
    expect(before).toContain('debian-12/6.1.0-54/amd64/imports.linux-image-6.1.0-54-amd64.txt.zst');
    const again = await ingest(modules, '--format', 'json');
    expect(ingestReportSchema.parse(JSON.parse(again.stdout))).toMatchObject({
      snapshots: [],
      imports: [
        {
          release: '6.1.0-54',
          status: 'unchanged',
          package: 'linux-image-6.1.0-54-amd64',
          modules: 1,
          pairs: 2,
        },
      ],
    });
    expect(written()).toEqual(before);
  });

  test('whose exports are not on file says what to ingest first', async () => {
    const modules = write('image.deb', await image({ [path54]: Buffer.from(LLC) }));
    const { status, stderr } = await ingest(modules);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'The exports of this build are not on file: debian-12/6.1.0-54/amd64; they are in linux-headers-6.1.0-54-amd64\n',
    );
    expect(written()).toEqual([]);
  });

  test('without modules is refused', async () => {
    const modules = write('image.deb', await image({ './boot/config': 'x' }));
    const { status, stderr } = await ingest(modules);
    expect(status).toBe(2);
    expect(stderr).toContain('No Module.symvers was found here: linux-image-6.1.0-54-amd64 holds the kernel');
  });

  test('with a damaged module is kept without it, and it is said', async () => {
    await ingest(write('headers.deb', await debOf()));
    const files = { [path54]: Buffer.from(LLC), './lib/modules/6.1.0-54-amd64/kernel/bad.ko': '\x7fELF' };
    const { status, stdout, stderr } = await ingest(write('image.deb', await image(files)));
    expect(status).toBe(2);
    expect(stdout).toContain('2 imports of 1 modules, written\n');
    expect(stderr).toContain('  image.deb: bad.ko\n');
  });

  test('of one rpm with both gives both', async () => {
    const uname = '5.14.0-503.11.1.el9_5.x86_64';
    const rpm = rpmOf({
      files: {
        [`./lib/modules/${uname}/symvers.gz`]: gzipSync(SYMVERS),
        [`./lib/modules/${uname}/kernel/net/llc/llc.ko.xz`]: packXz(Buffer.from(LLC)),
      },
    });
    expect((await ingest(write('core.rpm', rpm))).stdout).toBe(
      'rhel-9/5.14.0-503.11.1.el9_5/x86_64: 3 exports, written\n' +
        'rhel-9/5.14.0-503.11.1.el9_5/x86_64: 2 imports of 1 modules, written\n',
    );
  });
});

describe('the types of a kernel', () => {
  const NAME = 'linux-image-6.1.0-54-amd64';
  const kernel = bzImageOf(zstdCompressSync(VMLINUX), VMLINUX.length);
  const image = (files: Files) => debOf({ name: NAME, files });
  const tree = './lib/modules/6.1.0-54-amd64/kernel';
  const FILES = {
    './boot/vmlinuz-6.1.0-54-amd64': kernel,
    [`${tree}/drivers/usb/storage/usb-storage.ko`]: USB_STORAGE,
  };
  const TYPES = path.join('products', 'debian-12', '6.1.0-54', 'amd64', 'types.btf.txt.zst');
  const stored = () => zstdDecompressSync(readFileSync(path.join(content, TYPES))).toString();

  beforeEach(async () => {
    await ingest(write('headers.deb', await debOf()));
  });

  test('are kept beside the exports of its build, once', async () => {
    const deb = write('image.deb', await image(FILES));
    expect((await ingest(deb)).stdout).toBe(
      'debian-12/6.1.0-54/amd64: 0 imports of 1 modules, written\n' +
        'debian-12/6.1.0-54/amd64: 1 types of 2 exports, written\n',
    );
    expect(stored()).toBe(
      [
        '// type-table 1 source=btf',
        '// in drivers/usb/storage/usb-storage',
        'struct us_data { // size 4',
        '\tint flags; // 0',
        '};',
        'extern int kmalloc_caches(int);',
        '// in drivers/usb/storage/usb-storage',
        'extern int usb_stor_suspend(struct us_data *);',
        '',
      ].join('\n'),
    );
    const { status, stdout } = await ingest(deb, '--format', 'json');
    expect(status).toBe(0);
    expect(ingestReportSchema.parse(JSON.parse(stdout)).types).toEqual([
      {
        product: 'debian-12',
        release: '6.1.0-54',
        arch: 'amd64',
        flavour: 'default',
        status: 'unchanged',
        from: 'btf',
        types: 1,
        exports: 2,
        sources: ['image.deb'],
      },
    ]);
  });

  test('are those of its own exports, as far as it is given without modules', async () => {
    const vmlinuz = write('vmlinuz-6.1.0-54-amd64', kernel);
    expect((await ingest(vmlinuz)).stdout).toBe('debian-12/6.1.0-54/amd64: 0 types of 1 exports, written\n');
    const { status, stdout, stderr } = await ingest(write('image.deb', await image(FILES)));
    expect(status).toBe(2);
    expect(stdout).toContain('1 types of 2 exports, refused\n');
    expect(stderr).toContain('types of debian-12/6.1.0-54/amd64 from vmlinuz-6.1.0-54-amd64\n');
    expect((await ingest('image.deb', '--replace')).stdout).toContain(
      '1 types of 2 exports, replaced (instead of those from vmlinuz-6.1.0-54-amd64)\n',
    );
  });

  test('are gathered from several packages, in whatever order', async () => {
    const { './boot/vmlinuz-6.1.0-54-amd64': boot, ...modules } = FILES;
    const home = write('kernel.deb', await image({ './boot/vmlinuz-6.1.0-54-amd64': boot }));
    const rest = await debOf({ name: 'linux-modules-6.1.0-54-amd64', files: modules });
    const { status, stdout } = await ingest(write('modules.deb', rest), home);
    expect(status).toBe(0);
    expect(stdout).toContain('1 types of 2 exports, written\n');
    const { stderr } = await ingest('modules.deb');
    expect(stderr).toContain('continues that of a kernel in another package\n');
  });

  test('are left out where the kernel has none, and it is said', async () => {
    const files = { ...FILES, './boot/vmlinuz-6.1.0-54-amd64': Buffer.from('[Unit]') };
    const { status, stdout, stderr } = await ingest(write('image.deb', await image(files)));
    expect(status).toBe(1);
    expect(stdout).toBe('debian-12/6.1.0-54/amd64: 0 imports of 1 modules, written\n');
    expect(stderr).toContain(
      'The kernel carries no type information that can be read: The file is not a kernel image: text\n',
    );
  });

  test('are refused where the modules are of another build', async () => {
    const other = bzImageOf(gzipSync(vmlinuxOf(assembleBtf([INT]).bytes)));
    const files = { ...FILES, './boot/vmlinuz-6.1.0-54-amd64': other };
    const { status, stderr } = await ingest(write('image.deb', await image(files)));
    expect(status).toBe(2);
    expect(stderr).toContain('The type information of the module belongs to another kernel');
    expect(existsSync(path.join(content, TYPES))).toBe(false);
  });

  test('go when other exports replace those of the build', async () => {
    await ingest(write('image.deb', await image(FILES)));
    const other = SYMVERS.replace('7f24de73', '00000001');
    const { stdout } = await ingest(
      write('Module.symvers', other),
      ...['--release', '6.1.0-54', '--arch', 'amd64', '--replace'],
    );
    expect(stdout).toContain('ingest the package of its modules again');
    const { releases } = await readReleases(content, 'debian-12');
    expect(releases[0]?.snapshots['amd64']).not.toHaveProperty('types');
  });

  test('are not taken from a kernel for another architecture', async () => {
    const vmlinuz = write('vmlinuz', bzImageOf(gzipSync(vmlinuxOf(VMLINUX_BTF.bytes, ''))));
    const { status, stderr } = await ingest(vmlinuz, '--release', '6.1.0-54', '--arch', 'arm64');
    expect(status).toBe(2);
    expect(stderr).toContain('arch x86_64, not arm64\n');
  });
});

describe('symtypes', () => {
  const BUILD = ['--product', 'debian-12', '--release', '6.1.0-54', '--arch', 'amd64'];
  /** Their CRCs are those of the declarations. */
  const EXPORTS = '0x31740ceb\tthing_old_helper\tvmlinux\tEXPORT_SYMBOL\t\n';
  const HELPER = 'thing_old_helper int thing_old_helper ( int ) \n';
  const MODULE = 's#dev struct dev { int id ; } \ndev_open int dev_open ( s#dev * ) \n';

  beforeEach(async () => {
    await ingest(write('Module.symvers', EXPORTS), ...BUILD);
  });

  test('in one file are kept beside the exports, once', async () => {
    const file = write('symtypes-default.gz', gzipSync(`/* lib/helper.o */\n${HELPER}`));
    const { status, stdout, stderr } = await ingest(file, ...BUILD);
    expect(stderr).toBe('reading symtypes-default.gz\n');
    expect(stdout).toBe('debian-12/6.1.0-54/amd64: 0 types of 1 exports, written\n');
    expect(status).toBe(0);
    expect(written()).toContain('debian-12/6.1.0-54/amd64/types.genksyms.txt.zst');
    expect((await ingest(file, ...BUILD)).stdout).toContain('unchanged\n');
  });

  test('in a folder are those of all objects in it', async () => {
    write('tree/lib/helper.symtypes', HELPER);
    write('tree/drivers/dev.symtypes', MODULE);
    const { status, stdout } = await ingest('tree', ...BUILD);
    expect(stdout).toBe('debian-12/6.1.0-54/amd64: 1 types of 2 exports, written\n');
    expect(status).toBe(0);
  });

  test('of another build are kept, and it is said', async () => {
    const file = write(
      'a.symtypes',
      HELPER.replace('( int )', '( t#u8 )') + 't#u8 typedef unsigned char u8 \n',
    );
    const { status, stderr } = await ingest(file, ...BUILD);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'The CRCs that follow from the symtypes are not those that this kernel exports: 1 symbol of 1\n',
    );
    expect(stderr).toContain('  | thing_old_helper\n');
  });

  test('without exports on file have no place', async () => {
    const { status, stderr } = await ingest(write('a.symtypes', HELPER), ...BUILD.slice(0, -1), 'arm64');
    expect(status).toBe(2);
    expect(stderr).toContain('The exports of this build are not on file: debian-12/6.1.0-54/arm64\n');
  });
});

describe('an input that cannot be ingested', () => {
  test('is explained, and the others are ingested', async () => {
    write('truncated.deb', (await debOf()).subarray(0, 500));
    write('page.html', '<!DOCTYPE html>');
    write('good.deb', await debOf());
    const { status, stdout, stderr } = await ingest('truncated.deb', 'page.html', 'good.deb');
    expect(status).toBe(2);
    expect(stdout).toBe('debian-12/6.1.0-54/amd64: 3 exports, written\n');
    expect(stderr).toContain(
      [
        'The file is a web page, not data',
        '  page.html',
        '  A download was answered by a login or error page. Fetch the file again.',
        '',
        'The file is truncated or corrupt: it ends too early',
        '  truncated.deb',
      ].join('\n'),
    );
  });

  test.each([
    ['empty.symvers', '', 'The file has no valid record: it is empty'],
    ['garbage', Buffer.from([1, 2, 0, 255, 254]), 'The file holds binary data where text is expected'],
    ['plain.symvers', SYMVERS, 'what it was built for: give --product, --release, --arch'],
    ['kabi/README', 'no exports', 'The file has no valid record'],
  ])('%s leaves content/ as it was', async (name, data, message) => {
    const { status, stdout, stderr } = await ingest(write(name, data));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(written()).toEqual([]);
  });

  test('because of its product is told which ones there are', async () => {
    const { status, stderr } = await ingest(write('h.deb', await debOf()), '--product', 'debian-99');
    expect(status).toBe(2);
    expect(stderr).toContain('There is no such product: "debian-99"; on file are debian-12, rhel-9');
  });

  test('because it is on file otherwise shows up as refused', async () => {
    await ingest(write('h.deb', await debOf()));
    const name = 'usr/src/linux-headers-6.1.0-54-amd64/Module.symvers';
    write('other.deb', await debOf({ files: { [name]: SYMVERS.replace('0xbdfb6dbb', '0x00000001') } }));
    const refused = await ingest('other.deb');
    expect(refused.status).toBe(2);
    expect(refused.stdout).toBe('debian-12/6.1.0-54/amd64: 3 exports, refused\n');
    expect(refused.stderr).toContain('pass --replace');
    const replaced = await ingest('other.deb', '--replace');
    expect(replaced.status).toBe(0);
    expect(replaced.stdout).toContain('replaced (instead of 3 exports from h.deb)');
  });

  test('because content/ cannot be written is said, and nothing is half there', async () => {
    write('h.deb', await debOf());
    write('content/products/debian-12/6.1.0-54', 'a file in the way');
    const { status, stderr } = await ingest('h.deb');
    expect(status).toBe(2);
    expect(stderr).toContain('The file cannot be written');
    expect(written()).toEqual(['debian-12/6.1.0-54']);
  });
});

describe('a wrong command line', () => {
  test.each([
    [[], 'no PATH given'],
    [['x', '--release', '../../etc'], '--release cannot be "../../etc"'],
    [['x', '--product', '<script>'], '--product cannot be "<script>"'],
    [['x', '--arch', 'amd64-rt'], '--arch cannot be "amd64-rt"'],
    [['x', '--format', 'xml'], '--format is text or json, not "xml"'],
    [['x', '--colour'], "Unknown option '--colour'"],
  ])('%j is explained', async (args, message) => {
    const { status, stdout, stderr } = await ingest(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

/** What anybody may find at any time: every listed snapshot is there as recorded, and nothing is half written. */
async function expectSound(): Promise<number> {
  let count = 0;
  const { products } = await readProducts(content);
  for (const { name } of products) {
    const { releases, problems } = await readReleases(content, name);
    expect(problems).toEqual([]);
    for (const { release, snapshots } of releases) {
      for (const [variant, record] of Object.entries(snapshots)) {
        const id = { product: name, release, ...parseVariantName(variant) };
        const exports = await readExports(content, id, record);
        expect(exports).toHaveLength(record.exports);
        count += 1;
      }
    }
  }
  return count;
}

test('a signal in between leaves whole snapshots only, and the next run does the rest', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `6.1.0-${i}`);
  const header = 'release\tarch\tpackage\tpackage_version\tbuilt\tdeb_sha256\tmodversions\tcrc_generator';
  const lines = rows.map((r) => `${r}\tamd64\tp\t1\t2026-10-16\t${'ab'.repeat(32)}\tyes\tgenksyms`);
  write('data/MANIFEST.tsv', [header, ...lines, ''].join('\n'));
  const exports = Array.from({ length: 3000 }, (_, i) => ({
    symbol: `symbol_${i}`,
    crc: i,
    module: 'vmlinux',
    type: 'EXPORT_SYMBOL' as const,
    namespace: '',
  }));
  for (const row of rows) write(`data/${row}/amd64/Module.symvers.gz`, gzipSync(formatSymvers(exports)));
  const child: ChildProcess = spawn(process.execPath, [KABI, 'ingest', 'data'], { cwd: folder });
  child.stdout?.once('data', () => child.kill('SIGINT'));
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
  const count = await expectSound();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(rows.length);
  expect(written().filter((name) => name.includes('.tmp'))).toEqual([]);
  expect((await ingest('data')).status).toBe(0);
  expect(await expectSound()).toBe(rows.length);
});

test.skipIf(process.platform === 'win32')('a full disk leaves what was there', async () => {
  write('h.deb', await debOf());
  expect((await ingest('h.deb')).status).toBe(0);
  const before = written();
  write('arm.deb', await debOf({ name: 'linux-headers-6.1.0-54-arm64', arch: 'arm64' }));
  // No file may grow: each write fails as on a full disk.
  const limited = 'trap "" XFSZ; ulimit -f 0; exec "$@"';
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', limited, 'sh', process.execPath, KABI, 'ingest', 'arm.deb'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('The file cannot be written: EFBIG');
  expect(written()).toEqual(before);
  expect(await expectSound()).toBe(1);
});

const CORPUS = path.resolve('../shared/data/debian');
test.skipIf(!existsSync(CORPUS))(
  'the snapshots in content/ are those of the 47 packages they name',
  async () => {
    cpSync('content/products', productsFolder(content), { recursive: true });
    rmSync(path.join(productsFolder(content), 'debian-sid/7.2.13+deb14'), { recursive: true });
    const { status, stdout } = await ingest(CORPUS, '--format', 'json');
    expect(status).toBe(0);
    expect(ingestReportSchema.parse(JSON.parse(stdout))).toMatchObject({
      ingested: 2,
      unchanged: 45,
      refused: 0,
      problems: [],
    });
    expect(await expectSound()).toBe(47);
  },
);
