/** The pictures that previews of links show: of releases, comparisons and policies, and one for all other pages. */
import { CARD_FILE, type Card, type CardSite } from '../../../src/views/card/card.ts';
import { compareCard, releaseCard, siteCard, vendorCard } from '../../../src/views/card/cards.ts';
import type { VendorEntry } from '../../../src/records/entries/vendor.ts';
import type { CompareEntry } from '../../../src/records/entries/comparison.ts';
import type { ReleaseEntry } from '../../../src/records/entries/release.ts';
import { compareText } from '../../../src/base/text.ts';
import { CardPainter } from './card-painter.ts';
import type { GeneratedEntry } from './generated-entries.ts';

export interface CardSources {
  readonly releases: readonly GeneratedEntry<ReleaseEntry>[];
  readonly compares: readonly GeneratedEntry<CompareEntry>[];
  readonly vendors: readonly GeneratedEntry<VendorEntry>[];
}

/** @param cache folder of pictures that earlier builds drew */
export async function* cardFiles(
  sources: CardSources,
  site: CardSite,
  cache: string,
): AsyncGenerator<readonly [name: string, data: Uint8Array]> {
  const painter = await CardPainter.open(cache, site);
  for (const [folder, card] of cards(sources, site)) yield [folder + CARD_FILE, await painter.paint(card)];
  painter.prune();
}

function* cards(
  { releases, compares, vendors }: CardSources,
  { title }: CardSite,
): Generator<readonly [folder: string, card: Card]> {
  const days = releases.flatMap(({ data: { built } }) => built ?? []);
  yield ['', siteCard(title, days.sort(compareText).at(-1) ?? null)];
  for (const { id, data } of releases) {
    const { product, release } = data.ref;
    const own = compares.filter(
      ({ data: { after } }) => after.product === product && after.release === release,
    );
    yield [
      `r/${id}/`,
      releaseCard(
        data,
        own.flatMap((each) => each.data.causes),
      ),
    ];
  }
  for (const { id, data } of compares) yield [`c/${id}/`, compareCard(data)];
  for (const { data } of vendors) yield [`policy/${data.name}/`, vendorCard(data)];
}
