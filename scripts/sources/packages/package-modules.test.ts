import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { moduleOf } from '../../../tests/support/elf-writer.ts';
import { debOf, packXz, problemOf, rpmOf, SYMVERS, temporaryFolder, type Files } from '../fixtures.ts';
import { LIMITS } from '../bytes/limits.ts';
import { openModules, packageParts } from './package-modules.ts';

function fileOf(data: Buffer): string {
  const file = path.join(temporaryFolder(), 'package');
  writeFileSync(file, data);
  return file;
}

const module = (name: string) =>
  Buffer.from(
    moduleOf({ modinfo: [`name=${name}`, 'license=GPL'], versions: { kfree: 1 }, undefined: ['kfree'] }),
  );

const IMAGE = 'linux-image-6.1.0-54-amd64';
const KERNEL = './lib/modules/6.1.0-54-amd64/kernel';
const image = async (files: Files) => fileOf(await debOf({ name: IMAGE, files }));

describe('what a package may hold, its name tells', () => {
  test.each([
    ['linux-headers-6.1.0-54-amd64', { exports: true, modules: false }],
    [IMAGE, { exports: false, modules: true }],
    [`${IMAGE}-unsigned`, { exports: false, modules: true }],
    ['linux-modules-6.8.0-31-generic', { exports: false, modules: true }],
  ])('%s', async (name, parts) => {
    expect(await packageParts(fileOf(await debOf({ name })))).toEqual(parts);
  });

  test.each([
    ['kernel-devel', { exports: true, modules: false }],
    ['kernel-core', { exports: true, modules: true }],
    ['kernel-modules', { exports: false, modules: true }],
    ['kernel-rt-modules-extra', { exports: false, modules: true }],
    ['kernel-default', { exports: true, modules: true }],
    ['glibc', { exports: true, modules: false }],
  ])('%s', async (name, parts) => {
    expect(await packageParts(fileOf(rpmOf({ name })))).toEqual(parts);
  });

  test('a file that is no package may hold exports', async () => {
    expect(await packageParts(fileOf(Buffer.from(SYMVERS)))).toEqual({ exports: true, modules: false });
  });
});

test('the modules of a .deb, however each is packed, with their path in the kernel tree', async () => {
  const opened = await openModules(
    await image({
      [`${KERNEL}/net/a.ko`]: module('a'),
      [`${KERNEL}/net/b.ko.xz`]: packXz(module('b')),
      [`${KERNEL}/net/c.ko.gz`]: gzipSync(module('c')),
      [`${KERNEL}/net/d.ko.zst`]: zstdCompressSync(module('d')),
      './lib/modules/6.1.0-54-amd64/extra/e.ko': module('e'),
      './usr/share/doc/not-a-module.ko': 'x',
      './lib/modules/6.1.0-54-amd64/modules.dep': 'x',
    }),
  );
  expect(opened).toMatchObject({
    file: 'package',
    release: '6.1.0-54',
    arch: 'amd64',
    flavour: 'default',
    package: { name: IMAGE, version: '6.1.190-1' },
    problems: [],
  });
  expect(opened.modules.map((each) => [each.path, each.name]).sort()).toEqual([
    ['extra/e', 'e'],
    ['net/a', 'a'],
    ['net/b', 'b'],
    ['net/c', 'c'],
    ['net/d', 'd'],
  ]);
  expect(opened.modules[0]?.imports).toEqual([{ symbol: 'kfree', crc: 1 }]);
});

test('the modules of an .rpm', async () => {
  const files = { './usr/lib/modules/5.14.0-503.el9.x86_64/kernel/a.ko.xz': packXz(module('a')) };
  const opened = await openModules(fileOf(rpmOf({ name: 'kernel-rt-modules', files })));
  expect(opened).toMatchObject({ release: '5.14.0-503.11.1.el9_5', arch: 'x86_64', flavour: 'rt' });
  expect(opened.modules.map((each) => each.path)).toEqual(['a']);
});

test('a module that is damaged is named, and the others are read', async () => {
  const { modules, problems } = await openModules(
    await image({
      [`${KERNEL}/bad.ko`]: module('bad').subarray(0, 100),
      [`${KERNEL}/good.ko`]: module('good'),
    }),
  );
  expect(modules.map((each) => each.name)).toEqual(['good']);
  expect(problems).toMatchObject([
    { kind: 'malformed-elf', path: expect.stringMatching(/: bad\.ko$/) as string },
  ]);
});

test('a module that unpacks to more than any has is refused', async () => {
  const file = await image({ [`${KERNEL}/bomb.ko.xz`]: packXz(Buffer.alloc(20_000)) });
  expect(await problemOf(openModules(file, { ...LIMITS, module: 10_000 }))).toMatchObject({
    kind: 'limit-exceeded',
  });
});

test('a package with an entry outside its folder is refused', async () => {
  const file = await image({ '../../lib/modules/x/kernel/a.ko': module('a') });
  expect(await problemOf(openModules(file))).toMatchObject({ kind: 'unsafe-path' });
});
