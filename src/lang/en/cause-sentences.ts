/** Causes in plain words, once: pages, reports and lists say the same of a change. */
import { count, counted, listed } from '../../base/text.ts';
import type { CauseClass, ChangedType, Edit, MemberPath } from '../../types/diff/cause.ts';
import { pointedFunction } from '../../types/table/declaration.ts';
import { diffFunctions } from '../../types/diff/definition-diff.ts';
import { printOffset } from '../../types/table/definition-text.ts';
import type { Member } from '../../types/table/definition.ts';

/** What a class is called in tables and legends. */
export const CLASS_TITLES: Readonly<Record<CauseClass, string>> = {
  'layout-changed': 'Layout changed',
  'prototype-changed': 'Prototype changed',
  'layout-kept': 'Layout kept',
  'became-visible': 'Definition became visible',
  'layout-unknown': 'Layout unknown',
};

/** What it means for a module that was built before. */
export const CLASS_MEANINGS: Readonly<Record<CauseClass, string>> = {
  'layout-changed': 'A module built for the older kernel would read the wrong offsets.',
  'prototype-changed': 'A module built before calls the function, or is called, with other parameters.',
  'layout-kept':
    'The size and the offset of everything that existed are the same: the CRC changed, the binary layout did not.',
  'became-visible':
    'genksyms saw only a declaration on one side, most often because an #include came or went: the CRC changed, the type need not have.',
  'layout-unknown':
    'The source does not say where all members lie, so nothing says whether the layout was kept.',
};

/** Further edits of one sort are counted. */
const FEW = 3;

/** `struct net_device`, `register_netdev()`, `struct priv as net/a sees it`. */
export function causeName({ kind, name, scopes }: Pick<ChangedType, 'kind' | 'name' | 'scopes'>): string {
  const plain = kind === 'function' ? `${name}()` : kind === 'variable' ? name : `${kind} ${name}`;
  if (scopes.length === 0) return plain;
  const seers = scopes.length > FEW ? counted(scopes.length, 'object file', 'object files') : listed(scopes);
  return `${plain} as ${seers} ${scopes.length === 1 ? 'sees' : 'see'} it`;
}

/** `struct net_device: reg_state from enum {} (8 bits) to u8; size 2432 and all offsets unchanged` */
export function causeSentence(cause: ChangedType): string {
  return `${causeName(cause)}: ${causeDetail(cause)}`;
}

/** The sentence without the name. */
export function causeDetail(cause: Pick<ChangedType, 'class' | 'edits' | 'before' | 'after'>): string {
  const parts = [...editPhrases(cause.edits), ...closing(cause)];
  return parts.length === 0 ? 'written in another way' : parts.join('; ');
}

/** What was done, in a few words each; the order is that of the edits. */
export function editPhrases(edits: readonly Edit[]): string[] {
  const of = <W extends Edit['what']>(what: W) =>
    edits.filter((edit): edit is Extract<Edit, { what: W }> => edit.what === what);
  const moved = of('members-moved');
  return [
    ...of('became-visible').map(() => 'only declared before, now defined'),
    ...of('became-opaque').map(() => 'defined before, now only declared'),
    ...of('size').map(
      ({ before, after }) => `${after > before ? 'grew' : 'shrank'} from ${before} to ${after} bytes`,
    ),
    ...of('returns').map(({ before, after }) => `returns ${after} instead of ${before}`),
    ...few(edits.flatMap(parameterPhrase), 'parameter changed', 'parameters changed'),
    ...of('type').map(({ before, after }) => `from ${oneLine(before)} to ${oneLine(after)}`),
    ...of('reserve-used').map(({ reserved, by }) => `${names(reserved)} used for ${names(by)}`),
    ...group(
      of('member-added').map(({ path, member, offset }) => `${nameOf(path)}${placeOf(offset, member.width)}`),
      'added',
      'member',
    ),
    ...group(
      of('member-removed').map(({ path }) => nameOf(path)),
      'removed',
      'member',
    ),
    ...few(
      of('member-renamed').map(({ path, before }) => `${before.name} renamed to ${nameOf(path)}`),
      'member renamed',
      'members renamed',
    ),
    ...few(
      of('member-replaced').map(
        ({ path, before, after }) =>
          `${before.name} (${typeWords(before)}) replaced by ${nameOf(path)} (${typeWords(after)})`,
      ),
      'member replaced',
      'members replaced',
    ),
    ...few(of('member-retyped').map(retypedPhrase), 'member of another type', 'members of another type'),
    ...few(
      of('member-wrapped').map(({ path, into }) => `${nameOf(path)} is now in an unnamed ${into}`),
      'member now in an unnamed part',
      'members now in an unnamed part',
    ),
    ...few(
      of('member-unwrapped').map(({ path, from }) => `${nameOf(path)} is no longer in an unnamed ${from}`),
      'member no longer in an unnamed part',
      'members no longer in an unnamed part',
    ),
    ...(moved.length > FEW
      ? [`${count(moved.reduce((sum, each) => sum + each.count, 0))} members moved`]
      : moved.map(movedPhrase)),
    ...of('members-reordered').map(() => 'members in another order'),
    ...of('places-unknown').flatMap(({ paths }) =>
      paths.length === 0
        ? []
        : [
            paths.length > FEW
              ? `the source does not say where ${count(paths.length)} members lie`
              : `the source does not say where ${names(paths)} ${paths.length === 1 ? 'lies' : 'lie'}`,
          ],
    ),
    ...group(
      of('variant-added').map(({ name }) => name),
      'added',
      'variant',
    ),
    ...group(
      of('variant-removed').map(({ name }) => name),
      'removed',
      'variant',
    ),
    ...few(
      of('variant-value').map(
        ({ name, before, after }) =>
          `variant ${name} from ${before ?? 'all other values'} to ${after ?? 'all other values'}`,
      ),
      'variant with another value',
      'variants with other values',
    ),
    ...group(
      of('enumerator-added').map(({ name }) => name),
      'added',
      'enumerator',
    ),
    ...group(
      of('enumerator-removed').map(({ name }) => name),
      'removed',
      'enumerator',
    ),
    ...few(
      of('enumerator-renamed').map(({ before, after }) => `${before} renamed to ${after}`),
      'enumerator renamed',
      'enumerators renamed',
    ),
    ...few(
      of('enumerator-value').map(
        ({ name, before, after }) => `${name} from ${before ?? 'no value'} to ${after ?? 'no value'}`,
      ),
      'enumerator with another value',
      'enumerators with other values',
    ),
  ];
}

/** What did not change is half of what a reader wants to know. */
function closing({ class: of, before, after }: Pick<ChangedType, 'class' | 'before' | 'after'>): string[] {
  const [old, now] = [sizeIn(before), sizeIn(after)];
  switch (of) {
    case 'layout-kept':
      return old !== null && old === now ? [`size ${now} and all offsets unchanged`] : [];
    case 'prototype-changed':
      return old !== null && old === now ? [`size ${now} unchanged`] : [];
    case 'layout-unknown':
      return ['whether the layout was kept is unknown'];
    case 'layout-changed':
      return old !== null && old === now ? [`size ${now} unchanged`] : [];
    case 'became-visible':
      return [];
  }
}

function sizeIn(text: string | null): number | null {
  const [, size] =
    /^(?:(?:struct|union) \S+|typedef (?:struct|union)) \{ \/\/ size (\d+)\n/.exec(text ?? '') ?? [];
  return size === undefined ? null : Number(size);
}

function parameterPhrase(edit: Edit): string[] {
  if (edit.what === 'parameter-added') return [`parameter ${edit.position} (${edit.type}) added`];
  if (edit.what === 'parameter-removed') return [`parameter ${edit.position} (${edit.type}) removed`];
  if (edit.what === 'parameter-retyped')
    return [`parameter ${edit.position} from ${edit.before} to ${edit.after}`];
  return [];
}

/** The words for a function type need no sizes. */
const NO_TYPE = { definitionOf: () => undefined, pointerSize: null };
const NO_TYPES = { before: NO_TYPE, after: NO_TYPE };

function retypedPhrase({ path, before, after, sameType }: Extract<Edit, { what: 'member-retyped' }>): string {
  const [old, now] = [pointedFunction(before.type), pointedFunction(after.type)];
  const same = sameType ? ', which is the same type' : '';
  const inner = old === undefined || now === undefined ? [] : editPhrases(diffFunctions(old, now, NO_TYPES));
  if (inner.length > 0) return `${nameOf(path)}(): ${inner.join(', ')}${same}`;
  return `${nameOf(path)} from ${typeWords(before)} to ${typeWords(after)}${same}`;
}

function movedPhrase({ first, last, count: moved, by }: Extract<Edit, { what: 'members-moved' }>): string {
  const distance =
    by % 8 === 0 ? counted(Math.abs(by / 8), 'byte', 'bytes') : counted(Math.abs(by), 'bit', 'bits');
  const where = `${distance} ${by > 0 ? 'up' : 'down'}`;
  if (moved === 1) return `${nameOf(first)} moved ${where}`;
  return `${count(moved)} members from ${nameOf(first)} to ${nameOf(last)} moved ${where}`;
}

function typeWords({ type, width }: Member): string {
  const plain = type.replace(/\b(struct|union|enum) \{\}/g, 'unnamed $1');
  return width === null ? plain : `${plain} bit field of ${counted(width, 'bit', 'bits')}`;
}

function placeOf(offset: number | null, width: number | null): string {
  return offset === null ? '' : ` (offset ${printOffset(offset, width !== null)})`;
}

/** The name that code writes: parts without a name have none. */
function nameOf(path: MemberPath): string {
  return path.filter((part) => part !== '').join('.') || 'an unnamed member';
}

function names(paths: readonly MemberPath[]): string {
  return listed(paths.map(nameOf));
}

/** `a and b added`, or `12 members added`. */
function group(each: readonly string[], verb: string, noun: string): string[] {
  if (each.length === 0) return [];
  const named =
    noun === 'variant' ? `${each.length === 1 ? noun : `${noun}s`} ${listed(each)}` : listed(each);
  return [each.length > FEW ? `${count(each.length)} ${noun}s ${verb}` : `${named} ${verb}`];
}

function few(phrases: readonly string[], one: string, many: string): string[] {
  return phrases.length > FEW ? [counted(phrases.length, one, many)] : [...phrases];
}

function oneLine(text: string): string {
  return text.replace(/\{[^{}]*\}/g, '{…}').replace(/\s+/g, ' ');
}
