import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Export } from '../../kernel/export.ts';
import { unknownModule, type KernelModule } from '../../kernel/module.ts';
import { judgeTogether } from '../judge.ts';
import { planBuilds, type PlannedKernel } from './build-plan.ts';

const SYMBOLS = ['kfree', 'kmalloc', 'printk'] as const;

/** @param crcs of SYMBOLS; null: not exported */
function kernel(
  release: string,
  crcs: readonly (number | null)[],
  rest: Partial<PlannedKernel['build']> = {},
) {
  const exports = new Map<string, Export>([
    ['module_layout', exported('module_layout', 1)],
    ...SYMBOLS.flatMap((symbol, index) => {
      const crc = crcs[index] ?? null;
      return crc === null ? [] : [[symbol, exported(symbol, crc)] as const];
    }),
  ]);
  const id = { product: 'debian-12', release, arch: 'amd64', flavour: 'default' };
  const vermagic = `${release}-amd64 SMP preempt mod_unload modversions`;
  return { id, build: { ...id, modversions: true, vermagic, exports, ...rest } } satisfies PlannedKernel;
}

function exported(symbol: string, crc: number): Export {
  return { symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' };
}

const driver: KernelModule = unknownModule({
  name: 'gizmo',
  license: 'GPL',
  importNamespaces: [],
  modversions: 'basic',
  imports: SYMBOLS.map((symbol) => ({ symbol, crc: null })),
});

const plan = (kernels: readonly PlannedKernel[]) => planBuilds(() => [driver], kernels);
const releases = (ids: readonly { readonly release: string }[]) => ids.map(({ release }) => release);

describe('the builds of a driver', () => {
  test('are one for all kernels that export what it imports with the same CRCs', () => {
    const { groups, updates } = plan([
      kernel('6.1.0-1', [1, 2, 3]),
      kernel('6.1.0-2', [1, 2, 3]),
      kernel('6.1.0-3', [1, 9, 3]),
    ]);
    expect(groups.map(({ serves }) => releases(serves))).toEqual([['6.1.0-1', '6.1.0-2'], ['6.1.0-3']]);
    expect(updates).toEqual({ all: 2, needed: 1 });
  });

  test('serve a kernel that went back to older CRCs', () => {
    const { groups } = plan([
      kernel('6.1.0-1', [1, 2, 3]),
      kernel('6.1.0-2', [1, 9, 3]),
      kernel('6.1.0-3', [1, 2, 3]),
    ]);
    expect(groups.map(({ serves }) => releases(serves))).toEqual([['6.1.0-1', '6.1.0-3'], ['6.1.0-2']]);
  });

  test('are none for a kernel that lacks a symbol, and the symbol is named', () => {
    const { groups, impossible } = plan([kernel('6.1.0-1', [1, 2, 3]), kernel('6.1.0-2', [1, null, 3])]);
    expect(groups).toHaveLength(1);
    expect(impossible.map(({ id, symbols }) => [id.release, symbols])).toEqual([['6.1.0-2', ['kmalloc']]]);
  });

  test('are one for each kernel without symbol versions', () => {
    const without = (release: string) =>
      kernel(release, [0, 0, 0], { modversions: false, vermagic: `${release}-amd64 SMP preempt mod_unload` });
    const { groups } = plan([without('7.2.1'), without('7.2.2')]);
    expect(groups.map(({ serves }) => releases(serves))).toEqual([['7.2.1'], ['7.2.2']]);
  });

  test('are not known for a part of the exports that lacks a symbol', () => {
    const { groups, unknown } = plan([kernel('el9', [1, null, 3], { coverage: 'part' })]);
    expect(groups).toEqual([]);
    expect(unknown.map(({ id }) => id.release)).toEqual(['el9']);
  });

  test('differ where other options are in the version magic', () => {
    const { groups } = plan([
      kernel('6.1.0-1', [1, 2, 3]),
      kernel('6.1.0-2', [1, 2, 3], { vermagic: '6.1.0-2-amd64 SMP preempt_rt mod_unload modversions' }),
    ]);
    expect(groups).toHaveLength(2);
  });
});

const crcs = fc.tuple(
  ...SYMBOLS.map(() => fc.option(fc.integer({ min: 1, max: 2 }), { nil: null, freq: 6 })),
);

test('every kernel is in exactly one group, or said to be in none, and a group’s build loads on all of it', () => {
  fc.assert(
    fc.property(fc.array(crcs, { maxLength: 8 }), (rows) => {
      const kernels = rows.map((row, index) => kernel(`6.1.0-${index}`, row));
      const { groups, impossible, unknown } = plan(kernels);
      const placed = [
        ...groups.flatMap(({ serves }) => releases(serves)),
        ...impossible.map(({ id }) => id.release),
        ...unknown.map(({ id }) => id.release),
      ];
      expect(placed.toSorted()).toEqual(releases(kernels.map(({ id }) => id)).toSorted());
      for (const { builtFor, serves } of groups) {
        expect(releases(serves)).toContain(builtFor.release);
        const own = kernels.find(({ id }) => id === builtFor);
        const module = {
          ...driver,
          vermagic: own?.build.vermagic ?? null,
          imports: driver.imports.map(({ symbol }) => ({
            symbol,
            crc: own?.build.exports.get(symbol)?.crc ?? null,
          })),
        };
        for (const id of serves) {
          const target = kernels.find((each) => each.id === id)?.build;
          if (target === undefined) throw new Error('a kernel that was not given');
          expect(judgeTogether([module], target)[0]?.verdict).toBe('loads');
        }
      }
    }),
  );
});

test('no fewer builds do, as trying all choices shows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })), { maxLength: 7 }),
      (rows) => {
        const kernels = rows.map(([a, b], index) => kernel(`6.1.0-${index}`, [a, b, 3]));
        // Builds with equal CRCs serve the same kernels: as many are needed as there are different rows.
        expect(plan(kernels).groups).toHaveLength(new Set(rows.map(String)).size);
      },
    ),
  );
});
