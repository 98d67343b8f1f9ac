import { expect, test } from 'vitest';
import { Fault } from '../../src/base/problems.ts';
import { decodeUtf8 } from './utf8.ts';

function problemOf(data: Buffer) {
  try {
    return decodeUtf8(data, 'list');
  } catch (error) {
    return error instanceof Fault ? error.problem : error;
  }
}

test('text in UTF-8 is what it is', () => {
  expect(decodeUtf8(Buffer.from('# 白名单\nkfree\n'), 'list')).toBe('# 白名单\nkfree\n');
});

test.each([
  ['GB 18030', Buffer.from([0x6b, 0x0a, 0xb0, 0xd7, 0x0a, 0x6b]), 2],
  ['UTF-16 with a byte order mark', Buffer.from('\uFEFFkfree\n', 'utf16le'), 1],
  ['Latin-1 at its end', Buffer.from('k\nf\n\xe9', 'latin1'), 3],
])('text in %s is refused with its line', (_, data, line) => {
  expect(problemOf(data)).toEqual({ kind: 'binary-data', path: 'list', line, detail: 'not UTF-8' });
});
