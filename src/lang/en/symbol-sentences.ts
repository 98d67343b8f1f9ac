/** A symbol's history in words. */
import type { RustName } from '../../formats/exports/rust-names.ts';
import { count, counted, listed } from '../../base/text.ts';
import type { ToldOrigin } from '../../types/cause/told-origins.ts';
import { originSentence } from './origin-sentences.ts';
import { eachOf } from './sentences.ts';
import {
  updatesPerVariant,
  type Gap,
  type ProductHistory,
  type State,
} from '../../history/symbol-history.ts';

/**
 * The lead of a symbol's page: where it was first and last seen, and how often its CRC changed.
 *
 * @param products as symbolHistory returns them
 */
export function symbolLede(products: readonly ProductHistory[]): string {
  return [firstSeen(products), lastSeen(products), churn(products)].filter((text) => text !== '').join(' ');
}

/** More products than a sentence can name are counted: the page names each. */
const MOST_TITLES = 6;

function titlesOf(products: readonly ProductHistory[]): string {
  if (products.length > MOST_TITLES) return `${count(products.length)} products`;
  return listed(products.map(({ title }) => title));
}

/** The same in one sentence: for a citation, a list, a search result. */
export function symbolFinding(products: readonly ProductHistory[]): string {
  const changed = churn(products);
  const has = products.filter((product) => product.variants.some((variant) => variant.newest !== null));
  if (has.length === 0) return lastSeen(products);
  if (changed === '') return `exported by ${titlesOf(has)}.`;
  return changed.replace(/^Its/, 'its');
}

/** The same for a title: of the first variant, which is named where the others differ. */
export function symbolHeadline(products: readonly ProductHistory[]): string {
  const has = products.filter((product) => product.variants.some((variant) => variant.newest !== null));
  if (has.length === 0) return `last seen in ${lastPresent(products) ?? 'no kernel'}`;
  const variants = [...updatesPerVariant(products)];
  const [first] = variants;
  if (first === undefined) return `exported by ${listed(has.map((p) => p.title))}`;
  const [variant, { comparable, crcChanged }] = first;
  const updates = counted(comparable, 'update', 'updates');
  const text =
    crcChanged === 0 ? `CRC unchanged in ${updates}` : `CRC changed in ${crcChanged} of ${updates}`;
  const isSame = variants.every(([, n]) => n.comparable === comparable && n.crcChanged === crcChanged);
  return isSame ? text : `${text} on ${variant}`;
}

function firstSeen(products: readonly ProductHistory[]): string {
  for (const product of products) {
    const present = product.variants.flatMap(
      (variant) => variant.spans.find((span) => span.kind === 'present') ?? [],
    );
    const from = Math.min(...present.map((span) => span.from));
    const release = product.releases[from];
    if (release === undefined) continue;
    const oldest = product.variants.some((variant) => variant.events.get(from)?.kinds.includes('first'));
    return `First seen in ${product.title} ${release}${oldest ? ', the oldest release on file' : ''}.`;
  }
  return '';
}

function lastSeen(products: readonly ProductHistory[]): string {
  const has = products.filter((product) => product.variants.some((variant) => variant.newest !== null));
  const others = products.filter((product) => !has.includes(product));
  const unlisted = others.filter(isUnlisted);
  const gone = others.filter((product) => !isUnlisted(product));
  if (has.length > 0) {
    const without = [
      gone.length > 0 && `, not in ${newestOf(gone)}`,
      unlisted.length > 0 && `, not among what is on file of ${newestOf(unlisted)}`,
    ].filter((text) => text !== false);
    return `It is in the newest release of ${titlesOf(has)}${without.join('')}.`;
  }
  const last = lastPresent(products);
  if (last === undefined) return '';
  if (unlisted.length > 0)
    return `It is not among what is on file of the newest release of ${listed(unlisted.map((p) => p.title))}; last seen in ${last}.`;
  return `No newest release has it; last seen in ${last}.`;
}

/** Of the newest release only a part of the exports is on file, and the symbol is not in it. */
function isUnlisted({ variants }: ProductHistory): boolean {
  return variants.some(({ spans }) => spans.at(-1)?.kind === 'not-listed');
}

function newestOf(products: readonly ProductHistory[]): string {
  return `${products.length === 1 ? 'that' : 'those'} of ${titlesOf(products)}`;
}

function lastPresent(products: readonly ProductHistory[]): string | undefined {
  for (const product of products.toReversed()) {
    const to = Math.max(
      ...product.variants.flatMap((variant) => variant.spans.findLast((s) => s.kind === 'present')?.to ?? -1),
    );
    const release = product.releases[to];
    if (release !== undefined) return `${product.title} ${release}`;
  }
  return undefined;
}

function churn(products: readonly ProductHistory[]): string {
  const known = [...updatesPerVariant(products)];
  if (known.length === 0) return '';
  const isStable = known.every(([, { crcChanged }]) => crcChanged === 0);
  const alike = Map.groupBy(known, ([, { comparable, crcChanged }]) => {
    const updates = counted(comparable, 'update', 'updates');
    return isStable ? updates : `${crcChanged} of ${updates}`;
  });
  const parts = [...alike].map(
    ([updates, variants]) => `${updates} on ${eachOf(variants.map(([variant]) => variant))}`,
  );
  return `Its CRC ${isStable ? 'stayed the same' : 'changed'} in ${listed(parts)}.`;
}

/** What a mangled name stands for. */
export function rustSentence({ crate, path }: RustName): string {
  return `In Rust: ${path}, of crate ${crate}. Another version of rustc gives it another symbol.`;
}

export const CHANGE_COLUMNS = ['When', 'What', 'Why'] as const;
export const OWN_DECLARATION = 'its own declaration';

export const STILL_WORDS: Readonly<Record<'same' | Gap, string>> = {
  same: 'same',
  absent: 'absent',
  'not-listed': 'not listed',
  'not-on-file': 'not on file',
};

/** `via struct sk_buff and 2 more` */
export function viaWords(via: readonly string[]): string {
  return `via ${via.length > 2 ? `${via[0] ?? ''} and ${via.length - 1} more` : listed(via)}`;
}

/** Why two CRCs of a symbol cannot be compared. */
export function incomparableWords(before: State | null, after: State | null): string {
  if (after === null) return 'not listed here';
  if (before === null) return 'not listed before';
  if (after.crc === 0) return 'no CRC here';
  if (before.crc === 0) return 'no CRC before';
  return `${before.generator}, then ${after.generator}`;
}

/** What stands in the plot of a symbol where there is no CRC. */
export const LIFE_MARKS = { none: '0', absent: '–', 'not-listed': '·', 'not-on-file': '?' } as const;

const LIFE_MARK_WORDS: Readonly<Record<keyof typeof LIFE_MARKS, string>> = {
  none: 'no CRC on record',
  absent: 'not exported',
  'not-listed': 'not in the part of the exports that is on file',
  'not-on-file': 'no kernel on file',
};

/** The legend of the plot, of what occurs in it. */
export function lifeNote(used: ReadonlySet<string>): string {
  const kinds = (Object.keys(LIFE_MARKS) as (keyof typeof LIFE_MARKS)[]).filter((kind) => used.has(kind));
  const marks = kinds.map((kind) => `${LIFE_MARKS[kind]}: ${LIFE_MARK_WORDS[kind]}.`);
  return [
    'One letter and colour per CRC, in every product.',
    'A module built on one release of a run loads on the whole run, as far as this symbol decides.',
    'Release days are in order, not to scale.',
    ...marks,
  ].join(' ');
}

/** Products named in a label; the others are counted. */
const MOST_PRODUCTS = 3;

/** `Debian 12 amd64, arm64` */
export function lifeLabel(
  products: readonly { readonly title: string; readonly variants: readonly string[] }[],
  isDated: boolean,
): string {
  const named = products
    .slice(0, MOST_PRODUCTS)
    .map(({ title, variants }) => `${title} ${variants.join(', ')}`);
  const more = products.length - named.length;
  const rest = more > 0 ? `; and ${counted(more, 'more product', 'more products')}` : '';
  return `${named.join('; ')}${rest}${isDated ? '' : ' (days not on file)'}`;
}

/** Of products whose rows were left out of the plot. */
export function olderRowsNote(rows: number): string {
  return `${counted(rows, 'row of an older product is', 'rows of older products are')} left out here.`;
}

/** Where a prototype holds. */
export function declaredIn(builds: number): string {
  return `Declared so in ${builds === 1 ? 'the one build' : `all ${count(builds)} builds`} whose types are on file.`;
}

/** Prototypes that a page leaves to the text beside it. */
export function olderPrototypes(more: number): string {
  return `${counted(more, 'older prototype', 'older prototypes')} in the plain text`;
}

/** `struct net_device, via struct sk_buff. Changed by "net: shrink it" (Linux 6.1.189)` */
export function reasonSentence({
  cause,
  via,
  origin,
}: {
  readonly cause: string | null;
  readonly via: readonly string[];
  readonly origin?: ToldOrigin;
}): string {
  const way = via.length === 0 ? '' : `, ${viaWords(via)}`;
  return `${cause ?? OWN_DECLARATION}${way}.${origin === undefined ? '' : ` ${originSentence(origin)}.`}`;
}
