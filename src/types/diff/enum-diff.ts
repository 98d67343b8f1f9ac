/** What differs between two enums, and between what tells the variants of two enums of Rust's apart. */
import type { Edit } from './cause.ts';
import type { EnumBody, Enumerator } from '../table/definition.ts';

/** Enumerators are the same if their names are; one that took another's value is that one renamed. */
export function diffEnums(before: EnumBody, after: EnumBody): Edit[] {
  const [olds, nows] = [countedEnumerators(before), countedEnumerators(after)];
  const old = new Map(olds.map(({ name, value }) => [name, value]));
  const now = new Map(nows.map(({ name, value }) => [name, value]));
  const edits: Edit[] = [];
  if (before.size !== null && after.size !== null && before.size !== after.size) {
    edits.push({ what: 'size', before: before.size, after: after.size });
  }
  const added = nows.filter(({ name }) => !old.has(name));
  for (const { name, value } of olds.filter((each) => !now.has(each.name))) {
    const index = added.findIndex((each) => each.value !== null && each.value === value);
    const [successor] = index < 0 ? [] : added.splice(index, 1);
    if (successor === undefined || value === null) edits.push({ what: 'enumerator-removed', name, value });
    else edits.push({ what: 'enumerator-renamed', before: name, after: successor.name, value });
  }
  const isSizeKnown = before.size !== null && after.size !== null;
  for (const { name, value } of added) {
    const mayBeWider = !isSizeKnown && !isInt(value);
    edits.push({ what: 'enumerator-added', name, value, ...(mayBeWider && { mayBeWider }) });
  }
  for (const { name, value } of nows) {
    const earlier = old.get(name);
    if (earlier !== undefined && earlier !== value) {
      edits.push({ what: 'enumerator-value', name, before: earlier, after: value });
    }
  }
  return edits;
}

/**
 * With the values that C gives to those that have none written: one more than the last (ISO C 6.7.2.2). After an
 * expression they are told from it, so that one which was pushed on by another does not look as before.
 */
function countedEnumerators({ enumerators }: EnumBody): Enumerator[] {
  let base = '';
  let next = 0n;
  return enumerators.map(({ name, value }) => {
    if (value !== null) {
      const isNumber = /^-?\d+$/.test(value);
      base = isNumber ? '' : value;
      next = isNumber ? BigInt(value) + 1n : 1n;
      return { name, value };
    }
    const own = base === '' ? String(next) : `${base} + ${next}`;
    next += 1n;
    return { name, value: own };
  });
}

/**
 * Whether a value is one of those that leave an enum with the size of an int: a number in its range, or an expression of
 * nothing but such numbers, which ISO C computes in int. Of the expressions genksyms keeps, those with a suffix are not.
 */
function isInt(value: string | null): boolean {
  const numbers = value?.match(/[\w.]+/g) ?? [];
  return (
    numbers.length > 0 &&
    numbers.every((each) => {
      if (!/^(?:\d+|0[xX][0-9a-fA-F]+)$/.test(each)) return false;
      const number = BigInt(each);
      return number <= (numbers.length === 1 ? 0xffff_ffffn : 0x7fff_ffffn);
    })
  );
}

/** Variants of an enum of Rust's: that one has no value of its own tells nothing about the next. */
export function diffVariants(before: EnumBody, after: EnumBody): Edit[] {
  const old = new Map(before.enumerators.map(({ name, value }) => [name, value]));
  const now = new Map(after.enumerators.map(({ name, value }) => [name, value]));
  return [
    ...before.enumerators.flatMap(({ name }): Edit[] =>
      now.has(name) ? [] : [{ what: 'variant-removed', name }],
    ),
    ...after.enumerators.flatMap(({ name, value }): Edit[] => {
      const earlier = old.get(name);
      if (earlier === undefined) return [{ what: 'variant-added', name, value }];
      return earlier === value ? [] : [{ what: 'variant-value', name, before: earlier, after: value }];
    }),
  ];
}
