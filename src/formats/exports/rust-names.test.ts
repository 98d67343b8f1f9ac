import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRustSymbol, rustName } from './rust-names.ts';

// Symbols of Debian's 7.2.13+deb14, and what c++filt of binutils 2.40 makes of them, without the crates' hashes.
test.each([
  ['_RNvMNtCsbZfwWpAStWS_4core3stre12escape_debug', 'core', '<str>::escape_debug'],
  ['_RNvCsjJ6pmSBbkgH_7___rustc17rust_begin_unwind', '__rustc', '__rustc::rust_begin_unwind'],
  [
    '_RINvNtCsbZfwWpAStWS_4core9panicking13assert_failedINtNtB4_6option6OptionjEBM_EB4_',
    'core',
    'core::panicking::assert_failed::<core::option::Option<usize>, core::option::Option<usize>>',
  ],
])('%s belongs to %s and is %s', (symbol, crate, path) => {
  expect(rustName(symbol)).toEqual({ crate, path });
});

test('a name in C is no Rust symbol, whatever it starts with', () => {
  expect(['kfree', '_raw_spin_lock', '__Rust', '_Reserved', ''].map(isRustSymbol)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
  expect(rustName('kfree')).toBeUndefined();
});

test.each(['_R0', '_RNvC4core', '_RNvC9core3foo', '_RNvB_3foo', '_RNvC4core3fooX', '_RIC4core', '_R1C4core'])(
  '%s does not follow the scheme, and has no name',
  (symbol) => {
    expect(rustName(symbol)).toBeUndefined();
  },
);

test('no text is read beyond its end, without end or too deep', () => {
  const letters = fc.constantFrom(...Array.from('CMXYNIBTRSAFDEKLGsu_0123456789abjetv'));
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 60 }), (text) => {
      const name = rustName(`_R${text.join('')}`);
      expect(name === undefined || name.path.length < 20_000).toBe(true);
    }),
  );
  expect(rustName(`_RNvC1a${'R'.repeat(10_000)}`)).toBeUndefined();
  expect(rustName(`_RINvC1a1b${'T'.repeat(5000)}E`)).toBeUndefined();
});
