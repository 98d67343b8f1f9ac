import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareText } from '../../base/text.ts';
import { EXPORT_TYPES, type Export } from '../../kernel/export.ts';
import { Fault, type Problem } from '../../base/problems.ts';
import { formatSymvers, parseSymvers, sameExport } from './symvers.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

const PATH = 'Module.symvers';

/** The records of a text that has nothing wrong. */
function records(text: string): Export[] {
  const parsed = parseSymvers(text, PATH);
  expect(parsed.problems).toEqual([]);
  return parsed.records;
}

function faultOf(text: string): Problem {
  try {
    parseSymvers(text, PATH);
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    throw error;
  }
  throw new Error('parseSymvers took the text');
}

function record(symbol: string, rest: Partial<Export> = {}): Export {
  return { symbol, crc: 0x12345678, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', ...rest };
}

const GOOD = '0x12345678\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n';

describe('the columns of every kernel', () => {
  test('up to 2.6.17: no export type', () => {
    expect(records('0x12345678\tfoo\tvmlinux\n')).toEqual([record('foo', { type: '' })]);
  });

  test('2.6.18 to 5.3: four columns', () => {
    expect(records('0xf0ecbe31\tiscsi_host_add\tdrivers/scsi/libiscsi\tEXPORT_SYMBOL_GPL\n')).toEqual([
      {
        symbol: 'iscsi_host_add',
        crc: 0xf0ecbe31,
        module: 'drivers/scsi/libiscsi',
        type: 'EXPORT_SYMBOL_GPL',
        namespace: '',
      },
    ]);
  });

  test('5.4.0 to 5.4.27: the namespace comes third', () => {
    expect(
      records(
        '0x12345678\tfoo\t\tvmlinux\tEXPORT_SYMBOL\n' +
          '0x12345678\tusb_stor_adjust_quirks\tUSB_STORAGE\tdrivers/usb/storage/usb-storage\tEXPORT_SYMBOL_GPL\n',
      ),
    ).toEqual([
      record('foo'),
      record('usb_stor_adjust_quirks', {
        module: 'drivers/usb/storage/usb-storage',
        type: 'EXPORT_SYMBOL_GPL',
        namespace: 'USB_STORAGE',
      }),
    ]);
  });

  test('since 5.6: the namespace comes last, and an empty one leaves a tab at the end', () => {
    expect(
      records(
        '0xc07351b3\t__SCT__cond_resched\tvmlinux\tEXPORT_SYMBOL\t\n' +
          '0x12345678\tfoo\tvmlinux\tEXPORT_SYMBOL\tCXL\n',
      ),
    ).toEqual([record('__SCT__cond_resched', { crc: 0xc07351b3 }), record('foo', { namespace: 'CXL' })]);
  });

  test('since 6.16: an export for named modules only', () => {
    expect(
      records('0x0ab63904\tanon_inode_make_secure_inode\tvmlinux\tEXPORT_SYMBOL_GPL\tmodule:kvm,kvm-*\n'),
    ).toEqual([
      record('anon_inode_make_secure_inode', {
        crc: 0x0ab63904,
        type: 'EXPORT_SYMBOL_GPL',
        namespace: 'module:kvm,kvm-*',
      }),
    ]);
  });

  test.each(EXPORT_TYPES)('the export type %s, also between blanks', (type) => {
    expect(records(`0x12345678\tfoo\tvmlinux\t${type}\n`)).toEqual([record('foo', { type })]);
    expect(records(`0x12345678 foo vmlinux ${type}\n`)).toEqual([record('foo', { type })]);
  });

  test('a blank export type is known to be blank, and does not shift the namespace', () => {
    expect(records('0x12345678\tfoo\tvmlinux\t\tCXL\n')).toEqual([
      record('foo', { type: '', namespace: 'CXL' }),
    ]);
    expect(records('0x12345678\tfoo\tvmlinux\t\t\n')).toEqual([record('foo', { type: '' })]);
  });
});

describe('how vendors write them', () => {
  test('RHEL 6: a tab once, then blanks', () => {
    expect(records('0x12345678\tfoo   vmlinux EXPORT_SYMBOL\n')).toEqual([record('foo')]);
  });

  test('RHEL 7.4: blanks only, with some at the end', () => {
    expect(records('0x12345678 foo vmlinux EXPORT_SYMBOL   \t \n')).toEqual([record('foo')]);
  });

  test('the shape is decided per line', () => {
    const text =
      '0x12345678\ta\tvmlinux\tEXPORT_SYMBOL\n0x12345678\tb   vmlinux EXPORT_SYMBOL\n' +
      '0x12345678 c vmlinux EXPORT_SYMBOL\n0x12345678\td\tvmlinux\tEXPORT_SYMBOL\t\n';
    expect(records(text)).toEqual(['a', 'b', 'c', 'd'].map((name) => record(name)));
  });

  test('CRLF, a byte order mark, blank lines, comments, and no newline at the end', () => {
    const text =
      '\uFEFF#0-\r\n\r\n0x12345678\tfoo\tvmlinux\tEXPORT_SYMBOL\t\r\n \t\n' +
      '0x12345678\tgoo\tvmlinux\tEXPORT_SYMBOL\r\n0x12345678\thoo\tvmlinux\tEXPORT_SYMBOL';
    expect(records(text)).toEqual([record('foo'), record('goo'), record('hoo')]);
  });

  test('kernels of the 2.6 series name the directory of a built-in', () => {
    const text =
      '0x12345678\ta\tfs/built-in\tEXPORT_SYMBOL\n0x12345678\tb\tbuilt-in\tEXPORT_SYMBOL\n' +
      '0x12345678\tc\tdrivers/misc/not-built-in\tEXPORT_SYMBOL\n';
    expect(records(text).map((e) => e.module)).toEqual(['vmlinux', 'vmlinux', 'drivers/misc/not-built-in']);
  });

  test('a module loses its .ko, an external one keeps its path and its hyphens', () => {
    const text = '0x1\ta\t/home/me/can-dev.ko\tEXPORT_SYMBOL\n0x1\tb\t../out/foo.kobject\tEXPORT_SYMBOL\n';
    expect(records(text).map((e) => e.module)).toEqual(['/home/me/can-dev', '../out/foo.kobject']);
  });

  test.each([
    ['0x00000000', 0],
    ['0xFFFFFFFF', 0xffffffff],
    ['0X1a', 0x1a],
    ['5dd83415', 0x5dd83415],
    ['0xeb56bb3', 0x0eb56bb3],
  ])('the CRC %s', (text, crc) => {
    expect(records(`${text}\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n`)).toEqual([record('foo', { crc })]);
  });
});

describe('names', () => {
  const RUST =
    '_RNvXs1h_NtNtNtNtCs9jRn1eVYg2P_4core4iter8adapters4zip3ZipINtNtNtBb_5slice4iter4IterhEBV_EINtB5_7ZipImpl' +
    'BV_BV_E4nextCs5kXqPzrUQ2A_6kernel_and_some_more_of_the_path_00';

  test.each([
    'foo',
    '_copy_to_user',
    '__fentry__',
    '__SCT__cond_resched',
    '.TOC.',
    '.dotted',
    'a$b',
    'x.y',
    RUST,
  ])('%s is taken as it is', (symbol) => {
    expect(records(`0x12345678\t${symbol}\tvmlinux\tEXPORT_SYMBOL_GPL\t\n`).map((e) => e.symbol)).toEqual([
      symbol,
    ]);
  });

  test('the test above has a name as long as those of real Rust kernels', () => {
    expect(RUST.length).toBeGreaterThanOrEqual(157);
  });

  test('names that only differ in case are two symbols, in code-unit order', () => {
    const text = ['sprint_oid', '_a', 'sprint_OID', '.a', 'A']
      .map((name) => `0x1\t${name}\tvmlinux\t\t\n`)
      .join('');
    expect(records(text).map((e) => e.symbol)).toEqual(['.a', 'A', '_a', 'sprint_OID', 'sprint_oid']);
  });

  test('names that mean something to JavaScript are only names', () => {
    const text = ['__proto__', 'constructor', 'toString']
      .map((name) => `0x1\t${name}\tvmlinux\t\t\n`)
      .join('');
    expect(records(text).map((e) => e.symbol)).toEqual(['__proto__', 'constructor', 'toString']);
  });
});

describe('lines that are wrong are named, and cost only themselves', () => {
  test.each([
    ['a name that is markup', '0x12345678\t<script>\tvmlinux\tEXPORT_SYMBOL\t'],
    ['a name that starts with a digit', '0x12345678\t9foo\tvmlinux\tEXPORT_SYMBOL\t'],
    ['no CRC', 'foo\tvmlinux\tEXPORT_SYMBOL'],
    ['a CRC of nine digits', '0x123456789\tfoo\tvmlinux\tEXPORT_SYMBOL\t'],
    ['a CRC that is not hexadecimal', '0x1234567g\tfoo\tvmlinux\tEXPORT_SYMBOL\t'],
    ['no module', '0x12345678\tfoo\t\tEXPORT_SYMBOL\t'],
    ['no module in the order of 5.4', '0x12345678\tfoo\tCXL\t\tEXPORT_SYMBOL'],
    ['only two columns, as modprobe --dump-modversions prints', '0x12345678\tfoo'],
    ['an export type that no kernel has', '0x12345678\tfoo\tvmlinux\tEXPORT_SYMBOL_BSD\t'],
    ['words', 'hello world'],
  ])('%s', (_, line) => {
    const parsed = parseSymvers(`${GOOD}${line}\r\n0x12345678\tgoo\tvmlinux\tEXPORT_SYMBOL\t\n`, PATH);
    expect(parsed.records).toEqual([record('foo'), record('goo')]);
    expect(parsed.problems).toEqual([{ kind: 'malformed-export', path: PATH, line: 2, source: line }]);
  });

  test('more than five columns: the first five count', () => {
    const line = '0x12345678\tgoo\tvmlinux\tEXPORT_SYMBOL\tCXL\tmore';
    const parsed = parseSymvers(`${GOOD}${line}\n`, PATH);
    expect(parsed.records).toEqual([record('foo'), record('goo', { namespace: 'CXL' })]);
    expect(parsed.problems).toEqual([{ kind: 'surplus-columns', path: PATH, line: 2, source: line }]);
  });

  test('tabs at the end are not columns', () => {
    expect(records('0x12345678\tfoo\tvmlinux\tEXPORT_SYMBOL\t\t\t \n')).toEqual([record('foo')]);
  });

  test('the same line twice is counted once', () => {
    const parsed = parseSymvers(`${GOOD}${GOOD}`, PATH);
    expect(parsed.records).toEqual([record('foo')]);
    expect(parsed.problems).toEqual([
      { kind: 'repeated-line', path: PATH, line: 2, source: GOOD.trimEnd() + '\t' },
    ]);
  });

  test('the same record in another shape is a repetition too', () => {
    const parsed = parseSymvers(`${GOOD}0X12345678 foo vmlinux EXPORT_SYMBOL\n`, PATH);
    expect(parsed.problems.map((p) => p.kind)).toEqual(['repeated-line']);
  });

  test('of two records for one symbol the last one counts', () => {
    const parsed = parseSymvers(`${GOOD}0x00000001\tfoo\tfs/foo\tEXPORT_SYMBOL_GPL\t\n`, PATH);
    expect(parsed.records).toEqual([record('foo', { crc: 1, module: 'fs/foo', type: 'EXPORT_SYMBOL_GPL' })]);
    expect(parsed.problems.map((p) => [p.kind, p.line])).toEqual([['conflicting-duplicate', 2]]);
  });

  test('a line too long to be a record is skipped, and quoted in part', () => {
    const parsed = parseSymvers(
      `${GOOD}${'x'.repeat(1_000_000)}\n0x1\tgoo\tvmlinux\tEXPORT_SYMBOL\t\n`,
      PATH,
    );
    expect(parsed.records.map((e) => e.symbol)).toEqual(['foo', 'goo']);
    expect(parsed.problems.map((p) => [p.kind, p.line])).toEqual([['line-too-long', 2]]);
    expect(parsed.problems[0]?.source?.length).toBeLessThan(5000);
  });
});

describe('files that are something else', () => {
  test('an empty file is legal: nothing is exported, or promised', () => {
    expect(records('')).toEqual([]);
    expect(records('\uFEFF')).toEqual([]);
    expect(records('# only a comment\n\n')).toEqual([]);
  });

  test.each(['\n\n<!DOCTYPE html>\n<html>\n', '<html lang="en">', '<?xml version="1.0"?>'])(
    'a web page: %j',
    (text) => {
      expect(faultOf(text)).toEqual({ kind: 'html-page', path: PATH });
    },
  );

  test('binary data, decoded to text', () => {
    expect(faultOf('\u007fELF\u0002\u0001\u0001\0\0\0')).toEqual({ kind: 'binary-data', path: PATH });
    const gzip = new TextDecoder().decode(new Uint8Array([0x1f, 0x8b, 8, 4, 0xff, 0xfe, 0xc3, 0x28]));
    expect(faultOf(gzip)).toEqual({ kind: 'binary-data', path: PATH });
  });

  test('text of another kind is quoted', () => {
    expect(faultOf('\n\n[abi_symbol_list]\n  foo\n')).toEqual({
      kind: 'no-records',
      path: PATH,
      line: 3,
      source: '[abi_symbol_list]',
    });
  });

  test('the first twenty lines decide', () => {
    const words = (n: number) => 'not a record\n'.repeat(n);
    expect(parseSymvers(`${words(19)}${GOOD}`, PATH).records).toEqual([record('foo')]);
    expect(faultOf(`${words(20)}${GOOD}`).kind).toBe('no-records');
  });
});

describe('formatSymvers', () => {
  test('writes the five columns of kernels since 5.6', () => {
    expect(formatSymvers([record('foo', { crc: 0xab }), record('goo', { namespace: 'CXL', type: '' })])).toBe(
      '0x000000ab\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n0x12345678\tgoo\tvmlinux\t\tCXL\n',
    );
  });

  const name = fc.stringMatching(/^[A-Za-z_.$][A-Za-z0-9_.$]{0,157}$/).filter(isSymbolName);
  const anExport: fc.Arbitrary<Export> = fc.record({
    symbol: name,
    crc: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffffffff })),
    module: fc.constantFrom('vmlinux', 'drivers/vfio/vfio', 'net/can/can-dev', '/tmp/out of tree/foo'),
    type: fc.constantFrom(...EXPORT_TYPES, '' as const),
    namespace: fc.constantFrom('', 'CXL', 'USB_STORAGE', 'module:kvm', 'module:kvm-*,vfio pci'),
  });
  const exports = fc
    .uniqueArray(anExport, { selector: (e) => e.symbol, maxLength: 40 })
    .map((list) => list.sort((a, b) => compareText(a.symbol, b.symbol)));

  test('what it writes reads back unchanged, in any order and with either line end', () => {
    fc.assert(
      fc.property(exports, fc.boolean(), (list, crlf) => {
        expect(records(formatSymvers(list))).toEqual(list);
        const text = formatSymvers(list.toReversed());
        expect(records(crlf ? text.replaceAll('\n', '\r\n') : text)).toEqual(list);
      }),
    );
  });

  test('no text makes the parser fail otherwise than by a fault', () => {
    const piece = fc.constantFrom(
      ...[
        '0x12345678',
        'foo',
        'vmlinux',
        'EXPORT_SYMBOL',
        '\t',
        '\t\t',
        ' ',
        '\n',
        '\r\n',
        '#',
        '\0',
        '<html>',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        try {
          const { records: found } = parseSymvers(input, PATH);
          expect(parseSymvers(formatSymvers(found), PATH)).toEqual({ records: found, problems: [] });
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test('two records are the same only if every column is', () => {
  const foo = record('foo');
  expect(sameExport(foo, { ...foo })).toBe(true);
  for (const other of [{ crc: 1 }, { module: 'fs/foo' }, { type: '' as const }, { namespace: 'CXL' }]) {
    expect(sameExport(foo, { ...foo, ...other })).toBe(false);
  }
});

describe('a file that was cut off', () => {
  const line = (symbol: string, rest: string) => `0x12345678\t${symbol}\tvmlinux${rest}`;
  const whole = line('a', '\tEXPORT_SYMBOL_GPL\t\n');

  test.each([
    ['in a module', line('b', '').slice(0, -3)],
    ['in a type', line('b', '\tEXPORT_SYMBOL')],
    ['before the namespace', line('b', '\tEXPORT_SYMBOL_GPL')],
    ['in a namespace', line('b', '\tEXPORT_SYMBOL_GPL\tKVM')],
  ])('%s is said', (_, last) => {
    expect(parseSymvers(whole + last, 'f').problems).toEqual([
      { kind: 'cut-off', path: 'f', line: 2, source: last },
    ]);
  });

  test.each([
    ['ends as modpost ends it', line('b', '\tEXPORT_SYMBOL_GPL\tKVM\n')],
    ['lacks nothing but the end of its last line', line('b', '\tEXPORT_SYMBOL_GPL\t')],
  ])('is not one that %s', (_, last) => {
    expect(parseSymvers(whole + last, 'f').problems).toEqual([]);
  });
});
