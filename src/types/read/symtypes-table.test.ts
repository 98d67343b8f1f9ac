import { expect, test } from 'vitest';
import { parseSymtypes } from '../../formats/symtypes/symtypes.ts';
import { attribute } from '../cause/attribution.ts';
import { symtypesTable } from './symtypes-table.ts';
import { formatTypeTable } from '../table/text.ts';

function tableOf(...lines: readonly string[]) {
  const { records, problems } = symtypesTable(parseSymtypes(lines.join('\n'), 'x', '').records, 'x');
  return { table: records, problems };
}

const OPEN = 'int ( s#file * )';

test('each object file sees types in its own way, and the commonest is the name its own', () => {
  const { table, problems } = tableOf(
    '/* fs/a.o */',
    's#file struct file { int flags ; }',
    `a_open int a_open ( s#file * )`,
    '/* fs/b.o */',
    's##file',
    'b_open int b_open ( s#file * )',
    '/* fs/c.o */',
    's#unused struct unused { }',
    'c_open int c_open ( s#file * )',
  );
  expect(problems).toEqual([]);
  expect(formatTypeTable(table)).toBe(
    [
      '// type-table 1 source=genksyms',
      'struct file {',
      '\tint flags;',
      '};',
      '// in fs/b',
      'struct file;',
      '// in fs/a',
      'extern int a_open(struct file *);',
      '// in fs/b',
      'extern int b_open(struct file *);',
      '// in fs/c',
      'extern int c_open(struct file *);',
      '',
    ].join('\n'),
  );
});

test('a declaration is the name its own only where nobody sees more', () => {
  const seen = ['a', 'b', 'c'].map((name) => `/* ${name}.o */\ns##file\n${name} int ${name} ( s#file * )`);
  const { table } = tableOf(
    ...seen,
    '/* d.o */',
    's#file struct file { int flags ; }',
    'd int d ( s#file * )',
  );
  const definitions = table.types.get('struct file');
  expect(definitions).toEqual([
    { text: 'struct file {\n\tint flags;\n};\n', scopes: [] },
    { text: 'struct file;\n', scopes: ['a', 'b', 'c'] },
  ]);
});

test('constants of enums are written as their values, as the object file sees them', () => {
  const { table } = tableOf(
    '/* a.o */',
    'E#FIRST 4',
    'E#LAST ( E#FIRST ) + 2',
    's#counts struct counts { int count [ E#LAST ] ; }',
    'a s#counts a',
  );
  expect(table.types.get('struct counts')?.[0]?.text).toBe('struct counts {\n\tint count[((4) + 2)];\n};\n');
});

test('types that are named and not defined are said', () => {
  const { table, problems } = tableOf(`f int f ( s#file * , t#mode_t )`);
  expect(problems).toEqual([{ kind: 'missing-type', path: 'x', source: 's#file t#mode_t' }]);
  expect(table.types.get('struct file')?.[0]?.text).toBe('struct file;\n');
  expect(table.exports).toEqual([{ symbol: 'f', scope: 'vmlinux', text: 'int f(struct file *, mode_t);\n' }]);
});

test('a definition that became visible in one object file is the cause there, and not elsewhere', () => {
  const object = (name: string, type: string) => [
    `/* ${name}.o */`,
    type,
    `${name}_open ${OPEN.replace('(', `${name}_open (`)}`,
  ];
  const before = tableOf(...object('a', 's#file struct file { int flags ; }'), ...object('b', 's##file'));
  const after = tableOf(...object('a', 's#file struct file { int flags ; }'), ...object('b', ''));
  const { causes, unexplained, exact } = attribute(before.table, after.table, ['b_open']);
  expect(causes).toMatchObject([
    { kind: 'struct', name: 'file', scopes: ['b'], class: 'became-visible', symbols: ['b_open'] },
  ]);
  expect(unexplained).toEqual([]);
  expect(exact).toBe(true);
});

test('what gendwarfksyms wrote has sizes and offsets', () => {
  const { table, problems } = tableOf(
    't#u32 typedef_type u32 { base_type unsigned int byte_size(4) encoding(7) }',
    's#file structure_type file { member t#u32 flags data_member_location(0) } byte_size(4)',
    'f subprogram ( formal_parameter pointer_type { s#file } byte_size(8) , formal_parameter s#gone g ) -> base_type void',
  );
  expect(problems).toMatchObject([{ kind: 'missing-type', source: 's#gone' }]);
  expect(formatTypeTable(table)).toBe(
    [
      '// type-table 1 source=gendwarfksyms pointer=8 compiler=gcc',
      'struct file { // size 4',
      '\tu32 flags; // 0',
      '};',
      'struct gone;',
      'typedef unsigned int u32;',
      'extern void f(struct file *, struct gone);',
      '',
    ].join('\n'),
  );
});

test('constants that double with each definition stay names, once nobody would read them written out', () => {
  const constants = Array.from({ length: 60 }, (_, n) =>
    n === 0 ? 'E#c0 1' : `E#c${n} E#c${n - 1} + E#c${n - 1}`,
  );
  const text = [...constants, 'e#big enum big { c = E#c59 , }', 'use_big int use_big ( e#big )', ''].join(
    '\n',
  );
  const { records } = symtypesTable(parseSymtypes(text, 'bomb.symtypes', '').records, 'bomb.symtypes');
  expect(formatTypeTable(records).length).toBeLessThan(20_000);
});
