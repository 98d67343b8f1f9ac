import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROGRAM, runKabi, runKabiWith } from '../tests/support/kabi.ts';
import { temporaryFolder } from './sources/fixtures.ts';

test.each(['nonsense', 'Build', 'toString', 'constructor', '__proto__'])(
  '"%s" is no command, and those that are one are listed',
  async (name) => {
    for (const args of [[name], ['help', name]]) {
      const { status, stdout, stderr } = await runKabi(temporaryFolder(), ...args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(new RegExp(`^kabi: there is no command "${name}"\n\nUsage: kabi COMMAND`));
      expect(stderr).toContain('\n  build     turn content/ into the site\n');
    }
  },
);

test('the version is that of the package', async () => {
  const { status, stdout, stderr } = await runKabi(temporaryFolder(), '--version');
  expect(stdout).toMatch(/^kabi-reports \d+\.\d+\.\d+\n$/);
  expect([status, stderr]).toEqual([0, '']);
});

test('"kabi help NAME" is "kabi NAME --help"', async () => {
  const folder = temporaryFolder();
  expect(await runKabi(folder, 'help', 'lint')).toEqual(await runKabi(folder, 'lint', '--help'));
});

function exportsFolder(): string {
  const folder = temporaryFolder();
  const line = (crc: number, name: string) =>
    `0x${crc.toString(16).padStart(8, '0')}\t${name}\tvmlinux\tEXPORT_SYMBOL\t\n`;
  const names = Array.from({ length: 20_000 }, (_, index) => `symbol_${index}`);
  writeFileSync(path.join(folder, 'a'), names.map((name) => line(1, name)).join(''));
  writeFileSync(path.join(folder, 'b'), names.map((name) => line(2, name)).join(''));
  return folder;
}

describe('what nobody foresaw', () => {
  const broken = (code: string) => ({
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
  });

  test('ends with 2, the input and the place, not with 1, which says that there are differences', async () => {
    const folder = exportsFolder();
    const env = broken(`JSON.stringify = () => { throw new RangeError('boom') }`);
    const { status, stderr } = await runKabiWith(env, folder, 'compare', 'a', 'b', '--format', 'json');
    expect(stderr).toMatch(
      /^kabi has a fault of its own: RangeError: boom\n {2}with compare a b --format json\n {2}at /,
    );
    expect(stderr.match(/^ *at /gm)).toHaveLength(1);
    expect(status).toBe(2);
  });

  test('names the input that it was at', async () => {
    const folder = exportsFolder();
    const env = broken(`const { get } = Map.prototype; Map.prototype.get = function (key) {
      if (key === 'symbol_7') throw new TypeError('boom');
      return get.call(this, key);
    }`);
    const { status, stderr } = await runKabiWith(env, folder, 'compare', 'a', 'b');
    expect(stderr).toMatch(/^kabi has a fault of its own: TypeError: boom\n {2}with a\n/);
    expect(status).toBe(2);
  });

  test('in work that nobody waits for ends with 2, too', async () => {
    const env = broken(`setTimeout(() => { throw new TypeError('boom') }, 0)`);
    const { status, stderr } = await runKabiWith(env, exportsFolder(), 'compare', 'a', 'b');
    expect(stderr).toContain('TypeError: boom');
    expect(status).toBe(2);
  });
});

test('who reads the beginning only does not change what the exit status says', async () => {
  const child = spawn(process.execPath, [PROGRAM, 'compare', 'a', 'b'], {
    cwd: exportsFolder(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'readable');
  child.stdout.destroy();
  expect(await once(child, 'exit')).toEqual([1, null]);
});
