import { expect, test } from 'vitest';
import { unknownModule } from '../kernel/module.ts';
import type { DriverBuild, RegisteredDriver } from '../load/registered-driver.ts';
import { completeness, heldAgainst, wantedOn, type HeldList } from './drivers-on-lists.ts';

function build(arch: string, imports: readonly string[], exports: readonly string[] = []): DriverBuild {
  const module = unknownModule({
    name: 'gizmo',
    arch,
    imports: imports.map((symbol) => ({ symbol, crc: 1 })),
    exports: exports.map((symbol) => ({ symbol, crc: 0, type: '', namespace: '' })),
  });
  return {
    id: { product: 'acme', release: '1', arch, flavour: 'default' },
    modules: [{ module } as DriverBuild['modules'][number]],
  };
}

const driver = (name: string, ...builds: DriverBuild[]) => ({ name, builds }) as unknown as RegisteredDriver;

test('a driver is held against a list of its architecture, whatever the list calls it', () => {
  const drivers = [
    driver('zeta', build('amd64', ['kmalloc', 'printk'])),
    driver('gizmo', build('amd64', ['printk', 'own', 'kfree'], ['own']), build('amd64', ['kfree', 'gone'])),
    driver('elsewhere', build('arm64', ['printk'])),
  ];
  expect(heldAgainst(drivers, 'x86_64', new Set(['printk', 'kfree']))).toEqual([
    { driver: 'gizmo', imports: 3, notListed: ['gone'] },
    { driver: 'zeta', imports: 2, notListed: ['kmalloc'] },
  ]);
});

test('what most drivers want of a list comes first, with the architectures that lack it', () => {
  const list: HeldList = {
    ...{ id: 'acme-1', of: 'Acme 1', basis: 'measured' },
    files: [
      {
        ...{ arch: 'x86_64', symbols: 2 },
        drivers: [
          { driver: 'a', imports: 3, notListed: ['alpha', 'both'] },
          { driver: 'b', imports: 1, notListed: ['both'] },
        ],
      },
      { arch: 'aarch64', symbols: 2, drivers: [{ driver: 'a', imports: 3, notListed: ['both'] }] },
    ],
  };
  expect(wantedOn(list)).toEqual([
    { symbol: 'both', drivers: ['a', 'b'], archs: ['x86_64', 'aarch64'] },
    { symbol: 'alpha', drivers: ['a'], archs: ['x86_64'] },
  ]);
  expect(completeness([list])).toEqual({ pairs: 3, complete: 0 });
});
