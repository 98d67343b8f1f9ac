/** Which types changed the CRCs of an update, for findings about a kernel on file. Where they are known is the caller's. */
import type { SnapshotId } from '../../kernel/snapshot.ts';
import type { Finding, UpdateCause } from './finding.ts';

/** The update to a build on file: from the release before it of its variant. */
export interface UpdateOf extends SnapshotId {
  readonly from: string;
}

/** By symbol, the nearest cause; none where the types of one side are not on file. */
export type ExplainUpdate = (
  update: UpdateOf,
  symbols: ReadonlySet<string>,
) => Promise<ReadonlyMap<string, UpdateCause>>;

/** The findings, each symbol that changed in an update on file with its cause. */
export async function withCauses(
  findings: readonly Finding[],
  explain: ExplainUpdate,
): Promise<readonly Finding[]> {
  const explained: Finding[] = [];
  for (const finding of findings) {
    const { onFile, symbols } = finding;
    if (onFile === undefined) {
      explained.push(finding);
      continue;
    }
    const byUpdate = Map.groupBy(
      symbols.filter(({ update }) => update?.before !== null && update?.after !== null),
      ({ update }) => update?.to ?? '',
    );
    const causes = new Map<string, UpdateCause>();
    for (const [to, changed] of byUpdate) {
      const from = changed[0]?.update?.from;
      if (from === undefined) continue;
      const update = { ...onFile.id, release: to, from };
      for (const [symbol, cause] of await explain(update, new Set(changed.map(({ symbol }) => symbol))))
        causes.set(symbol, cause);
    }
    explained.push({
      ...finding,
      symbols: symbols.map((each) => {
        const cause = causes.get(each.symbol);
        return cause === undefined ? each : { ...each, cause };
      }),
    });
  }
  return explained;
}
