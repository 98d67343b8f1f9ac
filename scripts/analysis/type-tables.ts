/** How an analysis of types gets at what it needs. */
import type { VersionChanges } from '../../src/formats/changelogs/facts.ts';
import type { InTreeModule } from '../../src/formats/drivers/imports.ts';
import type { CrcGenerator, Export } from '../../src/kernel/export.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import type { TypeSource, TypeTable } from '../../src/types/table/table.ts';
import type { Cache } from '../engine/cache.ts';
import { Recent } from '../engine/recent.ts';

export interface TypeAnalysisSource {
  /** What the types of a snapshot were told from, as far as it is on file. */
  readonly typeSources: (id: SnapshotId) => readonly TypeSource[];
  readonly readTypes: (id: SnapshotId, source: TypeSource) => Promise<TypeTable>;
  readonly readExports: (id: SnapshotId) => Promise<readonly Export[]>;
  readonly readModules: (id: SnapshotId) => Promise<readonly InTreeModule[]>;
  /** CONFIG_CC_VERSION_TEXT; undefined if it is not on file. */
  readonly compilerOf: (id: SnapshotId) => string | undefined;
  readonly generatorOf: (id: SnapshotId) => CrcGenerator;
  /** What the versions from one snapshot to another changed; undefined if that is not on file. */
  readonly changelogBetween: (
    before: SnapshotId,
    after: SnapshotId,
  ) => Promise<readonly VersionChanges[] | undefined>;
  /** Stands for types, exports and modules of a snapshot. */
  readonly key: (id: SnapshotId) => string;
  readonly cache: Pick<Cache, 'load' | 'store'>;
}

/** Neighbours are asked for one after the other: two tables are held at a time. */
export class TableReader {
  readonly #source: TypeAnalysisSource;
  readonly #recent = new Recent<Promise<TypeTable>>(2);

  constructor(source: TypeAnalysisSource) {
    this.#source = source;
  }

  read(id: SnapshotId, source: TypeSource): Promise<TypeTable> {
    const name = `${this.#source.key(id)} ${source}`;
    return this.#recent.get(name, () => this.#source.readTypes(id, source));
  }
}
