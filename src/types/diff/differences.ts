/** Which definitions differ of themselves between two tables, and how. */
import { getOrInsert } from '../../base/maps.ts';
import type { CauseClass, Edit } from './cause.ts';
import { classify, diffDefinitions } from './definition-diff.ts';
import { parseDefinition } from '../table/definition-text.ts';
import type { Definition, Member } from '../table/definition.ts';
import type { Sides } from './record-diff.ts';
import { withoutUniqueIds } from './reserve.ts';
import { embeddedType } from '../table/sizes.ts';
import { compareTypeKeys, type TypeKey, type TypeTable, type ScopedDefinition } from '../table/table.ts';
import { TypeGraph, type NodeId } from '../table/type-graph.ts';

/** A definition that is another one in the newer table. */
export interface Difference {
  readonly key: TypeKey;
  readonly before: string;
  readonly after: string;
  readonly class: CauseClass;
  /** Empty if the texts differ in something that no edit stands for, such as the order in a union. */
  readonly edits: readonly Edit[];
  /** Whether both are the name's own definition. */
  readonly isNamesOwn: boolean;
  /** Sorted: the types in it that made it larger or smaller, if nothing else about it changed. Then it is no cause. */
  readonly because: readonly TypeKey[];
}

/** To be shared by all that is asked about the same two tables. */
export function differencesBetween(before: TypeTable, after: TypeTable): Differences {
  return new Differences(TypeGraph.of(before), TypeGraph.of(after));
}

/** Finds out once for each pair of definitions. */
export class Differences {
  readonly before: TypeGraph;
  readonly after: TypeGraph;
  readonly #known = new Map<NodeId, Map<NodeId, Difference | null>>();
  /** Names of which some scope sees another definition than before: a few hundred of ten thousand. */
  readonly #differing: ReadonlySet<TypeKey>;
  /** Types that contain each other, which only those of a damaged table do, are looked into once. */
  readonly #open = new Set<NodeId>();
  readonly #untold = new Set<NodeId>();

  constructor(before: TypeGraph, after: TypeGraph) {
    this.before = before;
    this.after = after;
    this.#differing = new Set(
      after.keys.filter((key) => !sameDefinitions(before.table.types.get(key), after.table.types.get(key))),
    );
  }

  /** Whether no scope sees anything else than before: most updates touch no type. */
  get areNone(): boolean {
    return this.#differing.size === 0;
  }

  /** What became of a name, as a scope sees it; null if nothing. */
  find(key: TypeKey, scope: string): Difference | null {
    if (!this.#differing.has(key)) return null;
    const old = this.before.find(key, scope);
    const now = this.after.find(key, scope);
    if (old === undefined || now === undefined || this.before.text(old) === this.after.text(now)) return null;
    const known = getOrInsert(this.#known, old, () => new Map<NodeId, Difference | null>());
    const found = known.get(now);
    if (found !== undefined) return found;
    if (this.#open.has(now)) return null;
    this.#open.add(now);
    const difference = this.#compare(key, old, now, scope);
    this.#open.delete(now);
    known.set(now, difference);
    return difference;
  }

  /** Whether it is not known what became of a definition: nothing else differs than what one of the sides does not tell. */
  isUntold(key: TypeKey, scope: string): boolean {
    if (this.find(key, scope) !== null) return false;
    const now = this.after.find(key, scope);
    return now !== undefined && this.#untold.has(now);
  }

  sidesIn(scope: string): Sides {
    const { before, after } = this;
    return {
      before: { definitionOf: before.definitionsIn(scope), pointerSize: before.table.pointerSize },
      after: { definitionOf: after.definitionsIn(scope), pointerSize: after.table.pointerSize },
    };
  }

  #compare(key: TypeKey, old: NodeId, now: NodeId, scope: string): Difference | null {
    const [before, after] = [this.before.text(old), this.after.text(now)];
    const [a, b] = [parseDefinition(before), parseDefinition(after)];
    if (a === undefined || b === undefined) return null;
    const edits = diffDefinitions(a, b, this.sidesIn(scope));
    if (edits.length === 0 && withoutUniqueIds(before) === withoutUniqueIds(after)) return null;
    if (edits.length === 0 && tellsLess(before, after)) {
      this.#untold.add(now);
      return null;
    }
    const isOwnDoing =
      edits.length === 0 || edits.some(({ what }) => what !== 'size' && what !== 'members-moved');
    const because = isOwnDoing ? [] : [...new Set(this.#changedWithin(b, scope, 0))].sort(compareTypeKeys);
    const isNamesOwn = this.before.isNamesOwn(old) && this.after.isNamesOwn(now);
    return { key, before, after, class: classify(a.kind, edits), edits, isNamesOwn, because };
  }

  /** What changed of itself among the types whose bytes are part of a definition, however deep. */
  #changedWithin(definition: Definition, scope: string, depth: number): TypeKey[] {
    return embeddedIn(definition).flatMap((key) => {
      const difference = this.find(key, scope);
      if (difference !== null) return rootsOf(difference);
      // A typedef reads the same whatever becomes of what it stands for.
      const target = key.startsWith('typedef ') && depth < DEEPEST ? this.after.find(key, scope) : undefined;
      const inner = target === undefined ? undefined : parseDefinition(this.after.text(target));
      return inner === undefined ? [] : this.#changedWithin(inner, scope, depth + 1);
    });
  }
}

/** Whether two texts that no edit stands for differ only in that one has sizes and places where the other has none. */
function tellsLess(before: string, after: string): boolean {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const notes = (lines: readonly string[]) => lines.filter((line) => NOTE.test(line)).length;
  const plain = (lines: readonly string[]) => lines.map((line) => line.replace(NOTE, '')).join('\n');
  return notes(a) !== notes(b) && plain(a) === plain(b);
}

const NOTE = / \/\/ (?:size \d+|\d+(?::\d+)?)$/;

function sameDefinitions(a: readonly ScopedDefinition[] = [], b: readonly ScopedDefinition[] = []): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, scopes }, index) => {
      const other = b[index];
      return (
        other?.text === text &&
        other.scopes.length === scopes.length &&
        scopes.every((scope, at) => other.scopes[at] === scope)
      );
    })
  );
}

/** What kept its size moves nothing behind it. */
function rootsOf({ key, because, class: of }: Difference): readonly TypeKey[] {
  if (because.length > 0) return because;
  return of === 'layout-kept' || of === 'prototype-changed' ? [] : [key];
}

/** Typedefs of typedefs go no deeper; those of a damaged table could go round. */
const DEEPEST = 64;

function embeddedIn(definition: Definition): TypeKey[] {
  switch (definition.kind) {
    case 'opaque':
    case 'enum':
      return [];
    case 'typedef':
      return embeddedInMember({ ...definition, offset: null, width: null });
    case 'struct':
    case 'union':
      return definition.members.flatMap(embeddedInMember);
  }
}

function embeddedInMember(member: Member): TypeKey[] {
  const own = embeddedType(member.type);
  const inner = member.bodies.flatMap((body) =>
    body.kind === 'enum' ? [] : body.members.flatMap(embeddedInMember),
  );
  return own === undefined ? inner : [own, ...inner];
}
