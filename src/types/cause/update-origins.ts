/** The origins of all causes of an update: what one title made, it often made in several places. */
import { ChangeIndex, type AttributableCause, type Origin } from './origins.ts';
import type { Edit } from '../diff/cause.ts';

/**
 * The origins of each cause, in the order of the causes. A cause without one of its own shares that of another which
 * differs in the same way, or whose type it is made for: one commit changes a type and the functions that take it.
 *
 * @param modulesOf names of the modules that provide what reaches a cause
 */
export function originsOfUpdate<T extends AttributableCause>(
  causes: readonly T[],
  index: ChangeIndex,
  modulesOf: (cause: T) => readonly string[] = () => [],
): (readonly Origin[])[] {
  const own = causes.map((cause) => index.originsOf(cause, modulesOf(cause)));
  return causes.map((cause, at) => {
    const found = own[at] ?? [];
    if (found.length > 0) return found;
    const companions = causes.flatMap((other, place) => {
      const [first] = own[place] ?? [];
      return first !== undefined && areCompanions(cause, other) ? [{ ...first, other: other.name }] : [];
    });
    const changes = new Set(companions.map(({ change }) => change));
    const [companion] = companions;
    if (companion === undefined || changes.size > 1) return [];
    return [{ change: companion.change, degree: 'possible', reason: 'companion', word: companion.other }];
  });
}

function areCompanions(cause: AttributableCause, other: AttributableCause): boolean {
  const [mine, theirs] = [signatures(cause), signatures(other)];
  if ([...mine].some((each) => theirs.has(each))) return true;
  if (cause.kind !== 'function' || other.kind === 'function') return false;
  const takes = cause.edits.some(
    (edit) => edit.what === 'parameter-retyped' && new RegExp(`\\b${other.name}\\b`).test(edit.after),
  );
  const implemented = other.edits.some(
    (edit) => edit.what === 'member-retyped' && cause.name.endsWith(`_${edit.after.name}`),
  );
  const isFamily = cause.name.split('_', 1)[0] === other.name.split('_', 1)[0];
  return (
    takes || (implemented && isFamily) || (other.name.length >= 8 && cause.name.startsWith(`${other.name}_`))
  );
}

/** Edits that say by themselves what they are: the same one elsewhere is no coincidence. */
function signatures({ edits }: AttributableCause): ReadonlySet<string> {
  return new Set(edits.flatMap(signature));
}

function signature(edit: Edit): string[] {
  if (edit.what === 'parameter-added') return isTelling(edit.type) ? [`parameter ${edit.type}`] : [];
  if (edit.what !== 'member-retyped' || edit.before.type === edit.after.type) return [];
  return [`member ${edit.before.name} ${edit.before.type} ${edit.after.type}`];
}

/** A pointer to a function, or to something with a name of its own. */
function isTelling(type: string): boolean {
  return type.includes('(*)') || /\b(?:struct|union|enum) \w{6,}/.test(type);
}
