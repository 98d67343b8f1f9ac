import type { LoadFinding } from '../verdict.ts';
import type { SnapshotId } from '../../kernel/snapshot.ts';
import { count, counted } from '../../base/text.ts';
import type { OpenedModule } from './opened-module.ts';

/** One module, and what each kernel would make of it. */
export interface CheckedModule extends OpenedModule {
  readonly releases: readonly { readonly id: SnapshotId; readonly finding: LoadFinding }[];
}

/** Whether every module loads on every kernel that it was checked against: what the exit status says. */
export function allLoad(modules: readonly CheckedModule[]): boolean {
  return modules.every(({ releases }) => releases.every(({ finding }) => finding.verdict === 'loads'));
}

/** Symbols named in one clause: the beginning tells people where to look, JSON has them all. */
const MOST_NAMED = 3;

/** Why a verdict is what it is: clauses, the gravest first. For `loads`, what was compared. */
export function reasonsOf(finding: LoadFinding, imports: number): string[] {
  const { refused, missing, gplOnly, mismatched, noVersion, notImported, notComparable, reasons } = finding;
  const clauses = [
    ...refused,
    clause(missing, 'symbol is not exported', 'symbols are not exported'),
    clause(gplOnly, 'symbol is for GPL modules only', 'symbols are for GPL modules only'),
    clause(mismatched, 'CRC differs', 'CRCs differ'),
    clause(noVersion, 'import has no version', 'imports have no version'),
    clause(notImported, 'namespace is not imported, of', 'namespaces are not imported, of'),
    clause(notComparable, 'CRC cannot be compared', 'CRCs cannot be compared'),
    ...reasons,
  ].filter((each) => each !== '');
  if (clauses.length > 0) return clauses;
  return [imports === 1 ? 'its one import is there' : `all ${count(imports)} imports are there`];
}

function clause(symbols: readonly string[], one: string, many: string): string {
  if (symbols.length === 0) return '';
  const named = symbols.slice(0, MOST_NAMED).join(', ');
  const more = symbols.length - MOST_NAMED;
  return `${counted(symbols.length, one, many)}: ${named}${more > 0 ? ` and ${count(more)} more` : ''}`;
}
