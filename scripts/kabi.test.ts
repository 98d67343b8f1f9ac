import { expect, test } from 'vitest';
import { runKabi } from '../tests/support/kabi.ts';
import { temporaryFolder } from './sources/fixtures.ts';

test.each(['nonsense', 'Build', 'toString', 'constructor', '__proto__'])(
  '"%s" is no command, and those that are one are listed',
  async (name) => {
    const { status, stdout, stderr } = await runKabi(temporaryFolder(), name);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^kabi: there is no command "${name}"\n\nUsage: kabi COMMAND`));
    expect(stderr).toContain('\n  build     turn content/ into the site\n');
  },
);
