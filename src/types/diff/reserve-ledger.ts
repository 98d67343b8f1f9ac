/** How much reserve each struct has, and what became of it. */
import { VMLINUX } from '../../kernel/module.ts';
import type { MemberPath } from './cause.ts';
import { parseDefinition } from '../table/definition-text.ts';
import { flatMembers, type FlatMember } from './flat-members.ts';
import { bitsOf } from './record-diff.ts';
import { isReserve } from './reserve.ts';
import { TypeGraph } from '../table/type-graph.ts';
import { type TypeKey, type TypeTable } from '../table/table.ts';

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

/** The reserve of a struct in short: reserved members by name. */
export interface ReserveState {
  readonly left: readonly string[];
  /** Those that are left, together; null if the source does not say. */
  readonly bytesLeft: number | null;
  readonly used: readonly string[];
}

/** Every definition with reserve, in the order of the table. */
export function reserveLedger(table: TypeTable): ReserveLine[] {
  return [...table.types].flatMap(([key, definitions]) =>
    definitions.flatMap(({ text, scopes }, index): ReserveLine[] => {
      if (!MAY_HAVE.test(text)) return [];
      const definition = parseDefinition(text);
      if (definition?.kind !== 'struct' && definition?.kind !== 'union') return [];
      const members = flatMembers(definition);
      if (!members.some(({ member }) => isReserve(member.name))) return [];
      const graph = TypeGraph.of(table);
      const side = {
        definitionOf: graph.definitionsIn(scopes[0] ?? VMLINUX),
        pointerSize: table.pointerSize,
      };
      const fields = members
        .filter(({ member }) => isReserve(member.name))
        .map((each): ReserveField => {
          const bits = bitsOf(each.member, side);
          const usedBy = members.filter((other) => standsBeside(other, each)).map(({ path }) => path);
          return { path: each.path, bytes: bits === null ? null : Math.ceil(bits / 8), usedBy };
        });
      return [{ key, scopes: index === 0 ? [] : scopes, fields }];
    }),
  );
}

/** Of each name's own definition that has any. */
export function reserveStates(table: TypeTable): Map<TypeKey, ReserveState> {
  const own = reserveLedger(table).filter(({ scopes }) => scopes.length === 0);
  return new Map(own.map(({ key, fields }) => [key, stateOf(fields)]));
}

function stateOf(fields: readonly ReserveField[]): ReserveState {
  const left = fields.filter(({ usedBy }) => usedBy.length === 0);
  const used = fields.filter(({ usedBy }) => usedBy.length > 0);
  return {
    left: left.map(nameOf),
    bytesLeft: left.reduce<number | null>(
      (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
      0,
    ),
    used: used.map(nameOf),
  };
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
