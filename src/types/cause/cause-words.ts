/** What of a cause a changelog could name: the type or function, its members that changed, and the types these have. */
import type { ChangedType, Edit, MemberPath } from '../diff/cause.ts';

export interface CauseWords {
  readonly name: string;
  readonly isFunction: boolean;
  /** Members and enumerators that came, went, or are others: not those that only moved. */
  readonly members: readonly string[];
  /** Names of types in what those members, or the parameters, are declared as now or were before. */
  readonly types: readonly string[];
}

export function causeWords({ kind, name, edits }: Pick<ChangedType, 'kind' | 'name' | 'edits'>): CauseWords {
  const members = new Set<string>();
  const types = new Set<string>();
  for (const edit of edits) {
    for (const member of membersOf(edit)) if (member !== '') members.add(member);
    for (const type of typesOf(edit)) types.add(type);
  }
  return {
    name,
    isFunction: kind === 'function' || kind === 'variable',
    members: [...members],
    types: [...types].filter((type) => type !== name),
  };
}

/** Words that C or a title could write as a name. */
export function identifiersIn(text: string): string[] {
  return text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? [];
}

function last(path: MemberPath): string {
  return path.at(-1) ?? '';
}

function membersOf(edit: Edit): string[] {
  switch (edit.what) {
    case 'member-added':
    case 'member-removed':
    case 'member-wrapped':
    case 'member-unwrapped':
      return [last(edit.path)];
    case 'member-renamed':
    case 'member-retyped':
    case 'member-replaced':
      return [edit.before.name, edit.after.name];
    case 'reserve-used':
      return edit.by.map(last);
    case 'enumerator-added':
    case 'enumerator-removed':
    case 'enumerator-value':
    case 'variant-added':
    case 'variant-removed':
    case 'variant-value':
      return [edit.name];
    case 'enumerator-renamed':
      return [edit.before, edit.after];
    case 'size':
    case 'members-moved':
    case 'members-reordered':
    case 'places-unknown':
    case 'type':
    case 'returns':
    case 'parameter-added':
    case 'parameter-removed':
    case 'parameter-retyped':
    case 'became-visible':
    case 'became-opaque':
      return [];
  }
}

/** Of two declarations, what only one of them names. */
function typesOf(edit: Edit): string[] {
  switch (edit.what) {
    case 'member-added':
    case 'member-removed':
      return identifiersIn(edit.member.type);
    case 'member-retyped':
    case 'member-replaced':
      return between(edit.before.type, edit.after.type);
    case 'type':
    case 'returns':
    case 'parameter-retyped':
      return between(edit.before, edit.after);
    case 'parameter-added':
    case 'parameter-removed':
      return identifiersIn(edit.type);
    case 'size':
    case 'members-moved':
    case 'member-renamed':
    case 'member-wrapped':
    case 'member-unwrapped':
    case 'reserve-used':
    case 'members-reordered':
    case 'places-unknown':
    case 'enumerator-added':
    case 'enumerator-removed':
    case 'enumerator-value':
    case 'enumerator-renamed':
    case 'variant-added':
    case 'variant-removed':
    case 'variant-value':
    case 'became-visible':
    case 'became-opaque':
      return [];
  }
}

function between(before: string, after: string): string[] {
  const [a, b] = [new Set(identifiersIn(before)), new Set(identifiersIn(after))];
  return [...a.symmetricDifference(b)];
}
