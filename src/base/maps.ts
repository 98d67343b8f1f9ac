/** The value at `key`, made and stored first if there is none (Map.prototype.getOrInsertComputed, not yet in Node 24). */
export function getOrInsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
