/** A symbol's history in words. */
import { counted, listed } from './sentences.ts';
import { updatesPerLane, type ProductHistory } from './symbol-history.ts';

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
  const has = products.filter((product) => product.lanes.some((lane) => lane.newest !== null));
  if (has.length === 0) return lastSeen(products);
  if (changed === '') return `exported by ${listed(has.map((p) => p.title))}.`;
  return changed.replace(/^Its/, 'its');
}

/** The same for a title: of the first lane, which is named where the others differ. */
export function symbolHeadline(products: readonly ProductHistory[]): string {
  const has = products.filter((product) => product.lanes.some((lane) => lane.newest !== null));
  if (has.length === 0) return `last seen in ${lastPresent(products) ?? 'no kernel'}`;
  const lanes = [...updatesPerLane(products)];
  const [first] = lanes;
  if (first === undefined) return `exported by ${listed(has.map((p) => p.title))}`;
  const [lane, { comparable, crcChanged }] = first;
  const text = `CRC changed in ${crcChanged} of ${counted(comparable, 'update', 'updates')}`;
  const isSame = lanes.every(([, n]) => n.comparable === comparable && n.crcChanged === crcChanged);
  return isSame ? text : `${text} on ${lane}`;
}

function firstSeen(products: readonly ProductHistory[]): string {
  for (const product of products) {
    const present = product.lanes.flatMap((lane) => lane.spans.find((span) => span.kind === 'present') ?? []);
    const from = Math.min(...present.map((span) => span.from));
    const release = product.releases[from];
    if (release === undefined) continue;
    const oldest = product.lanes.some((lane) => lane.events.get(from)?.kinds.includes('first'));
    return `First seen in ${product.title} ${release}${oldest ? ', the oldest release on file' : ''}.`;
  }
  return '';
}

function lastSeen(products: readonly ProductHistory[]): string {
  const has = products.filter((product) => product.lanes.some((lane) => lane.newest !== null));
  const gone = products.filter((product) => !has.includes(product));
  if (has.length > 0) {
    const those = gone.length === 1 ? 'that' : 'those';
    const without = gone.length === 0 ? '' : `, not in ${those} of ${listed(gone.map((p) => p.title))}`;
    return `It is in the newest release of ${listed(has.map((p) => p.title))}${without}.`;
  }
  const last = lastPresent(products);
  return last === undefined ? '' : `No newest release has it; last seen in ${last}.`;
}

function lastPresent(products: readonly ProductHistory[]): string | undefined {
  for (const product of products.toReversed()) {
    const to = Math.max(
      ...product.lanes.flatMap((lane) => lane.spans.findLast((s) => s.kind === 'present')?.to ?? -1),
    );
    const release = product.releases[to];
    if (release !== undefined) return `${product.title} ${release}`;
  }
  return undefined;
}

function churn(products: readonly ProductHistory[]): string {
  const known = [...updatesPerLane(products)];
  if (known.length === 0) return '';
  const parts = known.map(
    ([lane, n]) => `${n.crcChanged} of ${counted(n.comparable, 'update', 'updates')} on ${lane}`,
  );
  return `Its CRC changed in ${listed(parts)}.`;
}
