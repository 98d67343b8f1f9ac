/** The types of a build that is not on file: from symtypes in its folder, or BTF in its package. */
import { statSync } from 'node:fs';
import type { Symtypes, SymtypesGenerator } from '../../src/formats/symtypes/symtypes.ts';
import { disagreement } from '../../src/formats/symtypes/symtypes-proof.ts';
import { Fault, type Parsed } from '../../src/base/problems.ts';
import { symtypesTable } from '../../src/types/read/symtypes-table.ts';
import type { TypeSource, TypeTable } from '../../src/types/table/table.ts';
import type { Export } from '../../src/kernel/export.ts';
import { tableOf } from '../corpus/store/gather-types.ts';
import type { OpenedExports } from '../sources/open.ts';
import type { OpenedPackage } from '../sources/packages/open-package.ts';
import { holdsSymtypes, openSymtypesFolder } from '../sources/symtypes-files.ts';

export interface OperandTypes {
  readonly typeSources: readonly TypeSource[];
  loadTypes(source: TypeSource): Promise<Parsed<TypeTable>>;
  /** What CRCs are computed from; undefined of a build that comes without. */
  readonly loadSymtypes?: () => Promise<Symtypes>;
}

/** @param input path of what `opened` was read from: a pipe can be read once only, and has no types */
export async function typesBeside(input: string, opened: OpenedExports): Promise<OperandTypes> {
  const status = statSync(input);
  if (status.isDirectory() && (await holdsSymtypes(input))) {
    return {
      typeSources: [await symtypesSource(input, opened)],
      loadTypes: () => fromSymtypes(input, opened),
      loadSymtypes: async () => (await openSymtypesFolder(input)).symtypes,
    };
  }
  return {
    typeSources: [],
    loadTypes: (source) => {
      throw new TypeError(`${input} lists exports, it has no ${source} types`);
    },
  };
}

/** Of a build whose CRCs do not tell what wrote them, the symtypes do. Those that cannot be read say so when they are. */
async function symtypesSource(folder: string, { crcGenerator }: OpenedExports): Promise<SymtypesGenerator> {
  if (crcGenerator === 'genksyms' || crcGenerator === 'gendwarfksyms') return crcGenerator;
  try {
    return (await openSymtypesFolder(folder)).symtypes.generator;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return 'genksyms';
  }
}

async function fromSymtypes(folder: string, opened: OpenedExports): Promise<Parsed<TypeTable>> {
  const { symtypes, problems: unread } = await openSymtypesFolder(folder);
  const wrong = disagreement(symtypes, opened.exports, opened.crcGenerator, folder);
  const { records, problems } = symtypesTable(symtypes, folder);
  return { records, problems: [...unread, ...(wrong === undefined ? [] : [wrong]), ...problems] };
}

/** The types in packages that were read, of which one holds the kernel, or what its headers have of it. */
export function typesOfPackages(opened: readonly OpenedPackage[], exports: readonly Export[]): OperandTypes {
  const isTyped = opened.some(({ kernel }) => kernel?.btf !== undefined);
  return {
    typeSources: isTyped ? ['btf'] : [],
    loadTypes: () => {
      const { types, problems } = tableOf(opened, exports);
      if (types === undefined)
        throw new Fault(problems[0] ?? { kind: 'no-type-information', path: opened[0]?.file ?? '' });
      return Promise.resolve({ records: types.table, problems });
    },
  };
}
