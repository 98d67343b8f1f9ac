/** The modules of a package as they are found in it. */
import { parseModule } from '../../../src/formats/drivers/module.ts';
import type { InTreeModule } from '../../../src/formats/drivers/imports.ts';
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { entryName } from '../archives/archive.ts';
import { btfSections, type ModuleTypes } from './package-types.ts';

/** A module that cannot be read does not keep the others from being kept. */
export class ModuleList {
  readonly modules: InTreeModule[] = [];
  readonly moduleTypes: ModuleTypes[] = [];
  readonly problems: Problem[] = [];
  /** Of the first module that has it: those of one build agree. */
  moduleSize: number | undefined;
  readonly #archive: string;

  constructor(archive: string) {
    this.#archive = archive;
  }

  add(tree: string, bytes: Buffer): void {
    const name = entryName(this.#archive, `${tree}.ko`);
    try {
      const { records, problems } = parseModule(bytes, name);
      this.problems.push(...problems);
      this.moduleSize ??= records.object.moduleSize ?? undefined;
      const { vermagic, license, importNamespaces, modversions, imports, depends, aliasCount } = records;
      this.modules.push({
        path: tree,
        name: records.name,
        vermagic,
        license,
        importNamespaces,
        modversions,
        imports,
        depends,
        aliasCount,
      });
      if (records.exports.length > 0) this.moduleTypes.push(...btfSections(bytes, tree, name));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.problems.push(error.problem);
    }
  }
}
