/** The types of a build that is not on file: from symtypes in its folder, or BTF in its package. */
import { statSync } from 'node:fs';
import type { SymtypesGenerator } from '../../src/formats/symtypes/symtypes.ts';
import { disagreement } from '../../src/formats/symtypes/symtypes-proof.ts';
import { Fault, type Parsed } from '../../src/base/problems.ts';
import { symtypesTable } from '../../src/types/read/symtypes-table.ts';
import type { TypeSource, TypeTable } from '../../src/types/table/table.ts';
import { tableOf } from '../corpus/gather-types.ts';
import { inputKind } from '../sources/input-kind.ts';
import type { OpenedExports } from '../sources/open.ts';
import { openModules, packageParts } from '../sources/packages/package-modules.ts';
import { holdsSymtypes, openSymtypesFolder } from '../sources/symtypes-files.ts';

export interface OperandTypes {
  readonly typeSources: readonly TypeSource[];
  loadTypes(source: TypeSource): Promise<Parsed<TypeTable>>;
}

/** @param input path of what `opened` was read from: a pipe can be read once only, and has no types */
export async function typesBeside(input: string, opened: OpenedExports): Promise<OperandTypes> {
  const status = statSync(input);
  if (status.isDirectory() && (await holdsSymtypes(input))) {
    return {
      typeSources: [await symtypesSource(input, opened)],
      loadTypes: () => fromSymtypes(input, opened),
    };
  }
  if (status.isFile() && (await holdsKernel(input))) {
    return { typeSources: ['btf'], loadTypes: () => fromPackage(input, opened) };
  }
  return {
    typeSources: [],
    loadTypes: (source) => {
      throw new TypeError(`${input} lists exports, it has no ${source} types`);
    },
  };
}

/** Exports and the kernel itself in one package, as some makers of rpm have it. */
async function holdsKernel(file: string): Promise<boolean> {
  return (await inputKind(file)) === 'package' && (await packageParts(file)).modules;
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

/** @throws {Fault} `no-type-information` of a kernel without any */
async function fromPackage(file: string, { exports }: OpenedExports): Promise<Parsed<TypeTable>> {
  const { types, problems } = tableOf([await openModules(file)], exports);
  if (types !== undefined) return { records: types.table, problems };
  throw new Fault(problems[0] ?? { kind: 'no-type-information', path: file });
}
