import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExportTokens, parseTypeTokens } from './c-tokens.ts';
import { parseDefinition, printDefinition, printPrototype } from '../table/definition-text.ts';

const CONSTANTS: Readonly<Record<string, string>> = { 'E#MAX': '3', 'E#SUM': '((2) + 1)' };

function printed(tokens: string): string | undefined {
  const definition = parseTypeTokens(tokens, (ref) => CONSTANTS[ref]);
  return definition && printDefinition(definition);
}

/** One member. */
function member(tokens: string): string | undefined {
  return /^struct x \{\n([^]*)\};\n$/.exec(printed(`struct x { ${tokens} }`) ?? '')?.[1];
}

function exported(symbol: string, tokens: string): string | undefined {
  const prototype = parseExportTokens(symbol, tokens, (ref) => CONSTANTS[ref]);
  return prototype && printPrototype(prototype);
}

test('a struct with members of all sorts', () => {
  const tokens =
    'struct dev { int id ; const s#dev_ops * ops ; unsigned flags : 3 ; e#mode mode ; char name [ 16 ] ; t#u8 * * p ; }';
  expect(printed(tokens)).toBe(
    [
      'struct dev {',
      '\tint id;',
      '\tconst struct dev_ops *ops;',
      '\tunsigned flags : 3;',
      '\tenum mode mode;',
      '\tchar name[16];',
      '\tu8 **p;',
      '};',
      '',
    ].join('\n'),
  );
});

test.each([
  ['s#list_head * next , * prev ;', '\tstruct list_head *next;\n\tstruct list_head *prev;\n'],
  [
    's#node * first , * * link , table [ 2 ] ;',
    '\tstruct node *first;\n\tstruct node **link;\n\tstruct node table[2];\n',
  ],
  ['int ( * open ) ( s#inode * , ... ) ;', '\tint (*open)(struct inode *, ...);\n'],
  ['int ( * const filter ) ( void ) ;', '\tint (*const filter)(void);\n'],
  ['void ( * ( * lookup ) ( int ) ) ( t#u32 ) ;', '\tvoid (*(*lookup)(int))(u32);\n'],
  ['int ( * handlers [ 4 ] ) ( void ) ;', '\tint (*handlers[4])(void);\n'],
  ['unsigned char const * const name ;', '\tconst unsigned char *const name;\n'],
  ['unsigned long volatile jiffies ;', '\tvolatile unsigned long jiffies;\n'],
  ['void * slots [ E#MAX ] [ E#SUM ] ;', '\tvoid *slots[3][((2) + 1)];\n'],
  ['char room [ sizeof ( s#page ) / E#UNKNOWN ] ;', '\tchar room[sizeof(struct page) / UNKNOWN];\n'],
  ['unsigned int : 0 ;', '\tunsigned int : 0;\n'],
  ['t#u64 blk : ( 16 ) ; t#u8 pol : 0x02 ;', '\tu64 blk : 16;\n\tu8 pol : 2;\n'],
  ['unsigned long unused : 64 - 2 ;', "\tunsigned long unused ': 64 - 2';\n"],
  ['__typeof__ ( s#pt_regs * ) regs ;', '\tstruct pt_regs *regs;\n'],
  ['__builtin_va_list args ;', '\t__builtin_va_list args;\n'],
  [
    'union { s#a a ; struct { int b ; } ; } ;',
    '\tunion {\n\t\tstruct a a;\n\t\tstruct {\n\t\t\tint b;\n\t\t};\n\t};\n',
  ],
  ['enum { A , B = 1 << 2 , } kind ;', '\tenum {\n\t\tA,\n\t\tB = 1 << 2,\n\t} kind;\n'],
])('members "%s"', (tokens, text) => {
  expect(member(tokens)).toBe(text);
});

test('attributes stand behind what they belong to', () => {
  expect(member('char cb [ 48 ] __attribute__ ( ( aligned ( 8 ) ) ) ;')).toBe(
    '\tchar cb[48] __attribute__((aligned(8)));\n',
  );
  expect(member('struct { int a ; } __attribute__ ( ( packed ) ) flags ; int b ;')).toBe(
    '\tstruct {\n\t\tint a;\n\t} flags __attribute__((packed));\n\tint b;\n',
  );
  expect(
    exported(
      'printk',
      'extern __attribute__ ( ( format ( printf , 1 , 2 ) ) ) int printk ( const char * , ... )',
    ),
  ).toBe('int printk(const char *, ...) __attribute__((format(printf, 1, 2)));\n');
});

test.each([
  ['typedef unsigned short umode_t', 'typedef unsigned short umode_t;\n'],
  ['typedef struct { int counter ; } atomic_t', 'typedef struct {\n\tint counter;\n} atomic_t;\n'],
  [
    'typedef int proc_handler ( s#ctl_table * , int )',
    'typedef int proc_handler(struct ctl_table *, int);\n',
  ],
  [
    'typedef t#irqreturn_t ( * irq_handler_t ) ( int , void * )',
    'typedef irqreturn_t (*irq_handler_t)(int, void *);\n',
  ],
  ['enum mode { A , B = ( 1 << 0 ) , C , }', 'enum mode {\n\tA,\n\tB = (1 << 0),\n\tC,\n};\n'],
  ['union val { int i ; long l ; }', 'union val {\n\tint i;\n\tlong l;\n};\n'],
  ['struct opaque { UNKNOWN }', 'struct opaque;\n'],
  ['struct empty { }', 'struct empty {\n};\n'],
])('"%s"', (tokens, text) => {
  expect(printed(tokens)).toBe(text);
});

test('exports are declared without their storage class', () => {
  expect(exported('table', 'extern s#net_thing table [ 4 ]')).toBe('struct net_thing table[4];\n');
  expect(exported('f', 'void ( * f ( int ) ) ( void )')).toBe('void (*f(int))(void);\n');
  expect(
    exported(
      'softnet_data',
      'extern __attribute__ ( ( section ( ".data..percpu" "" ) ) ) __typeof__ ( s#softnet_data ) softnet_data',
    ),
  ).toBe('struct softnet_data softnet_data __attribute__((section(".data..percpu" "")));\n');
  expect(exported('__SCT__x', 'extern typeof ( x ) __SCT__x')).toBe("'typeof(x)' __SCT__x;\n");
  expect(exported('f', 'int g ( void )')).toBeUndefined();
});

test('what follows no rule is kept as it came', () => {
  expect(member('int a ; int b = 3 + s#c ; int d ;')).toBe("\tint a;\n\t'int b = 3 + struct c';\n\tint d;\n");
  expect(printed('struct x { int a ; } strange thing')).toBe(
    "struct x {\n\tint a;\n\t'strange thing';\n};\n",
  );
});

test('whatever the tokens are, the text is read back as it is', () => {
  const word = fc.constantFrom(
    ...'struct union enum int const unsigned * ( ) [ ] { } ; , : = ... s#a t#b E#MAX x y 3 __attribute__ typeof typedef'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const text = printed(`struct x { ${words.join(' ')} }`);
      if (text === undefined) return;
      const again = parseDefinition(text);
      expect(again).toMatchObject({ name: 'x' });
    }),
    { numRuns: 500 },
  );
});

test('nesting without end comes to an end', () => {
  expect(member(`int ${'( * '.repeat(10_000)} f ;`)).toBeTypeOf('string');
  expect(member('struct { '.repeat(10_000))).toBeTypeOf('string');
});
