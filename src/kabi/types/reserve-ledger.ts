/** How much reserve each struct has, and what became of it. */
import type { MemberPath } from './cause.ts';
import { parseDefinition } from './definition-text.ts';
import { flatMembers, type FlatMember } from './flat-members.ts';
import { bitsOf } from './record-diff.ts';
import { isReserve } from './reserve.ts';
import { TypeGraph } from './type-graph.ts';
import { VMLINUX, type TypeKey, type TypeTable } from './table.ts';

export interface ReserveLine {
  readonly key: TypeKey;
  /** As of Cause: empty for the name's own definition. */
  readonly scopes: readonly string[];
  /** In the order of the definition. */
  readonly fields: readonly ReserveField[];
}

export interface ReserveField {
  readonly path: MemberPath;
  /** Null if the source does not say. */
  readonly bytes: number | null;
  /** Members that stand in its place, in a union with it; empty if it is left. */
  readonly usedBy: readonly MemberPath[];
}

/** What a struct had and has. Reserve that went altogether was consumed as well. */
export interface ReserveUse {
  readonly key: TypeKey;
  readonly consumed: readonly ReserveField[];
  readonly left: readonly ReserveField[];
}

/** Every definition with reserve, in the order of the table. */
export function reserveLedger(table: TypeTable): ReserveLine[] {
  const graph = new TypeGraph(table);
  return [...table.types].flatMap(([key, variants]) =>
    variants.flatMap(({ text, scopes }, index): ReserveLine[] => {
      if (!MAY_HAVE.test(text)) return [];
      const definition = parseDefinition(text);
      if (definition?.kind !== 'struct' && definition?.kind !== 'union') return [];
      const side = {
        definitionOf: graph.definitionsIn(scopes[0] ?? VMLINUX),
        pointerSize: table.pointerSize,
      };
      const members = flatMembers(definition);
      const fields = members
        .filter(({ member }) => isReserve(member.name))
        .map((each): ReserveField => {
          const bits = bitsOf(each.member, side);
          const usedBy = members.filter((other) => standsBeside(other, each)).map(({ path }) => path);
          return { path: each.path, bytes: bits === null ? null : Math.ceil(bits / 8), usedBy };
        });
      return fields.length === 0 ? [] : [{ key, scopes: index === 0 ? [] : scopes, fields }];
    }),
  );
}

/** The names' own definitions whose reserve became less. */
export function reserveUses(before: TypeTable, after: TypeTable): ReserveUse[] {
  const own = (lines: readonly ReserveLine[]) => lines.filter(({ scopes }) => scopes.length === 0);
  const now = new Map(own(reserveLedger(after)).map((line) => [line.key, line.fields]));
  return own(reserveLedger(before)).flatMap(({ key, fields }): ReserveUse[] => {
    if (!after.types.has(key)) return [];
    const left = (now.get(key) ?? []).filter(({ usedBy }) => usedBy.length === 0);
    const free = new Set(left.map(nameOf));
    const consumed = fields.filter((each) => each.usedBy.length === 0 && !free.has(nameOf(each)));
    return consumed.length === 0 ? [] : [{ key, consumed, left }];
  });
}

/** Saves reading definitions that have none. */
const MAY_HAVE = /(?:reserve|padding)/;

function nameOf({ path }: ReserveField): string {
  return path.at(-1) ?? '';
}

/** KABI_USE(1, struct x y) is `union { struct x y; struct { u64 kabi_reserved1; }; union { }; }`. */
function standsBeside(other: FlatMember, reserve: FlatMember): boolean {
  if (other === reserve || isReserve(other.member.name) || reserve.wrapper === null) return false;
  if (other.within !== reserve.within || other.wrapper === null) return false;
  return other.outermost === reserve.outermost && other.outermost !== -1;
}
