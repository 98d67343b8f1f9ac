/** Members of a struct or union as C code sees them: those of a part without a name count as those of the whole. */
import type { MemberPath } from './cause.ts';
import { hidesReplaced } from './reserve.ts';
import type { Body, EnumBody, Member, RecordBody, TypeUse } from '../table/definition.ts';

export interface FlatMember {
  readonly path: MemberPath;
  /** The names of the path: what code writes, and what makes it the same member in another build. */
  readonly key: string;
  readonly member: Member;
  /** Bits from the start of the whole, or of the named part around it; null if the source does not say. */
  readonly offset: number | null;
  /** The named part around it: its key, or empty. */
  readonly within: string;
  /** Its place in the order of the definition. */
  readonly order: number;
  /** The innermost part without a name around it, within the named one. */
  readonly wrapper: 'struct' | 'union' | null;
  /** Which part without a name of the whole, or of the named part, it is in: a number of its own, or -1. */
  readonly outermost: number;
}

/** Where members are collected from. */
interface Part extends Pick<FlatMember, 'path' | 'within' | 'wrapper' | 'outermost'> {
  /** Of an unnamed part: its place among those around it, which tells what has no name in it from what has none elsewhere. */
  readonly place: string;
  readonly members: readonly Member[];
  readonly start: number | null;
}

/** In the order of the definition. A part with a name stands before its own members. */
export function flatMembers(body: RecordBody): FlatMember[] {
  const found: FlatMember[] = [];
  let parts = 0;
  const collect = ({ members, path, within, start, wrapper, outermost, place }: Part) => {
    members.forEach((member, index) => {
      const offset = start === null || member.offset === null ? null : start + member.offset;
      const inner = recordIn(member);
      // What replaced members were put into is no part that code names.
      const isUnnamed = inner !== undefined && (member.name === '' || hidesReplaced(member.name));
      const own = [...path, isUnnamed ? '' : member.name];
      if (isUnnamed) {
        const part = outermost === -1 ? (parts += 1) : outermost;
        collect({
          members: inner.members,
          path: own,
          within,
          start: offset,
          wrapper: inner.kind,
          outermost: part,
          place: `${place}${index}:`,
        });
        return;
      }
      // What has no name, such as padding between bit fields, is told by its place.
      const name = member.name === '' ? `:${place}${index}` : member.name;
      const key = within === '' ? name : `${within}.${name}`;
      found.push({ path: own, key, member, offset, within, wrapper, outermost, order: found.length });
      if (inner === undefined) return;
      collect({
        ...{ members: inner.members, path: own, within: key, start: 0 },
        ...{ wrapper: null, outermost: -1, place: '' },
      });
    });
  };
  collect({
    ...{ members: body.members, path: [], within: '', start: 0 },
    ...{ wrapper: null, outermost: -1, place: '' },
  });
  return found;
}

/** The members that a use brings along: those of a struct or union without a name that it is of, or points to. */
export function recordIn({ type, bodies }: TypeUse): RecordBody | undefined {
  const [body] = bodies;
  return body !== undefined &&
    isRecord(body) &&
    /^(?:(?:const|volatile) )*(?:struct|union) \{\}[ *]*(?:\[\d*\])*$/.test(type)
    ? body
    : undefined;
}

export function enumIn({ bodies }: TypeUse): EnumBody | undefined {
  const [body] = bodies;
  return body?.kind === 'enum' ? body : undefined;
}

function isRecord(body: Body): body is RecordBody {
  return body.kind !== 'enum';
}
