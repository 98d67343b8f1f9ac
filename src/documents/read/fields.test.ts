import { expect, test } from 'vitest';
import { dayIn, nameFields, parseAuthors } from './fields.ts';

test('fields are known by their Chinese and English names', () => {
  const field = (name: string, value: string, line: number) => ({ name, value, line });
  const { values, others } = nameFields([
    field('标题', '策略', 1),
    field('修订日期', '2023-07-27', 2),
    field('Title', 'again', 3),
    field('Version', '1.0', 4),
    field('摘要', ' ', 5),
  ]);
  expect(Object.entries(values).map(([name, { value }]) => [name, value])).toEqual([
    ['title', '策略'],
    ['revised', '2023-07-27'],
  ]);
  expect(others.map(({ name }) => name)).toEqual(['Title', 'Version']);
});

test('authors are people, each with a group where one is named', () => {
  expect(parseAuthors('蒋坤坤(Virt SIG)、谢秀奇（Kernel SIG）, Ann <ann@example.org>; Bob')).toEqual([
    { name: '蒋坤坤', group: 'Virt SIG' },
    { name: '谢秀奇', group: 'Kernel SIG' },
    { name: 'Ann', group: 'ann@example.org' },
    { name: 'Bob' },
  ]);
});

test.each([
  ['2023-05-09', '2023-05-09'],
  ['2021年10月31日发布', '2021-10-31'],
  ['on 2023/5/9', '2023-05-09'],
  ['2023-02-31', undefined],
  ['6.6.25-002', undefined],
])('%s states the day %s', (text, day) => {
  expect(dayIn(text)).toBe(day);
});
