import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepReportSchema } from '../../../src/records/json/keep-report.ts';
import { parseTypeTable } from '../../../src/types/table/text.ts';
import { GENKSYMS_BUILDS } from '../../../src/types/keep/proof-fixtures.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { runKabi } from '../../../tests/support/kabi.ts';
import { ROOT } from '../../engine/root.ts';
import { diffExports } from '../../../src/history/diff.ts';
import { keptBetween } from '../keep/kept.ts';
import { pairBuilds, resolveOperand } from '../operands.ts';
import { explain } from '../report/explain.ts';
import { storeTypes } from '../../corpus/store/store-types.ts';

const line = (crc: string, symbol: string) => `0x${crc}\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`;
const HEADER = '// type-table 1 source=btf pointer=8\n';
const EXPORTS = [
  'extern int both(struct dev *, struct gone *);\n',
  'extern int lost(struct gone *);\n',
  'extern int use(struct dev *);\n',
].join('');
const BEFORE = `${HEADER}struct dev { // size 16
\tint a; // 0
\tvoid *b; // 8
};
struct gone { // size 8
\tint n; // 0
};
${EXPORTS}`;
const AFTER = `${HEADER}struct dev { // size 16
\tint a; // 0
\tint n; // 4
\tvoid *b; // 8
};
struct gone { // size 8
\tlong n; // 0
};
${EXPORTS}`;

async function content(): Promise<string> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'content');
  const names = ['both', 'lost', 'use'];
  await writeContent(file, {
    'acme/1/x86_64': names.map((name) => line('11111111', name)).join(''),
    'acme/2/x86_64': names.map((name) => line('22222222', name)).join(''),
  });
  for (const [release, text] of [
    ['1', BEFORE],
    ['2', AFTER],
  ] as const) {
    const id = { product: 'acme', release, arch: 'x86_64', flavour: 'default' };
    const table = parseTypeTable(text, 'x').records;
    await storeTypes(file, id, { table, from: [{ file: 'x' }] }, { replace: false, source: 'x' });
  }
  return folder;
}

describe('two releases on file', () => {
  test('what keeps which exports, and what keeps none: exit 1', async () => {
    const { status, stdout, stderr } = await runKabi(await content(), 'keep', 'acme/1', 'acme/2');
    const said = stdout.replace(/\s+/g, ' ');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(said).toContain('1 guard keeps 1 of 3 changed exports with a known cause (33 %).');
    expect(said).toContain('2 exports cannot be kept, because of struct gone.');
    expect(said).toContain('Hide n from genksyms. That is in the hole of 4 bytes behind a, offset 4.');
    expect(stdout).toMatch(/Exports that cannot be kept\n-+\n\n- both\n- lost\n$/);
  });

  test('of a list that can be kept: exit 0, and as data', async () => {
    const folder = await content();
    await writeFile(path.join(folder, 'list'), '[acme_list]\n\tuse\n');
    const { status, stdout } = await runKabi(
      folder,
      ...['keep', 'acme/1/x86_64', 'acme/2/x86_64', '--list', 'list', '--format', 'json'],
    );
    expect(status).toBe(0);
    const report = keepReportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      ...{ list: 'list', exports: 1, guards: [0], exact: true, obstacles: [] },
      keptUpTo: { hidden: 1, placed: 1, beside: 1 },
      causes: [
        { name: 'dev', symbols: 1, effort: 'hidden', actions: [{ guard: 'hide-member', names: ['n'] }] },
      ],
      symbols: [{ symbol: 'use', guards: [0] }],
    });
  });

  test('as Markdown, names are code', async () => {
    const { stdout } = await runKabi(await content(), 'keep', 'acme/1', 'acme/2', '--format', 'markdown');
    expect(stdout).toContain('- `struct dev` (2): Hidden.');
  });

  test('a build against itself has nothing to keep: exit 0', async () => {
    const { status, stdout } = await runKabi(await content(), 'keep', 'acme/1', 'acme/1');
    expect(stdout).toContain('There is nothing to keep: no export changed its CRC.');
    expect(status).toBe(0);
  });
});

test('build trees with symtypes: the CRCs are computed again with the guards in place', async () => {
  const folder = await temporaryFolder();
  for (const [name, build] of [
    ['old', GENKSYMS_BUILDS.old],
    ['new', GENKSYMS_BUILDS.new],
  ] as const) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'x.symtypes'), build.symtypes);
    const lines = Object.entries(build.crcs).map(([symbol, crc]) =>
      line(crc.toString(16).padStart(8, '0'), symbol),
    );
    await writeFile(path.join(folder, name, 'Module.symvers'), lines.join(''));
  }
  const { status, stdout } = await runKabi(folder, 'keep', 'old', 'new');
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'With the old definitions in place of the new ones, 3 of 3 CRCs come out of the symtypes as they were.',
  );
  expect(stdout).not.toContain('BTF');
  expect(status).toBe(0);
});

describe('bad input is said, and exits with 2', () => {
  test('files that only list exports have no types', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'a'), line('11111111', 'foo'));
    await writeFile(path.join(folder, 'b'), line('22222222', 'foo'));
    const { status, stderr } = await runKabi(folder, 'keep', 'a', 'b');
    expect(status).toBe(2);
    expect(stderr).toContain('without the types of both, nothing says why CRCs changed');
  });

  test('a list that names nothing', async () => {
    const folder = await content();
    await writeFile(path.join(folder, 'list'), '# nothing\n');
    const { status, stderr } = await runKabi(folder, 'keep', 'acme/1', 'acme/2', '--list', 'list');
    expect(status).toBe(2);
    expect(stderr).toContain('list');
  });

  test('a release that is not on file', async () => {
    const { status, stderr } = await runKabi(await content(), 'keep', 'acme/1', 'acme/3');
    expect(status).toBe(2);
    expect(stderr).toContain('acme/3');
  });
});

test('of Debian 6.1.0-53 to -54 hiding keeps nothing, one guard more 6,720 exports', async () => {
  const content = path.join(ROOT, 'content');
  const [pair] = await pairBuilds(
    await resolveOperand('debian-12/6.1.0-53/amd64', content),
    await resolveOperand('debian-12/6.1.0-54/amd64', content),
  );
  expect.assert(pair !== undefined);
  const [a, b] = pair;
  const diff = diffExports(a, b);
  const { explained } = await explain(a, b, diff);
  expect.assert(explained !== undefined);
  const { keep, symbols, unexplained, causes } = keptBetween({ a, b, diff, explained }, undefined, []);
  expect([keep.exports, unexplained.length]).toEqual([7293, 236]);
  expect(keep.keptUpTo).toEqual({ hidden: 0, placed: 6, beside: 7260 });
  expect(keep.isExact).toBe(true);
  const placeOf = (name: string) => causes.findIndex(({ cause }) => cause.name === name);
  const keptBy = (names: readonly string[]) => {
    const guards = new Set(names.map(placeOf));
    expect(guards.has(-1)).toBe(false);
    return symbols.filter((symbol) => symbol.guards?.every((each) => guards.has(each)) === true).length;
  };
  expect(keptBy(HARMLESS)).toBe(0);
  expect(keptBy([...HARMLESS, 'ib_device_ops'])).toBe(6720);
}, 60_000);

/** Those that kept their layout, and those of which a definition became visible. */
const HARMLESS = [
  ...['net_device', 'dst_entry', 'tty_operations', 'devlink_port', 'bpf_func_proto', 'ubi_device'],
  ...['nfs4_pnfs_ds', 'ib_mad', 'target_backend_ops'],
];
