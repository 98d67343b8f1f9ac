import { describe, expect, test } from 'vitest';
import { commands } from './index.ts';

describe.each([...commands])('kabi %s', (name, entry) => {
  test('is called what it is listed as', async () => {
    expect((await entry.load()).name).toBe(name);
    expect(`  ${name.padEnd(9)} ${entry.summary}`.length).toBeLessThanOrEqual(80);
  });

  test('has help that fits a screen', async () => {
    const lines = (await entry.load()).help.split('\n');
    expect(lines.length).toBeLessThanOrEqual(30);
    expect(lines.filter((line) => line.length > 80 && !line.startsWith('  kabi '))).toEqual([]);
  });
});
