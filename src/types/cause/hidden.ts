/**
 * What CRCs hide: definitions that changed while no CRC of an export that reaches them did, because the change was kept
 * from genksyms (`__GENKSYMS__`, KABI_*, RH_KABI_*, ANDROID_KABI_*).
 */
import { getOrInsert } from '../../base/maps.ts';
import { compareText } from '../../base/text.ts';
import type { ChangedType } from '../diff/cause.ts';
import { differencesBetween, type Difference } from '../diff/differences.ts';
import { Region, type PlaceId } from './region.ts';
import { kindOf, nameOf, type TypeTable } from '../table/table.ts';

export interface HiddenChange extends ChangedType {
  /** Sorted: the exports that reach it, all with the CRC that they had. */
  readonly symbols: readonly string[];
  /** Only reserve was used, at the size and offsets that were: what the reserve was left for. */
  readonly isCompatible: boolean;
}

/**
 * By reach, largest first. Definitions that only became visible are none: genksyms tells those.
 *
 * @param symbols exports on both sides whose CRCs can be compared, each with whether its CRC differs
 */
export function hiddenChanges(
  before: TypeTable,
  after: TypeTable,
  symbols: ReadonlyMap<string, boolean>,
  differences = differencesBetween(before, after),
): HiddenChange[] {
  // Symtypes are what CRCs are made of: nothing in them can be hidden from CRCs.
  if (before.source !== 'btf' || differences.areNone) return [];
  const exports = after.exports.filter(({ symbol }) => symbols.has(symbol));
  const region = Region.ofAll(differences.after);
  const seen = region.reachedFrom(exports.filter(({ symbol }) => symbols.get(symbol) === true));
  const goals = new Map<Difference, PlaceId[]>();
  region.reachedFrom(exports).forEach((isReached, place) => {
    if (isReached === 0) return;
    const difference = differences.find(region.graph.key(region.node(place)), region.scope(place));
    if (difference === null || difference.because.length > 0) return;
    if (difference.class === 'became-visible') return;
    getOrInsert(goals, difference, () => []).push(place);
  });
  const hidden: HiddenChange[] = [];
  for (const [difference, places] of goals) {
    if (places.some((place) => seen[place] === 1)) continue;
    const distances = region.distancesTo(places);
    const reaching = exports.filter((each) => region.startsOf(each).some((start) => distances[start] !== -1));
    if (reaching.length === 0) continue;
    const { key, edits } = difference;
    const scopes = difference.isNamesOwn ? [] : places.map((place) => region.scope(place));
    hidden.push({
      kind: kindOf(key),
      name: nameOf(key),
      scopes: [...new Set(scopes)].sort(compareText),
      class: difference.class,
      before: difference.before,
      after: difference.after,
      edits,
      symbols: [...new Set(reaching.map(({ symbol }) => symbol))].sort(compareText),
      isCompatible:
        edits.length > 0 && edits.every((edit) => edit.what === 'reserve-used' && edit.mayNotFit !== true),
    });
  }
  return hidden.sort((a, b) => b.symbols.length - a.symbols.length || compareText(a.name, b.name));
}
