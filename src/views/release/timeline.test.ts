import { expect, test } from 'vitest';
import { emptySummary, type DiffSummary } from '../../history/diff.ts';
import { timeline } from './timeline.ts';

function plot(...summaries: readonly (Partial<DiffSummary> | null | undefined)[]): string {
  const releases = summaries.map((summary, i) => ({
    release: `1.${i}`,
    version: null,
    built: null,
    finding: '',
    variants: [
      summary === undefined
        ? null
        : {
            ...{ exports: 1, before: null, rust: { added: 0, removed: 0, renamed: 0 } },
            summary: summary === null ? null : { ...emptySummary(), ...summary },
          },
    ],
  }));
  return timeline({ product: 'P & Q', variant: 'amd64', releases, index: 0 }).text;
}

function labels(text: string): string[] {
  return [...text.matchAll(/<text class="value"[^>]*>([^<]*)</g)].map(([, label = '']) => label);
}

test('each kind of change has its own row of bars, as high as its share of the largest', () => {
  const text = plot(null, { 'crc-changed': 1000, added: 1 }, { 'crc-changed': 500, removed: 2 });
  expect(labels(text)).toEqual(['–', '1,000', '500', '–', '1', '0', '–', '0', '2']);
  const heights = [...text.matchAll(/<rect class="([^"]*)"[^>]* height="(\d+)"/g)].map(([, kind, size]) => [
    kind,
    size,
  ]);
  expect(heights).toEqual([
    ['bar-crc-changed', '38'],
    ['bar-crc-changed', '19'],
    ['bar-added', '38'],
    ['bar-removed', '38'],
  ]);
});

test('what is not on file has a dash, and what cannot be compared a question mark instead of a zero', () => {
  expect(labels(plot(undefined, { 'not-comparable': 5 })).slice(0, 2)).toEqual(['–', '?']);
});

test('a single release is no division by zero', () => {
  expect(plot(null)).not.toMatch(/NaN|Infinity/);
  expect(plot()).not.toMatch(/NaN|Infinity/);
});

test('the title is text', () => {
  expect(plot(null)).toContain('P &amp; Q, amd64: changes per release');
});
