import { describe, expect, test } from 'vitest';
import { WORDS } from '../../lang/languages.ts';
import type { DiffSummary } from '../../history/diff.ts';
import type { PolicyEntry } from '../../records/entries/vendor.ts';
import { textWidth } from '../../base/wrap-text.ts';
import { LONGEST_TITLE, updateName, updateTitle, titled, whySentence } from './titles.ts';
import { vendorTitle } from '../policy/vendor-title.ts';

const { texts: en } = WORDS.en;
const { texts: zh } = WORDS.zh;
const NO_RUST = { added: 0, removed: 0, renamed: 0 };
const NOTHING: DiffSummary = {
  ...{ added: 0, removed: 0, 'crc-changed': 0, 'type-changed': 0 },
  ...{ 'module-moved': 0, 'namespace-changed': 0, 'not-comparable': 0 },
};
const AMD64 = {
  variant: 'amd64',
  unversioned: null,
  rust: NO_RUST,
  summary: { ...NOTHING, 'crc-changed': 7529, added: 24, removed: 3 },
};
const ARM64 = {
  variant: 'arm64',
  unversioned: null,
  rust: NO_RUST,
  summary: { ...NOTHING, 'crc-changed': 7448, added: 28, removed: 2 },
};
const CAUSES = [
  {
    variant: 'amd64',
    causes: {
      'layout-changed': 17,
      'prototype-changed': 11,
      'layout-kept': 7,
      'became-visible': 2,
      'layout-unknown': 0,
    },
  },
];

describe('the title of a release or a comparison', () => {
  test('tells symbols of Rust apart, whose names follow the compiler', () => {
    const flood = { ...NOTHING, added: 2106, removed: 1805 };
    const rust = { added: 1821, removed: 1709, renamed: 1500 };
    const update = { variant: 'amd64', unversioned: null, rust, summary: flood };
    expect(updateTitle('Acme 2.0', [update], [], en)).toBe('Acme 2.0: 96 symbols removed, 285 symbols added');
    const only = { ...update, summary: { ...flood, added: 1821, removed: 1709 } };
    expect(updateTitle('Acme 2.0', [only], [], en)).toBe('Acme 2.0: Rust: 1,821 added, 1,709 removed');
  });

  test('says what it did, and of which architecture where they differ', () => {
    expect(updateTitle('Debian 12 6.1.0-54', [AMD64, ARM64], CAUSES, en)).toBe(
      'Debian 12 6.1.0-54 on amd64: 7,529 CRCs changed (37 causes)',
    );
    expect(updateTitle('6.1.0-54', [AMD64], CAUSES, en)).toBe(
      '6.1.0-54: 7,529 CRCs changed (37 causes), 3 symbols removed',
    );
    expect(updateTitle('6.1.0-54', [AMD64], [], en)).toBe(
      '6.1.0-54: 7,529 CRCs changed, 3 symbols removed, 24 symbols added',
    );
  });

  test('says it in Chinese, whose characters are twice as wide', () => {
    expect(updateTitle('Debian 12 6.1.0-54', [AMD64, ARM64], CAUSES, zh)).toBe(
      'Debian 12 6.1.0-54（amd64）：7,529 个 CRC 变化（37 个根因）',
    );
    expect(updateTitle('6.1.0-54', [AMD64], CAUSES, zh)).toBe(
      '6.1.0-54：7,529 个 CRC 变化（37 个根因），移除 3 个符号',
    );
  });

  test('never says that nothing changed where that is unknown', () => {
    const unknown = {
      variant: 'amd64',
      unversioned: null,
      rust: NO_RUST,
      summary: { ...NOTHING, 'not-comparable': 241 },
    };
    expect(updateTitle('Acme 2.0', [unknown], [], en)).toBe('Acme 2.0: 241 CRCs not comparable');
    expect(
      updateTitle(
        'Acme 2.0',
        [{ variant: 'amd64', unversioned: null, rust: NO_RUST, summary: NOTHING }],
        [],
        en,
      ),
    ).toBe('Acme 2.0: no change');
  });

  test('says of a kernel without symbol versions that every module must be rebuilt, and nothing else', () => {
    const whole = { ...AMD64, unversioned: 'after' } as const;
    expect(updateTitle('Acme 2.0', [whole], CAUSES, en)).toBe('Acme 2.0: every module must be rebuilt');
  });

  test('speaks of the architecture on which something changed', () => {
    expect(
      updateTitle(
        'Acme 2.0',
        [{ variant: 'amd64', unversioned: null, rust: NO_RUST, summary: NOTHING }, ARM64],
        CAUSES,
        en,
      ),
    ).toBe('Acme 2.0 on arm64: 7,448 CRCs changed, 2 symbols removed');
    const one = { ...NOTHING, 'crc-changed': 1, removed: 1, added: 1 };
    expect(
      updateTitle('Acme 2.0', [{ variant: 'amd64', unversioned: null, rust: NO_RUST, summary: one }], [], en),
    ).toBe('Acme 2.0: 1 CRC changed, 1 symbol removed, 1 symbol added');
  });

  test('leaves the cause to the description', () => {
    expect(whySentence([{ first: null }, { first: 'struct net_device: grew' }])).toEqual([
      'First of the causes: struct net_device: grew.',
    ]);
    expect(whySentence([])).toEqual([]);
  });
});

describe('a title', () => {
  test('has as many findings as there is room for', () => {
    expect(titled('foo', ['CRC changed in 1 of 2 updates'])).toBe('foo: CRC changed in 1 of 2 updates');
    expect(titled('foo', ['x'.repeat(60), 'y'.repeat(60)])).toBe(`foo: ${'x'.repeat(60)}`);
    expect(titled('x'.repeat(60), ['CRC changed in 1 of 2 updates'])).toBe('x'.repeat(60));
    expect(textWidth(titled('foo', ['x'.repeat(65)]))).toBe(LONGEST_TITLE);
  });
});

test('releases of two products are named with both', () => {
  const old = { product: 'acme-1', title: 'Acme 1', release: '1.0' };
  expect(updateName(old, { ...old, release: '1.1' })).toBe('Acme 1 1.0 to 1.1');
  expect(updateName(old, { product: 'acme-2', title: 'Acme 2', release: '2.0' })).toBe(
    'Acme 1 1.0 to Acme 2 2.0',
  );
});

test('where there is no room for causes as well, the finding stands alone', () => {
  expect(updateTitle('Debian 12 6.1.0-53 to 6.1.0-54', [AMD64, ARM64], CAUSES, en)).toBe(
    'Debian 12 6.1.0-53 to 6.1.0-54 on amd64: 7,529 CRCs changed',
  );
});

describe('the title of a vendor’s policies', () => {
  const title = { en: 'Acme', zh: '极致' };
  const cell = (keeps: string, protects = 'list') => ({ keeps, protects });
  const NONE = {
    'within-minor': cell('unknown'),
    'between-minors': cell('unknown'),
    'between-majors': cell('unknown'),
    'across-rebuilds': cell('not-applicable'),
  };
  const policy = (name: string, promise: object, rest: object) =>
    ({ title: { en: name }, promise: { ...NONE, ...promise }, ...rest }) as PolicyEntry;
  const ended = { status: 'adopted', effective: { from: '2010', until: '2020' } };
  const adopted = { status: 'adopted', effective: { from: '2020' } };
  const old = policy('Line 1', { 'within-minor': cell('nothing') }, ended);
  const held = policy('Line 2', { 'within-minor': cell('kabi'), 'between-majors': cell('nothing') }, adopted);
  const unknown = policy('Line 3', {}, adopted);
  const proposed = policy('Line 4', { 'within-minor': cell('kabi', 'all') }, { status: 'proposed' });

  test('says what the newest policy in force promises of which anything is known', () => {
    const vendor = { title, policies: [old, held, unknown, proposed] };
    expect(vendorTitle(vendor, 'en', en)).toBe(
      'Acme (Line 2) promises: kABI, listed symbols, within a minor',
    );
    expect(vendorTitle(vendor, 'zh', zh)).toBe('极致（Line 2）的承诺：小版本内（kABI，清单内符号）');
  });

  test('does not say the vendor twice', () => {
    const policies = [policy('Acme 2', { 'within-minor': cell('nothing') }, adopted)];
    expect(vendorTitle({ title, policies }, 'en', en)).toBe('Acme 2 promises: nothing, within a minor');
  });

  test('says the policy alone where both are too long', () => {
    const policies = [policy('A very long name of a line', { 'within-minor': cell('nothing') }, adopted)];
    const long = { en: 'A very long name of a vendor' };
    expect(vendorTitle({ title: long, policies }, 'en', en)).toBe(
      'A very long name of a line promises: nothing, within a minor',
    );
  });

  test('names the subject only where nothing is known to be in force', () => {
    expect(vendorTitle({ title, policies: [old, unknown, proposed] }, 'en', en)).toBe(
      'Acme: kernel ABI policies',
    );
  });
});
