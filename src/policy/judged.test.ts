import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareText } from '../base/text.ts';
import { parseAllowedBreaks } from '../formats/lists/allowed-breaks.ts';
import { parseSeverities, type Rule } from '../formats/lists/severities.ts';
import { diffExports, type ExportTable } from '../history/diff.ts';
import type { Export } from '../kernel/export.ts';
import { judgeDiff, promisedNames } from './judged.ts';
import type { Guarantee } from './verdict.ts';

function table(exports: readonly Export[], coverage: ExportTable['coverage'] = 'all'): ExportTable {
  const sorted = exports.toSorted((a, b) => compareText(a.symbol, b.symbol));
  return { crcGenerator: 'genksyms', coverage, exports: sorted };
}

const PROMISE: Guarantee = { keeps: 'kabi', protects: 'all', rules: [], moved: 'breaks' };

function judged(a: readonly Export[], b: readonly Export[], guarantee: Partial<Guarantee> = {}) {
  const sides = [table(a), table(b)] as const;
  return judgeDiff(diffExports(...sides), sides, { ...PROMISE, ...guarantee });
}

function breaking(...args: Parameters<typeof judged>): string[] {
  const rows = judged(...args).rows.filter(({ verdict }) => verdict === 'breaking');
  return [...new Set(rows.map(({ change }) => change.symbol))].sort(compareText);
}

const NAMES = ['foo', 'foo_bar', 'KVM_x', '_a', '__b1', 'kmalloc'];
const exportsOf = fc.uniqueArray(
  fc.record({
    symbol: fc.constantFrom(...NAMES),
    crc: fc.constantFrom(1, 2),
    module: fc.constantFrom('vmlinux', 'fs/ext4/ext4', 'arch/x86/kvm/kvm'),
    type: fc.constantFrom('EXPORT_SYMBOL' as const, 'EXPORT_SYMBOL_GPL' as const),
    namespace: fc.constantFrom('', 'KVM_AMD', 'nvme'),
  }),
  { selector: ({ symbol }) => symbol },
);
const ruleWords = fc.record({
  type: fc.constantFrom('', 'MODULE ', 'NAMESPACE ', 'SYMBOL '),
  pattern: fc.array(fc.constantFrom('*', '?', 'foo', '_', 'a', '[a-z]', '[^a-z]', 'KVM', '/', 'kvm'), {
    minLength: 1,
    maxLength: 3,
  }),
  verdict: fc.constantFrom('PASS', 'FAIL'),
});

/** What suse-kabi-tools(5) says of a rule, by way of regular expressions. */
function matches(
  { type, pattern }: { readonly type: string; readonly pattern: readonly string[] },
  { symbol, module, namespace }: Export,
): boolean {
  const words = pattern.join('');
  const source = pattern.map((each) => ({ '*': '.*', '?': '.' })[each] ?? each).join('');
  const expression = new RegExp(`^${source}$`, 's');
  const implied = words.includes('/') ? 'MODULE ' : /[a-z]/.test(words) ? 'SYMBOL ' : 'NAMESPACE ';
  switch (type === '' ? implied : type) {
    case 'MODULE ':
      return expression.test(module);
    case 'NAMESPACE ':
      return namespace !== '' && expression.test(namespace);
    default:
      return expression.test(symbol);
  }
}

describe('what breaks for the checkers of vendors breaks here, and nothing else of its kind', () => {
  test('suse-kabi-tools: the first rule that matches the older export tolerates or fails it', () => {
    fc.assert(
      fc.property(exportsOf, exportsOf, fc.array(ruleWords, { maxLength: 4 }), (a, b, rules) => {
        const text = rules.map((each) => `${each.type}${each.pattern.join('')} ${each.verdict}\n`).join('');
        const { records, problems } = parseSeverities(text, 'severities');
        expect(problems).toEqual([]);
        const now = new Map(b.map((each) => [each.symbol, each]));
        const expected = a
          .filter((old) => {
            const after = now.get(old.symbol);
            const isWorse =
              after?.crc !== old.crc || (old.type === 'EXPORT_SYMBOL' && after.type === 'EXPORT_SYMBOL_GPL');
            return isWorse && rules.find((rule) => matches(rule, old))?.verdict !== 'PASS';
          })
          .map(({ symbol }) => symbol);
        const rows = judged(a, b, { rules: records, moved: 'passes' }).rows.filter(
          // What ksymvers does not look at, and a loader refuses.
          ({ verdict, kind }) => verdict === 'breaking' && kind !== 'namespace-changed',
        );
        expect([...new Set(rows.map(({ change }) => change.symbol))].sort(compareText)).toEqual(
          expected.sort(compareText),
        );
      }),
    );
  });

  test('check-kabi: a reference symbol is lost, or has another CRC or module', () => {
    fc.assert(
      fc.property(exportsOf, exportsOf, (reference, build) => {
        const now = new Map(build.map((each) => [each.symbol, each]));
        const fails = reference.filter((old) => {
          const after = now.get(old.symbol);
          return after?.crc !== old.crc || after.module !== old.module;
        });
        const found = new Set(breaking(reference, build));
        expect(fails.map(({ symbol }) => symbol).filter((symbol) => !found.has(symbol))).toEqual([]);
        // Beyond it: only what the kernel's loader refuses.
        const rows = judged(reference, build).rows.filter(
          ({ verdict, kind }) =>
            verdict === 'breaking' && kind !== 'type-changed' && kind !== 'namespace-changed',
        );
        expect(new Set(rows.map(({ change }) => change.symbol))).toEqual(
          new Set(fails.map(({ symbol }) => symbol)),
        );
      }),
    );
  });

  test('Android: a listed symbol is gone or changed, and no allowed break names it', () => {
    const allowed = fc.subarray(['foo', 'foo_bar', '_a']);
    fc.assert(
      fc.property(exportsOf, exportsOf, fc.subarray(NAMES), allowed, (a, b, listed, names) => {
        const text = names.map((name) => `function symbol 'int ${name}(int)' changed\n  CRC changed\n`);
        const rules: readonly Rule[] =
          names.length === 0 ? [] : parseAllowedBreaks(text.join(''), 'allowed_breaks').records;
        const now = new Map(b.map((each) => [each.symbol, each]));
        const expected = a
          .filter(({ symbol, crc }) => now.get(symbol)?.crc !== crc)
          .map(({ symbol }) => symbol)
          .filter((symbol) => listed.includes(symbol) && !names.includes(symbol))
          .sort(compareText);
        const guarantee = { protects: 'list', listed: new Set(listed), rules, moved: 'passes' } as const;
        const rows = judged(a, b, guarantee).rows.filter(
          ({ verdict, kind }) => verdict === 'breaking' && (kind === 'removed' || kind === 'crc-changed'),
        );
        expect(rows.map(({ change }) => change.symbol).sort(compareText)).toEqual(expected);
      }),
    );
  });
});

const ONE: Export = { symbol: 'one', crc: 1, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' };

test('rows are gravest first, and a symbol without a CRC is unknown, not unchanged', () => {
  const two = { ...ONE, symbol: 'two' };
  const zero = { ...ONE, symbol: 'zero', crc: 0 };
  const { rows, counts } = judged([ONE, two, zero], [{ ...two, crc: 9 }, zero, { ...ONE, symbol: 'new' }]);
  expect(rows.map(({ verdict, kind, change }) => `${verdict} ${kind} ${change.symbol}`)).toEqual([
    'breaking removed one',
    'breaking crc-changed two',
    'unknown not-comparable zero',
    'implicitly-tolerated added new',
  ]);
  expect(counts).toMatchObject({ breaking: 2, unknown: 1, 'implicitly-tolerated': 1 });
});

test('what a part of the newer kernel lacks is unknown', () => {
  const sides = [table([ONE]), table([{ ...ONE, symbol: 'two' }], 'part')] as const;
  const { rows } = judgeDiff(diffExports(...sides), sides, PROMISE);
  expect(rows.map(({ verdict, change }) => `${verdict} ${change.symbol}`)).toEqual([
    'unknown one',
    'implicitly-tolerated two',
  ]);
});

test('a symbol that another module provides breaks or passes as the promise says', () => {
  const moved = [{ ...ONE, module: 'fs/one' }];
  expect(breaking([ONE], moved)).toEqual(['one']);
  expect(breaking([ONE], moved, { moved: 'passes' })).toEqual([]);
  const rules = parseSeverities('vmlinux PASS', 'severities').records;
  expect(breaking([ONE], moved, { rules })).toEqual([]);
});

test('names on a list that neither side exports are said, patterns too', () => {
  const names = promisedNames(['one', 'gone', 'o*', 'x*'], [ONE], []);
  expect([...names].sort(compareText)).toEqual(['gone', 'o*', 'one', 'x*']);
  expect(judged([ONE], [ONE], { protects: 'list', listed: names }).absent).toEqual(['gone', 'x*']);
});

test('a rule is unused where another one comes first, or none of its exports is there', () => {
  const rules = parseSeverities('SYMBOL o* PASS\none FAIL\ntwo PASS\n', 'severities').records;
  expect(judged([ONE], [ONE], { rules }).unusedRules.map(({ line }) => line)).toEqual([2, 3]);
});
