/** What the cards of pages say. Where a title has characters that the fonts lack, the name in its address stands in. */
import { WORDS } from '../../lang/languages.ts';
import type { CausesSummary, CompareEntry } from '../../records/entries/comparison.ts';
import type { ReleaseEntry } from '../../records/entries/release.ts';
import type { VendorEntry } from '../../records/entries/vendor.ts';
import { findingLine } from '../../lang/en/sentences.ts';
import { isDrawable, type Card } from './card.ts';
import { updateFinding, type UpdateVariant } from '../frame/titles.ts';
import { newestPromises } from '../policy/vendor-title.ts';

const { texts: en } = WORDS.en;

type Update = Pick<Card, 'finding' | 'rows'>;

/** @param causes of the comparisons with the releases before */
export function releaseCard(
  {
    ref,
    version,
    built,
    finding,
    variants,
  }: Pick<ReleaseEntry, 'ref' | 'version' | 'built' | 'finding' | 'variants'>,
  causes: readonly CausesSummary[],
): Card {
  const updates = variants.flatMap(({ variant, summary, rust, unversioned }) =>
    summary === null ? [] : [{ variant, summary, rust, unversioned }],
  );
  const of = version === null ? 'kernel release' : `version ${version}`;
  return {
    kicker: `${drawable(ref.title, ref.product)}, ${of}`,
    heading: ref.release,
    day: built,
    ...(updates.length === 0 ? { finding: drawable(finding, ''), rows: [] } : updateTexts(updates, causes)),
  };
}

export function compareCard({
  before,
  after,
  built,
  variants,
  causes,
}: Pick<CompareEntry, 'before' | 'after' | 'built' | 'variants' | 'causes'>): Card {
  const products = new Set([before, after].map(({ title, product }) => drawable(title, product)));
  return {
    kicker: `${[...products].join(' and ')}, compared`,
    heading: `${before.release} to ${after.release}`,
    day: built,
    ...updateTexts(variants, causes),
  };
}

function updateTexts(variants: readonly UpdateVariant[], causes: readonly CausesSummary[]): Update {
  const { variant, text } = updateFinding(variants, causes, en);
  const others = variant === null ? [] : variants.filter((each) => each.variant !== variant);
  const first = causes.find((each) => variant === null || each.variant === variant)?.first ?? null;
  return {
    finding: variant === null ? text : `On ${variant}, ${text}`,
    rows: [
      ...others.map((each): [string, string] => [
        each.variant,
        each.unversioned === null ? findingLine(each) : en.finding.rebuildAll,
      ]),
      ...(first === null ? [] : [['first cause', first] as const]),
    ],
  };
}

export function vendorCard({
  name,
  title,
  summary,
  policies,
}: Pick<VendorEntry, 'name' | 'title' | 'summary' | 'policies'>): Card {
  const newest = newestPromises(policies, en);
  return {
    kicker:
      newest === undefined ? 'Kernel ABI policy' : `Kernel ABI policy: ${drawable(newest.policy.en, name)}`,
    heading: drawable(title.en, name),
    finding: drawable(summary.en, ''),
    rows: (newest?.promises ?? []).map(({ transition, promise }) => [transition, promise]),
    day: null,
  };
}

/** Of all pages that have none of their own. */
export function siteCard(title: string, day: string | null): Card {
  return {
    kicker: 'Linux kernel ABI',
    heading: drawable(title, 'Kernel ABI reports'),
    finding: en.home.description,
    rows: [],
    day,
  };
}

function drawable(text: string, otherwise: string): string {
  return isDrawable(text) ? text : otherwise;
}
