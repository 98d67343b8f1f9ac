/** Where a definition has room for a member that it does not have yet: holes that alignment left, and reserve. */
import { bitsOf, type Side } from '../diff/record-diff.ts';
import { flatMembers, recordIn } from '../diff/flat-members.ts';
import { isReserve } from '../diff/reserve.ts';
import { elementSizeOf } from '../table/sizes.ts';
import type { Member, RecordBody } from '../table/definition.ts';

/** Bits of the type that no member has. */
export interface Hole {
  /** The member before it; empty at the very beginning. */
  readonly behind: string;
  /** Bits from the start of the type. */
  readonly start: number;
  readonly end: number;
}

/** A reserved member that nothing uses. */
export interface Slot {
  readonly name: string;
  readonly start: number;
  readonly bits: number;
}

/**
 * The holes of a struct between its own members and behind the last, in their order; of a union none. Behind a member whose
 * size is not told none is known.
 */
export function holesOf(body: RecordBody, side: Side): Hole[] {
  if (body.kind !== 'struct') return [];
  const members = ownMembers(body, 0);
  const holes: Hole[] = [];
  let end: number | null = 0;
  let behind = '';
  for (const member of members) {
    if (member.offset === null) return [];
    if (end !== null && member.offset > end) holes.push({ behind, start: end, end: member.offset });
    const bits = bitsOf(member, side);
    const next: number | null = bits === null ? null : member.offset + bits;
    end = end === null || next === null ? next : Math.max(end, next);
    behind = member.name === '' ? lastNameIn(member) : member.name;
  }
  if (end !== null && body.size !== null && body.size * 8 > end)
    holes.push({ behind, start: end, end: body.size * 8 });
  return holes;
}

/** Reserve that is left, in the order of the definition. */
export function slotsOf(body: RecordBody, side: Side): Slot[] {
  const members = flatMembers(body);
  return members.flatMap(({ member, offset, within, wrapper, outermost }): Slot[] => {
    if (!isReserve(member.name) || within !== '' || offset === null) return [];
    const isUsed =
      wrapper !== null &&
      members.some((other) => other.outermost === outermost && !isReserve(other.member.name));
    const bits = bitsOf(member, side);
    return isUsed || bits === null ? [] : [{ name: member.name, start: offset, bits }];
  });
}

/** What a member takes, and where it may begin: at a multiple of so many bits. Null if the source does not say. */
export function needOf(
  member: Member,
  side: Side,
): { readonly bits: number; readonly alignment: number } | null {
  const bits = bitsOf(member, side);
  if (bits === null || bits === 0) return null;
  if (member.width !== null) return { bits, alignment: 1 };
  const element = elementSizeOf(member, side.definitionOf, side.pointerSize);
  // A struct may hold what has to begin at a multiple of eight bytes; nothing in the kernel's own types asks for more.
  const isPlain = element === 1 || element === 2 || element === 4;
  const isRecord = recordIn(member) !== undefined || /^(?:const )?(?:struct|union) [^*(]*$/.test(member.type);
  return { bits, alignment: isPlain && !isRecord ? element * 8 : 64 };
}

/** Where a member would begin in a hole; null if it has no room there. */
export function placeIn(
  hole: Hole,
  { bits, alignment }: { readonly bits: number; readonly alignment: number },
): number | null {
  const start = Math.ceil(hole.start / alignment) * alignment;
  return start + bits <= hole.end ? start : null;
}

/** Those of a struct without a name count as those of the whole, such as in task_struct whose members may be shuffled. */
function ownMembers({ members }: RecordBody, start: number): Member[] {
  return members.flatMap((member) => {
    const offset = member.offset === null ? null : start + member.offset;
    const inner = member.name === '' && member.type === 'struct {}' ? recordIn(member) : undefined;
    return inner === undefined || offset === null ? [{ ...member, offset }] : ownMembers(inner, offset);
  });
}

function lastNameIn(member: Member): string {
  const last = recordIn(member)?.members.at(-1);
  return last === undefined ? '' : last.name === '' ? lastNameIn(last) : last.name;
}
