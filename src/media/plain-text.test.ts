import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heading, list, paragraph, table, title, type Block } from './blocks.ts';
import { COLUMNS, plainText } from './plain-text.ts';

test('links are footnotes, each address once', () => {
  const site = { text: 'the release', url: 'https://kabi.example.org/r/debian-12/6.1.0-54/' };
  expect(plainText([title('Notes'), paragraph('See ', site, ', that is ', site, '.'), heading('More')])).toBe(
    `Notes
=====

See the release [1], that is the release [1].

More
----

[1] <https://kabi.example.org/r/debian-12/6.1.0-54/>
`,
  );
});

test('a name longer than a line is broken after an underscore', () => {
  const name = `__SCT__tp_func_${'very_'.repeat(20)}long`;
  expect(plainText([list([[{ code: name }, ' is gone']])])).toBe(
    `- __SCT__tp_func_very_very_very_very_very_very_very_very_very_very_very_
  very_very_very_very_very_very_very_very_very_long is gone
`,
  );
});

test('cells stand in columns, and what is too long goes on below', () => {
  const rows = [
    ['6.1.0-53', 'amd64', '0x5dd83415'],
    ['6.1.0-54', 'amd64-rt', 'a cell of many words that has to go on under its own beginning, as it is'],
    [`a_${'name_'.repeat(10)}of_its_own`, 'arm64', 'next'],
  ];
  expect(plainText([table(rows)])).toBe(
    `6.1.0-53  amd64     0x5dd83415
6.1.0-54  amd64-rt  a cell of many words that has to go on under its own
                    beginning, as it is
a_name_name_name_name_name_name_name_name_name_name_of_its_own
    arm64     next
`,
  );
});

test('code keeps its indentation and has no tabs', () => {
  expect(plainText([{ kind: 'diff', text: ' struct a {\n-\tint x;\n+\tlong x;\n };' }])).toBe(
    ' struct a {\n-    int x;\n+    long x;\n };\n',
  );
});

const words = fc.string({ unit: fc.constantFrom('a', 'B', '_', ' ', '7', '.'), maxLength: 200 });
const blocks: fc.Arbitrary<Block> = fc.oneof(
  words.map(title),
  words.map((text) => paragraph(text)),
  fc.array(words, { minLength: 1 }).map((items) => list(items.map((text) => [text]))),
  fc.array(fc.array(words, { minLength: 1, maxLength: 5 }), { minLength: 1 }).map(table),
  words.map((text): Block => ({ kind: 'diff', text: `+\t${text}` })),
);

test('nothing but an address is wider than a line, and no line ends in a blank', () => {
  fc.assert(
    fc.property(fc.array(blocks), (given) => {
      for (const line of plainText(given).split('\n')) {
        expect(line.length).toBeLessThanOrEqual(COLUMNS);
        expect(line).not.toMatch(/\t|\s$/);
      }
    }),
  );
});
