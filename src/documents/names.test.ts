import { expect, test } from 'vitest';
import { noteSchema, proposalSchema, threadSchema } from './record.ts';
import { documentDay, meantNames, namedSymbols, shortName } from './names.ts';

const base = { title: { en: 'T', zh: '题' }, summary: 's', sources: [{ title: 'x', read: '2026-01-01' }] };

test('a misspelt name is taken for exported names that differ in few letters', () => {
  const exported = ['vfio_add_group_dev', 'kfree', 'alloc_skb'];
  expect(meantNames('io_add_group_dev', exported)).toEqual(['vfio_add_group_dev']);
  expect(meantNames('nothing_like_it', exported)).toEqual([]);
});

test('a proposal names the symbols of its tables, too', () => {
  const record = proposalSchema.parse({
    ...base,
    kind: 'proposal',
    number: 'X-1',
    created: '2023-05-09',
    symbols: ['b'],
    interfaces: [{ title: 't', symbols: [{ symbol: 'a', claim: 'removed' }] }],
    modules: [{ title: 't', modules: [{ module: 'm', symbols: ['c', 'a'] }] }],
  });
  expect(namedSymbols(record)).toEqual(['a', 'b', 'c']);
  expect([shortName(record), documentDay(record)]).toEqual(['X-1', '2023-05-09']);
});

test('a thread is of the day of its newest mail, notes of the day they were published', () => {
  const messages = [
    { from: 'A', date: '2021-03-05' },
    { from: 'B', date: '2021-04-06T20:21:34-05:00' },
    { from: 'C', date: null },
  ];
  const thread = threadSchema.parse({ ...base, kind: 'thread', subject: 's', participants: ['A'], messages });
  expect([shortName(thread), documentDay(thread)]).toEqual(['T', '2021-04-06']);
  const kernels = [{ line: 'Linux', version: '5.15', upstream: '5.15' }];
  expect(documentDay(noteSchema.parse({ ...base, kind: 'note', published: '2021-12-10', kernels }))).toBe(
    '2021-12-10',
  );
});
