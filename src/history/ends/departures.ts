/** The exports that an update took away, each with what in the same update may have taken its place. */
import { getOrInsert } from '../../base/maps.ts';
import { isRustSymbol } from '../../formats/exports/rust-names.ts';
import type { VersionChanges } from '../../formats/changelogs/facts.ts';
import type { Update } from '../lineage.ts';
import type { Successor } from './successor.ts';

export interface Departure {
  readonly symbol: string;
  /** As the older kernel declares it; null where its types are not on file. */
  readonly prototype: string | null;
  readonly successors: readonly Successor[];
}

/** What one update took away. */
export interface UpdateDepartures extends Update {
  readonly departures: readonly Departure[];
  /** How the newer kernel declares what the update added: symbol and prototype. */
  readonly added: readonly (readonly [symbol: string, prototype: string])[];
}

/** What is on file of either side. */
export interface UpdateSides {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  /** By symbol; empty where no types are on file. */
  readonly prototypesBefore: ReadonlyMap<string, string>;
  readonly prototypesAfter: ReadonlyMap<string, string>;
  /** What the versions between the two changed; undefined where that is not on file. */
  readonly changes: readonly VersionChanges[] | undefined;
}

/** A prototype without a type of its own fits too many functions: `int f(void);`. */
const TELLING = /\b(?:struct|union|enum)\b/;
/** In an update that took more away than this, a title is looked for in vain: it is another series. */
const MOST_BY_TITLE = 400;

export function departuresIn(sides: UpdateSides): Departure[] {
  const gone = [...sides.before].filter((symbol) => !sides.after.has(symbol) && !isRustSymbol(symbol));
  const added = [...sides.after].filter((symbol) => !sides.before.has(symbol) && !isRustSymbol(symbol));
  const newcomers = new Newcomers(added, sides.prototypesAfter);
  const titles = gone.length > MOST_BY_TITLE ? [] : (sides.changes ?? []);
  return gone.map((symbol) => {
    const prototype = sides.prototypesBefore.get(symbol) ?? null;
    return {
      symbol,
      prototype,
      successors: [
        ...byTitle(symbol, titles, sides.after),
        ...newcomers.alike(symbol, prototype),
        ...newcomers.byName(symbol),
      ],
    };
  });
}

/** `timers: Rename del_timer() to timer_delete()` names what went before what came. */
const REPLACING = /\b(?:renam|replac|convert|switch|mov(?:e|ing)|us(?:e|ing)|instead of|favou?r of)/i;

function byTitle(
  symbol: string,
  versions: readonly VersionChanges[],
  after: ReadonlySet<string>,
): Successor[] {
  const own = new RegExp(`\\b${symbol}\\b`);
  return versions.flatMap(({ version, changes }) =>
    changes.flatMap(({ title }): Successor[] => {
      if (!own.test(title)) return [];
      const named = title.match(/\b[A-Za-z_]\w*_\w+\b/g) ?? [];
      const others = [...new Set(named)].filter((name) => name !== symbol && after.has(name));
      const [other] = others;
      if (others.length !== 1 || other === undefined) return [];
      const degree = REPLACING.test(title) ? 'sure' : 'likely';
      return [{ symbol: other, degree, reasons: [{ by: 'changelog', title, version }] }];
    }),
  );
}

/** What an update added, by the shape of its prototype. */
class Newcomers {
  readonly #names: ReadonlySet<string>;
  readonly #byShape = new Map<string, string[]>();

  constructor(names: readonly string[], prototypes: ReadonlyMap<string, string>) {
    this.#names = new Set(names);
    for (const name of names) {
      const prototype = prototypes.get(name);
      if (prototype !== undefined) getOrInsert(this.#byShape, shapeOf(name, prototype), () => []).push(name);
    }
  }

  /** The same prototype, and a name that is the other with a word more, less or shortened; one such newcomer only. */
  alike(symbol: string, prototype: string | null): Successor[] {
    if (prototype === null || !TELLING.test(prototype)) return [];
    const same = this.#byShape.get(shapeOf(symbol, prototype)) ?? [];
    const near = same.filter((name) => areNear(symbol, name));
    const [only] = near;
    if (near.length !== 1 || only === undefined) return [];
    const degree = wordsInCommon(symbol, only) >= WORDS_TO_TELL ? 'likely' : 'possible';
    return [{ symbol: only, degree, reasons: [{ by: 'prototype' }] }];
  }

  /** Names that kernels make by rule: what allocates is wrapped to be counted since 6.10, and gets `_noprof`. */
  byName(symbol: string): Successor[] {
    const names = namesByRule(symbol).filter((name) => this.#names.has(name));
    const [first] = names;
    if (first === undefined) return [];
    const degree = first.endsWith('_noprof') ? 'likely' : 'possible';
    return [{ symbol: first, degree, reasons: [{ by: 'name' }] }];
  }
}

/** Names that a symbol of old often has now, the most likely first. */
export function namesByRule(symbol: string): readonly string[] {
  const bare = symbol.replace(/^_+/, '');
  return [
    `${symbol}_noprof`,
    `_${symbol}`,
    `__${symbol}`,
    ...(bare === symbol ? [] : [bare, `${bare}_noprof`]),
  ].filter((each) => each !== symbol);
}

function shapeOf(name: string, prototype: string): string {
  return prototype.replace(new RegExp(`\\b${name}\\b`), '@');
}

/** Names of so many common words are hardly alike by chance: `netif_rx` is in many. */
const WORDS_TO_TELL = 3;

function wordsInCommon(a: string, b: string): number {
  const other = wordsOf(b);
  return wordsOf(a).filter((word) => other.includes(word)).length;
}

/**
 * `devlink_linecard_create` and `devl_linecard_create`, `coresight_disable` and `coresight_disable_sysfs`: one word more,
 * less or shortened. Another word in its place makes another function: `purge_locked` is not `unpin_locked`.
 */
export function areNear(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const common = wordsInCommon(a, b);
  if (common < 2) return false;
  const [onlyOne] = one.filter((word) => !other.includes(word));
  const [onlyOther] = other.filter((word) => !one.includes(word));
  if (Math.max(one.length, other.length) - common > 1) return false;
  if (onlyOne === undefined || onlyOther === undefined) return true;
  return onlyOne.startsWith(onlyOther) || onlyOther.startsWith(onlyOne);
}

function wordsOf(name: string): string[] {
  return name.split('_').filter((word) => word !== '');
}
