/** A symbol's history in words. */
import type { RustName } from '../../formats/exports/rust-names.ts';
import { counted, listed } from '../../base/text.ts';
import { eachOf } from './sentences.ts';
import { updatesPerVariant, type ProductHistory } from '../../history/symbol-history.ts';

/**
 * The lead of a symbol's page: where it was first and last seen, and how often its CRC changed.
 *
 * @param products as symbolHistory returns them
 */
export function symbolLede(products: readonly ProductHistory[]): string {
  return [firstSeen(products), lastSeen(products), churn(products)].filter((text) => text !== '').join(' ');
}

/** The same in one sentence: for a citation, a list, a search result. */
export function symbolFinding(products: readonly ProductHistory[]): string {
  const changed = churn(products);
  const has = products.filter((product) => product.variants.some((variant) => variant.newest !== null));
  if (has.length === 0) return lastSeen(products);
  if (changed === '') return `exported by ${listed(has.map((p) => p.title))}.`;
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
    return `It is in the newest release of ${listed(has.map((p) => p.title))}${without.join('')}.`;
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
  return `${products.length === 1 ? 'that' : 'those'} of ${listed(products.map((p) => p.title))}`;
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
