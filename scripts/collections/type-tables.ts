/** How an analysis of types gets at what it needs. */
import type { InTreeModule } from '../../src/kabi/formats/imports.ts';
import type { CrcGenerator, Export, SnapshotId } from '../../src/kabi/model.ts';
import type { TypeSource, TypeTable } from '../../src/kabi/types/table.ts';
import type { AnalysisCache } from './analysis-cache.ts';

export interface TypeAnalysisSource {
  /** What the types of a snapshot were told from, as far as it is on file. */
  readonly typeSources: (id: SnapshotId) => readonly TypeSource[];
  readonly readTypes: (id: SnapshotId, source: TypeSource) => Promise<TypeTable>;
  readonly readExports: (id: SnapshotId) => Promise<readonly Export[]>;
  readonly readModules: (id: SnapshotId) => Promise<readonly InTreeModule[]>;
  readonly generatorOf: (id: SnapshotId) => CrcGenerator;
  /** Stands for types, exports and modules of a snapshot. */
  readonly key: (id: SnapshotId) => string;
  readonly cache: Pick<AnalysisCache, 'load' | 'store'>;
}

/** Keeps the tables that were read last: neighbours are asked for one after the other. */
export class TableReader {
  readonly #source: TypeAnalysisSource;
  readonly #recent = new Map<string, Promise<TypeTable>>();

  constructor(source: TypeAnalysisSource) {
    this.#source = source;
  }

  read(id: SnapshotId, source: TypeSource): Promise<TypeTable> {
    const name = `${this.#source.key(id)} ${source}`;
    const known = this.#recent.get(name) ?? this.#source.readTypes(id, source);
    this.#recent.delete(name);
    this.#recent.set(name, known);
    for (const oldest of [...this.#recent.keys()].slice(0, -2)) this.#recent.delete(oldest);
    return known;
  }
}
