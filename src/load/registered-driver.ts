/** Drivers that content/drivers/ knows: built outside the kernel's tree, for releases on file. */
import { kernelArchitecture } from '../kernel/architecture.ts';
import { moduleNameOf, unknownModule, type KernelModule } from '../kernel/module.ts';
import { compareText } from '../base/text.ts';
import { variantName } from '../kernel/variant.ts';
import type { SnapshotId } from '../kernel/snapshot.ts';
import type { DriverRecord, ModuleBuildRecord } from './driver-record.ts';

export interface BuiltModule {
  readonly record: ModuleBuildRecord;
  readonly module: KernelModule;
}

/** What was built for one kernel, to be loaded together. */
export interface DriverBuild {
  readonly id: SnapshotId;
  /** Not empty, sorted by name. */
  readonly modules: readonly BuiltModule[];
}

export interface RegisteredDriver {
  /** Stands in URLs. */
  readonly name: string;
  readonly record: Omit<DriverRecord, 'builds'>;
  /** Not empty, in the order of the file. */
  readonly builds: readonly DriverBuild[];
}

/** What a table says that a module imports; a part of it where lines could not be read, or none of it. */
export type ImportTable = Pick<KernelModule, 'imports' | 'isPartial'>;

/** @param modules with what each imports, as their tables say */
export function registeredDriver(
  name: string,
  { title, vendor, homepage, summary, source }: DriverRecord,
  modules: readonly (readonly [ModuleBuildRecord, ImportTable])[],
): RegisteredDriver {
  const built = modules.map(([each, table]) => ({ record: each, module: builtModule(each, table) }));
  const byKernel = Map.groupBy(built, (each) => kernelName(each.record));
  return {
    name,
    record: { title, vendor, homepage, summary, source },
    builds: [...byKernel.values()].flatMap((group): DriverBuild[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { product, release, arch, flavour } = first.record;
      const sorted = group.toSorted((a, b) => compareText(a.record.module, b.record.module));
      return [{ id: { product, release, arch, flavour }, modules: sorted }];
    }),
  };
}

/** `debian-12-6.1.0-54-amd64`: names the kernel that a build is for, in anchors and to compare. */
export function kernelName(id: SnapshotId): string {
  return `${id.product}-${id.release}-${variantName(id)}`;
}

/** What a build needs from the kernel: what its modules import, but not from each other. Sorted. */
export function outsideImports({ modules }: DriverBuild): string[] {
  const own = new Set(modules.flatMap(({ module }) => module.exports.map(({ symbol }) => symbol)));
  const all = new Set(modules.flatMap(({ module }) => module.imports.map(({ symbol }) => symbol)));
  return [...all].filter((symbol) => !own.has(symbol)).sort(compareText);
}

function builtModule(record: ModuleBuildRecord, table: ImportTable): KernelModule {
  return unknownModule({
    name: moduleNameOf(record.module),
    arch: kernelArchitecture(record.arch),
    vermagic: record.vermagic.trimEnd(),
    license: record.license,
    importNamespaces: record.namespaces,
    modversions: 'basic',
    ...table,
    // Their CRCs are not on record. Modules of one build agree about them.
    exports: record.exports
      .toSorted(compareText)
      .map((symbol) => ({ symbol, crc: 0, type: '', namespace: '' })),
  });
}
