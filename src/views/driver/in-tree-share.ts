import { LOAD_VERDICTS, type LoadVerdict } from '../../load/verdict.ts';
import { stopsLoading } from '../../load/update-effect.ts';
import type { InTreeFinding } from '../../records/entries/in-tree-finding.ts';

export interface InTreeShare {
  readonly variant: string;
  /** Modules of the release before that would have to be rebuilt, or are refused. */
  readonly refused: number;
  readonly all: number;
}

/** Undefined where the modules of the release before are not on file, or it brought none. */
export function inTreeShare(
  finding: Pick<InTreeFinding, 'variant' | 'counts'> | undefined,
): InTreeShare | undefined {
  const counts = finding?.counts;
  if (finding === undefined || counts === undefined || counts === null) return undefined;
  const sum = (of: readonly LoadVerdict[]) => of.reduce((total, verdict) => total + counts[verdict], 0);
  const all = sum(LOAD_VERDICTS);
  return all === 0
    ? undefined
    : { variant: finding.variant, refused: sum(LOAD_VERDICTS.filter(stopsLoading)), all };
}
