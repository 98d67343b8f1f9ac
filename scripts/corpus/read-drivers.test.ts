import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { problemTitle } from '../../src/base/problems.ts';
import { productLine } from '../../tests/support/product-lines.ts';
import { temporaryFolder } from '../sources/fixtures.ts';
import { driverFile, driversFolder } from './layout.ts';
import { readDrivers } from './read-drivers.ts';

const LINES = [productLine('p')];

const BUILD = {
  module: 'gizmo-core',
  product: 'p',
  release: '1.0',
  arch: 'amd64',
  vermagic: '1.0-amd64 SMP modversions ',
  license: 'GPL',
  imports: 'gizmo/1.0-amd64/gizmo-core.modversions',
  exports: ['b', 'a'],
};
const DRIVER = { title: 'Gizmo', vendor: 'V', summary: 'S.', source: { package: 'gizmo', version: '1' } };

let content = '';
beforeEach(() => {
  content = temporaryFolder();
  write(BUILD.imports, '0x00000001\tkfree\n');
});

function write(name: string, text: string): void {
  const file = path.join(driversFolder(content), name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Places and titles of what is wrong with a driver of these builds. */
async function faults(...builds: readonly object[]): Promise<string[]> {
  write('gizmo.yaml', stringify({ ...DRIVER, builds }));
  const { problems } = await readDrivers(content, LINES);
  return problems.map((each) => `${path.basename(each.path)}:${each.line ?? 0} ${problemTitle(each)}`);
}

test('a driver is read with the imports of its modules', async () => {
  write('gizmo.yaml', stringify({ ...DRIVER, builds: [BUILD] }));
  const { drivers, problems } = await readDrivers(content, LINES);
  expect(problems).toEqual([]);
  expect(drivers.map(({ name }) => name)).toEqual(['gizmo']);
  expect(drivers[0]?.builds).toMatchObject([
    {
      id: { product: 'p', release: '1.0', arch: 'amd64', flavour: 'default' },
      modules: [
        {
          module: {
            name: 'gizmo_core',
            arch: 'x86_64',
            vermagic: '1.0-amd64 SMP modversions',
            imports: [{ symbol: 'kfree', crc: 1 }],
            exports: [{ symbol: 'a' }, { symbol: 'b' }],
          },
        },
      ],
    },
  ]);
});

test('content without drivers has none', async () => {
  expect(await readDrivers(temporaryFolder(), LINES)).toEqual({ drivers: [], problems: [] });
});

describe('a fault is told with its line:', () => {
  const REFERENCE = 'The file names something that is not on file';

  test('a product, release or build that is not on file', async () => {
    expect(await faults({ ...BUILD, product: 'q' })).toEqual([`gizmo.yaml:9 ${REFERENCE}: product "q"`]);
    expect(await faults({ ...BUILD, release: '1.1' })).toEqual([
      `gizmo.yaml:10 ${REFERENCE}: release "1.1" of p`,
    ]);
    expect(await faults({ ...BUILD, arch: 'arm64' })).toEqual([
      `gizmo.yaml:11 ${REFERENCE}: build "p/1.0/arm64"`,
    ]);
  });

  test('an import table that is missing, or none', async () => {
    expect(await faults({ ...BUILD, imports: 'gizmo/none.modversions' })).toEqual([
      `gizmo.yaml:14 ${REFERENCE}: file "gizmo/none.modversions"`,
    ]);
    write(BUILD.imports, 'sh: modprobe: not found\n');
    expect(await faults(BUILD)).toEqual([
      expect.stringMatching(/^gizmo-core\.modversions:\d+ The file has no/),
    ]);
  });

  test('an import table outside of content/drivers', async () => {
    expect(await faults({ ...BUILD, imports: '../products/p/product.yaml' })).toEqual([
      expect.stringMatching(/^gizmo\.yaml:14 The file does not have the expected fields/),
    ]);
  });

  test('a module that is listed twice for one release', async () => {
    expect(await faults(BUILD, { ...BUILD })).toEqual([
      'gizmo.yaml:18 The file does not have the expected fields: p/1.0/amd64/gizmo-core is listed twice',
    ]);
  });

  test('a name that no URL can hold', async () => {
    write('my gizmo.yaml', stringify({ ...DRIVER, builds: [BUILD] }));
    const { drivers, problems } = await readDrivers(content, LINES);
    expect(drivers).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'invalid-file', path: driverFile(content, 'my gizmo') }]);
  });
});
