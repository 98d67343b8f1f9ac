/** The verdicts on one module, with kernels of equal outcome together: one line says of all of them what it says of one. */
import { variantName } from '../../kernel/variant.ts';
import type { SnapshotId } from '../../kernel/snapshot.ts';
import { unameOf } from '../../kernel/vermagic.ts';
import { isBuildCalled } from '../diagnosis/on-file.ts';
import type { LoadFinding } from '../verdict.ts';
import { reasonsOf, type CheckedModule } from './checked-module.ts';

/** Kernels of one product, architecture and flavour that make the same of a module. */
export interface CheckOutcome {
  readonly product: string;
  readonly variant: string;
  /** In the order of the check. */
  readonly ids: readonly SnapshotId[];
  /** The same of all: its lists are those of the first. */
  readonly finding: LoadFinding;
  /** Whether these are all kernels of that product and variant that the module was checked against. */
  readonly isAll: boolean;
  /** Whether the kernel that the module was built for, or that a log names, is among them. */
  readonly isOwn: boolean;
}

/** Those of the product that the module was built for first, and of these the one with its own kernel. */
export function outcomesOf(checked: CheckedModule): CheckOutcome[] {
  const { releases, module, refusal } = checked;
  const named = [refusal?.uname, module.vermagic === null ? undefined : unameOf(module.vermagic)];
  const isOwnKernel = (id: SnapshotId) =>
    named.some((uname) => uname !== undefined && uname !== '' && isBuildCalled(uname, id));
  const ownProduct = releases.find(({ id }) => isOwnKernel(id))?.id.product;
  const lines = Map.groupBy(releases, ({ id }) => `${id.product}\n${variantName(id)}`);
  const outcomes = [...lines.values()].flatMap((line) => {
    const groups = Map.groupBy(line, ({ finding }) => outcomeKey(finding, module.imports.length));
    return [...groups.values()].flatMap((group): CheckOutcome[] => {
      const [first] = group;
      if (first === undefined) return [];
      const ids = group.map(({ id }) => id);
      return [
        {
          product: first.id.product,
          variant: variantName(first.id),
          ids,
          finding: first.finding,
          isAll: group.length === line.length,
          isOwn: ids.some(isOwnKernel),
        },
      ];
    });
  });
  const rank = ({ product, isOwn }: CheckOutcome) => (isOwn ? 0 : product === ownProduct ? 1 : 2);
  return outcomes.toSorted((a, b) => rank(a) - rank(b));
}

/** Of missing symbols no CRC is of interest: nothing that is built again has them. */
function outcomeKey(finding: LoadFinding, imports: number): string {
  const { verdict, missing, gplOnly } = finding;
  if (verdict === 'missing') return [verdict, ...missing, '', ...gplOnly].join('\n');
  return [verdict, ...reasonsOf(finding, imports)].join('\n');
}
