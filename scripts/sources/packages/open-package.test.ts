import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { elfOf, moduleOf } from '../../../tests/support/elf-writer.ts';
import { debOf, packXz, problemOf, rpmOf, SYMVERS, temporaryFolder, type Files } from '../fixtures.ts';
import { LIMITS } from '../bytes/limits.ts';
import { openPackage } from './open-package.ts';

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

const BTF = Buffer.from('a section');
const VMLINUX = Buffer.from(
  elfOf({ bits: 64, isLittleEndian: true, machine: 62, type: 2 }, [{ name: '.BTF', data: BTF }], []),
);

describe('what a package holds, its files tell', () => {
  const UNAME = '7.2.13+deb14-amd64';

  test('a kernel and its exports, under whatever name', async () => {
    const opened = await openPackage(
      fileOf(
        await debOf({
          name: 'my-kernel',
          files: {
            [`./usr/src/linux-headers-${UNAME}/Module.symvers`]: SYMVERS,
            [`./usr/lib/modules/${UNAME}/vmlinuz.unsigned`]: gzipSync(VMLINUX),
          },
        }),
      ),
    );
    expect(opened.exports?.exports.length).toBeGreaterThan(0);
    expect(opened).toMatchObject({
      release: '7.2.13+deb14',
      arch: 'amd64',
      kernel: { btf: Uint8Array.from(BTF) },
    });
  });

  test('types in a package of headers; the kernel itself is preferred to them', async () => {
    const headers = { [`./usr/src/linux-headers-${UNAME}/vmlinux`]: VMLINUX };
    const { kernel } = await openPackage(
      fileOf(await debOf({ name: `linux-headers-${UNAME}`, files: headers })),
    );
    expect(kernel?.btf).toEqual(Uint8Array.from(BTF));
    const both = { ...headers, [`./boot/vmlinuz-${UNAME}`]: gzipSync(VMLINUX) };
    expect((await openPackage(fileOf(await debOf({ files: both })))).kernel?.name).toContain('boot/vmlinuz');
  });

  test('nothing but papers: a package that only names others', async () => {
    const file = fileOf(
      await debOf({
        name: `linux-image-${UNAME}`,
        files: { './usr/share/doc/linux/copyright': 'x' },
        control: [
          'Depends: linux-binary-7.2.13+deb14-amd64 (= 7.2.13-1),',
          ' linux-modules-7.2.13+deb14-amd64',
        ],
      }),
    );
    expect((await openPackage(file)).withoutExports).toEqual({
      kind: 'meta-package',
      path: file,
      detail: `linux-image-${UNAME} depends on linux-binary-7.2.13+deb14-amd64, linux-modules-7.2.13+deb14-amd64`,
    });
  });

  test('a kernel that was built without type information has none, which is no problem', async () => {
    const bare = Buffer.from(elfOf({ bits: 64, isLittleEndian: true, machine: 62, type: 2 }, [], []));
    const { kernel } = await openPackage(
      fileOf(await debOf({ files: { [`./boot/vmlinuz-${UNAME}`]: gzipSync(bare) } })),
    );
    expect(kernel?.btf).toBeUndefined();
    expect(kernel?.problem).toBeUndefined();
  });

  test('what is no kernel at all is a problem of the kernel, not of the package', async () => {
    const { kernel } = await openPackage(
      fileOf(await debOf({ files: { [`./boot/vmlinuz-${UNAME}`]: 'text' } })),
    );
    expect(kernel?.problem).toMatchObject({ kind: 'no-type-information' });
  });
});

test('the modules of a .deb, however each is packed, with their path in the kernel tree', async () => {
  const opened = await openPackage(
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
  const opened = await openPackage(fileOf(rpmOf({ name: 'kernel-rt-modules', files })));
  expect(opened).toMatchObject({ release: '5.14.0-503.11.1.el9_5', arch: 'x86_64', flavour: 'rt' });
  expect(opened.modules.map((each) => each.path)).toEqual(['a']);
});

test('a module that is damaged is named, and the others are read', async () => {
  const { modules, problems } = await openPackage(
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
  expect(await problemOf(openPackage(file, { ...LIMITS, module: 10_000 }))).toMatchObject({
    kind: 'limit-exceeded',
  });
});

test('a package with an entry outside its folder is refused', async () => {
  const file = await image({ '../../lib/modules/x/kernel/a.ko': module('a') });
  expect(await problemOf(openPackage(file))).toMatchObject({ kind: 'unsafe-path' });
});
