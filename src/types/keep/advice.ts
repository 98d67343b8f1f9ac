/**
 * What would have kept the CRCs of the exports that reach a cause: per edit of it the pattern that neutralises it, where that
 * has room, and what has to hold. The patterns are those of Documentation/kbuild/gendwarfksyms.rst and of the vendors' macros
 * (macros.ts); that size and offsets of what modules know stay is what makes hiding safe.
 */
import type { ChangedType, Edit, MemberPath } from '../diff/cause.ts';
import { diffFunctions } from '../diff/definition-diff.ts';
import { flatMembers, recordIn } from '../diff/flat-members.ts';
import { bitsOf, bothPointers, type Side, type Sides } from '../diff/record-diff.ts';
import { isFunctionType, pointedFunction } from '../table/declaration.ts';
import { parseDefinition } from '../table/definition-text.ts';
import type { Member, RecordBody } from '../table/definition.ts';
import { sizeOf } from '../table/sizes.ts';
import { GUARD_TABLE, worse, type Condition, type Effort, type Guard, type Obstacle } from './guards.ts';
import { holesOf, needOf, placeIn, slotsOf, type Hole, type Slot } from './room.ts';

/** Where a guard has a new member stand: offsets and sizes are bits. */
export type MemberPlace =
  /** `padding` is the hole behind the last member. */
  | {
      readonly kind: 'hole' | 'padding';
      readonly behind: string;
      readonly offset: number;
      readonly bits: number;
    }
  | { readonly kind: 'union' }
  | { readonly kind: 'reserve'; readonly slot: string; readonly bits: number };

export interface GuardStep {
  readonly guard: Guard;
  /** Members, enumerators or parameters that it is for; none if it is for the whole. */
  readonly names: readonly string[];
  readonly condition: Condition | null;
  readonly place?: MemberPlace;
}

export interface ObstacleStep {
  readonly obstacle: Obstacle;
  readonly names: readonly string[];
}

export type AdviceStep = GuardStep | ObstacleStep;

export interface Advice {
  /** That of the step which asks most. */
  readonly effort: Effort;
  /** At least one. Those that ask most stand first. */
  readonly steps: readonly AdviceStep[];
  /** A type or export that has an object of this type inside, where that is why it cannot grow. */
  readonly heldBy?: string;
  /** Exports that hand out objects of the type, where whether it may grow depends on who allocates them. */
  readonly allocators?: readonly string[];
}

export interface AdviceContext {
  readonly sides: Sides;
  /** A type or export that has an object of the cause's type inside; undefined if none is known. */
  readonly heldBy?: string | undefined;
  /** Exports that return a pointer to the type. */
  readonly allocators?: readonly string[] | undefined;
}

export function isObstacle(step: AdviceStep): step is ObstacleStep {
  return 'obstacle' in step;
}

/** What would have kept one cause. */
export function adviceFor(cause: ChangedType, context: AdviceContext): Advice {
  const steps = join(stepsOf(cause, context));
  const efforts = steps.map(effortOf);
  const effort = efforts.reduce(worse, 'hidden');
  const has = (guard: Guard) => steps.some((step) => !isObstacle(step) && step.guard === guard);
  const { heldBy, allocators = [] } = context;
  return {
    effort,
    steps: steps
      .map((step, index) => ({ step, effort: efforts[index] ?? 'hidden' }))
      .sort((a, b) => (a.effort === b.effort ? 0 : worse(a.effort, b.effort) === a.effort ? -1 : 1))
      .map(({ step }) => step),
    ...(heldBy !== undefined && has('new-type') ? { heldBy } : {}),
    ...(allocators.length > 0 && has('extend') ? { allocators } : {}),
  };
}

function effortOf(step: AdviceStep): Effort {
  return isObstacle(step) ? 'none' : GUARD_TABLE[step.guard].effort;
}

function stepsOf(cause: ChangedType, context: AdviceContext): AdviceStep[] {
  const { edits, kind } = cause;
  // The texts differ in what no edit stands for, such as the order in a union.
  if (edits.length === 0) return [guard('hide-change', [])];
  if (kind === 'function') return functionSteps(edits, context.sides);
  const room = new Room(cause, context);
  const steps = edits.flatMap((edit) => editSteps(edit, room, context));
  const all = [...steps, ...moveSteps(cause, steps)];
  // Hiding keeps nothing where what modules know stands elsewhere, or is of another size.
  const isHidden = all.every((step) => effortOf(step) === 'hidden');
  return isMoved(edits) && isHidden ? [...all, obstacle('member-moved', [])] : all;
}

/** Whether anything that was there has another size or place. */
function isMoved(edits: readonly Edit[]): boolean {
  return edits.some(({ what }) => what === 'size' || what === 'members-moved');
}

function editSteps(edit: Edit, room: Room, { sides }: AdviceContext): AdviceStep[] {
  switch (edit.what) {
    case 'became-visible':
    case 'became-opaque':
      return [guard('hide-definition', [])];
    case 'member-added':
      return [room.stepFor(edit.path, edit.member, edit.offset)];
    case 'member-removed':
      return [guard('keep-member', [nameOf(edit.path)], edit.offset === null ? 'same-layout' : undefined)];
    case 'member-renamed':
      return [guard('hide-change', [edit.after.name], null)];
    case 'member-wrapped':
    case 'member-unwrapped':
      return [guard('hide-change', [nameOf(edit.path)], null)];
    case 'reserve-used':
      return [
        guard('hide-reserve-use', edit.by.map(nameOf), edit.mayNotFit === true ? 'same-layout' : undefined),
      ];
    case 'member-replaced':
      return [retyped(nameOf(edit.path), edit.before, edit.after, true, sides)];
    case 'member-retyped':
      return [
        edit.sameType
          ? guard('hide-change', [nameOf(edit.path)], null)
          : retyped(nameOf(edit.path), edit.before, edit.after, edit.sameWidth, sides),
      ];
    case 'type':
      return [typeStep(edit, room.isData, sides)];
    case 'enumerator-added':
      return [guard('hide-enumerator', [edit.name], edit.mayBeWider === true ? 'same-layout' : undefined)];
    case 'variant-added':
      return [guard('hide-enumerator', [edit.name])];
    case 'enumerator-removed':
      return [guard('keep-enumerator', [edit.name])];
    case 'enumerator-renamed':
      return [guard('hide-change', [edit.after], null)];
    case 'enumerator-value':
      return [
        isEndMarker(edit) ? guard('hide-end-marker', [edit.name]) : obstacle('renumbered', [edit.name]),
      ];
    case 'variant-removed':
    case 'variant-value':
      return [obstacle('variant-changed', [edit.name])];
    case 'places-unknown':
      return [guard('hide-change', edit.paths.map(nameOf), 'same-layout')];
    case 'members-reordered':
      return [obstacle('member-moved', [])];
    // Consequences of the others, and told apart by moveSteps().
    case 'size':
    case 'members-moved':
      return [];
    case 'returns':
    case 'parameter-added':
    case 'parameter-removed':
    case 'parameter-retyped':
      return functionSteps([edit], sides);
  }
}

/** Members that moved though nothing came, went or has another size: then moving them was what was done. */
function moveSteps({ before, after, edits }: ChangedType, steps: readonly AdviceStep[]): AdviceStep[] {
  const moved = edits.filter((edit) => edit.what === 'members-moved');
  if (moved.length === 0) return steps.length === 0 ? [obstacle('other-width', [])] : [];
  const moves = edits.some(({ what }) => MOVING.has(what));
  const names = overtakenIn(before, after);
  if (names.length > 0) return [obstacle('member-moved', names)];
  return moves
    ? []
    : [
        obstacle(
          'member-moved',
          moved.map(({ first }) => nameOf(first)),
        ),
      ];
}

const MOVING: ReadonlySet<Edit['what']> = new Set([
  'member-added',
  'member-removed',
  'member-retyped',
  'member-replaced',
  'member-wrapped',
  'member-unwrapped',
  'reserve-used',
]);

/** Members that now stand before another one which stood before them. */
function overtakenIn(before: string | null, after: string | null): string[] {
  const [a, b] = [recordOf(before), recordOf(after)];
  if (a === undefined || b === undefined) return [];
  const olds = new Map(
    flatMembers(a).flatMap(({ key, offset, within }) => (within === '' ? [[key, offset] as const] : [])),
  );
  let last = -1;
  const found: string[] = [];
  for (const { key, offset, within } of flatMembers(b).toSorted(
    (x, y) => (x.offset ?? 0) - (y.offset ?? 0),
  )) {
    const old = olds.get(key);
    if (within !== '' || old === undefined || old === null || offset === null) continue;
    if (old < last) found.push(key);
    else last = old;
  }
  return found;
}

function recordOf(text: string | null): RecordBody | undefined {
  const definition = text === null ? undefined : parseDefinition(text);
  return definition?.kind === 'struct' || definition?.kind === 'union' ? definition : undefined;
}

function retyped(
  name: string,
  before: Member,
  after: Member,
  sameWidth: boolean | null,
  sides: Sides,
): AdviceStep {
  const [old, now] = [pointedFunction(before.type), pointedFunction(after.type)];
  if (old !== undefined && now !== undefined) {
    return isSameCall(old, now, sides) ? guard('hide-change', [name]) : guard('new-callback', [name]);
  }
  if (sameWidth === null) return guard('hide-change', [name], 'same-layout');
  return sameWidth ? guard('hide-change', [name]) : obstacle('other-width', [name]);
}

function typeStep(edit: Extract<Edit, { what: 'type' }>, isData: boolean, sides: Sides): AdviceStep {
  if (edit.sameType) return guard('hide-change', [], null);
  const [old, now] = [edit.before, edit.after].map((type) =>
    isFunctionType(type) ? type : pointedFunction(type),
  );
  if (old !== undefined && now !== undefined) {
    return isSameCall(old, now, sides) ? guard('hide-change', []) : guard('new-callback', []);
  }
  if (edit.sameWidth === null) return guard('hide-change', [], 'same-layout');
  if (edit.sameWidth) return guard('hide-change', []);
  return obstacle(isData ? 'data-retyped' : 'other-width', []);
}

function functionSteps(edits: readonly Edit[], sides: Sides): AdviceStep[] {
  if (edits.every((edit) => 'sameType' in edit && edit.sameType)) return [guard('hide-change', [], null)];
  return [
    edits.every((edit) => keepsCall(edit, sides)) ? guard('hide-change', []) : guard('new-function', []),
  ];
}

/** Whether a caller built against one of two functions hands the other what it takes, as far as sizes tell. */
function isSameCall(before: string, after: string, sides: Sides): boolean {
  return diffFunctions(before, after, sides).every((edit) => keepsCall(edit, sides));
}

function keepsCall(edit: Edit, sides: Sides): boolean {
  if (edit.what === 'returns') return edit.after === 'void' || sameSize(edit.before, edit.after, sides);
  return edit.what === 'parameter-retyped' && sameSize(edit.before, edit.after, sides);
}

/** Only scalars and pointers: a struct of the same size can be handed over in other registers. */
function sameSize(before: string, after: string, { before: old, after: now }: Sides): boolean {
  const [a, b] = [
    { type: before, bodies: [] },
    { type: after, bodies: [] },
  ] as const;
  if (bothPointers(a, b) === true) return true;
  if (/\b(?:struct|union|float|double)\b/.test(`${before} ${after}`)) return false;
  const size = sizeOf(a, old.definitionOf, old.pointerSize);
  return size !== null && size === sizeOf(b, now.definitionOf, now.pointerSize);
}

/** `SKB_DROP_REASON_MAX`, which goes up by one with each that comes before it. */
function isEndMarker({ name, before, after }: Extract<Edit, { what: 'enumerator-value' }>): boolean {
  return (
    /(?:^|_)_*(?:MAX|NUM|NR|COUNT|LAST|END|SIZE|SENTINEL)(?:_|$)|^(?:NR|NUM|MAX)_|^__.*(?:MAX|LAST)$/i.test(
      name,
    ) && Number(before) < Number(after)
  );
}

/** The room of a type for what came, which each new member takes from the next. */
class Room {
  readonly isData: boolean;
  readonly #old: RecordBody | undefined;
  readonly #side: Side;
  readonly #newSide: Side;
  readonly #canGrow: boolean;
  readonly #now: RecordBody | undefined;
  readonly #isMoved: boolean;
  #holes: readonly Hole[];
  #slots: readonly Slot[];

  constructor(cause: ChangedType, { sides, heldBy }: AdviceContext) {
    this.isData = cause.kind === 'variable';
    this.#old = recordOf(cause.before);
    this.#now = recordOf(cause.after);
    this.#isMoved = isMoved(cause.edits);
    this.#side = sides.before;
    this.#newSide = sides.after;
    this.#holes = this.#old === undefined ? [] : holesOf(this.#old, this.#side);
    this.#slots = this.#old === undefined ? [] : slotsOf(this.#old, this.#side);
    this.#canGrow =
      heldBy === undefined &&
      this.#old?.kind === 'struct' &&
      !endsOpen(this.#old) &&
      !isOfModules(cause.name, this.#old);
  }

  stepFor(path: MemberPath, member: Member, offset: number | null): GuardStep {
    const names = [nameOf(path)];
    if (offset === null) return guard('hide-member', names, 'same-layout');
    const need = needOf(member, this.#newSide);
    const bits = need?.bits ?? 1;
    const own = this.#holes.find(({ start, end }) => offset >= start && offset + bits <= end);
    // A member of a part with a name lies in that part, whose room is not looked at here.
    if (own !== undefined && path.filter((name) => name !== '').length === 1) {
      this.#take(own, offset, bits);
      return { ...guard('hide-member', names), place: this.#holePlace(own) };
    }
    if (this.#isWithinOld(path, offset, bits))
      return { ...guard('hide-member', names), place: { kind: 'union' } };
    if (need !== null) {
      const slot = this.#slots.find((each) => each.bits >= need.bits && each.start % need.alignment === 0);
      if (slot !== undefined) {
        this.#slots = this.#slots.filter((each) => each !== slot);
        return {
          ...guard('use-reserve', names),
          place: { kind: 'reserve', slot: slot.name, bits: slot.bits },
        };
      }
      for (const hole of this.#holes) {
        const start = placeIn(hole, need);
        if (start === null) continue;
        this.#take(hole, start, need.bits);
        return { ...guard('fill-hole', names), place: this.#holePlace(hole) };
      }
    }
    return guard(this.#canGrow ? 'extend' : 'new-type', names);
  }

  /** Whether it is one of several in the place of what was there and still is, as in a union. */
  #isWithinOld(path: MemberPath, offset: number, bits: number): boolean {
    const old = this.#old;
    if (old === undefined || old.size === null || offset + bits > old.size * 8) return false;
    if (old.kind === 'union') return true;
    if (path.length < 2 || this.#now === undefined) return false;
    if (!this.#isMoved) return true;
    const now = new Map(flatMembers(this.#now).map((each) => [each.key, each.offset]));
    return flatMembers(old).some(
      ({ within, offset: start, key, member }) =>
        within === '' &&
        start !== null &&
        start === now.get(key) &&
        offset >= start &&
        offset + bits <= start + (bitsOf(member, this.#side) ?? 0),
    );
  }

  #take(hole: Hole, start: number, bits: number): void {
    this.#holes = this.#holes.flatMap((each) =>
      each === hole
        ? [
            { ...hole, end: start },
            { ...hole, start: start + bits },
          ].filter((part) => part.end > part.start)
        : [each],
    );
  }

  #holePlace({ behind, start, end }: Hole): MemberPlace {
    const isLast = this.#old?.size != null && end === this.#old.size * 8;
    return { kind: isLast ? 'padding' : 'hole', behind, offset: start, bits: end - start };
  }
}

/** An array of open length at its end lies where more members would. */
function endsOpen({ members }: RecordBody): boolean {
  const last = members.at(-1);
  const inner = last === undefined ? undefined : recordIn(last);
  return last !== undefined && (/\[0?\]/.test(last.type) || (inner !== undefined && endsOpen(inner)));
}

/**
 * What modules define, one object each, so that the kernel does not know how long theirs is: tables of callbacks, and what
 * describes a driver.
 */
function isOfModules(name: string, { members }: RecordBody): boolean {
  if (/_(?:ops|driver|funcs|type|operations|proto)$/.test(name)) return true;
  const callbacks = members.filter(({ type }) => pointedFunction(type) !== undefined).length;
  return members.length > 1 && callbacks * 2 > members.length;
}

function nameOf(path: MemberPath): string {
  return path.filter((name) => name !== '').join('.');
}

function guard(kind: Guard, names: readonly string[], condition?: Condition | null): GuardStep {
  return {
    guard: kind,
    names: names.filter((name) => name !== ''),
    condition: condition === undefined ? GUARD_TABLE[kind].condition : condition,
  };
}

function obstacle(kind: Obstacle, names: readonly string[]): ObstacleStep {
  return { obstacle: kind, names: names.filter((name) => name !== '') };
}

/** Steps of one kind, condition and place are one step for all that they are for. */
function join(steps: readonly AdviceStep[]): AdviceStep[] {
  const joined = new Map<string, AdviceStep>();
  for (const step of steps) {
    const key = isObstacle(step)
      ? step.obstacle
      : `${step.guard} ${step.condition ?? ''} ${JSON.stringify(step.place ?? '')}`;
    const known = joined.get(key);
    const names = [...new Set([...(known?.names ?? []), ...step.names])];
    joined.set(key, { ...step, names });
  }
  return [...joined.values()];
}
