/** All that a text says of one module and one kernel, and the findings drawn from it. */
import type { NamedKernel } from '../../formats/logs/kernel-names.ts';
import type { Statement, StatementKind } from '../../formats/logs/statement.ts';
import { unameOf } from '../../kernel/vermagic.ts';
import { kernelOf, type Facts } from '../facts.ts';
import type { DiagnosisCause, Finding, RebuildAnswer, SymbolFinding } from './finding.ts';
import type { OnFile } from './on-file.ts';
import { outsideProvider } from './providers.ts';

/** What decides a cause; everything else is looked up. */
export interface Draft {
  readonly cause: DiagnosisCause;
  readonly rebuild: RebuildAnswer;
  readonly symbols?: Iterable<string>;
  /** What it rests on; the first is quoted. */
  readonly from: readonly Statement[];
  /** What only follows from it. */
  readonly followed?: readonly Statement[];
  readonly owner?: string | undefined;
  readonly errno?: number | undefined;
  readonly text?: string | undefined;
  readonly magic?: Finding['magic'];
  readonly namespaces?: ReadonlyMap<string, string>;
  readonly builtFor?: string | undefined;
  readonly package?: string | undefined;
  readonly isBuild?: boolean;
}

export class Case {
  readonly facts: Facts;
  readonly onFile: OnFile;
  readonly module: string | null;
  readonly kernel: NamedKernel | undefined;
  /** In the order of the text. */
  readonly statements: readonly Statement[];

  constructor(
    facts: Facts,
    onFile: OnFile,
    module: string | null,
    kernel: NamedKernel | undefined,
    statements: readonly Statement[],
  ) {
    this.facts = facts;
    this.onFile = onFile;
    this.module = module;
    this.kernel = kernel;
    this.statements = statements;
  }

  of(...kinds: readonly StatementKind[]): Statement[] {
    return this.statements.filter(({ kind }) => kinds.includes(kind));
  }

  /** What modinfo and other tables in the text say of this module. */
  get tabled(): Facts['modules'][number] | undefined {
    const { modules } = this.facts;
    const named = modules.find(({ name }) => name !== null && name === this.module);
    return named ?? (modules.length === 1 && modules[0]?.name === null ? modules[0] : undefined);
  }

  /** `uname -r` of the kernel that the module was built for, where the text says so. */
  get builtFor(): string | undefined {
    const magic = this.of('version-magic')[0]?.magic ?? this.tabled?.modinfo.get('vermagic')?.[0];
    if (magic !== undefined && magic !== '') return unameOf(magic);
    const said = this.statements.find(({ builtFor }) => builtFor !== undefined)?.builtFor;
    if (said !== undefined) return said;
    const { kernels } = this.facts;
    return kernels.find(({ role }) => role === 'built-for')?.uname;
  }

  finding(draft: Draft): Finding {
    const symbols = [...new Set(draft.symbols ?? [])];
    const onFile = this.kernel === undefined ? undefined : this.onFile.kernel(this.kernel.uname);
    const findings = symbols.map((symbol) => this.symbolFinding(symbol, draft, onFile));
    const builtFor = draft.builtFor ?? this.builtFor;
    const [first] = draft.from;
    return {
      cause: draft.cause,
      module: this.module,
      package: draft.package ?? draft.from.find((each) => each.package !== undefined)?.package,
      kernel: this.kernel,
      onFile,
      builtFor,
      builtForOnFile: this.#builtForOnFile(findings),
      symbols: findings,
      magic: draft.magic,
      owner: draft.owner,
      errno: draft.errno ?? draft.from.find(({ errno }) => errno !== undefined)?.errno,
      text: draft.text,
      isBuild: draft.isBuild === true,
      rebuild: draft.rebuild,
      followUps: draft.followed?.length ?? 0,
      lines: [...new Set(draft.from.map(({ line }) => line))],
      quote: first?.message,
      distribution: this.facts.distribution,
    };
  }

  symbolFinding(
    symbol: string,
    draft: Pick<Draft, 'from' | 'namespaces'>,
    kernel: Finding['onFile'],
  ): SymbolFinding {
    const providers = this.onFile.providers(symbol);
    const wanted =
      draft.from.find((each) => each.crc !== undefined && each.symbols.includes(symbol))?.crc ??
      this.tabled?.imports.find((each) => each.symbol === symbol)?.crc ??
      null;
    const heir = this.onFile.heir(symbol, kernel);
    return {
      symbol,
      ...(heir === undefined ? {} : { heir }),
      providers,
      builtAgainst: wanted,
      inKernel: kernel === undefined ? undefined : (kernel.build.exports.get(symbol)?.crc ?? null),
      update: kernel === undefined ? undefined : this.onFile.update(symbol, kernel),
      presence: this.onFile.presence(symbol),
      namespace: draft.namespaces?.get(symbol) ?? this.onFile.namespaceOf(symbol),
      outside: providers.length === 0 ? outsideProvider(symbol) : undefined,
      end: this.onFile.end(symbol),
    };
  }

  /** Builds that export every symbol of which the CRC is known with that CRC. */
  #builtForOnFile(symbols: readonly SymbolFinding[]): Finding['builtForOnFile'] {
    const known = symbols.filter(({ builtAgainst }) => builtAgainst !== null);
    const [first, ...rest] = known.map(({ symbol, builtAgainst }) =>
      this.onFile.buildsWith(symbol, builtAgainst ?? 0),
    );
    return (first ?? []).filter((kernel) => rest.every((builds) => builds.includes(kernel)));
  }
}

/** The statements of a text by the module and the kernel that they are about. */
export function casesOf(facts: Facts, onFile: OnFile): Case[] {
  const names = new Set(facts.statements.flatMap(({ module }) => module ?? []));
  const [only] = names.size === 1 ? names : [];
  const groups = new Map<
    string,
    { module: string | null; kernel: NamedKernel | undefined; statements: Statement[] }
  >();
  for (const statement of facts.statements) {
    const module = statement.module ?? only ?? nearestModule(facts, statement);
    const kernel = kernelOf(facts, statement);
    const subject = module ?? statement.package ?? '';
    const key = `${subject}\n${kernel?.uname ?? ''}`;
    const group = groups.get(key) ?? { module, kernel, statements: [] };
    group.statements.push(statement);
    groups.set(key, group);
  }
  return [...groups.values()].map(
    ({ module, kernel, statements }) => new Case(facts, onFile, module, kernel, statements),
  );
}

/** How many lines may lie between a message that names no module and the tool that was refused for it. */
const NEAR = 20;

/** `Loading of unsigned module is rejected` names no module; the tool that asked for it does, soon after. */
function nearestModule({ statements }: Facts, { line, kind, package: named }: Statement): string | null {
  if (named !== undefined || !NAMELESS.has(kind)) return null;
  const near = statements.filter((each) => each.module !== undefined && Math.abs(each.line - line) <= NEAR);
  const after = near.find((each) => each.line >= line && each.kind === 'tool-refusal');
  return (after ?? near[0])?.module ?? null;
}

const NAMELESS: ReadonlySet<StatementKind> = new Set([
  'signature-rejected',
  'lockdown',
  'load-policy',
  'invalid-elf',
  'wrong-machine',
  'struct-module-size',
  'struct-module-section',
  'no-module-in-file',
  'stripped',
  'damaged-versions',
  'damaged-symbols',
  'decompression',
  'relocation',
  'tool-refusal',
  'btf-ignored',
]);
