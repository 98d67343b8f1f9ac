import { expect, test } from 'vitest';
import { unknownModule } from '../kernel/module.ts';
import { updateEffect } from './update-effect.ts';
import type { DriverBuild } from './registered-driver.ts';
import type { KernelBuild } from './verdict.ts';
import type { ModuleBuildRecord } from './driver-record.ts';

type Crcs = Readonly<Record<string, number>>;

const vermagic = (release: string, versions = ' modversions') =>
  `${release} SMP preempt mod_unload${versions} `.trimEnd();

function kernel(release: string, crcs: Crcs, rest: Partial<KernelBuild> = {}): KernelBuild {
  const exports = Object.entries(crcs).map(
    ([symbol, crc]) =>
      [symbol, { symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' }] as const,
  );
  return {
    ...{ release, arch: 'amd64', flavour: 'default', modversions: true, vermagic: vermagic(release) },
    exports: new Map(exports),
    ...rest,
  };
}

/** Built for 1.0. */
function build(crcs: Crcs): DriverBuild {
  const module = unknownModule({
    ...{ name: 'gizmo', arch: 'x86_64', vermagic: vermagic('1.0'), license: 'GPL', modversions: 'basic' },
    imports: Object.entries(crcs).map(([symbol, crc]) => ({ symbol, crc })),
  });
  return {
    id: { product: 'p', release: '1.0', arch: 'amd64', flavour: 'default' },
    modules: [{ record: { module: 'gizmo' } as ModuleBuildRecord, module }],
  };
}

const old = build({ a: 1, b: 1 });

test('an update without changes does nothing to a driver, even if its build on file is older and does not load', () => {
  const crcs = { a: 2, b: 2 };
  expect(updateEffect(old, kernel('1.1', crcs), kernel('1.2', crcs))).toEqual({
    verdict: 'loads',
    symbols: 0,
  });
});

test('an update that changes imports demands a rebuild, also of those who rebuilt for the release before', () => {
  const effect = updateEffect(old, kernel('1.1', { a: 2, b: 1 }), kernel('1.2', { a: 3, b: 1 }));
  expect(effect).toEqual({ verdict: 'rebuild', symbols: 1 });
});

test('what an older update removed is not missed because of this one', () => {
  expect(updateEffect(old, kernel('1.1', { a: 1 }), kernel('1.2', { a: 1 })).verdict).toBe('loads');
  expect(updateEffect(old, kernel('1.1', { a: 1, b: 1 }), kernel('1.2', { a: 1 }))).toEqual({
    verdict: 'missing',
    symbols: 1,
  });
});

test('between kernels without symbol versions every driver has to be rebuilt', () => {
  const without = (release: string) =>
    kernel(release, { a: 0, b: 0 }, { modversions: false, vermagic: vermagic(release, '') });
  expect(updateEffect(old, without('1.1'), without('1.2')).verdict).toBe('rebuild');
});
