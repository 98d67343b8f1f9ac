import { expect, test } from 'vitest';
import { proposalSchema } from '../documents/record.ts';
import type { LintInput } from './lint-input.ts';
import { documentSymbols } from './documents.ts';

function check(misprints: Readonly<Record<string, string>>) {
  const record = proposalSchema.parse({
    kind: 'proposal',
    title: 't',
    summary: 's',
    sources: [{ title: 'x', read: '2026-01-01' }],
    symbols: ['io_add_group_dev', 'vfio_add_group_dev'],
    misprints,
  });
  const input: LintInput = {
    ...{ today: '2026-11-29', vendors: [], support: [], texts: [], releases: new Set<string>() },
    ...{ modules: new Set<string>(), pages: new Set<string>(), crcs: new Map() },
    policies: [],
    interfaces: [],
    drivers: [],
    documents: [{ collection: 'discussions', id: 'd', record, bodies: new Map([['en', '']]) }],
    exports: new Map(),
    symbols: new Set(['vfio_add_group_dev']),
    files: {
      list: () => '',
      policy: () => '',
      document: () => 'd.md',
      interfacePolicy: () => '',
      vendor: () => '',
      driverSupport: () => '',
      lineOf: () => ({ line: 7 }),
    },
  };
  return documentSymbols(input);
}

test('a symbol that no release exports is said with its line and what may be meant', () => {
  expect(check({})).toEqual([
    {
      kind: 'unknown-symbol',
      path: 'd.md',
      line: 7,
      detail: 'io_add_group_dev. Did you mean vfio_add_group_dev?',
    },
  ]);
});

test('a misprint that the document knows of is said as such', () => {
  expect(check({ io_add_group_dev: 'vfio_add_group_dev' })).toEqual([
    {
      kind: 'known-misprint',
      path: 'd.md',
      line: 7,
      detail: 'io_add_group_dev: vfio_add_group_dev is meant',
    },
  ]);
});

test('a misprint of what no release exports either is still unknown', () => {
  expect(check({ io_add_group_dev: 'also_unknown' })).toMatchObject([{ kind: 'unknown-symbol' }]);
});
