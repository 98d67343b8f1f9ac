/** The modules that a text tells of, to be judged: from its tables, and from what was said of them. */
import { machineOf } from '../diagnosis/vermagic-difference.ts';
import type { TabledModule } from '../../formats/drivers/pasted-tables.ts';
import { isRefusal, type Statement } from '../../formats/logs/statement.ts';
import { unknownModule, type KernelModule } from '../../kernel/module.ts';
import type { OpenedModule } from './opened-module.ts';
import { kernelOf, type Facts } from '../facts.ts';
import { loggedRefusal, type LoggedRefusal } from '../logged-refusal.ts';

export function modulesOf(facts: Facts): OpenedModule[] {
  const said = Map.groupBy(
    facts.statements.filter((each) => isRefusal(each) && subjectOf(each) !== undefined),
    (each) => subjectOf(each) ?? '',
  );
  const names = [...said.keys()];
  const tabled = facts.modules.filter(({ imports }) => imports.length > 0);
  const opened = tabled.map((each) => {
    const name = each.name ?? (tabled.length === 1 && names.length === 1 ? (names[0] ?? null) : null);
    const statements = name === null ? [] : (said.get(name) ?? []);
    said.delete(name ?? '');
    const refusal = loggedRefusal(facts, statements);
    const isLossy = facts.cutNames > 0 || facts.problems.length > 0 || facts.holes > 0;
    const module = unknownModule({
      ...tabledFacts(each, name),
      ...(isLossy ? { isPartial: true } : {}),
    });
    return openedModule(facts, module, statements, refusal, each.flavour);
  });
  return [
    ...opened,
    ...[...said].flatMap(([name, statements]): OpenedModule[] => {
      const refusal = loggedRefusal(facts, statements);
      if (refusal === undefined) return [];
      return [openedModule(facts, refusedModule(name, facts, statements, refusal), statements, refusal)];
    }),
  ];
}

/** The module that a statement is about, or the package for want of it. */
function subjectOf({ module, package: name }: Statement): string | undefined {
  return module ?? name;
}

function openedModule(
  { file }: Facts,
  module: KernelModule,
  statements: readonly Statement[],
  refusal: LoggedRefusal | undefined,
  flavour?: string,
): OpenedModule {
  const notes = [
    ...(flavour === undefined ? [] : [`for the flavour ${flavour}`]),
    ...(refusal === undefined ? [] : refusalNotes(refusal, statements)),
  ];
  return { file, module, notes, ...(refusal === undefined ? {} : { refusal }) };
}

function tabledFacts(
  { modinfo, imports, hasCrcs }: TabledModule,
  name: string | null,
): Partial<KernelModule> {
  const vermagic = modinfo.get('vermagic')?.[0]?.trim() ?? null;
  const license = modinfo.get('license')?.[0] ?? null;
  return {
    name,
    imports,
    vermagic,
    license,
    arch: (vermagic === null ? undefined : machineOf(vermagic)) ?? null,
    importNamespaces: modinfo.size > 0 && license !== null ? (modinfo.get('import_ns') ?? []) : null,
    modversions: hasCrcs ? 'basic' : null,
  };
}

function refusedModule(
  name: string,
  facts: Facts,
  statements: readonly Statement[],
  { mismatched, missing, gplOnly, notImported, uname }: LoggedRefusal,
): KernelModule {
  const magic = statements.find((each) => each.magic !== undefined)?.magic ?? null;
  const wanted = new Map(
    statements.flatMap(({ symbols, crc }) => symbols.map((symbol) => [symbol, crc ?? null] as const)),
  );
  const should = statements.find((each) => each.should !== undefined)?.should ?? uname ?? '';
  const first = statements[0];
  const machine = first === undefined ? undefined : kernelOf(facts, first)?.machine;
  const symbols = [...mismatched, ...missing, ...gplOnly, ...notImported];
  return unknownModule({
    name,
    vermagic: magic,
    arch: machine ?? machineOf(should) ?? null,
    imports: symbols.map((symbol) => ({ symbol, crc: wanted.get(symbol) ?? null })),
    isPartial: true,
  });
}

function refusalNotes(refusal: LoggedRefusal, statements: readonly Statement[]): string[] {
  const lists = [
    ['another CRC', refusal.mismatched],
    ['not exported', refusal.missing],
    ['not for modules of this licence', refusal.gplOnly],
    ['namespace not imported', refusal.notImported],
  ] as const;
  const built = statements.find(({ builtFor }) => builtFor !== undefined)?.builtFor;
  return [
    ...lists.flatMap(([title, symbols]) =>
      symbols.length === 0 ? [] : [`the text says ${title}: ${symbols.join(', ')}`],
    ),
    ...refusal.reasons.map((each) => `the text says "${each}"`),
    ...(built === undefined ? [] : [`built for ${built}`]),
    ...(refusal.uname === undefined ? [] : [`the kernel that refused it is ${refusal.uname}`]),
  ];
}
