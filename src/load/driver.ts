/**
 * Whatever stands for a driver: a module, or one of the texts about one. What it is, its content decides.
 */
import { detectDriverText } from '../formats/drivers/driver-text.ts';
import { isElf } from '../formats/elf/elf.ts';
import { parseKernelLog, type LoggedFault, type LoggedRefusal } from '../formats/logs/kernel-log.ts';
import { noRecords } from '../base/lines.ts';
import { parseModule } from '../formats/drivers/module.ts';
import { parseModversions } from '../formats/drivers/modversions.ts';
import { parseRpmDependencies } from '../formats/drivers/rpm-dependencies.ts';
import { parseSymvers } from '../formats/exports/symvers.ts';
import { parseUndefinedSymbols } from '../formats/drivers/undefined-symbols.ts';
import { parseWeakModules, type Incompatibility } from '../formats/drivers/weak-modules.ts';
import { moduleNameOf, unknownModule, type KernelModule } from '../kernel/module.ts';
import type { Provider } from './verdict.ts';
import { Fault, type Problem } from '../base/problems.ts';
import { describeBinary, detectContainer } from '../base/magic.ts';

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

/** Characters of a text about a driver. A whole kernel log has some 4 MB. */
const LARGEST_TEXT = 64_000_000;

/**
 * What the bytes of a file stand for, unpacked.
 *
 * @throws {Fault} if they are a damaged module, another kind of binary file, or a text that is none about a driver
 */
export function readDriver(bytes: Uint8Array, name: string): OpenedDriver {
  if (isElf(bytes)) {
    const { records: module, problems } = parseModule(bytes, name);
    return { modules: [{ file: name, module, notes: [] }], providers: [], problems };
  }
  const binary =
    detectContainer(bytes) === undefined ? describeBinary(bytes) : 'a package: unpack the modules you mean';
  if (binary !== undefined) throw new Fault({ kind: 'not-a-module', path: name, detail: binary });
  if (bytes.length > LARGEST_TEXT) {
    throw new Fault({
      kind: 'limit-exceeded',
      path: name,
      detail: `more than ${LARGEST_TEXT / 1e6} MB of text`,
    });
  }
  return readDriverText(new TextDecoder().decode(bytes), name);
}

/** @throws {Fault} if the text is none about a driver */
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
