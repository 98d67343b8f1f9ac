/** What differs between two definitions of a name, and what that means for code built against the first. */
import type { CauseClass, Edit } from './cause.ts';
import { isFunctionType, pointedFunction, splitFunction } from '../table/declaration.ts';
import { printType } from '../table/definition-text.ts';
import type { Definition, Prototype, TypeUse } from '../table/definition.ts';
import { diffEnums } from './enum-diff.ts';
import { enumIn, recordIn } from './flat-members.ts';
import { bothPointers, diffRecords, sameType, type Sides } from './record-diff.ts';
import { sizeOf } from '../table/sizes.ts';

/** Empty if nothing differs but what the definitions refer to. */
export function diffDefinitions(before: Definition, after: Definition, sides: Sides): Edit[] {
  if (before.kind === 'opaque' || after.kind === 'opaque') {
    if (before.kind === after.kind) return [];
    return [{ what: before.kind === 'opaque' ? 'became-visible' : 'became-opaque' }];
  }
  if (before.kind === 'enum' && after.kind === 'enum') return diffEnums(before, after);
  if (before.kind === 'typedef' && after.kind === 'typedef') return diffUses(before, after, sides);
  if (isRecord(before) && isRecord(after)) return diffRecords(before, after, sides);
  return [];
}

/** What two declarations of an exported symbol differ in. */
export function diffPrototypes(before: Prototype, after: Prototype, sides: Sides): Edit[] {
  if (before.kind !== 'function' || after.kind !== 'function') return diffUses(before, after, sides);
  return diffFunctions(before.type, after.type, sides);
}

/** @param edits those of a type, not empty; `function` and `variable` stand for the declaration of an export */
export function classify(kind: Definition['kind'] | Prototype['kind'], edits: readonly Edit[]): CauseClass {
  if ((kind === 'function' || kind === 'variable') && !edits.every(isSameType)) return 'prototype-changed';
  const severities = edits.map(severityOf);
  return SEVERITIES.find((each) => severities.includes(each)) ?? 'layout-kept';
}

/** A single edit that is worse decides. */
const SEVERITIES = [
  'became-visible',
  'layout-changed',
  'layout-unknown',
  'prototype-changed',
  'layout-kept',
] as const satisfies readonly CauseClass[];

function severityOf(edit: Edit): CauseClass {
  switch (edit.what) {
    case 'became-visible':
    case 'became-opaque':
      return 'became-visible';
    case 'places-unknown':
      return 'layout-unknown';
    case 'size':
    case 'members-moved':
    case 'enumerator-removed':
    case 'enumerator-value':
    case 'variant-removed':
    case 'variant-value':
      return 'layout-changed';
    case 'member-removed':
      return edit.member.offset === null ? 'layout-unknown' : 'layout-changed';
    case 'member-added':
      return edit.member.offset === null ? 'layout-unknown' : 'layout-kept';
    case 'members-reordered':
      return 'layout-changed';
    case 'member-wrapped':
    case 'member-unwrapped':
    case 'member-renamed':
    case 'member-replaced':
    case 'reserve-used':
    case 'enumerator-renamed':
    case 'variant-added':
      return 'layout-kept';
    case 'enumerator-added':
      return edit.mayBeWider === true ? 'layout-unknown' : 'layout-kept';
    case 'member-retyped':
      if (edit.sameType) return 'layout-kept';
      if (edit.sameWidth !== true) return edit.sameWidth === null ? 'layout-unknown' : 'layout-changed';
      return isPrototype(edit.before.type) && isPrototype(edit.after.type)
        ? 'prototype-changed'
        : 'layout-kept';
    case 'type':
      if (edit.sameType) return 'layout-kept';
      if (isPrototype(edit.before) && isPrototype(edit.after)) return 'prototype-changed';
      return edit.sameWidth === true
        ? 'layout-kept'
        : edit.sameWidth === null
          ? 'layout-unknown'
          : 'layout-changed';
    case 'returns':
    case 'parameter-retyped':
      return edit.sameType ? 'layout-kept' : 'prototype-changed';
    case 'parameter-added':
    case 'parameter-removed':
      return 'prototype-changed';
  }
}

function isSameType(edit: Edit): boolean {
  return 'sameType' in edit && edit.sameType;
}

function isPrototype(type: string): boolean {
  return isFunctionType(type) || pointedFunction(type) !== undefined;
}

function isRecord(definition: Definition): definition is Extract<Definition, { kind: 'struct' | 'union' }> {
  return definition.kind === 'struct' || definition.kind === 'union';
}

function diffUses(before: TypeUse, after: TypeUse, sides: Sides): Edit[] {
  const [a, b] = [recordIn(before), recordIn(after)];
  if (a !== undefined && b !== undefined && before.type === after.type) return diffRecords(a, b, sides);
  const [x, y] = [enumIn(before), enumIn(after)];
  if (x !== undefined && y !== undefined && before.type === after.type) return diffEnums(x, y);
  if (isFunctionType(before.type) && isFunctionType(after.type))
    return diffFunctions(before.type, after.type, sides);
  const [old, now] = [printType(before), printType(after)];
  if (old === now) return [];
  const sizes = [
    sizeOf(before, sides.before.definitionOf, sides.before.pointerSize),
    sizeOf(after, sides.after.definitionOf, sides.after.pointerSize),
  ];
  const sameWidth = sizes.includes(null) ? bothPointers(before, after) : sizes[0] === sizes[1];
  return [{ what: 'type', before: old, after: now, sameWidth, sameType: sameType(old, now, sides) }];
}

/** Parameters are compared by position, from both ends: one that was added in the middle is one edit. */
export function diffFunctions(before: string, after: string, sides: Sides): Edit[] {
  const [a, b] = [splitFunction(before), splitFunction(after)];
  const edits: Edit[] = [];
  const pair = (old: string, now: string) => ({
    before: old,
    after: now,
    sameType: sameType(old, now, sides),
  });
  if (a.result !== b.result) edits.push({ what: 'returns', ...pair(a.result, b.result) });
  const [p, q] = [a.parameters, b.parameters];
  const shorter = Math.min(p.length, q.length);
  let start = 0;
  while (start < shorter && p[start] === q[start]) start += 1;
  let end = 0;
  while (end < shorter - start && p[p.length - 1 - end] === q[q.length - 1 - end]) end += 1;
  const [left, right] = [p.slice(start, p.length - end), q.slice(start, q.length - end)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [old, now] = [left[index], right[index]];
    const position = start + index + 1;
    if (old !== undefined && now !== undefined) {
      if (old !== now) edits.push({ what: 'parameter-retyped', position, ...pair(old, now) });
    } else if (now !== undefined) edits.push({ what: 'parameter-added', position, type: now });
    else if (old !== undefined) edits.push({ what: 'parameter-removed', position, type: old });
  }
  return edits;
}
