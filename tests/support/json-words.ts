/** Holds published JSON to the site's own words (docs/words.md): a variant is an object, and only drivers have builds. */
import { variantSchema } from '../../src/kernel/variant-field.ts';

const GONE = new Set(['lane', 'lanes', 'step', 'steps']);

/** What a build of a driver tells of itself, by which it is known for one. */
const OF_A_DRIVER = ['for', 'ref', 'imports'];

/**
 * The places where a value speaks of variants in another way than as `{ arch, flavour }`.
 *
 * @param names of the variants there are, which may stand nowhere but as an architecture
 */
export function misnamed(value: unknown, names: ReadonlySet<string>, place = ''): string[] {
  if (typeof value === 'string') {
    // A title is what people wrote, such as the head of a column.
    const mayStand = /\.(?:arch|flavour|title)$/.test(place);
    return names.has(value) && !mayStand ? [`${place}: the name "${value}"`] : [];
  }
  if (Array.isArray(value)) return value.flatMap((each) => misnamed(each, names, `${place}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]: [string, unknown]) => {
    const at = `${place}.${key}`;
    if (names.has(key)) return [`${at}: a variant as a key`];
    if (GONE.has(key)) return [`${at}: no word of ours`];
    if (key === 'variant' && !variantSchema.safeParse(own).success) return [`${at}: no variant`];
    if ((key === 'build' || key === 'builds') && ![own].flat().every(isOfDriver)) {
      return [`${at}: no build of a driver`];
    }
    return misnamed(own, names, at);
  });
}

function isOfDriver(value: unknown): boolean {
  return typeof value === 'object' && value !== null && OF_A_DRIVER.some((key) => key in value);
}
