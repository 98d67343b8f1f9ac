import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printDefinition, printPrototype } from '../table/definition-text.ts';
import { dwarfCompiler, dwarfPointerSize, parseDwarfExport, parseDwarfType } from './dwarf-tokens.ts';

const INT = 'base_type int byte_size(4) encoding(5)';
const CHAR = 'base_type char byte_size(1) encoding(6)';

function printed(tokens: string): string | undefined {
  const definition = parseDwarfType(tokens);
  return definition && printDefinition(definition);
}

function exported(tokens: string): string {
  const prototype = parseDwarfExport('f', tokens);
  return prototype === undefined ? '' : printPrototype(prototype);
}

test('a struct has the offsets and sizes of its members', () => {
  const tokens = [
    'structure_type dev {',
    `member ${INT} id data_member_location(0) ,`,
    `member base_type unsigned int byte_size(4) encoding(7) flags bit_size(3) data_bit_offset(32) ,`,
    `member array_type[16] { ${CHAR} } name data_member_location(8) ,`,
    'member pointer_type { const_type { s#dev_ops } } byte_size(8) ops data_member_location(24) ,',
    `member union_type { member t#u8 a , member structure_type { member ${INT} b data_member_location(0) } byte_size(4) } byte_size(4) data_member_location(32)`,
    '} byte_size(40) alignment(8)',
  ].join(' ');
  expect(printed(tokens)).toBe(
    [
      'struct dev { // size 40',
      '\tint id; // 0',
      '\tunsigned int flags : 3; // 4:0',
      '\tchar name[16]; // 8',
      '\tconst struct dev_ops *ops; // 24',
      '\tunion { // size 4',
      '\t\tu8 a; // 0',
      '\t\tstruct { // size 4',
      '\t\t\tint b; // 0',
      '\t\t}; // 0',
      '\t}; // 32',
      '};',
      '',
    ].join('\n'),
  );
});

test.each([
  [
    `pointer_type { subroutine_type ( formal_parameter ${INT} , formal_parameter pointer_type { s#file } ) -> base_type void }`,
    'void (*m)(int, struct file *)',
  ],
  [`array_type[4] { pointer_type { subroutine_type ( ) -> ${INT} } }`, 'int (*m[4])(void)'],
  [`pointer_type { array_type[2][3] { ${CHAR} } }`, 'char (*m)[2][3]'],
  [`const_type { pointer_type { ${CHAR} } }`, 'char *const m'],
  [`pointer_type { const_type { pointer_type { ${CHAR} } } }`, 'char *const *m'],
  [`volatile_type { const_type { ${INT} } }`, 'const volatile int m'],
  [`const_type { array_type[] { ${CHAR} } }`, 'const char m[]'],
  ['pointer_type { base_type void }', 'void *m'],
  ["pointer_type { s#'core::result::Result<u8, E>' }", "struct 'core::result::Result<u8, E>' *m"],
  ['unspecified_type', "'unspecified_type m' "],
])('a member of type "%s"', (type, text) => {
  const [, line] =
    /\n\t(.*);\n/.exec(printed(`structure_type s { member ${type} m } byte_size(8)`) ?? '') ?? [];
  expect(line).toBe(text.trimEnd());
});

test.each([
  [`typedef_type u32 { base_type unsigned int byte_size(4) encoding(7) }`, 'typedef unsigned int u32;\n'],
  [
    `typedef_type atomic_t { structure_type { member ${INT} counter data_member_location(0) } byte_size(4) }`,
    'typedef struct { // size 4\n\tint counter; // 0\n} atomic_t;\n',
  ],
  [
    'enumeration_type core::ffi::c_void { enumerator __variant1 = 0 , enumerator __variant2 = 1 } byte_size(1) alignment(1)',
    "enum 'core::ffi::c_void' { // size 1\n\t__variant1 = 0,\n\t__variant2 = 1,\n};\n",
  ],
  ['structure_type hidden { }', 'struct hidden;\n'],
  ['structure_type empty { } byte_size(0)', 'struct empty { // size 0\n};\n'],
])('"%s"', (tokens, text) => {
  expect(printed(tokens)).toBe(text);
});

test('exports are functions and variables', () => {
  expect(
    exported(
      'subprogram ( formal_parameter pointer_type { const_type { base_type void } } key , formal_parameter t#cmp_func_t cmp ) -> pointer_type { base_type void }',
    ),
  ).toBe('void *f(const void *, cmp_func_t);\n');
  expect(exported(`subprogram ( formal_parameter ${INT} level , unspecified_parameters ) -> ${INT}`)).toBe(
    'int f(int, ...);\n',
  );
  expect(exported('variable s#net')).toBe('struct net f;\n');
  expect(exported(`variable array_type[4] { ${INT} }`)).toBe('int f[4];\n');
});

test('the place of a bit field is known only if its first bit is told', () => {
  const field = (place: string) =>
    printed(`structure_type s { member ${INT} a bit_size(4) ${place} } byte_size(4)`)?.split('\n')[1];
  expect(field('data_bit_offset(12)')).toBe('\tint a : 4; // 1:4');
  expect(field('data_member_location(0)')).toBe('\tint a : 4;');
  expect(
    printed(`union_type u { member ${INT} a bit_size(4) } byte_size(4)`),
    'in a union all members begin where it begins',
  ).toContain('int a : 4; // 0:0');
});

test('an enum of Rust is a value that tells its variants apart, and a union of them', () => {
  const tag = 'member base_type u8 byte_size(1) encoding(7) data_member_location(0)';
  const variants =
    'variant { member s#K::A A data_member_location(0) } discr_value(0) , variant { member s#K::B B data_member_location(0) }';
  expect(printed(`structure_type K { variant_part { ${tag} , ${variants} } } byte_size(8)`)).toBe(
    [
      'struct K { // size 8',
      '\tenum { // size 1',
      '\t\tA = 0,',
      '\t\tB,',
      '\t}; // 0',
      '\tunion {',
      "\t\tstruct 'K::A' A; // 0",
      "\t\tstruct 'K::B' B; // 0",
      '\t}; // 0',
      '};',
      '',
    ].join('\n'),
  );
});

test('compilers are told apart by what they write', () => {
  expect(dwarfCompiler('variable pointer_type { s#net } byte_size(8)')).toBe('gcc');
  expect(dwarfCompiler('variable base_type long unsigned int byte_size(8) encoding(7)')).toBe('gcc');
  expect(dwarfCompiler('variable base_type unsigned long byte_size(8) encoding(7)')).toBe('clang');
  expect(dwarfCompiler(`variable ${INT}`)).toBeUndefined();
  expect(dwarfCompiler('variable pointer_type &krn::Bar { s#krn::Bar }')).toBeUndefined();
});

test('C types read the same, whichever compiler wrote them', () => {
  expect(exported('variable base_type unsigned long byte_size(8) encoding(7)')).toBe(
    exported('variable base_type long unsigned int byte_size(8) encoding(7)'),
  );
});

test('pointers tell how wide they are', () => {
  expect(dwarfPointerSize('variable pointer_type { s#net } byte_size(8)')).toBe(8);
  expect(dwarfPointerSize('variable pointer_type { s#net } byte_size(4)')).toBe(4);
  expect(dwarfPointerSize('variable base_type unsigned long byte_size(4) encoding(7)')).toBe(4);
  expect(dwarfPointerSize(`variable ${INT}`)).toBeUndefined();
});

test('whatever the tokens are, reading comes to an end', () => {
  const word = fc.constantFrom(
    ...'structure_type member pointer_type { } ( ) , -> subroutine_type formal_parameter base_type int byte_size(4) array_type[2] s#a x variant_part enumerator ='.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      expect(printed(`structure_type x { ${words.join(' ')}`)).toBeTypeOf('string');
      expect(exported(words.join(' '))).toBeTypeOf('string');
    }),
    { numRuns: 500 },
  );
  expect(exported('pointer_type { '.repeat(10_000))).toBeTypeOf('string');
});
