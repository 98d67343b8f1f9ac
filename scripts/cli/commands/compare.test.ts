import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compareReportSchema } from '../../../src/records/json/reports.ts';
import { storeTypes } from '../../corpus/store/store-types.ts';
import { parseTypeTable } from '../../../src/types/table/text.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { elfOf } from '../../../tests/support/elf-writer.ts';
import {
  assembleBtf,
  funcOf,
  INT,
  pointerTo,
  protoOf,
  recordOf,
} from '../../../src/formats/btf/btf-fixtures.ts';
import { debOf } from '../../sources/fixtures.ts';
import { runKabi, type Outcome } from '../../../tests/support/kabi.ts';

const OLD = '0x11111111\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n0x22222222\tgone\tfs/foo\tEXPORT_SYMBOL_GPL\t\n';
const NEW = '0x99999999\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n0x33333333\tnew\tvmlinux\tEXPORT_SYMBOL\t\n';
const WITHOUT_CRCS =
  '0x00000000\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n0x00000000\tgone\tfs/foo\tEXPORT_SYMBOL_GPL\t\n';

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, data] of Object.entries(files)) await writeFile(path.join(folder, name), data);
  return folder;
}

describe('two files', () => {
  test('that differ: what changed, and exit 1', async () => {
    const folder = await folderWith({ a: OLD, b: gzipSync(NEW) });
    expect(await runKabi(folder, 'compare', 'a', 'b')).toEqual({
      status: 1,
      stdout: [
        '1 CRC changed, 1 added, 1 removed (1 common)',
        'a -> b',
        '',
        'Removed: 1',
        '  fs/foo: 1',
        '    gone  EXPORT_SYMBOL_GPL',
        '',
        'CRC changed: 1',
        '  vmlinux: 1',
        '    foo  0x11111111 -> 0x99999999',
        '',
        'Added: 1',
        '  vmlinux: 1',
        '    new  EXPORT_SYMBOL',
        '',
      ].join('\n'),
      stderr: '',
    } satisfies Outcome);
  });

  test('that are one and the same: no difference, and exit 0', async () => {
    const folder = await folderWith({ a: OLD });
    expect(await runKabi(folder, 'compare', 'a', './a')).toEqual({
      status: 0,
      stdout: 'No difference (2 common)\na -> ./a\n',
      stderr: '',
    });
  });

  test('of which one has no CRCs: every module has to be rebuilt, no difference is known, and exit 0', async () => {
    const folder = await folderWith({ a: OLD, b: WITHOUT_CRCS });
    const { status, stdout } = await runKabi(folder, 'compare', 'a', 'b');
    expect(status).toBe(0);
    expect(stdout).toBe(
      'Every module has to be rebuilt (2 common)\na -> b\n' +
        'None of the 2 common CRCs can be compared: b was built without symbol versions.\n' +
        'Whether types changed is not known: neither comes with types.\n',
    );
  });

  test('--kind lists one kind, and the exit status is about it alone', async () => {
    const folder = await folderWith({ a: OLD, b: NEW });
    const removed = await runKabi(folder, 'compare', 'a', 'b', '--kind', 'removed');
    expect(removed.status).toBe(1);
    expect(removed.stdout).toContain('    gone');
    expect(removed.stdout).not.toContain('    foo');
    const moved = await runKabi(
      folder,
      'compare',
      'a',
      'b',
      '--kind',
      'module-moved',
      '--kind',
      'type-changed',
    );
    expect(moved).toMatchObject({
      status: 0,
      stdout: '1 CRC changed, 1 added, 1 removed (1 common)\na -> b\n',
    });
  });

  test('lines that are no exports are named on stderr, and counted out', async () => {
    const folder = await folderWith({ a: `${OLD}<script>\n`, b: OLD });
    const { status, stdout, stderr } = await runKabi(folder, 'compare', 'a', 'b');
    expect(status).toBe(0);
    expect(stdout).toContain('No difference');
    expect(stderr).toMatch(/^This line is not an export\n {2}a:3\n {2}\| <script>\n/);
  });

  test('JSON says it all, problems included', async () => {
    const folder = await folderWith({ a: `${OLD}<script>\n`, b: NEW });
    const { status, stdout, stderr } = await runKabi(folder, 'compare', 'a', 'b', '--format', 'json');
    expect([status, stderr]).toEqual([1, '']);
    const report = compareReportSchema.parse(JSON.parse(stdout));
    expect(report.a).toMatchObject({ product: null, release: null, arch: null, flavour: null, source: 'a' });
    expect(report.changes.map((change) => `${change.kind} ${change.symbol}`)).toEqual([
      'crc-changed foo',
      'removed gone',
      'added new',
    ]);
    expect(report.problems).toMatchObject([{ kind: 'malformed-export', path: 'a', line: 3 }]);
  });
});

test('types on file say why CRCs changed', async () => {
  const folder = await temporaryFolder();
  const content = path.join(folder, 'content');
  await writeContent(content, { 'debian-12/6.1.0-53/amd64': OLD, 'debian-12/6.1.0-54/amd64': NEW });
  for (const [release, type] of [
    ['6.1.0-53', 'int'],
    ['6.1.0-54', 'char'],
  ] as const) {
    const text = `// type-table 1 source=btf pointer=8\nextern int foo(${type});\n`;
    const { records: table } = parseTypeTable(text, 'types.txt');
    const id = { product: 'debian-12', release, arch: 'amd64', flavour: 'default' };
    await storeTypes(content, id, { table, from: [{ file: 'x.deb' }] }, { replace: false, source: 'x.deb' });
  }
  const { stdout } = await runKabi(folder, 'compare', 'debian-12/6.1.0-53/amd64', 'debian-12/6.1.0-54/amd64');
  expect(stdout).toContain('1 cause explains 1 of 1 changed CRCs\n  foo(): parameter 1 from int to char\n');
  const removed = await runKabi(
    folder,
    'compare',
    'debian-12/6.1.0-53',
    'debian-12/6.1.0-54',
    '--kind',
    'removed',
  );
  expect(removed.stdout).not.toContain('cause');
});

describe('packages of one build, with a plus between them', () => {
  const typesOf = (...members: readonly string[]) =>
    elfOf(
      { bits: 64, isLittleEndian: true, machine: 62, type: 2 },
      [
        {
          name: '.BTF',
          data: assembleBtf([
            INT,
            recordOf(
              'STRUCT',
              'dev',
              4 * members.length,
              ...members.map((name, at) => [name, 1, 32 * at] as const),
            ),
            pointerTo(2),
            protoOf(0, 3),
            funcOf('foo', 4),
          ]).bytes,
        },
      ],
      [],
    );

  async function build(folder: string, uname: string, symvers: string, ...members: readonly string[]) {
    const packages = {
      [`linux-headers-${uname}`]: { [`./usr/src/linux-headers-${uname}/Module.symvers`]: symvers },
      [`linux-binary-${uname}`]: { [`./boot/vmlinuz-${uname}`]: Buffer.from(typesOf(...members)) },
    };
    for (const [name, files] of Object.entries(packages))
      await writeFile(path.join(folder, `${name}.deb`), await debOf({ name, files }));
    return Object.keys(packages).map((name) => `${name}.deb`);
  }

  test('are one build, exports of one and types of another, whatever plus is in their names', async () => {
    const folder = await temporaryFolder();
    const a = await build(folder, '7.2.12+deb14-amd64', OLD, 'a');
    const b = await build(folder, '7.2.13+deb14-amd64', NEW, 'a', 'b');
    const { stdout, status } = await runKabi(folder, 'compare', a.join('+'), b.toReversed().join('+'));
    expect(status).toBe(1);
    expect(stdout).toContain('1 cause explains 1 of 1 changed CRCs');
    expect(stdout).toContain('struct dev: grew from 4 to 8 bytes; b (offset 4) added');
    const mixed = await runKabi(folder, 'compare', `${a[0] ?? ''}+${b[1] ?? ''}`, b.join('+'));
    expect(mixed.status).toBe(2);
    expect(mixed.stderr).toContain('is of 7.2.13+deb14 amd64');
  });

  test('of which none has exports are no build', async () => {
    const folder = await temporaryFolder();
    const [, kernel = ''] = await build(folder, '7.2.12+deb14-amd64', OLD, 'a');
    const { status, stderr } = await runKabi(folder, 'compare', kernel, kernel);
    expect(status).toBe(2);
    expect(stderr).toContain('its exports are in linux-headers-7.2.12+deb14-amd64');
  });
});

describe('builds by two compilers, whose symtypes gendwarfksyms wrote', () => {
  const DWARF = {
    gcc: [
      's#dev structure_type dev { member base_type long unsigned int byte_size(8) encoding(7) x data_member_location(0) , member t#u32 a bit_size(4) data_bit_offset(64) } byte_size(16)',
      't#u32 typedef_type u32 { base_type unsigned int byte_size(4) encoding(7) }',
      'foo subprogram ( formal_parameter pointer_type { s#dev } byte_size(8) d ) -> base_type void',
      'bar subprogram ( formal_parameter pointer_type { base_type void } byte_size(8) d ) -> base_type void',
    ],
    clang: [
      's#dev structure_type dev { member base_type unsigned long byte_size(8) encoding(7) x data_member_location(0) , member t#u32 a bit_size(4) data_member_location(8) } byte_size(16)',
      't#u32 typedef_type u32 { base_type unsigned int byte_size(4) encoding(7) }',
      'foo subprogram ( formal_parameter pointer_type { s#dev } d ) -> base_type void',
      'bar subprogram ( formal_parameter pointer_type { base_type void } d ) -> base_type void',
    ],
  };

  test('the spelling of types is no cause, nor is silence, and both are said', async () => {
    const folder = await temporaryFolder();
    for (const [index, name] of (['gcc', 'clang'] as const).entries()) {
      await mkdir(path.join(folder, name));
      const symvers = ['foo', 'bar'].map(
        (symbol) => `0x${index}1111111\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`,
      );
      await writeFile(path.join(folder, name, 'Module.symvers'), symvers.join(''));
      await writeFile(path.join(folder, name, 'x.symtypes'), `${DWARF[name].join('\n')}\n`);
    }
    const { stdout } = await runKabi(folder, 'compare', 'gcc', 'clang');
    expect(stdout).toContain(
      'The compilers differ (gcc; clang): gendwarfksyms hashes types as a compiler spells them',
    );
    expect(stdout).toContain('0 causes explain 0 of 2 changed CRCs');
    expect(stdout).toContain(
      '1 reaches types of which one side does not say where all members lie and 1 reaches no difference but how the compilers',
    );
    expect(stdout).not.toContain('kept');
    const json = await runKabi(folder, 'compare', 'gcc', 'clang', '--format', 'json');
    expect(compareReportSchema.parse(JSON.parse(json.stdout)).types?.compilers).toEqual({
      before: 'gcc',
      after: 'clang',
    });
  });

  test('types on one side only tell no cause, which is said', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'a'));
    await writeFile(path.join(folder, 'a', 'Module.symvers'), OLD);
    await writeFile(path.join(folder, 'a', 'x.symtypes'), 'foo int foo ( void )\n');
    await writeFile(path.join(folder, 'b'), NEW);
    expect((await runKabi(folder, 'compare', 'a', 'b')).stdout).toContain(
      'Causes are not known: b comes without types.',
    );
  });
});

describe('symtypes beside Module.symvers in a folder', () => {
  async function builds(symtypes: string): Promise<string> {
    const folder = await temporaryFolder();
    for (const [name, symvers, types] of [
      ['a', OLD, 'foo int foo ( int )\n'],
      ['b', NEW, symtypes],
    ] as const) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, 'Module.symvers'), symvers);
      await writeFile(path.join(folder, name, 'foo.symtypes'), types);
    }
    return folder;
  }

  test('say why CRCs changed', async () => {
    const { stdout, stderr } = await runKabi(await builds('foo int foo ( char )\n'), 'compare', 'a', 'b');
    expect(stdout).toContain('1 cause explains 1 of 1 changed CRCs\n  foo(): parameter 1 from int to char\n');
    expect(stderr).toContain(
      'The CRCs that follow from the symtypes are not those that this kernel exports: 1 symbol of 1\n  a\n',
    );
  });

  test('that cannot be read are told of, and the exports compared all the same', async () => {
    const { status, stdout, stderr } = await runKabi(await builds('\0\x01'), 'compare', 'a', 'b');
    expect(status).toBe(1);
    expect(stdout).toContain('    foo  0x11111111 -> 0x99999999');
    expect(stdout).not.toContain('cause');
    expect(stderr).toContain(path.join('b', 'foo.symtypes'));
  });
});

describe('releases on file', () => {
  const BOTH = {
    'debian-12/6.1.0-53/amd64': OLD,
    'debian-12/6.1.0-53/arm64': OLD,
    'debian-12/6.1.0-53/arm64-rt': OLD,
    'debian-12/6.1.0-54/amd64': NEW,
    'debian-12/6.1.0-54/arm64': OLD,
  };

  async function withContent(): Promise<string> {
    const folder = await folderWith({ 'Module.symvers': NEW, 'Module.kabi_x86_64': NEW });
    await writeContent(path.join(folder, 'content'), BOTH);
    return folder;
  }

  test('each build that both have, in turn', async () => {
    const { status, stdout } = await runKabi(
      await withContent(),
      'compare',
      'debian-12/6.1.0-53',
      'debian-12/6.1.0-54/',
    );
    expect(status).toBe(1);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.includes(' -> debian-12'))).toEqual([
      'debian-12/6.1.0-53/amd64 -> debian-12/6.1.0-54/amd64',
      'debian-12/6.1.0-53/arm64 -> debian-12/6.1.0-54/arm64',
    ]);
    expect(stdout).toContain('No difference (2 common)\ndebian-12/6.1.0-53/arm64');
  });

  test('one build, and a release that has its counterpart', async () => {
    const folder = await withContent();
    const { status, stdout } = await runKabi(
      folder,
      'compare',
      'debian-12/6.1.0-53/arm64',
      'debian-12/6.1.0-54',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('debian-12/6.1.0-53/arm64 -> debian-12/6.1.0-54/arm64');
  });

  test('a build of a flavour that the other has not: which it has', async () => {
    const { status, stderr } = await runKabi(
      await withContent(),
      ...['compare', 'debian-12/6.1.0-53/arm64-rt', 'debian-12/6.1.0-54'],
    );
    expect(status).toBe(2);
    expect(stderr).toContain(
      'debian-12/6.1.0-54 has amd64 and arm64 on file: say which, as in debian-12/6.1.0-54/amd64',
    );
  });

  test('a file against a build', async () => {
    const { status, stdout } = await runKabi(
      await withContent(),
      'compare',
      'debian-12/6.1.0-54/amd64',
      'Module.symvers',
    );
    expect([status, stdout.split('\n')[0]]).toEqual([0, 'No difference (2 common)']);
  });

  test('a file that does not say its architecture against a release: say which', async () => {
    const { status, stderr } = await runKabi(
      await withContent(),
      'compare',
      'Module.symvers',
      'debian-12/6.1.0-54',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('say which');
  });

  test('a file of another architecture is not compared with the only build there is', async () => {
    const folder = await withContent();
    await writeContent(path.join(folder, 'content'), { 'debian-11/5.10.0-46/arm64': NEW });
    const kabi = await runKabi(folder, 'compare', 'Module.kabi_x86_64', 'debian-11/5.10.0-46');
    expect(kabi.status).toBe(2);
    expect(kabi.stderr).toContain('say which, as in debian-11/5.10.0-46/arm64');
    expect((await runKabi(folder, 'compare', 'Module.symvers', 'debian-11/5.10.0-46')).status).toBe(0);
  });

  test('JSON of one pair carries the names of both', async () => {
    const { stdout } = await runKabi(
      await withContent(),
      ...['compare', 'debian-12/6.1.0-53/amd64', 'debian-12/6.1.0-54/amd64', '--format', 'json'],
    );
    const { a, b, summary } = compareReportSchema.parse(JSON.parse(stdout));
    expect(a).toEqual({
      product: 'debian-12',
      release: '6.1.0-53',
      arch: 'amd64',
      flavour: 'default',
      source: '6.1.0-53.deb',
      exports: 2,
      crcGenerator: 'genksyms',
      coverage: 'all',
    });
    expect(b.release).toBe('6.1.0-54');
    expect(summary).toMatchObject({ added: 1, removed: 1, 'crc-changed': 1, 'not-comparable': 0 });
  });

  test('JSON of several pairs is refused, with what to write instead', async () => {
    const { status, stdout, stderr } = await runKabi(
      await withContent(),
      ...['compare', 'debian-12/6.1.0-53', 'debian-12/6.1.0-54', '--format', 'json'],
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('as in debian-12/6.1.0-53/amd64 debian-12/6.1.0-54/amd64');
  });

  test('two releases without an architecture in common', async () => {
    const folder = await temporaryFolder();
    await writeContent(path.join(folder, 'content'), { 'a/1/amd64': OLD, 'b/1/x86_64': NEW });
    const { status, stderr } = await runKabi(folder, 'compare', 'a/1', 'b/1');
    expect(status).toBe(2);
    expect(stderr).toContain('a/1 has amd64 on file, b/1 has x86_64: say which to compare');
    expect((await runKabi(folder, 'compare', 'a/1/amd64', 'b/1')).status).toBe(2);
    expect((await runKabi(folder, 'compare', 'a/1/amd64', 'b/1/x86_64')).status).toBe(1);
  });

  test('content may lie elsewhere', async () => {
    const folder = await temporaryFolder();
    await writeContent(path.join(folder, 'elsewhere'), { 'a/1/amd64': OLD });
    expect((await runKabi(folder, 'compare', 'a/1', 'a/1', '--content', 'elsewhere')).status).toBe(0);
  });

  test.each([
    [
      'an unknown release',
      'debian-12/6.1.0-55',
      /no such release on file: did you mean 6\.1\.0-54, 6\.1\.0-53\?/,
    ],
    ['an unknown build', 'debian-12/6.1.0-54/s390x', /no such build on file: it has amd64 and arm64/],
    ['a slip in the product', 'debian12/6.1.0-54', /no such product: "debian12"\. Did you mean debian-12\?/],
    ['a product alone', 'debian-12', /debian-12 is a product: name one of its releases/],
    [
      'neither a release nor a file',
      'build/Module.symvers',
      /The file cannot be read: there is none\n {2}build/,
    ],
  ])('%s: said, with what there is, and exit 2', async (_, argument, message) => {
    const { status, stdout, stderr } = await runKabi(
      await withContent(),
      'compare',
      argument,
      'Module.symvers',
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

describe('input that is no export table ends with exit 2 and its name', () => {
  test.each([
    ['a missing file', undefined, 'cannot be read'],
    ['a web page', '<!DOCTYPE html>\n<html>', 'web page'],
    ['a symbol list', '[abi_symbol_list]\n  foo\n', 'no valid record'],
    ['an ELF file', Buffer.from('\u007fELF\u0002\u0001\u0001\0\0\0\0\0'), 'binary data'],
    ['a truncated archive', gzipSync(OLD.repeat(100)).subarray(0, 40), 'truncated or corrupt'],
  ])('%s', async (_, data, message) => {
    const folder = await folderWith({ a: OLD, ...(data === undefined ? {} : { bad: data }) });
    const { status, stdout, stderr } = await runKabi(folder, 'compare', 'a', 'bad');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('bad');
    expect(stderr).not.toContain('    at ');
  });
});

describe('usage', () => {
  test.each([
    [['a'], 'no B given'],
    [['a', 'b', 'c'], 'unexpected argument "c"'],
    [['a', 'b', '--kind', 'changed'], '--kind is one of removed, crc-changed'],
    [['a', 'b', '--format', 'xml'], '--format is one of text, json, markdown, not "xml"'],
    [['a', 'b', '--limit', '3'], "Unknown option '--limit'"],
  ])('kabi compare %s', async (args, message) => {
    const { status, stdout, stderr } = await runKabi(await temporaryFolder(), 'compare', ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('kabi compare --help');
  });

  test('a reader that stops early is no failure', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `0x1\tsymbol_with_a_long_name_${i}\tvmlinux\t\t\n`);
    const folder = await folderWith({ a: OLD, b: names.join('') });
    const program = path.resolve(import.meta.dirname, '../../kabi.ts');
    const { stdout, stderr } = await promisify(execFile)(
      'sh',
      ['-c', '"$0" "$1" compare a b | head -n 1', process.execPath, program],
      { cwd: folder },
    );
    expect(stdout).toBe('5,000 added, 2 removed (0 common)\n');
    expect(stderr).toBe('');
  });
});

describe('held against a promise', () => {
  const RULES = '# rules\nfs/* PASS # bug 7\n';
  const LIST = '[acme_whitelist]\n\tgone\n';

  test('--rules names the rule that tolerates a change, and what is left breaks', async () => {
    const folder = await folderWith({ a: OLD, b: NEW, rules: RULES });
    const { status, stdout } = await runKabi(folder, 'compare', 'a', 'b', '--rules', 'rules');
    expect(status).toBe(1);
    expect(stdout).toContain('Under rules rules: 1 breaking, 1 tolerated, 1 implicitly-tolerated\n');
    expect(stdout).toContain(
      'Breaking with another CRC and no known cause: 1\n    foo  vmlinux  0x11111111 -> 0x99999999\n',
    );
    expect(stdout).toContain('Not listed: 1 tolerated, 1 implicitly-tolerated');
  });

  test('--list leaves what it does not name outside the promise', async () => {
    const folder = await folderWith({ a: OLD, b: NEW, list: LIST, rules: RULES });
    const listed = await runKabi(folder, 'compare', 'a', 'b', '--list', 'list', '--kind', 'crc-changed');
    expect(listed.status).toBe(0);
    expect(listed.stdout).toContain('Under list list: 1 outside-promise\n');
    const both = await runKabi(folder, 'compare', 'a', 'b', '--list', 'list', '--rules', 'rules');
    expect(both.status).toBe(0);
    expect(both.stdout).toContain('Under list list and rules rules: 1 tolerated, 1 outside-promise');
  });

  test('--list takes a folder with a file per symbol', async () => {
    const folder = await folderWith({ a: OLD, b: NEW });
    await mkdir(path.join(folder, 'kabi_x86_64'));
    await writeFile(
      path.join(folder, 'kabi_x86_64', 'foo'),
      '#0-\n0x11111111\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n',
    );
    const { status, stdout } = await runKabi(folder, 'compare', 'a', 'b', '--list', 'kabi_x86_64');
    expect(status).toBe(1);
    expect(stdout).toContain('1 breaking, 1 outside-promise');
  });

  test('CRCs that cannot be compared are unknown, and exit 1', async () => {
    const folder = await folderWith({ a: OLD, b: WITHOUT_CRCS, list: LIST });
    const { status, stdout } = await runKabi(folder, 'compare', 'a', 'b', '--list', 'list');
    expect(status).toBe(1);
    expect(stdout).toContain('Under list list: 1 unknown\n');
  });

  test('JSON has a verdict for each change, the rule, and the promise', async () => {
    const folder = await folderWith({ a: OLD, b: NEW, rules: RULES });
    const { stdout } = await runKabi(folder, 'compare', 'a', 'b', '--rules', 'rules', '--format', 'json');
    const report = compareReportSchema.parse(JSON.parse(stdout));
    expect(report.promise).toEqual({
      ...{ policy: null, list: null, rules: 'rules' },
      ...{ transition: 'within-minor', keeps: 'kabi', protects: 'all' },
    });
    expect(report.changes.find(({ symbol }) => symbol === 'gone')).toMatchObject({
      verdict: 'tolerated',
      rule: { path: 'rules', line: 2, pattern: 'fs/*', passes: true, comment: 'bug 7' },
    });
  });

  test('a line that cannot be read, in rules, list or a side, ends with 2: it could hide a change', async () => {
    const folder = await folderWith({
      ...{ a: OLD, b: NEW, rules: `${RULES}foo PASSS\n`, list: `${LIST}\tkfr ee!\n\t!!\n` },
      c: `${NEW}garbage\n`,
    });
    for (const args of [
      ['b', '--rules', 'rules'],
      ['b', '--list', 'list'],
      ['c', '--list', 'a'],
    ]) {
      const { status, stdout, stderr } = await runKabi(folder, 'compare', 'a', ...args);
      expect([args, status, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain('Nothing was judged: 1 line could not be used');
    }
  });

  test('--policy takes the promise, the list and the rules of a policy on file', async () => {
    const folder = await temporaryFolder();
    const content = path.join(folder, 'content');
    await writeContent(content, { 'acme-1/1.0/amd64': OLD, 'acme-1/1.1/amd64': NEW });
    const cell = (keeps: string) => `{ ${keeps}, text: { en: x }, source: doc }`;
    const policy = `title: { en: Acme 1 }
status: adopted
summary: { en: x }
covers: [{ line: Acme 1, product: acme-1, minor: '1[.]([0-9]+)' }]
effective: { source: doc }
promise:
  within-minor: ${cell('keeps: kabi, protects: list, rebuild: listed-only')}
  between-minors: ${cell('keeps: nothing, rebuild: needed')}
  between-majors: ${cell('keeps: nothing, rebuild: needed')}
  across-rebuilds: ${cell('keeps: unknown, rebuild: unknown')}
decides: { waiver: unknown, text: { en: x }, source: doc }
list:
  text: { en: x }
  source: doc
  files: [{ file: lists/names, product: acme-1, variants: [amd64], source: doc }]
sources: { doc: { title: Doc, url: 'https://example.org/', read: 2026-11-20 } }
`;
    const vendor = path.join(content, 'policies/acme');
    await mkdir(path.join(vendor, 'lists'), { recursive: true });
    await writeFile(path.join(vendor, 'vendor.yaml'), 'title: { en: Acme }\nsummary: { en: x }\n');
    await writeFile(path.join(vendor, 'one.yaml'), policy);
    await writeFile(path.join(vendor, 'lists/names'), LIST);
    const args = ['acme-1/1.0/amd64', 'acme-1/1.1/amd64', '--policy', 'acme/one'];
    const asItIs = await runKabi(folder, 'compare', ...args);
    expect(asItIs.stdout).toContain('Under policy acme/one (between-minors): 2 outside-promise');
    expect(asItIs.status).toBe(0);
    const update = await runKabi(folder, 'compare', ...args, '--transition', 'within-minor');
    expect(update.stdout).toContain('Under policy acme/one (within-minor): 1 breaking, 1 outside-promise');
    expect(update.status).toBe(1);
    const vendorOnly = await runKabi(folder, 'compare', ...args.slice(0, 2), '--policy', 'acme');
    expect(vendorOnly.stderr).toContain('There is no such policy on file: did you mean acme/one?');
  });

  test('a policy that is not on file is said with what is near', async () => {
    const folder = await folderWith({ a: OLD, b: NEW });
    const { status, stderr } = await runKabi(folder, 'compare', 'a', 'b', '--policy', 'acme/one');
    expect(status).toBe(2);
    expect(stderr).toContain('There is no such policy on file: none is on file');
  });

  test('rules in the format of SLE 11 and a web page for a list are refused', async () => {
    const folder = await folderWith({ a: OLD, b: NEW, old: 'drivers/md/*\t13\n', page: '<html>\n</html>\n' });
    const legacy = await runKabi(folder, 'compare', 'a', 'b', '--rules', 'old');
    expect(legacy.status).toBe(2);
    expect(legacy.stderr).toContain('The rules are in the format of SLE 11');
    const page = await runKabi(folder, 'compare', 'a', 'b', '--list', 'page');
    expect(page.status).toBe(2);
    expect(page.stderr).toContain('The file is a web page, not data');
  });
});
