import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeRow, VariantChange } from '../history/comparison.ts';
import { parseSeverities } from '../formats/lists/severities.ts';
import { VariantChanges, variantFacts, type ChangedSymbol } from './tally.ts';
import { CHANGE_KINDS } from '../kernel/change.ts';
import { KEEPS, PROTECTED_SETS } from './promise.ts';
import type { Guarantee } from './verdict.ts';

const crc: VariantChange = { kinds: ['crc-changed'], crcBefore: 1, crcAfter: 2 };
const row = (symbol: string, ...changes: ChangeRow['changes']): ChangeRow => ({ symbol, changes });
const all: Guarantee = { keeps: 'kabi', protects: 'all', rules: [] };
const noNamespace = () => '';

test('a symbol is counted once, by its gravest verdict, and each kind of its change', () => {
  const moved: VariantChange = {
    ...crc,
    kinds: ['crc-changed', 'module-moved'],
    module: ['fs/a', 'vmlinux'],
  };
  const facts = variantFacts([{ module: 'vmlinux', rows: [row('foo', moved)] }], 0, noNamespace);
  const { kinds, symbols } = new VariantChanges(facts, 'all').tally(all);
  expect(symbols).toMatchObject({ breaking: 1, 'implicitly-tolerated': 0 });
  expect(kinds['crc-changed'].breaking).toBe(1);
  expect(kinds['module-moved']['implicitly-tolerated']).toBe(1);
});

test('a symbol that variants have in different modules is counted where its variant has it', () => {
  const modules = [
    { module: 'arch/arm64/a', rows: [row('foo', { ...crc, provider: 'arch/x86/a' }, crc)] },
    { module: 'arch/x86/a', rows: [row('foo', crc, { ...crc, provider: 'arch/arm64/a' })] },
  ];
  expect(variantFacts(modules, 0, noNamespace).map(({ facts }) => facts[0]?.module)).toEqual(['arch/x86/a']);
  expect(variantFacts(modules, 1, noNamespace).map(({ facts }) => facts[0]?.module)).toEqual([
    'arch/arm64/a',
  ]);
});

test('rules decide by the module and the namespace before the change, and are counted', () => {
  const { records: rules } = parseSeverities('fs/* PASS\nNAMESPACE KVM* PASS\n', 'severities');
  const moved: VariantChange = { ...crc, module: ['fs/a', 'vmlinux'] };
  const facts = variantFacts(
    [{ module: 'vmlinux', rows: [row('foo', moved), row('bar', crc), row('baz', crc)] }],
    0,
    (symbol) => (symbol === 'bar' ? 'KVM_INTERNAL' : ''),
  );
  const found = new VariantChanges(facts, 'all').tally({ ...all, rules });
  expect(found.symbols).toMatchObject({ breaking: 1, tolerated: 2 });
  expect(found.rules.map(({ rule, changes }) => [rule.pattern, changes])).toEqual([
    ['fs/*', 1],
    ['KVM*', 1],
  ]);
  expect(found.breaking).toEqual(['baz']);
});

test('modules are refused for what is gone or has another CRC, and for nothing else', () => {
  const gone: VariantChange = { kinds: ['removed'], crcBefore: 1, crcAfter: 0 };
  const added: VariantChange = { kinds: ['added'], crcBefore: 0, crcAfter: 1 };
  const rows = [row('a', crc), row('b', gone), row('c', added)];
  const facts = variantFacts([{ module: 'vmlinux', rows }], 0, noNamespace);
  const refusing = (now: 'all' | 'part') =>
    new VariantChanges(facts, now).refusing.map(({ symbol }) => symbol);
  expect(refusing('all')).toEqual(['a', 'b']);
  // What a part of the exports lost may still be there.
  expect(refusing('part')).toEqual(['a']);
});

test('without rules symbols are judged together as they would be one by one', () => {
  const fact = fc.record({ kind: fc.constantFrom(...CHANGE_KINDS), eases: fc.boolean() });
  const changes = fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.array(fact, { minLength: 1 })), {
      selector: ([symbol]) => symbol,
    })
    .map((all) =>
      all.map(([symbol, facts]): ChangedSymbol => ({
        symbol,
        facts: facts.map((each) => ({ ...each, symbol, module: 'vmlinux', namespace: '' })),
      })),
    );
  const guarantee = fc.record<Guarantee>({
    keeps: fc.constantFrom(...KEEPS),
    protects: fc.constantFrom(...PROTECTED_SETS),
    listed: fc.constantFrom(undefined, new Set<string>(), new Set(['a', 'c'])),
    rules: fc.constant([]),
  });
  // A rule makes each symbol one of its own.
  const { records: none } = parseSeverities('no_such_symbol PASS\n', 'severities');
  fc.assert(
    fc.property(changes, guarantee, (symbols, promise) => {
      const together = new VariantChanges(symbols, 'all').tally(promise);
      const one = new VariantChanges(symbols, 'all').tally({ ...promise, rules: none });
      expect({ ...together, breaking: together.breaking.toSorted() }).toEqual({
        ...one,
        breaking: one.breaking.toSorted(),
      });
    }),
  );
});
