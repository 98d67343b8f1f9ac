/**
 * A refusal that a text reports is a fact about the kernel that it names: what that kernel said stands above what is
 * computed from a list of its exports, and is never unknown.
 */
import type { LoadFinding } from './verdict.ts';
import type { Statement, StatementKind } from '../formats/logs/statement.ts';
import { kernelOf, type Facts } from './facts.ts';

export interface LoggedRefusal {
  /** `uname -r` of the kernel that refused; undefined if the text does not say. */
  readonly uname: string | undefined;
  readonly mismatched: readonly string[];
  readonly missing: readonly string[];
  readonly gplOnly: readonly string[];
  readonly notImported: readonly string[];
  /** Messages that are not about symbols, as they were said. */
  readonly reasons: readonly string[];
}

/** Undefined if nothing was refused. */
export function loggedRefusal(facts: Facts, statements: readonly Statement[]): LoggedRefusal | undefined {
  const lists = {
    mismatched: new Set<string>(),
    missing: new Set<string>(),
    gplOnly: new Set<string>(),
    notImported: new Set<string>(),
  };
  const reasons = new Set<string>();
  let first: Statement | undefined;
  let isTainted = false;
  for (const each of statements) {
    const list = listOf(each, isTainted);
    if (each.kind === 'gpl-and-proprietary') isTainted = true;
    if (list === undefined) continue;
    first ??= each;
    if (list === 'reason') reasons.add(each.message);
    else for (const symbol of each.symbols) addFirst(lists, list, symbol);
  }
  if (first === undefined) return undefined;
  const uname = kernelOf(facts, first)?.uname;
  return {
    uname,
    mismatched: [...lists.mismatched],
    missing: [...lists.missing],
    gplOnly: [...lists.gplOnly],
    notImported: [...lists.notImported],
    reasons: [...reasons],
  };
}

type SymbolList = 'mismatched' | 'missing' | 'gplOnly' | 'notImported';

/** The first message about a symbol is the one that says most; the error number follows it. */
function addFirst(lists: Readonly<Record<SymbolList, Set<string>>>, list: SymbolList, symbol: string): void {
  if (Object.values(lists).every((each) => !each.has(symbol))) lists[list].add(symbol);
}

/** Where the symbols of a statement go; `reason`: it is about something else. Other kinds say nothing of the module's kABI. */
const LISTS: Readonly<Partial<Record<StatementKind, SymbolList | 'reason'>>> = {
  'symbol-version': 'mismatched',
  'depmod-symbol-version': 'mismatched',
  'not-compatible': 'mismatched',
  'needs-symbol': 'mismatched',
  'modpost-undefined': 'missing',
  'depmod-unknown-symbol': 'missing',
  'namespace-not-imported': 'notImported',
  'modpost-namespace': 'notImported',
  'gpl-and-proprietary': 'gplOnly',
  'modpost-gpl': 'gplOnly',
  'version-magic': 'reason',
  'struct-module-size': 'reason',
  'struct-module-section': 'reason',
  'btf-mismatch': 'reason',
  'duplicate-export': 'reason',
  'protected-export': 'reason',
  'protected-symbol': 'reason',
  'no-export-flags': 'reason',
  'module-namespace': 'reason',
  'wrong-machine': 'reason',
};

function listOf({ kind, errno }: Statement, isTainted: boolean): SymbolList | 'reason' | undefined {
  if (kind !== 'unknown-symbol') return LISTS[kind];
  if (errno === -22) return 'mismatched';
  if (errno !== -2 && errno !== 0 && errno !== undefined) return 'reason';
  return isTainted ? 'gplOnly' : 'missing';
}

/** What a kernel said, in place of what is computed of it. */
export function refusedFinding(computed: LoadFinding, refusal: LoggedRefusal): LoadFinding {
  const { mismatched, missing, gplOnly, notImported, reasons } = refusal;
  const isMissing = missing.length > 0 || gplOnly.length > 0;
  return {
    ...computed,
    verdict: isMissing ? 'missing' : 'rebuild',
    mismatched,
    missing,
    gplOnly,
    notImported,
    notComparable: [],
    reasons: [...reasons, 'the text says that this kernel refused it'],
    unchecked: [],
  };
}
