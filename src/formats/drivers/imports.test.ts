import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { formatImports, parseImports, type InTreeModule } from './imports.ts';

const PATH = 'imports.txt';
const VERMAGIC = '6.1.0-53-amd64 SMP preempt mod_unload modversions';
const CRCS = new Map([
  ['kfree', 1],
  ['__alloc_skb', 2],
]);
const crcOf = (symbol: string) => CRCS.get(symbol);

function module(rest: Partial<InTreeModule> = {}): InTreeModule {
  return {
    path: 'net/llc/llc',
    name: 'llc',
    vermagic: VERMAGIC,
    license: 'GPL',
    importNamespaces: [],
    modversions: 'basic',
    depends: [],
    aliasCount: 0,
    imports: [],
    ...rest,
  };
}

test('CRCs are written where the kernel exports the symbol with another one, or not at all', () => {
  const imports = [
    { symbol: 'kfree', crc: 1 },
    { symbol: '__alloc_skb', crc: 0xfedcba98 },
    { symbol: 'other', crc: 3 },
    { symbol: 'maybe', crc: null, weak: true as const },
  ];
  const text = formatImports([module({ imports })], crcOf);
  expect(text).toBe(
    [
      `vermagic=${VERMAGIC}`,
      'net/llc/llc\tlicense=GPL',
      '0xfedcba98\t__alloc_skb',
      '\tkfree',
      '-\tmaybe\tweak',
      '0x00000003\tother',
      '',
    ].join('\n'),
  );
  const sorted = imports.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
  expect(parseImports(text, PATH, crcOf)).toEqual({ records: [module({ imports: sorted })], problems: [] });
});

test('a header says what is not the rule', () => {
  const odd = module({
    path: 'drivers/net/can/dev/can-dev',
    name: 'can_devices',
    vermagic: 'other',
    license: 'Dual BSD/GPL',
    importNamespaces: ['A', 'B'],
    modversions: 'none',
    depends: ['a', 'b'],
    aliasCount: 12,
  });
  const text = formatImports([module(), odd], crcOf);
  // The first module by path sets the rule.
  expect(text).toBe(
    [
      'vermagic=other',
      'drivers/net/can/dev/can-dev\tname=can_devices\tlicense=Dual BSD/GPL\tdepends=a,b\timport_ns=A\timport_ns=B\talias=12\tmodversions=none',
      `net/llc/llc\tvermagic=${VERMAGIC}\tlicense=GPL`,
      '',
    ].join('\n'),
  );
  expect(parseImports(text, PATH, crcOf).records).toEqual([odd, module()]);
});

describe('what is printed reads back', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
  const value = fc.stringMatching(/^[!-<>-~]([ -~]{0,20}[!-~])?$/);
  const symbol = fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_.$]{0,80}$/);
  const crc = fc.option(fc.integer({ min: 0, max: 0xffff_ffff }));
  const imports = fc
    .uniqueArray(
      fc.record({ symbol, crc, isWeak: fc.boolean() }).map((each) => ({
        symbol: each.symbol,
        crc: each.crc,
        ...(each.isWeak ? { weak: true as const } : {}),
      })),
      { selector: (each) => each.symbol },
    )
    .map((list) => list.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1)));
  const modules = fc
    .uniqueArray(
      fc.record({
        path: fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
        name: word,
        vermagic: value,
        license: value,
        importNamespaces: fc.array(value, { maxLength: 2 }),
        modversions: fc.constantFrom('basic' as const, 'extended' as const, 'both' as const, 'none' as const),
        depends: fc.array(word, { maxLength: 3 }),
        aliasCount: fc.nat(),
        imports,
      }),
      { minLength: 1, maxLength: 6, selector: (each) => each.path },
    )
    .map((list) => list.toSorted((a, b) => (a.path < b.path ? -1 : 1)));

  test('whatever the kernel exports', () => {
    fc.assert(
      fc.property(modules, fc.dictionary(symbol, fc.integer({ min: 0, max: 3 })), (records, exported) => {
        const known = new Map(Object.entries(exported));
        const lookUp = (name: string) => known.get(name);
        const text = formatImports(records, lookUp);
        expect(parseImports(text, PATH, lookUp)).toEqual({ records, problems: [] });
        expect(formatImports(records.toReversed(), lookUp)).toBe(text);
      }),
    );
  });
});

test('bad lines are named, and what is below a bad header is left out', () => {
  const text = `vermagic=x\na\tlicense=GPL\n\tgone\n\tkfree\nb\tnonsense\n\tkfree\n`;
  const { records, problems } = parseImports(text, PATH, crcOf);
  expect(records).toEqual([
    module({ path: 'a', name: 'a', vermagic: 'x', imports: [{ symbol: 'kfree', crc: 1 }], isPartial: true }),
  ]);
  expect(problems).toEqual([
    { kind: 'malformed-import', path: PATH, line: 3, source: '\tgone' },
    { kind: 'malformed-import', path: PATH, line: 5, source: 'b\tnonsense' },
  ]);
});

test('a text without a module is refused', () => {
  expect(() => parseImports('vermagic=x\n', PATH, crcOf)).toThrow(Fault);
});
