import { expect, test } from 'vitest';
import { paholeText } from './pahole-text.ts';

test('offsets are those in the whole, and stand under each other', () => {
  const definition = `struct flow { // size 40
\tstruct dst_ops *ops; // 0
\tunion { // size 16
\t\tstruct { // size 16
\t\t\tlong int first; // 0
\t\t\tunsigned int busy : 1; // 8:12
\t\t}; // 0
\t} u; // 24
};
`;
  expect(paholeText(definition)).toBe(`struct flow {
    struct dst_ops *ops;                               /*     0 */
    union {
        struct {
            long int first;                            /*    24 */
            unsigned int busy : 1;                     /*    32:12 */
        };                                             /*    24    16 */
    } u;                                               /*    24    16 */

    /* size: 40 */
};`);
});

test('what has no offset on file shows none, nor does what is in it', () => {
  const definition = 'struct s {\n\tunion {\n\t\tint a; // 0\n\t};\n\tint b; // 8\n};\n';
  expect(paholeText(definition)).toBe(
    `struct s {\n    union {\n        int a;\n    };\n    int b;${' '.repeat(45)}/*     8 */\n};`,
  );
});

test('enumerations, typedefs and what is only declared have no offsets', () => {
  expect(paholeText('enum led { // size 4\n\tLED_OFF = 0,\n};\n')).toBe(
    'enum led {\n    LED_OFF = 0,\n\n    /* size: 4 */\n};',
  );
  expect(paholeText('typedef unsigned int u32;\n')).toBe('typedef unsigned int u32;');
  expect(paholeText('struct secret;\n')).toBe('struct secret;');
});

test('the comment of a long member goes on the next line', () => {
  const member = 'int (*output)(struct net *, struct sock *, struct sk_buff *);';
  expect(paholeText(`struct s { // size 8\n\t${member} // 0\n};\n`)).toContain(
    `    ${member}\n${' '.repeat(55)}/*     0 */\n`,
  );
});
