/**
 * Why load_module() refused, from all that it said of one module. The first message says why; what follows it, most often
 * `Unknown symbol … (err -22)`, is counted and not taken for a cause of its own.
 */
import { VMLINUX } from '../../kernel/module.ts';
import type { Statement, StatementKind } from '../../formats/logs/statement.ts';
import type { Case, Draft } from './case.ts';
import type { DiagnosisCause, RebuildAnswer } from './finding.ts';
import { magicDifference } from './vermagic-difference.ts';

const MODULE_LAYOUT = 'module_layout';
const ERRNO = { ENOENT: -2, ENOMEM: -12, EACCES: -13, EBUSY: -16, EINVAL: -22 } as const;

/** Kinds that are the whole cause, one message being enough. */
const PLAIN: readonly (readonly [DiagnosisCause, RebuildAnswer, readonly StatementKind[]])[] = [
  ['blacklisted', 'no', ['blacklisted']],
  ['load-policy', 'no', ['load-policy']],
  ['wrong-machine', 'after-change', ['wrong-machine']],
  [
    'damaged-file',
    'unknown',
    [
      'invalid-elf',
      'damaged-symbols',
      'damaged-versions',
      'decompression',
      'no-module-in-file',
      'stripped',
      'struct-module-section',
    ],
  ],
  [
    'build-fault',
    'after-change',
    ['common-symbol', 'livepatch', 'constructors', 'writable-code', 'relocation', 'module-namespace'],
  ],
  ['struct-module', 'yes', ['struct-module-size', 'no-export-flags']],
  ['btf', 'yes', ['btf-mismatch']],
  ['memory', 'not-needed', ['per-cpu-memory']],
  ['already-loaded', 'not-needed', ['already-loaded']],
];

export function loaderCauses(each: Case): Draft[] {
  const drafts: Draft[] = [];
  const add = (draft: Draft) => drafts.push(draft);
  const signature = each.of('signature-rejected', 'lockdown');
  if (signature.length > 0)
    add({ cause: 'signature', rebuild: 'no', from: signature, text: signature[0]?.message });
  for (const [cause, rebuild, kinds] of PLAIN) {
    const from = each.of(...kinds);
    if (from.length > 0) add({ cause, rebuild, from, text: from[0]?.message, symbols: symbolsOf(from) });
  }
  const [magic] = each.of('version-magic');
  if (magic !== undefined) {
    const difference = magicDifference(magic.magic ?? '', magic.should ?? '');
    add({ cause: 'vermagic', rebuild: 'yes', from: each.of('version-magic'), magic: difference });
  }
  drafts.push(...symbolCauses(each));
  const unversioned = each.of('no-symbol-version', 'no-export-versions', 'forced');
  if (unversioned.length > 0)
    add({
      cause: 'no-versions',
      rebuild: 'after-change',
      from: unversioned,
      symbols: symbolsOf(unversioned),
    });
  return drafts;
}

/** Each `Unknown symbol` belongs to one cause: the one that was said of the symbol just before, else its own. */
function symbolCauses(each: Case): Draft[] {
  const unknown = new UnknownSymbols(each.of('unknown-symbol', 'protected-symbol'));
  return [
    ...taintCause(each, unknown),
    ...namespaceCause(each, unknown),
    ...duplicateCause(each),
    ...protectedCauses(each, unknown),
    ...versionCauses(each, unknown),
    ...unknown.rest().flatMap(([errno, from]) => unknownCause(each, errno, from)),
  ];
}

function symbolsOf(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ symbols }) => symbols);
}

/** The `Unknown symbol` lines that no other message explains yet. */
class UnknownSymbols {
  readonly #left: Statement[];

  constructor(statements: readonly Statement[]) {
    this.#left = [...statements];
  }

  /** Those of these symbols; they are explained from here on. */
  take(symbols: ReadonlySet<string>): Statement[] {
    return this.#take(({ symbols: named }) => named.some((symbol) => symbols.has(symbol)));
  }

  takeErrno(errno: number): Statement[] {
    return this.#take((each) => each.errno === errno);
  }

  /** The first after a line, as messages before 5.19 did not name the symbol. */
  takeNext(line: number): Statement[] {
    const next = this.#left.find((each) => each.line >= line);
    return next === undefined ? [] : this.#take((each) => each === next);
  }

  #take(isTaken: (statement: Statement) => boolean): Statement[] {
    const taken = this.#left.filter(isTaken);
    for (const each of taken) this.#left.splice(this.#left.indexOf(each), 1);
    return taken;
  }

  rest(): [number, Statement[]][] {
    return [...Map.groupBy(this.#left, ({ errno }) => errno ?? 0)];
  }
}

/** inherit_taint(): said before `Unknown symbol … (err -2)`, which then does not mean that the symbol is missing. */
function taintCause(each: Case, unknown: UnknownSymbols): Draft[] {
  const from = each.of('gpl-and-proprietary');
  if (from.length === 0) return [];
  const named = symbolsOf(from);
  const followed =
    named.length > 0 ? unknown.take(new Set(named)) : from.flatMap(({ line }) => unknown.takeNext(line));
  const symbols = [...named, ...symbolsOf(followed)];
  return [{ cause: 'gpl-and-proprietary', rebuild: 'no', from, followed, symbols, owner: from[0]?.owner }];
}

/** verify_namespace_is_imported() */
function namespaceCause(each: Case, unknown: UnknownSymbols): Draft[] {
  const from = each.of('namespace-not-imported');
  if (from.length === 0) return [];
  const namespaces = new Map(
    from.flatMap(({ symbols, namespace }) => symbols.map((symbol) => [symbol, namespace ?? ''] as const)),
  );
  const followed = unknown.take(new Set(namespaces.keys()));
  return [
    { cause: 'namespace', rebuild: 'after-change', from, followed, symbols: namespaces.keys(), namespaces },
  ];
}

/** verify_exported_symbols() */
function duplicateCause(each: Case): Draft[] {
  const from = each.of('duplicate-export');
  if (from.length === 0) return [];
  return [
    { cause: 'duplicate-export', rebuild: 'no', from, symbols: symbolsOf(from), owner: from[0]?.owner },
  ];
}

/** CONFIG_MODULE_SIG_PROTECT of Android. */
function protectedCauses(each: Case, unknown: UnknownSymbols): Draft[] {
  const exported = each.of('protected-export');
  const used = unknown.takeErrno(ERRNO.EACCES);
  return [
    ...(exported.length === 0
      ? []
      : [
          {
            cause: 'protected-export' as const,
            rebuild: 'no' as const,
            from: exported,
            symbols: symbolsOf(exported),
          },
        ]),
    ...(used.length === 0
      ? []
      : [
          {
            cause: 'protected-symbol' as const,
            rebuild: 'no' as const,
            from: used,
            symbols: symbolsOf(used),
          },
        ]),
  ];
}

/** check_version(): by whose symbols they are. */
function versionCauses(each: Case, unknown: UnknownSymbols): Draft[] {
  const said = each.of('symbol-version', 'depmod-symbol-version');
  const followed = unknown.take(new Set(symbolsOf(said)));
  // EINVAL without the message before it, as when a log was cut: a CRC or a namespace.
  const alone = unknown.takeErrno(ERRNO.EINVAL);
  const from = [...said, ...alone];
  if (from.length === 0) return [];
  const symbols = [...new Set(symbolsOf(from))];
  return [{ cause: versionCause(each, symbols), rebuild: 'yes', from, followed, symbols }];
}

export function versionCause(each: Case, symbols: readonly string[]): DiagnosisCause {
  if (symbols.every((symbol) => symbol === MODULE_LAYOUT)) return 'module-layout';
  const providers = symbols.map((symbol) => each.onFile.providers(symbol));
  const isKernel = (names: readonly string[]) => names.includes(VMLINUX);
  if (providers.some(isKernel) || symbols.includes(MODULE_LAYOUT)) return 'kernel-changed';
  const known = providers.filter((names) => names.length > 0);
  if (known.length === 0) return each.onFile.isEmpty ? 'kernel-changed' : 'other-module-changed';
  return 'provider-changed';
}

function unknownCause(each: Case, errno: number, from: readonly Statement[]): Draft[] {
  const symbols = symbolsOf(from);
  switch (errno) {
    case 0:
    case ERRNO.ENOENT:
      return absentCauses(each, symbols, from);
    case ERRNO.EBUSY: {
      const waited = each.of('gave-up-waiting');
      return [
        {
          cause: 'provider-busy',
          rebuild: 'not-needed',
          from: [...waited, ...from],
          symbols,
          owner: waited[0]?.owner,
          errno,
        },
      ];
    }
    case ERRNO.ENOMEM:
      return [{ cause: 'memory', rebuild: 'not-needed', from, symbols, errno }];
    default:
      return [{ cause: 'tool-words', rebuild: 'unknown', from, symbols, errno, text: from[0]?.message }];
  }
}

/** How Android names its kernels, and how its own tools are named. */
const ANDROID = /-android\d+|-gki\b|-ab\d{6,}|-abogki/;

/**
 * ENOENT: nobody loaded exports it, to a module of this licence. Told apart by who would: another module of the kernel
 * that was refused or is not loaded, a module from outside, or nobody.
 */
export function absentCauses(
  each: Case,
  symbols: readonly string[],
  from: readonly Statement[],
  isBuild = false,
): Draft[] {
  const ofSymbols = (wanted: readonly string[]) =>
    from.filter((statement) => statement.symbols.some((symbol) => wanted.includes(symbol)));
  const draft = (
    cause: DiagnosisCause,
    rebuild: RebuildAnswer,
    wanted: readonly string[],
    owner?: string,
  ): Draft[] =>
    wanted.length === 0 ? [] : [{ cause, rebuild, from: ofSymbols(wanted), symbols: wanted, owner, isBuild }];
  const { statements } = each.facts;
  const refused = new Map(
    statements.flatMap((statement) =>
      statement.module !== each.module && ['protected-export', 'duplicate-export'].includes(statement.kind)
        ? statement.symbols.map((symbol) => [symbol, statement.module ?? ''] as const)
        : [],
    ),
  );
  const refusedModules = new Set(
    statements.flatMap(({ module, kind }) =>
      kind !== 'unknown-symbol' && REFUSALS.has(kind) && module !== each.module ? (module ?? []) : [],
    ),
  );
  const ownerOf = (symbol: string) =>
    refused.get(symbol) ?? each.onFile.providers(symbol).find((name) => refusedModules.has(name));
  const ofRefused = isBuild ? [] : symbols.filter((symbol) => ownerOf(symbol) !== undefined);
  const rest = symbols.filter((symbol) => !ofRefused.includes(symbol));
  const isAndroid =
    ANDROID.test(each.kernel?.uname ?? '') ||
    each.facts.distribution === 'Android' ||
    ANDROID_MODULES.test(each.module ?? '');
  if (isAndroid && !isBuild) {
    return [
      ...draft('provider-refused', 'not-needed', ofRefused, ownerOf(ofRefused[0] ?? '')),
      ...draft('trimmed', 'no', rest),
    ];
  }
  const kernel = each.kernel === undefined ? undefined : each.onFile.kernel(each.kernel.uname);
  const inOtherModule = rest.filter((symbol) => {
    const providers = each.onFile.providers(symbol);
    const here = kernel?.build.exports.get(symbol);
    return (
      !isBuild &&
      providers.length > 0 &&
      !providers.includes(VMLINUX) &&
      (kernel === undefined || here !== undefined)
    );
  });
  const isRenamed = (symbol: string) => !isBuild && each.onFile.heir(symbol, kernel) !== undefined;
  const renamed = rest.filter((symbol) => !inOtherModule.includes(symbol) && isRenamed(symbol));
  const missing = rest.filter((symbol) => !inOtherModule.includes(symbol) && !isRenamed(symbol));
  return [
    ...draft('provider-refused', 'not-needed', ofRefused, ownerOf(ofRefused[0] ?? '')),
    ...draft(isBuild ? 'undefined-symbols' : 'not-exported', 'no', missing),
    ...draft('called-otherwise', 'yes', renamed),
    ...draft('provider-not-loaded', 'not-needed', inOtherModule),
  ];
}

/** Modules that are made for Android's kernels alone. */
const ANDROID_MODULES = /^(?:kernelsu|apatch|susfs|ksu\w*)$/;

/** After these a module is not loaded, and what it exports is missing to others. */
const REFUSALS: ReadonlySet<StatementKind> = new Set([
  'symbol-version',
  'version-magic',
  'namespace-not-imported',
  'gpl-and-proprietary',
  'duplicate-export',
  'protected-export',
  'struct-module-size',
  'btf-mismatch',
  'signature-rejected',
  'tool-refusal',
]);
