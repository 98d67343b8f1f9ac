import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/base/problems.ts';
import { ledgerFile, publicationsFile } from '../corpus/layout.ts';
import { temporaryFolder } from '../sources/fixtures.ts';
import { publishAddresses, readLedger } from './addresses.ts';

function published(): string {
  const content = temporaryFolder();
  publishAddresses(content, ['about/index.html']);
  publishAddresses(content, ['about/index.html', 's/kfree/index.html']);
  return content;
}

function kindOf(content: string): string {
  try {
    readLedger(content);
    return 'read';
  } catch (error) {
    expect.assert(error instanceof Fault);
    return error.problem.kind;
  }
}

test('each publication is counted, the same again is none', () => {
  const content = published();
  expect([...readLedger(content).keys()]).toEqual(['about/', 's/kfree/']);
  const lines = () => readFileSync(publicationsFile(content), 'utf8').split('\n').slice(0, -1);
  expect(lines().map((line) => line.replace(/ \w{64}$/, ''))).toEqual(['1 1', '2 2']);
  expect(publishAddresses(content, ['about/index.html', 's/kfree/index.html'])).toBe(0);
  expect(lines()).toHaveLength(2);
});

test('nothing was published yet: there is no ledger, and nothing is wrong', () => {
  expect(readLedger(temporaryFolder()).size).toBe(0);
});

test('a ledger from before publications were counted is taken, and counted with the next', () => {
  const content = temporaryFolder();
  writeFileSync(ledgerFile(content), 'about/\n');
  expect(kindOf(content)).toBe('read');
  publishAddresses(content, ['about/index.html']);
  expect(readFileSync(publicationsFile(content), 'utf8')).toMatch(/^1 1 \w{64}\n$/);
});

describe('a ledger that cannot be relied on is refused', () => {
  test.each<[string, (content: string) => void]>([
    ['it was removed', (content) => rmSync(ledgerFile(content))],
    ['it was emptied', (content) => writeFileSync(ledgerFile(content), '')],
    ['it lacks a line', (content) => writeFileSync(ledgerFile(content), 'about/\n')],
    ['it has another', (content) => writeFileSync(ledgerFile(content), 'about/\ns\n kfree/\n ksize/\n')],
    ['its proof was emptied', (content) => writeFileSync(publicationsFile(content), '')],
    [
      'its proof lacks the last line',
      (content) => {
        const [first = ''] = readFileSync(publicationsFile(content), 'utf8').split('\n');
        writeFileSync(publicationsFile(content), `${first}\n`);
      },
    ],
  ])('%s', (_, damage) => {
    const content = published();
    damage(content);
    expect(kindOf(content)).toBe('unproven-ledger');
    expect(() => publishAddresses(content, [])).toThrow(Fault);
  });
});
