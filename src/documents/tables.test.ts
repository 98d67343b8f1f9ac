import type { BlockContent, PhrasingContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import { tableNode, textParagraph } from './read/blocks.ts';
import { htmlTable } from './read/html-table.ts';
import { withListedCells } from './listed-cells.ts';
import { recogniseTables } from './tables.ts';

const cell = (text: string): PhrasingContent[] =>
  text
    .split('\n')
    .flatMap((value, i): PhrasingContent[] => [
      ...(i === 0 ? [] : [{ type: 'break' } as const]),
      { type: 'text', value },
    ]);
const tableOf = (...rows: readonly (readonly string[])[]) => tableNode(rows.map((row) => row.map(cell)));
const recognise = (...blocks: readonly BlockContent[]) => recogniseTables(blocks);

describe('a table', () => {
  test('of symbols and reasons is one of interfaces', () => {
    const found = recognise(
      tableOf(
        ['vfio', 'why'],
        ['vfio_a', '被删除'],
        ['vfio_b()', '传参变化&&传参结构体变化'],
        ['vfio_c', '无变化'],
        ['vfio_d', 'struct changed'],
        ['vfio_e', 'new argument'],
        ['vfio_f', 'nobody knows'],
        ['something else', 'x'],
      ),
    );
    expect(found.interfaces).toEqual([
      {
        title: 'vfio',
        symbols: [
          { symbol: 'vfio_a', claim: 'removed' },
          { symbol: 'vfio_b', claim: 'arguments-and-types' },
          { symbol: 'vfio_c', claim: 'unchanged' },
          { symbol: 'vfio_d', claim: 'argument-types' },
          { symbol: 'vfio_e', claim: 'arguments' },
          { symbol: 'vfio_f', claim: 'other', reason: 'nobody knows' },
        ],
      },
    ]);
    expect(found.unplaced).toMatchObject([
      { source: 'something else | x', detail: 'a row that does not name a symbol' },
    ]);
  });

  test.each(['a_b c_d', 'a_b, c_d', 'a_b、c_d', 'a_b\nc_d'])(
    'of modules and symbols, as in %j, is one of modules',
    (symbols) => {
      const { modules } = recognise(
        textParagraph('22.03 (aarch64)'),
        tableOf(['module', 'symbols'], ['vfio-pci', symbols], ['svm', 'a_b']),
      );
      expect(modules).toEqual([
        {
          title: '22.03 (aarch64)',
          arch: 'aarch64',
          modules: [
            { module: 'vfio-pci', symbols: ['a_b', 'c_d'] },
            { module: 'svm', symbols: ['a_b'] },
          ],
        },
      ]);
    },
  );

  test('of vendors by transition, and one of teams and effects, are what they are', () => {
    const found = recognise(
      tableOf(['OS', 'within', 'between'], ['SUSE', 'kept', 'not kept']),
      tableOf(['团队', '影响'], ['OSV', '1. 更快\n2. 重新编译'], ['驱动厂商', '增加了版本']),
    );
    expect(found.elsewhere).toEqual([
      {
        title: 'OS, within, between',
        columns: ['within', 'between'],
        rows: [{ name: 'SUSE', cells: ['kept', 'not kept'] }],
      },
    ]);
    expect(found.impact).toEqual([
      { team: 'OSV', points: ['更快', '重新编译'] },
      { team: '驱动厂商', points: ['增加了版本'] },
    ]);
  });

  test('of something else is said to have no place', () => {
    expect(recognise(tableOf(['A', 'B'], ['one thing', 'another'])).unplaced).toMatchObject([
      { source: 'A | B', detail: 'a table that the record has no place for' },
    ]);
  });
});

test('a table with lists in its cells becomes lists, version numbers untouched', () => {
  const block = withListedCells(tableOf(['MLNX_OFED', 'OS'], ['5.9-0.5', 'SLES 15\nSLES 12']));
  const item = (text: string) => ({ type: 'listItem', children: [textParagraph(text)] });
  expect(block).toMatchObject({
    type: 'list',
    children: [
      {
        children: [
          textParagraph('MLNX_OFED: 5.9-0.5'),
          {
            type: 'list',
            children: [
              { children: [textParagraph('OS:'), { children: [item('SLES 15'), item('SLES 12')] }] },
            ],
          },
        ],
      },
    ],
  });
  const plain = tableOf(['A', 'B'], ['1', '2']);
  expect(withListedCells(plain)).toBe(plain);
});

test('a table in HTML is a table, and nothing in it is HTML', () => {
  const html = '<table><tr><th>A<th>B</tr><tr><td>x<br/>y</td><td><script>z</script>&lt;</td></tr></table>';
  expect(htmlTable(html)).toEqual(tableOf(['A', 'B'], ['x\ny', 'z<']));
  expect(htmlTable('<div>x</div>')).toBeUndefined();
});
