/** What differs between two definitions of a struct or union. */
import type { Edit } from './cause.ts';
import { declaratorOf } from '../table/declaration.ts';
import { printType } from '../table/definition-text.ts';
import type { Member, RecordBody, TypeUse } from '../table/definition.ts';
import { diffEnums, diffVariants } from './enum-diff.ts';
import { enumIn, flatMembers, recordIn, type FlatMember } from './flat-members.ts';
import { isReserve } from './reserve.ts';
import { elementSizeOf, sizeOf, withoutTypedefs, type DefinitionOf } from '../table/sizes.ts';

/** One of the builds: what tells the sizes of its types. */
export interface Side {
  readonly definitionOf: DefinitionOf;
  readonly pointerSize: number | null;
}

export interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/**
 * Size first, then members in the order of the newer definition. Members are the same if code names them the same, so
 * that one which became part of a union without a name is no other one.
 */
export function diffRecords(before: RecordBody, after: RecordBody, sides: Sides): Edit[] {
  const pairing = withoutVariants(pairMembers(flatMembers(before), flatMembers(after), sides));
  const edits: Edit[] = [];
  if (before.size !== null && after.size !== null && before.size !== after.size) {
    edits.push({ what: 'size', before: before.size, after: after.size });
  }
  edits.push(
    ...reserveEdits(pairing, sides),
    ...pairing.removed.map(
      ({ path, member, offset }) => ({ what: 'member-removed', path, member, offset }) as const,
    ),
    ...pairing.renamed.map(([old, now]) => renamed(old, now)),
    ...pairing.added.map(
      ({ path, member, offset }) => ({ what: 'member-added', path, member, offset }) as const,
    ),
    ...pairing.common.flatMap(([old, now]) => changesOfPlace(old, now, sides)),
    ...foldMoves(pairing),
    ...(isReordered(pairing) ? [{ what: 'members-reordered' } as const] : []),
  );
  return [...edits, ...placesUnknown(pairing, edits, before, after)];
}

/**
 * Members that may have moved: those whose place one of the sides does not tell (bit fields of DWARF 4), beside edits that
 * move others if there is no room for them. Of sources without any place the edits themselves say that nothing is known.
 */
function placesUnknown(
  { common, renamed: others }: Pairing,
  edits: readonly Edit[],
  before: RecordBody,
  after: RecordBody,
): Edit[] {
  if (!edits.some(mayMoveOthers)) return [];
  const pairs = [...common, ...others];
  const untold = pairs.filter(([old, now]) => old.offset === null || now.offset === null);
  if (untold.length === 0) {
    const isSizeTold = before.size !== null && after.size !== null;
    return isSizeTold || pairs.length === 0 ? [] : [{ what: 'places-unknown', paths: [] }];
  }
  if (untold.length < pairs.length)
    return [{ what: 'places-unknown', paths: untold.map(([, now]) => now.path) }];
  return edits.some(saysNoPlace) ? [{ what: 'places-unknown', paths: [] }] : [];
}

/** Edits that look harmless unless it is said that no place is known. */
function saysNoPlace(edit: Edit): boolean {
  return ['member-wrapped', 'member-unwrapped', 'reserve-used'].includes(edit.what);
}

function mayMoveOthers(edit: Edit): boolean {
  if (edit.what === 'member-retyped') return edit.sameWidth !== true && !edit.sameType;
  if (edit.what === 'reserve-used') return edit.mayNotFit === true;
  return MAY_MOVE.has(edit.what);
}

const MAY_MOVE: ReadonlySet<Edit['what']> = new Set([
  'member-added',
  'member-removed',
  'member-wrapped',
  'member-unwrapped',
  'variant-added',
  'variant-removed',
]);

/** What tells the variants of an enum of Rust's apart tells of those that came and went, too. */
function withoutVariants(pairing: Pairing): Pairing {
  const names = new Set(
    pairing.common.flatMap((pair) => {
      if (pair[1].member.name !== '') return [];
      return pair.flatMap(({ member }) => enumIn(member)?.enumerators ?? []).map(({ name }) => name);
    }),
  );
  if (names.size === 0) return pairing;
  const isOther = ({ member, wrapper }: FlatMember) => wrapper !== 'union' || !names.has(member.name);
  return {
    ...pairing,
    removed: pairing.removed.filter(isOther),
    added: pairing.added.filter(isOther),
  };
}

type Pair = readonly [before: FlatMember, after: FlatMember];

interface Pairing {
  /** In the order of the newer definition. */
  readonly common: readonly Pair[];
  /** Another name in the same place; of another type of the same width, too. */
  readonly renamed: readonly Pair[];
  /** Without those that belong to one of the others, and without the members of parts that came or went as a whole. */
  removed: FlatMember[];
  added: FlatMember[];
}

function pairMembers(a: readonly FlatMember[], b: readonly FlatMember[], sides: Sides): Pairing {
  const before = new Map(a.map((each) => [each.key, each]));
  const after = new Map(b.map((each) => [each.key, each]));
  const common = b.flatMap((now): Pair[] => {
    const old = before.get(now.key);
    return old === undefined ? [] : [[old, now]];
  });
  // A part that came or went takes its members along.
  let removed = a.filter(({ key, within }) => !after.has(key) && (within === '' || after.has(within)));
  let added = b.filter(({ key, within }) => !before.has(key) && (within === '' || before.has(within)));
  const placeBefore = neighbours(a, after);
  const placeAfter = neighbours(b, before);
  const renamed: Pair[] = [];
  for (const old of removed) {
    const now = added.find(
      (each) =>
        each.within === old.within &&
        isReserve(each.member.name) === isReserve(old.member.name) &&
        (old.offset === null || each.offset === null
          ? placeBefore.get(old.key) === placeAfter.get(each.key) &&
            typeText(old.member) === typeText(each.member) &&
            old.member.width === each.member.width
          : old.offset === each.offset && takesThePlace(old.member, each.member, sides)),
    );
    if (now === undefined) continue;
    renamed.push([old, now]);
    added = added.filter((each) => each !== now);
  }
  removed = removed.filter((each) => !renamed.some(([old]) => old === each));
  return { common, renamed, removed, added };
}

function takesThePlace(old: Member, now: Member, sides: Sides): boolean {
  const isSameType = typeText(old) === typeText(now) && old.width === now.width;
  return isSameType || sameWidth(old, now, sides) === true;
}

/** For each member the nearest one before it that both definitions have: where it stands, if offsets do not tell. */
function neighbours(
  members: readonly FlatMember[],
  other: ReadonlyMap<string, FlatMember>,
): Map<string, string> {
  let last = '';
  return new Map(
    members.map((each) => {
      const place = last;
      if (other.has(each.key)) last = each.key;
      return [each.key, place];
    }),
  );
}

function renamed(old: FlatMember, now: FlatMember): Edit {
  const what = typeText(old.member) === typeText(now.member) ? 'member-renamed' : 'member-replaced';
  return { what, path: now.path, before: old.member, after: now.member };
}

function changesOfPlace(old: FlatMember, now: FlatMember, sides: Sides): Edit[] {
  const edits: Edit[] = [];
  const { path } = now;
  const [x, y] = [enumIn(old.member), enumIn(now.member)];
  if (x !== undefined && y !== undefined && old.member.type === now.member.type) {
    // What tells the variants of an enum of Rust's apart has no name.
    edits.push(...(now.member.name === '' ? diffVariants(x, y) : diffEnums(x, y)));
  } else if (typeText(old.member) !== typeText(now.member) || old.member.width !== now.member.width) {
    edits.push({
      what: 'member-retyped',
      path,
      before: old.member,
      after: now.member,
      sameWidth: sameRoom(old, now, sides),
      sameType:
        old.member.width === now.member.width && sameType(typeText(old.member), typeText(now.member), sides),
    });
  }
  // A reserve that was wrapped was used: the edit of its use says so.
  if (old.path.length < now.path.length && now.wrapper !== null && !isReserve(now.member.name)) {
    edits.push({ what: 'member-wrapped', path, into: now.wrapper });
  } else if (old.path.length > now.path.length && old.wrapper !== null) {
    edits.push({ what: 'member-unwrapped', path, from: old.wrapper });
  }
  return edits;
}

/** The members of a part are compared by themselves: its own type is only what it is. */
function typeText(member: Member): string {
  return recordIn(member) === undefined ? printType(member) : member.type;
}

/**
 * Whether what follows finds as much room as before. Where places are told, the width is all that there is to know; where
 * they are not, a type of the same size can still begin elsewhere, as \`char[8]\` does in the place of a \`u64\`.
 */
function sameRoom(old: FlatMember, now: FlatMember, sides: Sides): boolean | null {
  const same = sameWidth(old.member, now.member, sides);
  if (same !== true || (old.offset !== null && now.offset !== null)) return same;
  if (typeText(old.member) === typeText(now.member)) return same;
  if (old.member.width !== null || now.member.width !== null) return null;
  if (bothPointers(old.member, now.member) === true) return true;
  const [a, b] = [old.member, now.member].map((each, side) => {
    const { definitionOf, pointerSize } = side === 0 ? sides.before : sides.after;
    return elementSizeOf(each, definitionOf, pointerSize);
  });
  return a !== null && a === b ? true : null;
}

/** Null if nobody can tell. */
function sameWidth(old: Member, now: Member, sides: Sides): boolean | null {
  const before = bitsOf(old, sides.before);
  const after = bitsOf(now, sides.after);
  if (before !== null && after !== null) return before === after;
  return old.width === null && now.width === null ? bothPointers(old, now) : null;
}

/** Whether two types are the same once their typedefs are written out. */
export function sameType(old: string, now: string, { before, after }: Sides): boolean {
  return withoutTypedefs(old, before.definitionOf) === withoutTypedefs(now, after.definitionOf);
}

export function bitsOf(member: Member, { definitionOf, pointerSize }: Side): number | null {
  if (member.width !== null) return member.width;
  const bytes = sizeOf(member, definitionOf, pointerSize);
  return bytes === null ? null : bytes * 8;
}

/** Pointers are of one size, whatever it is. */
export function bothPointers(old: TypeUse, now: TypeUse): true | null {
  const [a, b] = [declaratorOf(old.type), declaratorOf(now.type)];
  if (a?.isPointer !== true || b?.isPointer !== true || a.rest !== b.rest) return null;
  return !a.lengths.includes(null) && a.lengths.join() === b.lengths.join() ? true : null;
}

/** Takes the members that use reserve out of those that were added, and the reserves out of those that were removed. */
function reserveEdits(pairing: Pairing, sides: Sides): Edit[] {
  const reserves = [
    ...pairing.removed.filter(({ member }) => isReserve(member.name)),
    // KABI_USE and its kin leave the reserve in a union with what takes its place.
    ...pairing.common
      .filter(([old, now]) => isReserve(now.member.name) && old.path.length < now.path.length)
      .map(([old]) => old),
  ];
  const used = reserves.map((reserve) => ({
    reserve,
    by: pairing.added.filter((each) => takesReserve(each, reserve, pairing, sides)),
  }));
  const edits: Edit[] = [];
  for (const { reserve, by } of used) {
    if (by.length === 0) continue;
    const previous = edits.at(-1);
    const paths = by.map(({ path }) => path);
    const mayNotFit = !by.every((each) => fitsInto(each, reserve, sides));
    if (previous?.what === 'reserve-used' && previous.by.join('|') === paths.join('|')) {
      edits[edits.length - 1] = { ...previous, reserved: [...previous.reserved, reserve.path] };
    } else {
      edits.push({
        what: 'reserve-used',
        reserved: [reserve.path],
        by: paths,
        ...(mayNotFit && { mayNotFit }),
      });
    }
  }
  const consumed = new Set(used.filter(({ by }) => by.length > 0).map(({ reserve }) => reserve));
  const users = new Set(used.flatMap(({ by }) => by));
  pairing.removed = pairing.removed.filter((each) => !consumed.has(each));
  pairing.added = pairing.added.filter((each) => !users.has(each));
  return edits;
}

function takesReserve(member: FlatMember, reserve: FlatMember, { common }: Pairing, sides: Sides): boolean {
  if (member.within !== reserve.within || isReserve(member.member.name)) return false;
  if (member.offset === null || reserve.offset === null) {
    // Where no place is told, the union tells that holds both.
    const now = common.find(([old]) => old === reserve)?.[1];
    return now !== undefined && now.outermost !== -1 && now.outermost === member.outermost;
  }
  const room = bitsOf(reserve.member, sides.before) ?? 0;
  // Whatever it is, it takes a bit where it starts.
  const bits = bitsOf(member.member, sides.after) ?? 1;
  return member.offset < reserve.offset + room && member.offset + bits > reserve.offset;
}

/** Whether it surely takes no more room than the reserve had; where places are told, they tell of what did not. */
function fitsInto(member: FlatMember, reserve: FlatMember, sides: Sides): boolean {
  if (member.offset !== null && reserve.offset !== null) return member.offset >= reserve.offset;
  const isPointer = declaratorOf(member.member.type)?.isPointer === true;
  // A pointer is as large as a long, on every architecture of Linux.
  if (isPointer && /^(?:unsigned long|long unsigned int)$/.test(reserve.member.type)) {
    return declaratorOf(member.member.type)?.lengths.length === 0;
  }
  const room = bitsOf(reserve.member, sides.before);
  const bits = bitsOf(member.member, sides.after);
  return room !== null && bits !== null && bits <= room;
}

/** Members that moved by the same distance and have none that stayed between them are one edit. */
function foldMoves({ common }: Pairing): Edit[] {
  const edits: Edit[] = [];
  let open: { within: string; by: number } | undefined;
  for (const [old, now] of common) {
    if (old.offset === null || now.offset === null) continue;
    const by = now.offset - old.offset;
    const previous = edits.at(-1);
    if (by === 0) {
      if (open?.within === now.within) open = undefined;
    } else if (open?.within === now.within && open.by === by && previous?.what === 'members-moved') {
      edits[edits.length - 1] = { ...previous, last: now.path, count: previous.count + 1 };
    } else {
      edits.push({ what: 'members-moved', first: now.path, last: now.path, count: 1, by });
      open = { within: now.within, by };
    }
  }
  return edits;
}

/** Offsets tell of members that changed places; of those that have none, their order must, under whatever names. */
function isReordered({ common, renamed: others }: Pairing): boolean {
  const pairs = [...common, ...others]
    .filter(([old, now]) => old.offset === null || now.offset === null)
    .sort(([, a], [, b]) => a.order - b.order);
  return pairs.some(([old], index) => old.order < (pairs[index - 1]?.[0].order ?? 0));
}
