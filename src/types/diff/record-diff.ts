/** What differs between two definitions of a struct or union. */
import type { Edit } from './cause.ts';
import { declaratorOf } from '../table/declaration.ts';
import { printType } from '../table/definition-text.ts';
import type { Member, RecordBody, TypeUse } from '../table/definition.ts';
import { flatMembers, recordIn, type FlatMember } from './flat-members.ts';
import { isReserve } from './reserve.ts';
import { sizeOf, withoutTypedefs, type DefinitionOf } from '../table/sizes.ts';

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
  const pairing = pairMembers(flatMembers(before), flatMembers(after), sides);
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
  return edits;
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
            typeText(old.member) === typeText(each.member)
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
  if (typeText(old.member) !== typeText(now.member) || old.member.width !== now.member.width) {
    edits.push({
      what: 'member-retyped',
      path,
      before: old.member,
      after: now.member,
      sameWidth: sameWidth(old.member, now.member, sides),
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
  return a?.isPointer === true && b?.isPointer === true && a.lengths.join() === b.lengths.join()
    ? true
    : null;
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
    by: pairing.added.filter((each) => overlaps(each, reserve, sides)),
  }));
  const edits: Edit[] = [];
  for (const { reserve, by } of used) {
    if (by.length === 0) continue;
    const previous = edits.at(-1);
    const paths = by.map(({ path }) => path);
    if (previous?.what === 'reserve-used' && previous.by.join('|') === paths.join('|')) {
      edits[edits.length - 1] = { ...previous, reserved: [...previous.reserved, reserve.path] };
    } else {
      edits.push({ what: 'reserve-used', reserved: [reserve.path], by: paths });
    }
  }
  const consumed = new Set(used.filter(({ by }) => by.length > 0).map(({ reserve }) => reserve));
  const users = new Set(used.flatMap(({ by }) => by));
  pairing.removed = pairing.removed.filter((each) => !consumed.has(each));
  pairing.added = pairing.added.filter((each) => !users.has(each));
  return edits;
}

function overlaps(member: FlatMember, reserve: FlatMember, sides: Sides): boolean {
  if (member.within !== reserve.within || isReserve(member.member.name)) return false;
  if (member.offset === null || reserve.offset === null) return false;
  const room = bitsOf(reserve.member, sides.before) ?? 0;
  // Whatever it is, it takes a bit where it starts.
  const bits = bitsOf(member.member, sides.after) ?? 1;
  return member.offset < reserve.offset + room && member.offset + bits > reserve.offset;
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

/** Offsets tell of members that changed places; where there are none, their order must. */
function isReordered({ common }: Pairing): boolean {
  if (common.some(([old, now]) => old.offset !== null && now.offset !== null)) return false;
  return common.some(([old], index) => old.order < (common[index - 1]?.[0].order ?? 0));
}
