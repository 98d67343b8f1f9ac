/** Which definitions differ of themselves between two tables, and how. */
import { getOrInsert } from '../maps.ts';
import type { CauseClass, Edit } from './cause.ts';
import { classify, diffDefinitions } from './definition-diff.ts';
import { parseDefinition } from './definition-text.ts';
import type { Definition, Member } from './definition.ts';
import type { Sides } from './record-diff.ts';
import { embeddedType } from './sizes.ts';
import type { TypeKey } from './table.ts';
import type { NodeId, TypeGraph } from './type-graph.ts';

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
}

/** Finds out once for each pair of definitions. */
export class Differences {
  readonly before: TypeGraph;
  readonly after: TypeGraph;
  readonly #known = new Map<NodeId, Map<NodeId, Difference | null>>();

  constructor(before: TypeGraph, after: TypeGraph) {
    this.before = before;
    this.after = after;
  }

  /** What became of a name, as a scope sees it; null if nothing, or if only what it contains changed. */
  find(key: TypeKey, scope: string): Difference | null {
    const old = this.before.find(key, scope);
    const now = this.after.find(key, scope);
    if (old === undefined || now === undefined || this.before.text(old) === this.after.text(now)) return null;
    const known = getOrInsert(this.#known, old, () => new Map<NodeId, Difference | null>());
    return getOrInsert(known, now, () => this.#compare(key, old, now, scope));
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
    const isOwnDoing =
      edits.length === 0 || edits.some(({ what }) => what !== 'size' && what !== 'members-moved');
    if (!isOwnDoing && this.#containsDifference(b, scope, 0)) return null;
    const isNamesOwn = this.before.isNamesOwn(old) && this.after.isNamesOwn(now);
    return { key, before, after, class: classify(a.kind, edits), edits, isNamesOwn };
  }

  /** Whether something whose bytes are part of the definition differs, so that offsets had to. */
  #containsDifference(definition: Definition, scope: string, depth: number): boolean {
    return embeddedIn(definition).some((key) => {
      const sides = this.sidesIn(scope);
      const [before, after] = [sides.before.definitionOf(key), sides.after.definitionOf(key)];
      if (before === undefined || after === undefined) return false;
      if (before !== after) return true;
      // A typedef reads the same whatever becomes of what it stands for.
      const inner = key.startsWith('typedef ') && depth < DEEPEST ? parseDefinition(after) : undefined;
      return inner !== undefined && this.#containsDifference(inner, scope, depth + 1);
    });
  }
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
