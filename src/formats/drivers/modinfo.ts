/**
 * The .modinfo section of a module: `key=value` texts, each ended by NUL, in any order, keys repeated, and runs of NULs
 * between them (next_string() and get_next_modinfo() in kernel/module/main.c).
 */

/** The values of each key in the order of the section. A text without `=` is no entry. */
export function readModinfo(section: Uint8Array): Map<string, string[]> {
  const entries = new Map<string, string[]>();
  for (const text of new TextDecoder().decode(section).split('\0')) {
    const equals = text.indexOf('=');
    if (equals < 0) continue;
    const key = text.slice(0, equals);
    const values = entries.get(key);
    if (values === undefined) entries.set(key, [text.slice(equals + 1)]);
    else values.push(text.slice(equals + 1));
  }
  return entries;
}
