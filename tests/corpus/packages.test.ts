/**
 * A whole kernel package against its own Module.symvers and that of the next release. Packages of 70 MB are not kept:
 * `KABI_PACKAGES=folder npx vitest run tests/corpus` with linux-image-6.1.0-53-amd64_*.deb in it ("apt-get download").
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openPackage } from '../../scripts/sources/packages/open-package.ts';
import { openExports } from '../../scripts/sources/open.ts';
import { unknownModule } from '../../src/kernel/module.ts';
import { judgeTogether } from '../../src/load/judge.ts';
import type { KernelBuild } from '../../src/load/verdict.ts';
import { corpusIsHere, debianSymvers } from './samples.ts';

const folder = process.env['KABI_PACKAGES'];
const image =
  folder === undefined
    ? undefined
    : readdirSync(folder).find((name) => /^linux-image-6\.1\.0-53-amd64_.*\.deb$/.test(name));
const canRun = folder !== undefined && image !== undefined && corpusIsHere;

async function kernel(release: string): Promise<KernelBuild> {
  const { exports } = await openExports(debianSymvers(release, 'amd64'));
  return {
    release,
    arch: 'amd64',
    flavour: 'default',
    modversions: true,
    vermagic: null,
    exports: new Map(exports.map((each) => [each.symbol, each])),
  };
}

test.skipIf(!canRun)(
  `every module of Debian 6.1.0-53 loads on it, and 3,051 of them do not on 6.1.0-54${canRun ? '' : ' (skipped: no package in KABI_PACKAGES)'}`,
  async () => {
    const { modules, problems } = await openPackage(path.join(folder ?? '', image ?? ''));
    expect(problems).toEqual([]);
    expect(modules).toHaveLength(4023);
    expect(modules.reduce((sum, { imports }) => sum + imports.length, 0)).toBe(188_691);
    // Each for itself: on 6.1.0-54 it meets the modules of that kernel.
    const verdicts = (build: KernelBuild) =>
      Map.groupBy(
        modules.flatMap((each) => judgeTogether([unknownModule({ ...each, arch: 'x86_64' })], build)),
        ({ verdict }) => verdict,
      );
    const own = verdicts(await kernel('6.1.0-53'));
    expect([...own.keys()]).toEqual(['loads']);
    const next = verdicts(await kernel('6.1.0-54'));
    expect(next.get('loads')).toHaveLength(4023 - 3051);
    const refused = [...(next.get('rebuild') ?? []), ...(next.get('missing') ?? [])];
    expect(refused).toHaveLength(3051);
    console.log(`rebuild ${next.get('rebuild')?.length ?? 0}, missing ${next.get('missing')?.length ?? 0}`);
  },
);
