import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { crc32 } from '../../base/crc32.ts';
import { isSymtypes, parseSymtypes, SymtypesReader, symtypeTokens, type Symtypes } from './symtypes.ts';
import { SymtypesCrc } from './symtypes-crc.ts';

const PLAIN = [
  's#file struct file { UNKNOWN } ',
  's#dev_ops struct dev_ops { int ( * open ) ( s#file * ) ; s#dev_ops * next ; } ',
  'dev_open int dev_open ( const s#dev_ops * ) ',
  'dev_table extern s#dev_ops dev_table [ 4 ] ',
  '',
].join('\n');

/** As rpm/modversions --pack and suse-kabi-tools write it. */
const JOINED = [
  '/* fs/a.o */',
  's#file struct file { int flags ; }',
  'a_open int a_open ( s#file * )',
  '',
  '/* fs/b.symtypes */',
  's##file',
  'b_open int b_open ( s#file * )',
  '',
  '/* fs/c.o */',
  'c_open int c_open ( s#file * )',
  '',
  '/* fs/d.o */',
  's#file struct file { long flags ; }',
  'd_open int d_open ( s#file * )',
  '',
  '/* fs/e.o */',
  's#file',
  'e_open int e_open ( s#file * )',
  '',
].join('\n');

function read(text: string): Symtypes {
  const { records, problems } = parseSymtypes(text, 'a.symtypes', 'drivers/a');
  expect(problems).toEqual([]);
  return records;
}

function problemsOf(text: string) {
  return parseSymtypes(text, 'a.symtypes', 'drivers/a').problems;
}

function faultOf(text: string) {
  try {
    parseSymtypes(text, 'a.symtypes', 'drivers/a');
  } catch (error) {
    if (error instanceof Fault) return error.problem.kind;
    throw error;
  }
  return undefined;
}

test('a file of genksyms is one object, whose path it does not say', () => {
  const symtypes = read(PLAIN);
  expect(symtypes.generator).toBe('genksyms');
  expect(symtypes.objects.map(({ path }) => path)).toEqual(['drivers/a']);
  expect([...(symtypes.objects[0]?.exports ?? [])]).toEqual([
    ['dev_open', 'int dev_open ( const s#dev_ops * )'],
    ['dev_table', 'extern s#dev_ops dev_table [ 4 ]'],
  ]);
  expect(symtypes.definition(0, 's#file')).toBe('struct file { UNKNOWN }');
  expect(symtypes.definition(0, 's#inode')).toBeUndefined();
});

test('a joined file has a section for each object, which sees the last definition written before', () => {
  const symtypes = read(JOINED);
  const seen = symtypes.objects.map(({ path }, index) => [path, symtypes.definition(index, 's#file')]);
  expect(seen).toEqual([
    ['fs/a', 'struct file { int flags ; }'],
    ['fs/b', 'struct file { UNKNOWN }'],
    ['fs/c', 'struct file { int flags ; }'],
    ['fs/d', 'struct file { long flags ; }'],
    ['fs/e', 'struct file { long flags ; }'],
  ]);
});

test('files of several objects are joined', () => {
  const reader = new SymtypesReader();
  reader.add(PLAIN, 'a.symtypes', 'drivers/a');
  reader.add(
    's#file struct file { int flags ; } \nb_open int b_open ( s#file * ) \n',
    'b.symtypes',
    'drivers/b',
  );
  const { records } = reader.finish();
  expect(records.definition(0, 's#file')).toBe('struct file { UNKNOWN }');
  expect(records.definition(1, 's#file')).toBe('struct file { int flags ; }');
});

test('names in quotes may hold blanks', () => {
  const text = [
    "s#'core::result::Result<u8, E>' structure_type core::result::Result<u8, E> { } byte_size(2)",
    "rust_fn subprogram ( formal_parameter s#'core::result::Result<u8, E>' ) -> base_type void",
  ].join('\n');
  const symtypes = read(text);
  expect(symtypes.generator).toBe('gendwarfksyms');
  const declaration = symtypes.objects[0]?.exports.get('rust_fn') ?? '';
  expect(symtypeTokens(declaration)[3]).toBe("s#'core::result::Result<u8, E>'");
  expect(symtypes.definition(0, "s#'core::result::Result<u8, E>'")).toContain('byte_size(2)');
});

test('"override" before a name is no part of it, as in override_creds it is', () => {
  const text =
    'override s#cred struct cred { int uid ; }\noverride_creds const s#cred * override_creds ( void )\n';
  const symtypes = read(text);
  expect(symtypes.definition(0, 's#cred')).toBe('struct cred { int uid ; }');
  expect([...(symtypes.objects[0]?.exports.keys() ?? [])]).toEqual(['override_creds']);
});

test.each([
  ['what has no definition', 'foo\n', { kind: 'malformed-symtype', line: 1, source: 'foo' }],
  ['a name that none has', '0x1 int x ;\n', { kind: 'malformed-symtype' }],
  ['an opaque type with a body', 's##a struct a { }\n', { kind: 'malformed-symtype' }],
  ['a last definition that was never written', 's#b\n', { kind: 'malformed-symtype' }],
  [
    'a type that is defined twice',
    's#a struct a { int x ; }\ns#a struct a { }\n',
    { kind: 'conflicting-type', line: 2 },
  ],
  [
    'an export that is declared twice',
    'f int f ( void )\nf long f ( void )\n',
    { kind: 'conflicting-duplicate' },
  ],
])('%s is a problem, and the rest is kept', (_, lines, problem) => {
  const problems = problemsOf(`${lines}good int good ( void )\n`);
  expect(problems).toMatchObject([problem]);
});

test('files of two programs do not go together', () => {
  const dwarf =
    'f subprogram ( formal_parameter base_type int byte_size(4) encoding(5) ) -> base_type void\n';
  expect(faultOf(`${PLAIN}${dwarf}`)).toBe('mixed-type-generators');
  const reader = new SymtypesReader();
  reader.add(dwarf, 'a.symtypes', 'a');
  expect(() => reader.add(PLAIN, 'b.symtypes', 'b')).toThrow(Fault);
});

test('what is no symtypes at all is a fault', () => {
  expect(faultOf('')).toBe('no-records');
  expect(faultOf('<!doctype html>\n')).toBe('html-page');
  expect(faultOf('\0\u0001\u0002')).toBe('binary-data');
});

test('symtypes are told from other texts by how they start', () => {
  expect(isSymtypes(PLAIN)).toBe(true);
  expect(isSymtypes(JOINED)).toBe(true);
  expect(isSymtypes('BUG_func void BUG_func ( void )\nE#AUDIT_NTP_NVALS 6\n')).toBe(true);
  expect(isSymtypes('0x12345678\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n')).toBe(false);
  expect(isSymtypes('[abi_symbol_list]\n  foo\n')).toBe(false);
});

test('the CRC of an export is that of its expansion', () => {
  const crc = (text: string) => crc32(new TextEncoder().encode(text));
  const symtypes = read(PLAIN);
  const expand = 'struct dev_ops { int ( * open ) ( struct file { UNKNOWN } * ) ; struct dev_ops * next ; } ';
  const crcs = new SymtypesCrc(symtypes);
  expect(crcs.crcOf(0, 'dev_open')).toBe(crc(`int dev_open ( const ${expand}* ) `));
  expect(crcs.crcOf(0, 'dev_table')).toBe(crc(`${expand}dev_table [ 4 ] `));
  expect(crcs.crcOf(0, 'nobody')).toBeUndefined();
  // What genksyms prints for it.
  expect(
    new SymtypesCrc(read('thing_old_helper int thing_old_helper ( int ) \n')).crcOf(0, 'thing_old_helper'),
  ).toBe(0x31740ceb);
});

test('a typedef is written out once, and then named', () => {
  const text = 't#u8 typedef unsigned char u8 \nf t#u8 f ( t#u8 , E#MAX ) \nE#MAX 3 \n';
  const expected = 'typedef unsigned char u8 f ( u8 , 3 ) ';
  expect(new SymtypesCrc(read(text)).crcOf(0, 'f')).toBe(crc32(new TextEncoder().encode(expected)));
});

test('types that refer to each other in a circle are written out once each', () => {
  const count = 5000;
  const lines = Array.from({ length: count }, (_, index) => {
    return `s#a${index} struct a${index} { s#a${(index + 1) % count} * next ; } `;
  });
  const symtypes = read(`${lines.join('\n')}\nf void f ( s#a0 * ) \n`);
  expect(new SymtypesCrc(symtypes).crcOf(0, 'f')).toBeTypeOf('number');
});

test('whatever is fed in comes out as records, problems or a fault', () => {
  const word = fc.constantFrom(
    's#a',
    's##a',
    'E#B',
    "s#'x y'",
    '/*',
    '*/',
    'int',
    '{',
    '}',
    ';',
    'UNKNOWN',
    "'",
    '#',
  );
  const line = fc
    .array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 8 })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      let symtypes: Symtypes;
      try {
        symtypes = parseSymtypes(lines.join('\n'), 'x', 'x').records;
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
        return;
      }
      const crcs = new SymtypesCrc(symtypes);
      for (const [index, { exports }] of symtypes.objects.entries()) {
        for (const symbol of exports.keys()) expect(crcs.crcOf(index, symbol)).toBeTypeOf('number');
        expect(() => symtypes.definition(index, 's#a')).not.toThrow();
      }
    }),
  );
});
