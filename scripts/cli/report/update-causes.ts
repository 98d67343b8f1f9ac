/** By which types an update on file changed CRCs: what `kabi compare` finds, for a diagnosis. */
import { diffExports } from '../../../src/history/diff.ts';
import { snapshotName } from '../../../src/kernel/snapshot.ts';
import { causeSentence } from '../../../src/lang/en/cause-sentences.ts';
import { originSentence } from '../../../src/lang/en/origin-sentences.ts';
import type { UpdateCause } from '../../../src/load/diagnosis/finding.ts';
import type { ExplainUpdate } from '../../../src/load/diagnosis/update-causes.ts';
import { pairBuilds, resolveOperand } from '../operands.ts';
import { explain, type Explained } from './explain.ts';

/** Each update is read once, however many findings are about it. */
export function updateExplainer(content: string): ExplainUpdate {
  const read = new Map<string, Promise<Explained | undefined>>();
  return async (update, symbols) => {
    const name = snapshotName(update);
    const explained = await (read.get(name) ?? remember(name, () => readUpdate(content, update)));
    if (explained === undefined) return new Map();
    const { attribution, origins } = explained;
    const found = new Map<string, UpdateCause>();
    for (const symbol of symbols) {
      const explanation = attribution.explanations.get(symbol);
      const [nearest] = explanation?.causes ?? [];
      const cause = nearest === undefined ? undefined : attribution.causes[nearest];
      if (explanation === undefined || nearest === undefined || cause === undefined) continue;
      const [origin] = origins?.[nearest] ?? [];
      const why = origin === undefined ? '' : ` (${originSentence(origin)})`;
      found.set(symbol, {
        type: explanation.path.at(-1) ?? symbol,
        isCertain: attribution.exact,
        sentence: `${causeSentence(cause)}${why}`,
      });
    }
    return found;
  };

  function remember(name: string, start: () => Promise<Explained | undefined>) {
    const started = start();
    read.set(name, started);
    return started;
  }
}

async function readUpdate(
  content: string,
  update: Parameters<ExplainUpdate>[0],
): Promise<Explained | undefined> {
  const before = await resolveOperand(snapshotName({ ...update, release: update.from }), content);
  const [pair] = await pairBuilds(before, await resolveOperand(snapshotName(update), content));
  if (pair === undefined) return undefined;
  const { explained } = await explain(pair[0], pair[1], diffExports(pair[0], pair[1]));
  return explained;
}
