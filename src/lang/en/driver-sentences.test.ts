import { describe, expect, test } from 'vitest';
import {
  reachFinding,
  reachHeadline,
  reachSentence,
  type DriverReach,
  type ReleaseVerdict,
} from './driver-sentences.ts';

/** `1.1 rebuild 3`, oldest first. */
function reach(release: string, ...releases: readonly string[]): DriverReach {
  return {
    title: 'P',
    release,
    variant: 'amd64',
    imports: 67,
    releases: releases.map((each) => {
      const [name = '', verdict = '', symbols = '0'] = each.split(' ');
      return { release: name, verdict: verdict as ReleaseVerdict['verdict'], symbols: Number(symbols) };
    }),
  };
}

describe('where a build loads', () => {
  test.each([
    [
      ['1.0 rebuild 3', '1.1 loads', '1.2 rebuild 30'],
      '1.1 only; 1.0 differs in 3 of its 67 imports and 1.2 differs in 30',
    ],
    [['1.0 loads', '1.1 loads', '1.2 missing 1'], '1.0 and 1.1; 1.2 does not offer 1 of its 67 imports'],
    [['1.0 loads', '1.1 loads'], 'all 2 releases of P on file'],
    [['1.1 loads'], '1.1 only'],
    [['1.0 loads', '1.1 rebuild 2'], '1.0 only; 1.1 differs in 2 of its 67 imports'],
    [['1.0 rebuild 4', '1.1 unknown'], 'no release of P on file; of 1.1 it is unknown'],
    [['1.1 loads', '1.2 rebuild 0'], '1.1 only; 1.2 demands a rebuild'],
  ])('%j', (releases, where) => {
    expect(reachSentence(reach('1.1', ...releases))).toBe(`The build for P 1.1 on amd64 loads on ${where}.`);
  });

  test('is counted where it is many', () => {
    const many = ['1.0', '1.1', '1.2', '1.3', '1.4'].map((release) => `${release} loads`);
    expect(reachSentence(reach('1.1', ...many, '1.5 rebuild 9'))).toBe(
      'The build for P 1.1 on amd64 loads on 5 of the 6 releases of P on file; 1.5 differs in 9 of its 67 imports.',
    );
  });

  test('in a few words is a count', () => {
    expect(reachFinding(reach('1.1', '1.0 unknown', '1.1 loads'))).toBe(
      'the build for P 1.1 on amd64 loads on 1 of 2 releases of P on file',
    );
    expect(reachHeadline(reach('1.1', '1.0 unknown', '1.1 loads'))).toBe('loads on 1 of 2 releases of P');
  });
});
