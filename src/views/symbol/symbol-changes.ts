/** What happened to a symbol, when and why: a record per release that changed something, once for page, text and JSON. */
import { itemAt } from '../../base/items.ts';
import { compareText } from '../../base/text.ts';
import {
  dayNear,
  type EventKind,
  type Gap,
  type ProductHistory,
  type SinceRelease,
  type State,
  type VariantEvent,
  type VariantHistory,
} from '../../history/symbol-history.ts';
import type { WhyRows } from '../../records/rows/why.ts';
import type { ToldOrigin } from '../../types/cause/told-origins.ts';

export interface SymbolChange {
  readonly product: string;
  readonly title: string;
  readonly release: string;
  readonly day: string | null;
  /** Variants of which the same is to be said are one. */
  readonly stories: readonly ChangeStory[];
  /** The other variants. */
  readonly still: readonly { readonly variants: readonly string[]; readonly is: Stillness }[];
  /** Where it is a row of a comparison; null of what is no change of a comparison. */
  readonly row: { readonly since: SinceRelease; readonly module: string } | null;
  /** Undefined if no reason is on file. */
  readonly why: ChangeReason | undefined;
}

export interface ChangeStory {
  readonly variants: readonly string[];
  readonly kinds: readonly EventKind[];
  readonly before: State | null;
  readonly after: State | null;
}

export type Stillness = 'same' | Gap;

export interface ChangeReason {
  readonly product: string;
  readonly release: string;
  /** `struct net_device`; null: the symbol's own declaration. */
  readonly cause: string | null;
  /** Types on the way from the symbol to the cause. */
  readonly via: readonly string[];
  readonly origin?: ToldOrigin;
}

/** Newest first. */
export function symbolChanges(
  symbol: string,
  products: readonly ProductHistory[],
  why: WhyRows,
): SymbolChange[] {
  const reasons = changeReasons(symbol, why);
  return products
    .flatMap((product, order) => {
      const releases = new Set(product.variants.flatMap(({ events }) => [...events.keys()]));
      return [...releases].map((index) => ({
        day: dayNear(product, index) ?? '',
        order: order * 1e6 + index,
        change: changeIn(product, index, reasons),
      }));
    })
    .sort((a, b) => compareText(b.day, a.day) || b.order - a.order)
    .map(({ change }) => change);
}

function changeIn(
  product: ProductHistory,
  index: number,
  reasons: ReadonlyMap<string, ChangeReason>,
): SymbolChange {
  const { name, title, releases, built, variants } = product;
  const release = itemAt(releases, index);
  const stories: (ChangeStory & { readonly variants: string[] })[] = [];
  const still = new Map<Stillness, string[]>();
  let row: SymbolChange['row'] = null;
  for (const variant of variants) {
    const event = variant.events.get(index);
    if (event === undefined) {
      const is = stillness(variant, index);
      still.set(is, [...(still.get(is) ?? []), variant.name]);
      continue;
    }
    row ??= rowOf(event);
    const known = stories.find((story) => isSameStory(story, event));
    if (known === undefined) stories.push({ ...event, variants: [variant.name] });
    else known.variants.push(variant.name);
  }
  return {
    ...{ product: name, title, release, day: built[index] ?? null, row },
    stories,
    still: [...still].map(([is, names]) => ({ variants: names, is })),
    why: reasons.get(`${name}/${release}`),
  };
}

type Event = Pick<VariantEvent, 'kinds' | 'before' | 'after'>;

function isSameStory(a: Event, b: Event): boolean {
  return (
    isSameState(a.before, b.before) &&
    isSameState(a.after, b.after) &&
    a.kinds.length === b.kinds.length &&
    a.kinds.every((kind, i) => kind === b.kinds[i])
  );
}

function isSameState(a: State | null, b: State | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.crc === b.crc &&
    a.module === b.module &&
    a.type === b.type &&
    a.namespace === b.namespace &&
    a.generator === b.generator
  );
}

function rowOf({ kinds, since, before, after }: VariantEvent): SymbolChange['row'] {
  const state = after ?? before;
  if (since === null || state === null) return null;
  return kinds.some((kind) => kind !== 'first' && kind !== 'not-comparable')
    ? { since, module: state.module }
    : null;
}

function stillness({ spans }: VariantHistory, release: number): Stillness {
  const kind = spans.find(({ from, to }) => from <= release && release <= to)?.kind ?? 'not-on-file';
  return kind === 'present' ? 'same' : kind;
}

/** Newest first, as far as they are on file: by product and release. */
export function changeReasons(symbol: string, { updates, symbols }: WhyRows): Map<string, ChangeReason> {
  const own = Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? []) : [];
  const found = new Map<string, ChangeReason>();
  for (const [update, path] of own) {
    const at = updates[update];
    if (at === undefined) continue;
    const { product, release, origins } = at;
    const cause = path.at(-1) ?? null;
    const key = cause ?? symbol;
    const origin = origins !== undefined && Object.hasOwn(origins, key) ? origins[key] : undefined;
    const via = path.slice(0, -1);
    found.set(`${product}/${release}`, { product, release, cause, via, ...(origin && { origin }) });
  }
  return found;
}
