/** Exports that may have taken the place of one that is gone, and how far that is known: none rather than a wrong one. */
import { z } from 'zod';

/**
 * `sure`: the source or a checked table says so. `likely`: several facts agree. `possible`: one does, and only a person can
 * tell.
 */
export const DEGREES = ['sure', 'likely', 'possible'] as const;
export type Degree = (typeof DEGREES)[number];

export const successorReasonSchema = z.discriminatedUnion('by', [
  /** A row of known-ends.ts. */
  z.object({ by: z.literal('table'), source: z.string() }),
  /** A header of the newer kernel defines the old name, and calls the successor. */
  z.object({ by: z.literal('header'), place: z.string(), version: z.string() }),
  /** The function's body is the same, in percent, in the two sources. */
  z.object({ by: z.literal('body'), percent: z.number(), place: z.string(), version: z.string() }),
  /** The title of a change names both. */
  z.object({ by: z.literal('changelog'), title: z.string(), version: z.string() }),
  /** New in the very release, with the same prototype and nearly the same name. */
  z.object({ by: z.literal('prototype') }),
  /** New in the very release, under a name that kernels make by rule. */
  z.object({ by: z.literal('name') }),
]);
export type SuccessorReason = z.infer<typeof successorReasonSchema>;

export const successorSchema = z.object({
  symbol: z.string(),
  degree: z.enum(DEGREES),
  /** Not empty; the strongest first. */
  reasons: z.array(successorReasonSchema),
});
export type Successor = z.infer<typeof successorSchema>;

/** More of them are no answer. */
const MOST = 2;

/** The likeliest first, each once with all its reasons; what is merely possible is left out beside what is better known. */
export function rankSuccessors(candidates: readonly Successor[]): Successor[] {
  const bySymbol = Map.groupBy(candidates, ({ symbol }) => symbol);
  const merged = [...bySymbol].map(([symbol, same]): Successor => {
    const sorted = same.toSorted(byDegree);
    const reasons = distinct(sorted.flatMap((each) => each.reasons));
    // Two grounds that know nothing of each other are better than one.
    const kinds = new Set(reasons.map(({ by }) => by));
    const degree = sorted[0]?.degree ?? 'possible';
    return { symbol, degree: degree === 'possible' && kinds.size > 1 ? 'likely' : degree, reasons };
  });
  const ranked = merged.sort(byDegree);
  const [best] = ranked;
  if (best === undefined) return [];
  const kept = ranked.filter(({ degree }) => degree === best.degree);
  return kept.length > MOST ? [] : kept;
}

/** Two architectures tell the same, and two versions have the same title. */
function distinct(reasons: readonly SuccessorReason[]): SuccessorReason[] {
  const keyOf = (reason: SuccessorReason) => (reason.by === 'changelog' ? reason.title : reason.by);
  return [...new Map(reasons.toReversed().map((reason) => [keyOf(reason), reason])).values()].toReversed();
}

function byDegree(a: Successor, b: Successor): number {
  return DEGREES.indexOf(a.degree) - DEGREES.indexOf(b.degree);
}
