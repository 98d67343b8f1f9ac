/**
 * Proof that guards keep CRCs: the old definitions stand in place of the new ones, as a guard shows them to the generator, and
 * the CRCs are computed again. They are those of the older build, or the advice is wrong.
 */
import type { SymtypeRef, Symtypes } from '../../formats/symtypes/symtypes.ts';
import { isSymtypeRef, symtypeTokens } from '../../formats/symtypes/symtypes.ts';
import { SymtypesCrc, type SymtypesSource } from '../../formats/symtypes/symtypes-crc.ts';
import type { ChangedType } from '../diff/cause.ts';

export interface GuardProof {
  /** Exports whose CRC comes out as it was before. */
  readonly kept: readonly string[];
  /** Exports whose CRC is another one, though every cause that they reach is guarded. */
  readonly others: readonly string[];
}

type Guarded = Pick<ChangedType, 'kind' | 'name' | 'scopes'>;

const PREFIXES = { struct: 's', union: 'u', enum: 'e', typedef: 't' } as const;

/** @param symbols exports that reach no cause but these */
export function proveGuards(
  before: Symtypes,
  after: Symtypes,
  causes: readonly Guarded[],
  symbols: Iterable<string>,
): GuardProof {
  const [old, now] = [new SymtypesCrc(before), new SymtypesCrc(guardedSource(before, after, causes))];
  const [olds, nows] = [placesIn(before), placesIn(after)];
  const kept: string[] = [];
  const others: string[] = [];
  for (const symbol of symbols) {
    const place = nows.get(symbol);
    const former = olds.get(symbol);
    const crc = former === undefined ? undefined : old.crcOf(former, symbol);
    const isKept = crc !== undefined && place !== undefined && now.crcOf(place, symbol) === crc;
    (isKept ? kept : others).push(symbol);
  }
  return { kept, others };
}

/** The newer symtypes with the old definition of each cause, where the cause is seen. */
function guardedSource(before: Symtypes, after: Symtypes, causes: readonly Guarded[]): SymtypesSource {
  const guards = new Map<SymtypeRef, Guarded[]>();
  const exports = new Set<string>();
  for (const cause of causes) {
    if (cause.kind === 'function' || cause.kind === 'variable') {
      exports.add(cause.name);
    } else {
      const ref = refOf(PREFIXES[cause.kind], cause.name);
      guards.set(ref, [...(guards.get(ref) ?? []), cause]);
    }
  }
  const placeOf = new Map(before.objects.map(({ path }, index) => [path, index]));
  const formerOf = after.objects.map(({ path }) => placeOf.get(path));
  const oldText = (object: number, ref: SymtypeRef) => {
    const former = formerOf[object];
    return former === undefined ? undefined : before.definition(former, ref);
  };
  // Constants that an old definition writes have the values that they had.
  const constants = new Set<SymtypeRef>();
  before.objects.forEach((_, object) => {
    for (const ref of guards.keys()) {
      for (const token of symtypeTokens(before.definition(object, ref) ?? ''))
        if (isSymtypeRef(token) && token.startsWith('E#')) constants.add(token);
    }
  });
  return {
    generator: after.generator,
    objects: after.objects.map((object, index) => {
      const former = formerOf[index];
      const olds = former === undefined ? undefined : before.objects[former]?.exports;
      const own = [...object.exports].map(([symbol, text]): [string, string] => [
        symbol,
        exports.has(symbol) ? (olds?.get(symbol) ?? text) : text,
      ]);
      return { path: object.path, exports: new Map(own) };
    }),
    definition: (object, ref) => {
      const path = after.objects[object]?.path ?? '';
      const isGuarded = guards
        .get(ref)
        ?.some(({ scopes }) => scopes.length === 0 || scopes.includes(path) || path === '');
      const isOld = isGuarded === true || constants.has(ref);
      // What only an old definition names is nowhere else.
      return (
        (isOld ? oldText(object, ref) : undefined) ?? after.definition(object, ref) ?? oldText(object, ref)
      );
    },
  };
}

function refOf(prefix: (typeof PREFIXES)[keyof typeof PREFIXES], name: string): SymtypeRef {
  return `${prefix}#${name.includes(' ') ? `'${name}'` : name}`;
}

function placesIn({ objects }: Symtypes): Map<string, number> {
  return new Map(
    objects.flatMap(({ exports }, index) => [...exports.keys()].map((symbol) => [symbol, index])),
  );
}
