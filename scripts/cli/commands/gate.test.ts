import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runKabi } from '../../../tests/support/kabi.ts';
import { temporaryFolder } from '../../sources/fixtures.ts';

const line = (crc: string, symbol: string, module = 'vmlinux') =>
  `0x0000000${crc}\t${symbol}\t${module}\tEXPORT_SYMBOL\t\n`;
const BASE = line('1', 'foo') + line('1', 'bar') + line('1', 'old', 'fs/old');
const NEW = line('2', 'foo') + line('1', 'bar', 'fs/bar') + line('1', 'added');

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ base: BASE, new: NEW, same: BASE, ...files })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

test('without a list every export is promised, and a module moved breaks as for check-kabi', async () => {
  const folder = folderWith({});
  expect(await runKabi(folder, 'gate', 'base', 'same')).toMatchObject({
    status: 0,
    stdout: 'Nothing breaks the promise\nbase -> same\nWith every export promised: nothing to judge\n',
    stderr: '',
  });
  const { status, stdout } = await runKabi(folder, 'gate', 'base', 'new', '--format', 'symbols');
  expect([status, stdout]).toEqual([1, 'bar\nfoo\nold\n']);
  const passing = await runKabi(folder, 'gate', 'base', 'new', '--moved', 'passes', '--format', 'symbols');
  expect(passing.stdout).toBe('foo\nold\n');
});

test('a list takes patterns, and says which of its names nobody exports', async () => {
  const folder = folderWith({ list: '[acme_list]\n\tba*\n\tnobody\n\tadded\n' });
  const { status, stdout } = await runKabi(
    folder,
    'gate',
    'base',
    'new',
    '--list',
    'list',
    '--moved',
    'passes',
  );
  expect(status).toBe(0);
  expect(stdout).toContain('On the list, and exported by neither side: 1\n  nobody  [list:3]\n');
});

test('several formats are written at once', async () => {
  const folder = folderWith({});
  const write = ['--write', 'junit:kabi.xml', '--write', 'json:kabi.json'];
  const { status, stdout } = await runKabi(folder, 'gate', 'base', 'new', ...write);
  expect([status, stdout.split('\n')[0]]).toEqual([
    1,
    '3 breaking: 1 removed, 1 with another CRC and no known cause, 1 in another module now',
  ]);
  expect(readFileSync(path.join(folder, 'kabi.xml'), 'utf8')).toContain('failures="3"');
  expect(readFileSync(path.join(folder, 'kabi.json'), 'utf8')).toContain('"kabi-reports/gate/1"');
});

describe('bad input ends with 2, says what to do, and judges nothing', () => {
  const whole = line('1', 'foo');
  test.each([
    ['a missing file', ['base', 'nowhere'], {}, 'Check the path'],
    ['a truncated symvers', ['base', 'cut'], { cut: `${whole}0x00000001\tba` }, 'separated by tabs'],
    [
      'one cut in a line that still reads',
      ['cut', 'new'],
      { cut: `${whole}0x00000001\tbar\tvml` },
      'Copy the file again',
    ],
    ['an empty baseline', ['empty', 'new'], { empty: '' }, 'no valid record'],
    ['a list of nothing', ['base', 'new', '--list', 'l'], { l: '[rhel9_stablelist]\n' }, 'leave --list out'],
    [
      'a list of another kernel',
      ['base', 'new', '--list', 'l'],
      { l: 'foo\nx1\nx2\n' },
      'Give the list of their',
    ],
    [
      'rules with CRLF and a byte order mark',
      ['base', 'new', '--rules', 'r'],
      { r: '\uFEFFfs/* PASS\r\n' },
      'Save it as UTF-8',
    ],
    ['rules that are none', ['base', 'new', '--rules', 'r'], { r: 'fs/* PASS\nfoo PASSS\n' }, 'PASS|FAIL'],
    [
      'two records of a symbol',
      ['base', 'twice'],
      { twice: line('1', 'foo') + line('2', 'foo') },
      'check that the file comes from one',
    ],
    [
      'a page of a site that answers 404',
      ['base', 'page'],
      { page: '<!DOCTYPE html>\n<title>404</title>\n' },
      'web page',
    ],
    ['a format that is none', ['base', 'new', '--write', 'xml:a'], {}, 'is one of text, markdown'],
    ['a format without a file', ['base', 'new', '--write', 'junit'], {}, 'takes FORMAT:FILE'],
    ['a site in place of a file', ['base', 'https://kabi.example.org/Module.symvers'], {}, 'Check the path'],
  ])('%s', async (_, args, files, message) => {
    const { status, stdout, stderr } = await runKabi(folderWith(files), 'gate', ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('fault of its own');
  });
});

test('compare judges nothing of an empty side either', async () => {
  const { status, stdout, stderr } = await runKabi(folderWith({ empty: '' }), 'compare', 'empty', 'new');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('it lists no export');
});
