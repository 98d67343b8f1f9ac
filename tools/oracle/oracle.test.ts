import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareAnswers, type Pair } from './compare.ts';
import { factsTable, readFacts } from './facts.ts';
import { madeUpModules } from './made-up.ts';
import { SOURCES } from './sources.ts';

const pair = (
  decision: Pair['answer']['decision'],
  verdict: Pair['product']['verdict'],
  id = `${decision} ${verdict}`,
): Pair => ({ answer: { id, decision, log: [] }, product: { verdict, why: '' } });

describe('a decision', () => {
  test('is the same where both load it, or neither does', () => {
    const pairs = [pair('loads', 'loads'), pair('refused', 'rebuild'), pair('refused', 'unreadable')];
    expect(compareAnswers(pairs)).toEqual({
      counts: { modules: 3, same: 3, unknown: 0, different: 0, notAsked: 0 },
      differences: [],
    });
  });

  test('differs in either direction', () => {
    const pairs = [pair('loads', 'rebuild'), pair('refused', 'loads')];
    expect(compareAnswers(pairs).differences).toEqual(pairs);
  });

  test('that is open, or was never asked for, is counted apart', () => {
    const { counts } = compareAnswers([pair('refused', 'unknown'), pair('not-asked', 'loads')]);
    expect(counts).toEqual({ modules: 2, same: 0, unknown: 1, different: 0, notAsked: 1 });
  });
});

describe('the suite', () => {
  const suite = madeUpModules('6.1.0-54-amd64 SMP preempt mod_unload modversions ');

  test('has 150 modules or more, each under a name of its own', () => {
    expect(suite.length).toBeGreaterThanOrEqual(150);
    expect(new Set(suite.map(({ id }) => id)).size).toBe(suite.length);
  });

  test('is made from sources that are there', () => {
    const from = suite.flatMap((each) => [each.from, ...(each.needs ?? []).map((need) => need.from)]);
    expect(from.filter((name) => !Object.hasOwn(SOURCES, name))).toEqual([]);
  });

  test('passes through a plan of one line each', () => {
    expect(suite.filter(({ id }) => /[\s/]/.test(id))).toEqual([]);
  });
});

test('the page "How this is made" shows the figures on file', () => {
  // However wide the formatter makes the columns.
  const plain = (text: string) => text.replace(/ *\| */g, '|').replace(/-+/g, '-');
  const page = readFileSync('content/pages/about.md', 'utf8');
  expect(plain(page)).toContain(plain(factsTable(readFacts())));
});
