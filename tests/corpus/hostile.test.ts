/** Inputs that once crashed a command, hung it, or kept a verdict though something was lost: ../shared/field/hostile. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/content.ts';
import { runKabi } from '../support/kabi.ts';

const HOSTILE = path.resolve(import.meta.dirname, '../../../shared/field/hostile');
const isHere = existsSync(HOSTILE);
const where = isHere ? '' : ' (skipped: there is no field in ../shared)';

/** How each is given to the command, and what must be said of it. */
const CASES: readonly (readonly [file: string, args: readonly string[], status: number[], says: RegExp])[] = [
  [
    'www-after-chinese-comma.md',
    ['import', '--as', 'policy', '--id', 'a', '--title', 'T'],
    [0, 1],
    /discussions\/a/,
  ],
  ['ssh-url.md', ['import', '--as', 'policy', '--id', 'b', '--title', 'T'], [0, 1], /discussions\/b/],
  ['enum-bomb.symtypes', ['ingest', '--product', 'p', '--release', '1', '--arch', 'amd64'], [2], /exports/i],
  ['tar-cut-inside-gz.deb', ['ingest', '--product', 'p'], [2], /truncated or corrupt/],
  [
    'tar-size-null.deb',
    ['ingest', '--product', 'p'],
    [2],
    /truncated or corrupt|no Module\.symvers|not found|No Module/i,
  ],
  ['newline-in-symbol.deb', ['ingest', '--product', 'p'], [0, 1, 2], /./],
  ['esc.log', ['check'], [1, 2], /./],
  ['esc.symvers', ['check'], [2], /./],
  ['garbled-crc.modversions', ['check'], [1, 2], /0x123456789__drm_err/],
];

describe.skipIf(!isHere)(`hostile inputs${where}`, () => {
  test('each of them is tried here', () => {
    const files = readdirSync(HOSTILE).filter((name) => name !== 'README.md');
    expect(files.filter((name) => !CASES.some(([file]) => file === name))).toEqual([]);
  });

  test.each(CASES)('%s: %j', async (file, [command = '', ...args], status, says) => {
    const folder = await temporaryFolder();
    mkdirSync(path.join(folder, 'content/products/p'), { recursive: true });
    writeFileSync(
      path.join(folder, 'content/products/p/product.yaml'),
      'title: P\nvendor: V\norder: debian\nhomepage: https://example.org/\nsummary: S.\nabout: A.\nsources: []\n',
    );
    const content = path.join(folder, 'content');
    const run = await runKabi(folder, command, path.join(HOSTILE, file), ...args, '--content', content);
    const said = run.stdout + run.stderr;
    expect(said).not.toMatch(/fault of its own|\n\s+at /);
    expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(status).toContain(run.status);
    expect(said).toMatch(says);
    for (const name of readdirSync(content, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.yaml'))
        expect(readFileSync(path.join(content, name), 'utf8')).not.toContain('\u001b');
  });
});
