import { expect, test } from 'vitest';
import { proposalSchema } from './record.ts';
import type { NamedSymbol } from './named-symbol.ts';
import { claimCounts, judgeClaims } from './claims.ts';
import { claimsSentence } from '../lang/en/claims-sentence.ts';

const record = proposalSchema.parse({
  kind: 'proposal',
  title: 't',
  summary: 's',
  sources: [{ title: 'x', read: '2026-01-01' }],
  interfaces: [
    {
      title: 't',
      symbols: [
        { symbol: 'io_add', claim: 'removed' },
        { symbol: 'gone', claim: 'unchanged' },
        { symbol: 'odd', claim: 'other' },
      ],
    },
  ],
  misprints: { io_add: 'vfio_add' },
});

function named(symbol: string, found: NamedSymbol['found']): NamedSymbol {
  return { symbol, isOnFile: found !== 'absent', meant: [], found, products: [] };
}

const NAMED = [
  named('io_add', 'absent'),
  named('vfio_add', 'removed'),
  named('gone', 'removed'),
  named('odd', 'removed'),
];

test('a misprint is judged as the symbol that is meant', () => {
  const [claim] = judgeClaims(record, NAMED)[0]?.claims ?? [];
  expect(claim).toMatchObject({ symbol: 'io_add', isBorneOut: true, judged: { symbol: 'vfio_add' } });
});

test('a sentence counts what is borne out, what differs and what cannot be told', () => {
  expect(claimsSentence(claimCounts(judgeClaims(record, NAMED)))).toBe(
    'Of 3 claims, 1 is borne out, 1 differs and 1 cannot be told.',
  );
});
