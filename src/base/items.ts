/** What must be there: an index that leads nowhere is a mistake of the program, never an empty name. */

/** @throws {RangeError} if the list has no such item */
export function itemAt<T>(list: ArrayLike<T>, index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}

/** @throws {RangeError} if the list is empty */
export function firstOf<T>(list: ArrayLike<T>): T {
  return itemAt(list, 0);
}

/** @throws {RangeError} if the list is empty */
export function lastOf<T>(list: ArrayLike<T>): T {
  return itemAt(list, list.length - 1);
}
