/**
 * Opens whatever stands for a driver: a module, packed or not, or one of the texts about one. What it is, its content
 * decides. Nothing is written.
 */
import { detectDriverText } from '../../src/kabi/formats/driver-text.ts';
import { isElf } from '../../src/kabi/formats/elf.ts';
import { parseKernelLog, type LoggedFault, type LoggedRefusal } from '../../src/kabi/formats/kernel-log.ts';
import { noRecords } from '../../src/kabi/formats/lines.ts';
import { parseModule } from '../../src/kabi/formats/module.ts';
import { parseModversions } from '../../src/kabi/formats/modversions.ts';
import { parseRpmDependencies } from '../../src/kabi/formats/rpm-dependencies.ts';
import { parseSymvers } from '../../src/kabi/formats/symvers.ts';
import { parseUndefinedSymbols } from '../../src/kabi/formats/undefined-symbols.ts';
import { parseWeakModules, type Incompatibility } from '../../src/kabi/formats/weak-modules.ts';
import { moduleNameOf, unknownModule, type KernelModule } from '../../src/kabi/kernel-module.ts';
import type { Provider } from '../../src/kabi/load-verdict.ts';
import { Fault, type Problem } from '../../src/kabi/problems.ts';
import type { Bytes } from './byte-reader.ts';
import { decompress, limitExceeded } from './compression.ts';
import { readChunks } from './file.ts';
import { LIMITS, type Limits } from './limits.ts';
import { CONTAINER_MAGIC_SIZE, describeBinary, detectContainer } from './magic.ts';

/** Stands for standard input. */
export const STDIN = '-';

export interface OpenedModule {
  /** The path as it was given. */
  readonly file: string;
  readonly module: KernelModule;
  /** What the input says beyond the module's imports, for people. */
  readonly notes: readonly string[];
}

export interface OpenedDriver {
  /** Several for a text about several. */
  readonly modules: readonly OpenedModule[];
  /** What other modules offer, of which nothing else is known: Module.symvers of an out-of-tree driver. */
  readonly providers: readonly Provider[];
  readonly problems: readonly Problem[];
}

/** @throws {Fault} if it cannot be used. */
export async function openDriver(file: string, limits: Limits = LIMITS): Promise<OpenedDriver> {
  const name = file === STDIN ? 'standard input' : file;
  const bytes = await readAll(file === STDIN ? process.stdin : readChunks(file), name, limits);
  if (isElf(bytes)) {
    const { records: module, problems } = parseModule(bytes, name);
    return { modules: [{ file: name, module, notes: [] }], providers: [], problems };
  }
  return readDriverText(textOf(bytes, name, limits), name);
}

async function readAll(input: Bytes, name: string, limits: Limits): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of decompress(input, name, limits.module)) parts.push(part);
  return Buffer.concat(parts);
}

function textOf(bytes: Buffer, name: string, limits: Limits): string {
  if (detectContainer(bytes.subarray(0, CONTAINER_MAGIC_SIZE)) !== undefined) {
    throw new Fault({ kind: 'not-a-module', path: name, detail: 'a package: unpack the modules you mean' });
  }
  const binary = describeBinary(bytes);
  if (binary !== undefined) throw new Fault({ kind: 'not-a-module', path: name, detail: binary });
  if (bytes.length > limits.text) throw limitExceeded(name, limits.text);
  return bytes.toString('utf8');
}

function readDriverText(text: string, name: string): OpenedDriver {
  const kind = detectDriverText(text);
  switch (kind) {
    case undefined:
      throw noRecords(text, name);
    case 'modversions': {
      const { records: imports, problems } = parseModversions(text, name);
      return opened(name, [{ imports, modversions: 'basic' }], problems);
    }
    case 'rpm-dependencies': {
      const { records, problems } = parseRpmDependencies(text, name);
      const modules = records.map(({ imports }) => ({ imports, modversions: 'basic' as const }));
      const notes = records.map(({ flavour }) => (flavour === '' ? [] : [`for the flavour ${flavour}`]));
      return opened(name, modules, problems, notes);
    }
    case 'undefined-symbols': {
      const { records, problems } = parseUndefinedSymbols(text, name);
      return opened(
        name,
        records.map(({ module, imports }) => ({ name: module, imports })),
        problems,
      );
    }
    case 'kernel-log': {
      const refusals = parseKernelLog(text, name);
      return opened(name, refusals.map(refusedModule), [], refusals.map(refusalNotes));
    }
    case 'weak-modules': {
      const lines = parseWeakModules(text, name);
      return opened(name, lines.map(incompatibleModule), [], lines.map(incompatibilityNotes));
    }
    case 'symvers':
      return { modules: [], ...readProviders(text, name) };
  }
}

function opened(
  file: string,
  facts: readonly Partial<KernelModule>[],
  problems: readonly Problem[],
  notes: readonly (readonly string[])[] = [],
): OpenedDriver {
  const modules = facts.map((each, index) => ({
    file,
    module: unknownModule(each),
    notes: notes[index] ?? [],
  }));
  return { modules, providers: [], problems };
}

function withoutCrcs(symbols: Iterable<string>): KernelModule['imports'] {
  return [...symbols].map((symbol) => ({ symbol, crc: null }));
}

function refusedModule({ module, symbols, vermagic }: LoggedRefusal): Partial<KernelModule> {
  return {
    name: module,
    vermagic: vermagic === '' ? null : vermagic,
    imports: withoutCrcs(symbols.keys()),
    isPartial: true,
  };
}

const FAULT_TITLES = {
  'crc-differs': 'another CRC',
  absent: 'not exported',
  namespace: 'namespace not imported',
  other: 'refused',
} as const satisfies Record<LoggedFault, string>;

function refusalNotes({ symbols, kernelVermagic }: LoggedRefusal): string[] {
  const byFault = Map.groupBy(symbols, ([, fault]) => fault);
  const faults = [...byFault].map(
    ([fault, found]) => `${FAULT_TITLES[fault]}: ${found.map(([symbol]) => symbol).join(', ')}`,
  );
  return [
    ...faults.map((each) => `the log says ${each}`),
    ...(kernelVermagic === '' ? [] : [`the log is of a kernel ${kernelVermagic}`]),
  ];
}

function incompatibleModule({ module, symbols }: Incompatibility): Partial<KernelModule> {
  return { name: module, imports: withoutCrcs(symbols), isPartial: true };
}

function incompatibilityNotes({ builtFor, kernel }: Incompatibility): string[] {
  return [`weak-modules says: built for ${builtFor}, not compatible with ${kernel}`];
}

function readProviders(text: string, name: string): Pick<OpenedDriver, 'providers' | 'problems'> {
  const { records, problems } = parseSymvers(text, name);
  const byModule = Map.groupBy(records, (each) => moduleNameOf(each.module));
  const providers = [...byModule].map(([module, exports]) => ({ name: module, license: null, exports }));
  return { providers, problems };
}
