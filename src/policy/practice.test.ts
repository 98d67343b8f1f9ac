import { expect, test } from 'vitest';
import { measuredOutcome, practiceOutcome } from './practice.ts';
import { noVerdicts } from './verdict.ts';

test('a promise is kept while nothing that it covers changed', () => {
  expect(practiceOutcome('kabi', { ...noVerdicts(), 'outside-promise': 7, tolerated: 2 }, 0)).toBe('kept');
  expect(practiceOutcome('kabi', { ...noVerdicts(), breaking: 1 }, 0)).toBe('broken');
});

test('what cannot be compared, or depends on a list that is not on file, is unknown', () => {
  expect(practiceOutcome('kabi', noVerdicts(), 3)).toBe('unknown');
  expect(practiceOutcome('kabi', { ...noVerdicts(), unknown: 3 }, 0)).toBe('unknown');
  expect(practiceOutcome('unknown', noVerdicts(), 0)).toBe('unknown');
});

test('where nothing was promised, changes are permitted', () => {
  expect(practiceOutcome('nothing', { ...noVerdicts(), 'outside-promise': 7532 }, 0)).toBe('permitted');
  expect(practiceOutcome('nothing', { ...noVerdicts(), 'implicitly-tolerated': 2 }, 0)).toBe('unchanged');
});

test('RHEL 9.2 to 9.3 dropped 463 symbols, which its policy permits', () => {
  expect(measuredOutcome({ keeps: 'nothing', verified: true }, { removed: 463, crcChanged: 22 })).toBe(
    'permitted',
  );
});

test('openEuler 22.03 LTS SP2 to SP3 changed nothing that it protects', () => {
  expect(measuredOutcome({ keeps: 'kabi', verified: true }, { removed: 0, crcChanged: 0 })).toBe('kept');
});

test('nobody is said to have broken a promise that was not verified', () => {
  expect(measuredOutcome({ keeps: 'kabi', verified: true }, { removed: 0, crcChanged: 1 })).toBe('broken');
  expect(measuredOutcome({ keeps: 'kabi', verified: false }, { removed: 1, crcChanged: 0 })).toBe('unknown');
  expect(measuredOutcome({ keeps: 'unknown', verified: true }, { removed: 0, crcChanged: 990 })).toBe(
    'unknown',
  );
});

test('nobody is said to have broken a promise where it is open what was protected', () => {
  const doubt = { en: 'Whether the two were listed is not known.' };
  const promise = { keeps: 'kabi', verified: true } as const;
  expect(measuredOutcome(promise, { removed: 2, crcChanged: 0, doubt })).toBe('unknown');
  expect(measuredOutcome(promise, { removed: 0, crcChanged: 0, doubt })).toBe('kept');
});
