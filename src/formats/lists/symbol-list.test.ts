import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareText } from '../../base/text.ts';
import { Fault, type Problem } from '../../base/problems.ts';
import { parseSymbolList, type SymbolList } from './symbol-list.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

const PATH = 'kabi_whitelist_x86_64';

/** The list in a text that has nothing wrong. */
function listIn(text: string): SymbolList {
  const { records, problems } = parseSymbolList(text, PATH);
  expect(problems).toEqual([]);
  return records;
}

function faultOf(text: string): Problem {
  try {
    parseSymbolList(text, PATH);
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    throw error;
  }
  throw new Error('parseSymbolList took the text');
}

const BARE: SymbolList = { sections: [], symbols: [], entries: 0, requiredBy: [], promised: [] };

describe('what vendors publish', () => {
  test.each([
    ['openEuler 20.03: indented by a tab', '[_x86_64_whitelist]\n\tfoo\n\tbar\n', '_x86_64_whitelist'],
    [
      'openEuler 22.03: by blanks, no newline at the end',
      '[_x86_64_whitelist]\n    foo\n    bar',
      '_x86_64_whitelist',
    ],
    ['openEuler 20.03 SP1: CRLF', '[_x86_64_whitelist]\r\n\tfoo\r\n\tbar\r\n', '_x86_64_whitelist'],
    ['Red Hat: stablelist', '[rhel9_x86_64_stablelist]\n\tfoo\n\tbar\n', 'rhel9_x86_64_stablelist'],
    [
      'Oracle: a locked list with the old header',
      '[ol10_x86_64_whitelist]\n\tfoo\n\tbar\n',
      'ol10_x86_64_whitelist',
    ],
    ['Android: symbol list', '[abi_symbol_list]\n  foo\n  bar\n', 'abi_symbol_list'],
    [
      'a byte order mark, an indented header',
      '\uFEFF  [ abi_symbol_list ]\n\n  foo\n  bar\n',
      'abi_symbol_list',
    ],
  ])('%s', (_, text, section) => {
    expect(listIn(text)).toEqual({ ...BARE, sections: [section], symbols: ['bar', 'foo'], entries: 2 });
  });

  test('openEuler 24.03: no header', () => {
    expect(listIn('foo\nbar\n')).toEqual({ ...BARE, symbols: ['bar', 'foo'], entries: 2 });
  });

  test('RHEL 9.0: a header and nothing below it', () => {
    expect(listIn('[rhel9_x86_64_stablelist]\n')).toEqual({ ...BARE, sections: ['rhel9_x86_64_stablelist'] });
    expect(listIn('')).toEqual(BARE);
  });

  test('CentOS Stream: one file per symbol, with the record that is promised', () => {
    const list = listIn('#0-\n0x05415d74\t__alloc_skb\tvmlinux\tEXPORT_SYMBOL\t\n\n');
    expect(list).toEqual({
      ...BARE,
      symbols: ['__alloc_skb'],
      entries: 1,
      promised: [
        { symbol: '__alloc_skb', crc: 0x05415d74, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
      ],
    });
  });

  test('Module.kabi: a whole table of promises', () => {
    const list = listIn('0x2\tb\tvmlinux\tEXPORT_SYMBOL\n0x1\ta\tvmlinux\tEXPORT_SYMBOL\n');
    expect(list.symbols).toEqual(['a', 'b']);
    expect(list.promised.map((e) => [e.symbol, e.crc])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  test('Android: a report with a status behind each name', () => {
    expect(listIn('PDE_DATA\tUNKNOWN\t\nfoo\tALLOWED\t\n').symbols).toEqual(['PDE_DATA', 'foo']);
  });
});

describe('blocks', () => {
  const MERGED = [
    '[abi_symbol_list]',
    '# commonly used symbols',
    '  memcpy',
    '',
    '# required by bcmdhd4389.ko',
    '  cfg80211_scan_done',
    '',
    '  netif_rx',
    '# for type visibility',
    '  GKI_struct_dwc3',
    '',
    '[abi_symbol_list]',
    '# required by can-dev.ko',
    '  netif_rx',
    '# required by bcmdhd4389.ko',
    '  memcpy',
    '# preserved by --additions-only',
    '  old_symbol',
    '',
  ].join('\n');

  test('say which driver needs which symbols, across merged lists', () => {
    expect(listIn(MERGED)).toEqual({
      ...BARE,
      sections: ['abi_symbol_list'],
      symbols: ['GKI_struct_dwc3', 'cfg80211_scan_done', 'memcpy', 'netif_rx', 'old_symbol'],
      entries: 7,
      requiredBy: [
        { module: 'bcmdhd4389', symbols: ['cfg80211_scan_done', 'memcpy', 'netif_rx'] },
        { module: 'can-dev', symbols: ['netif_rx'] },
      ],
    });
  });

  test.each([
    ['# required by snd-soc-core.ko', 'snd-soc-core'],
    ['#required by foo.ko', 'foo'],
    ['#required by foo.ko module', 'foo'],
    ['##required by foo.ko module', 'foo'],
    ['#foo.ko', 'foo'],
    ['# moal.ko', 'moal'],
    ['#\trequired by  foo.ko', 'foo'],
  ])('%s', (comment, module) => {
    expect(listIn(`${comment}\nbar\n`).requiredBy).toEqual([{ module, symbols: ['bar'] }]);
  });

  test.each([
    '# required by touch module',
    '# required by cpufreq governor',
    '# commonly used symbols',
    '# see foo.ko for more',
  ])('%s names no driver', (comment) => {
    expect(listIn(`# required by foo.ko\na\n${comment}\nb\n`).requiredBy).toEqual([
      { module: 'foo', symbols: ['a'] },
    ]);
  });

  test('a header ends a block', () => {
    const list = listIn('[a_list]\n# required by foo.ko\na\n[b_list]\nb\n');
    expect(list.requiredBy).toEqual([{ module: 'foo', symbols: ['a'] }]);
    expect(list.sections).toEqual(['a_list', 'b_list']);
  });

  test('a name repeated within one is a slip, and counted as an entry', () => {
    const { records, problems } = parseSymbolList('foo\nbar\n  foo\n', PATH);
    expect(records).toEqual({ ...BARE, symbols: ['bar', 'foo'], entries: 3 });
    expect(problems).toEqual([{ kind: 'repeated-line', path: PATH, line: 3, source: '  foo' }]);
  });
});

describe('what is wrong is named, and costs only itself', () => {
  test('a section of another kind is skipped', () => {
    const { records, problems } = parseSymbolList('[suppress_function]\nname = foo\n[abi_list]\nbar\n', PATH);
    expect(records).toEqual({ ...BARE, sections: ['abi_list'], symbols: ['bar'], entries: 1 });
    expect(problems).toEqual([
      { kind: 'skipped-section', path: PATH, line: 1, source: '[suppress_function]' },
    ]);
  });

  test.each(['[symbol_list)', '<script>', '9lives', 'drivers/bluetooth/btbcm.ko', '0x12345678'])(
    '%s is not a name',
    (line) => {
      const { records, problems } = parseSymbolList(`foo\n${line}\nbar\n`, PATH);
      expect(records.symbols).toEqual(['bar', 'foo']);
      expect(problems).toEqual([{ kind: 'malformed-name', path: PATH, line: 2, source: line }]);
    },
  );

  test('a name that could be a CRC is a name', () => {
    expect(listIn('dead face vmlinux EXPORT_SYMBOL\nadd\n').symbols).toEqual(['add', 'dead']);
  });

  test('a remark behind a name is left out', () => {
    expect(listIn('foo # since 5.10\nbar#too\n').symbols).toEqual(['bar', 'foo']);
  });

  test('a line too long to be a name is skipped', () => {
    const { records, problems } = parseSymbolList(`foo\n${'x'.repeat(10_000)}\n`, PATH);
    expect(records.symbols).toEqual(['foo']);
    expect(problems.map((p) => [p.kind, p.line])).toEqual([['line-too-long', 2]]);
  });
});

describe('files that are something else', () => {
  test('a web page', () => {
    expect(faultOf('\n<!DOCTYPE html>\n<html>\n').kind).toBe('html-page');
  });

  test('binary data', () => {
    expect(faultOf('\u007fELF\u0002\u0001\u0001\0\0').kind).toBe('binary-data');
  });

  test("Android's list of protected modules: paths, not symbols", () => {
    expect(faultOf('arch/arm64/geniezone/gzvm.ko\ndrivers/bluetooth/btbcm.ko\n')).toEqual({
      kind: 'no-records',
      path: PATH,
      line: 1,
      source: 'arch/arm64/geniezone/gzvm.ko',
    });
  });

  test('the first twenty lines decide', () => {
    expect(faultOf(`${'1 2 3\n'.repeat(20)}foo\n`).kind).toBe('no-records');
    expect(parseSymbolList(`${'1 2 3\n'.repeat(19)}foo\n`, PATH).records.symbols).toEqual(['foo']);
  });
});

test('order, indentation and line ends make no difference to what is on a list', () => {
  const name = fc.stringMatching(/^[A-Za-z_.$][A-Za-z0-9_.$]{0,20}$/).filter(isSymbolName);
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 30 }),
      fc.constantFrom('', '\t', '  ', '    '),
      fc.constantFrom('\n', '\r\n', '\n\n'),
      fc.boolean(),
      (names, indent, end, header) => {
        const text = `${header ? `[_aarch64_whitelist]${end}` : ''}${names.map((n) => indent + n).join(end)}`;
        const list = listIn(text);
        expect(list.symbols).toEqual(names.toSorted(compareText));
        expect(list.entries).toBe(names.length);
      },
    ),
  );
});
