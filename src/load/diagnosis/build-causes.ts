/** Why a module could not be built, from what modpost, the compiler, make and dkms said of it. */
import type { Statement } from '../../formats/logs/statement.ts';
import type { Case, Draft } from './case.ts';
import { absentCauses } from './loader-causes.ts';

export function buildCauses(each: Case): Draft[] {
  const drafts: Draft[] = [];
  const add = (draft: Omit<Draft, 'isBuild'>) => drafts.push({ ...draft, isBuild: true });
  const undefinedSymbols = each.of('modpost-undefined');
  drafts.push(...undefinedCauses(each, undefinedSymbols));
  const namespaces = each.of('modpost-namespace');
  if (namespaces.length > 0) {
    const byNamespace = new Map(
      namespaces.flatMap(({ symbols, namespace }) =>
        symbols.map((symbol) => [symbol, namespace ?? ''] as const),
      ),
    );
    add({
      cause: 'namespace',
      rebuild: 'after-change',
      from: namespaces,
      symbols: byNamespace.keys(),
      namespaces: byNamespace,
    });
  }
  const gpl = each.of('modpost-gpl');
  if (gpl.length > 0) add({ cause: 'gpl-only', rebuild: 'after-change', from: gpl, symbols: symbolsOf(gpl) });
  const duplicate = each.of('modpost-duplicate');
  if (duplicate.length > 0)
    add({
      cause: 'duplicate-export',
      rebuild: 'after-change',
      from: duplicate,
      symbols: symbolsOf(duplicate),
      owner: duplicate[0]?.owner,
    });
  const changed = each.of(
    'undeclared-function',
    'no-member',
    'other-arguments',
    'header-not-found',
    'compiler-error',
  );
  if (changed.length > 0)
    add({
      cause: 'api-changed',
      rebuild: 'after-change',
      from: changed,
      symbols: symbolsOf(changed),
      text: changed[0]?.message,
    });
  const headers = each.of('no-headers');
  if (headers.length > 0) add({ cause: 'no-headers', rebuild: 'after-change', from: headers });
  const excluded = each.of('build-excluded');
  if (excluded.length > 0) add({ cause: 'build-excluded', rebuild: 'after-change', from: excluded });
  const license = each.of('modpost-license');
  if (license.length > 0) add({ cause: 'license-missing', rebuild: 'after-change', from: license });
  const symvers = each.of('symvers-missing', 'modpost-no-crc');
  if (symvers.length > 0)
    add({
      cause: 'no-symvers',
      rebuild: 'after-change',
      from: symvers,
      symbols: symbolsOf(symvers),
      text: symvers[0]?.message,
    });
  const faults = each.of(
    'modpost-export',
    'modpost-device-table',
    'modpost-object',
    'modpost-module-namespace',
  );
  if (faults.length > 0)
    add({
      cause: 'build-fault',
      rebuild: 'after-change',
      from: faults,
      symbols: symbolsOf(faults),
      text: faults[0]?.message,
    });
  const failed = each.of('build-failed', 'modpost-section', 'modpost-other', 'compiler-differs');
  if (failed.length > 0 && drafts.length === 0)
    add({ cause: 'build-failed', rebuild: 'unknown', from: failed, text: failed[0]?.message });
  return drafts;
}

function undefinedCauses(each: Case, from: readonly Statement[]): Draft[] {
  return from.length === 0 ? [] : absentCauses(each, [...new Set(symbolsOf(from))], from, true);
}

function symbolsOf(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ symbols }) => symbols);
}
