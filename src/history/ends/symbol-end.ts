/** What became of a symbol that is gone: what kind of end, what shows it, and what most likely took its place. */
import { z } from 'zod';
import { SOURCE_STATES, type SourceEnd } from '../../formats/ends/source-ends.ts';
import type { Departure } from './departures.ts';
import { KNOWN_END_KINDS, knownEnd } from './known-ends.ts';
import { rankSuccessors, successorSchema, type Successor } from './successor.ts';

/** What the source of the newer kernel has of the symbol. */
export const seenInSourceSchema = z.object({
  state: z.enum(SOURCE_STATES),
  place: z.string(),
  /** Of the newer kernel's source package. */
  version: z.string(),
});

export const symbolEndSchema = z.object({
  symbol: z.string(),
  /** What the table of known ends says; null if the symbol is not in it. */
  known: z
    .object({
      end: z.enum(KNOWN_END_KINDS),
      since: z.string().nullable(),
      instead: z.string().nullable(),
      source: z.string(),
    })
    .nullable(),
  source: seenInSourceSchema.nullable(),
  /** The likeliest first; none rather than a wrong one. */
  successors: z.array(
    successorSchema.extend({
      /** As it is exported where the symbol is gone; null where it is not on file there. */
      export: z.object({ module: z.string(), type: z.string(), namespace: z.string() }).nullable(),
      prototype: z.string().nullable(),
    }),
  ),
  /** Its last declaration; null where types are not on file. */
  prototype: z.string().nullable(),
});
export type SymbolEnd = z.infer<typeof symbolEndSchema>;

/** A symbol that took another's place, as it is exported. */
export type SuccessorOnFile = SymbolEnd['successors'][number];

export interface EndFacts {
  readonly symbol: string;
  /** Of the updates that took it away, the first one first. */
  readonly departures: readonly Departure[];
  /** What sources of newer kernels have of it, the oldest of these first, each with the version of its source package. */
  readonly sources: readonly { readonly end: SourceEnd; readonly version: string }[];
  /** How a symbol is exported in the newest kernel that lacks this one. */
  readonly exportOf: (symbol: string) => SuccessorOnFile['export'];
  readonly prototypeOf: (symbol: string) => string | null;
}

/** In percent: so much of a body is the same where a function has another name and nothing else. */
const SAME_BODY = { sure: 95, likely: 85 } as const;

/** Undefined where nothing but the absence is known. */
export function symbolEnd(facts: EndFacts): SymbolEnd | undefined {
  const { symbol, departures, sources, exportOf, prototypeOf } = facts;
  const known = knownEnd(symbol);
  const [first] = sources;
  const candidates: Successor[] = [
    ...(known?.successors ?? []).map((name): Successor => ({
      symbol: name,
      degree: 'sure',
      reasons: [{ by: 'table', source: known?.source ?? '' }],
    })),
    ...(first === undefined ? [] : inSource(first)),
    ...departures.flatMap(({ successors }) => successors),
  ];
  const successors = rankSuccessors(candidates)
    .map((each) => ({ ...each, export: exportOf(each.symbol), prototype: prototypeOf(each.symbol) }))
    // Of what no kernel on file exports only the table knows.
    .filter((each) => each.export !== null || each.reasons.some(({ by }) => by === 'table'));
  const prototype = departures.find((each) => each.prototype !== null)?.prototype ?? null;
  if (known === undefined && first === undefined && successors.length === 0 && prototype === null)
    return undefined;
  return {
    symbol,
    known: known === undefined ? null : knownJson(known),
    source:
      first === undefined ? null : { state: first.end.state, place: first.end.place, version: first.version },
    successors,
    prototype,
  };
}

/** Of a symbol that no kernel on file ever exported: what the table says of it. */
export function endByTable(symbol: string, exportOf: EndFacts['exportOf']): SymbolEnd | undefined {
  if (knownEnd(symbol) === undefined) return undefined;
  return symbolEnd({ symbol, departures: [], sources: [], exportOf, prototypeOf: () => null });
}

function knownJson({ end, since, instead, source }: NonNullable<ReturnType<typeof knownEnd>>) {
  return { end, since: since ?? null, instead: instead ?? null, source };
}

function inSource({ end, version }: EndFacts['sources'][number]): Successor[] {
  const { symbol, successors, sameBody: percent, place } = end;
  return successors.map((name): Successor => {
    if (percent === null)
      return { symbol: name, degree: 'sure', reasons: [{ by: 'header', place, version }] };
    const degree = bodyDegree(symbol, name, percent);
    return { symbol: name, degree, reasons: [{ by: 'body', percent, place, version }] };
  });
}

/** Functions that have nothing of their names in common are taken for the same with more care. */
function bodyDegree(symbol: string, name: string, percent: number): Successor['degree'] {
  const words = new Set(symbol.split('_').filter((word) => word.length > 1));
  const isRelated = name.split('_').some((word) => words.has(word));
  if (percent >= SAME_BODY.sure) return isRelated ? 'sure' : 'likely';
  return percent >= SAME_BODY.likely && isRelated ? 'likely' : 'possible';
}
