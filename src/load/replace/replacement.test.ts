import { describe, expect, test } from 'vitest';
import type { Export } from '../../kernel/export.ts';
import type { InTreeModule } from '../../formats/drivers/imports.ts';
import type { KernelBuild, Provider } from '../verdict.ts';
import { brokenBy, replacementOn } from './replacement.ts';

const VERMAGIC = '6.1.0-1-amd64 SMP preempt mod_unload modversions';

function exported(symbol: string, crc: number, module: string): Export {
  return { symbol, crc, module, type: 'EXPORT_SYMBOL', namespace: '' };
}

const EXPORTS = [
  exported('module_layout', 1, 'vmlinux'),
  exported('kfree', 2, 'vmlinux'),
  exported('ib_open', 3, 'drivers/infiniband/core/ib_core'),
  exported('ib_close', 4, 'drivers/infiniband/core/ib_core'),
];
const KERNEL: KernelBuild = {
  release: '6.1.0-1',
  arch: 'amd64',
  flavour: 'default',
  modversions: true,
  vermagic: VERMAGIC,
  exports: new Map(EXPORTS.map((each) => [each.symbol, each])),
};

function inTree(path: string, ...symbols: readonly string[]): InTreeModule {
  const crcOf = (symbol: string) => KERNEL.exports.get(symbol)?.crc ?? null;
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    vermagic: VERMAGIC,
    license: 'GPL',
    importNamespaces: [],
    modversions: 'basic',
    depends: [],
    aliasCount: 0,
    imports: ['module_layout', ...symbols].map((symbol) => ({ symbol, crc: crcOf(symbol) })),
  };
}

const MODULES = [
  inTree('drivers/infiniband/core/ib_core', 'kfree'),
  inTree('drivers/infiniband/core/rdma_cm', 'ib_open', 'kfree'),
  inTree('fs/smb/ksmbd', 'ib_open', 'ib_close'),
  inTree('net/llc/llc', 'kfree'),
];

function offer(...exports: readonly (readonly [string, number])[]): Provider {
  return {
    name: 'ib_core',
    license: 'GPL',
    exports: exports.map(([symbol, crc]) => ({ symbol, crc, type: 'EXPORT_SYMBOL', namespace: '' })),
  };
}

const broken = (...offered: readonly Provider[]) =>
  brokenBy(replacementOn(['ib_core'], offered, KERNEL, MODULES)).map(({ path, finding }) => [
    path,
    finding.verdict,
    [...finding.missing, ...finding.mismatched],
  ]);

describe('a replaced module', () => {
  test('breaks nobody where it exports the same', () => {
    expect(broken(offer(['ib_open', 3], ['ib_close', 4], ['ib_more', 5]))).toEqual([]);
  });

  test('breaks those that import what it exports with another CRC, or no longer', () => {
    expect(broken(offer(['ib_open', 9]))).toEqual([
      ['fs/smb/ksmbd', 'missing', ['ib_close', 'ib_open']],
      ['drivers/infiniband/core/rdma_cm', 'rebuild', ['ib_open']],
    ]);
  });

  test('is asked for the symbols that it exported, whoever imports other ones', () => {
    const { importers, modules, exports, removed, changed } = replacementOn(
      ['ib_core'],
      [offer(['ib_open', 9])],
      KERNEL,
      MODULES,
    );
    expect(importers.map(({ path, symbols }) => [path, symbols])).toEqual([
      ['drivers/infiniband/core/rdma_cm', ['ib_open']],
      ['fs/smb/ksmbd', ['ib_open', 'ib_close']],
    ]);
    expect({ modules, exports, removed, changed }).toEqual({
      modules: 4,
      exports: 2,
      removed: 1,
      changed: 1,
    });
  });

  test('that the kernel does not have is named, and breaks nobody', () => {
    const found = replacementOn(['drm'], [], KERNEL, MODULES);
    expect(found.absent).toEqual(['drm']);
    expect(found.importers).toEqual([]);
  });

  test('is never the kernel itself', () => {
    expect(replacementOn(['vmlinux'], [], KERNEL, MODULES).absent).toEqual(['vmlinux']);
  });

  test('does not break another that is replaced with it', () => {
    const found = replacementOn(['ib_core', 'ksmbd'], [], KERNEL, MODULES);
    expect(found.importers.map(({ path }) => path)).toEqual(['drivers/infiniband/core/rdma_cm']);
  });
});
