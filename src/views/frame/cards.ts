/** What the cards of pages say. Where a title has characters that the fonts lack, the name in its address stands in. */
import { DICTIONARIES } from '../../lang/dictionary.ts';
import type { CompareEntry, ReleaseEntry } from '../../records/generated.ts';
import type { VendorEntry } from '../../records/generated-policies.ts';
import type { CausesSummary } from '../../records/types.ts';
import { summaryLine } from '../../lang/en/sentences.ts';
import { isDrawable, type Card } from './card.ts';
import { stepFinding, type StepLane } from './titles.ts';
import { newestPromises } from '../policy/vendor-title.ts';

const { en } = DICTIONARIES;

type Step = Pick<Card, 'finding' | 'rows'>;

/** @param causes of the comparisons with the releases before */
export function releaseCard(
  {
    ref,
    version,
    built,
    finding,
    lanes,
  }: Pick<ReleaseEntry, 'ref' | 'version' | 'built' | 'finding' | 'lanes'>,
  causes: readonly CausesSummary[],
): Card {
  const steps = lanes.flatMap(({ lane, summary }) => (summary === null ? [] : [{ lane, summary }]));
  const of = version === null ? 'kernel release' : `version ${version}`;
  return {
    kicker: `${drawable(ref.title, ref.product)}, ${of}`,
    heading: ref.release,
    day: built,
    ...(steps.length === 0 ? { finding: drawable(finding, ''), rows: [] } : stepTexts(steps, causes)),
  };
}

export function compareCard({
  before,
  after,
  built,
  lanes,
  causes,
}: Pick<CompareEntry, 'before' | 'after' | 'built' | 'lanes' | 'causes'>): Card {
  const products = new Set([before, after].map(({ title, product }) => drawable(title, product)));
  return {
    kicker: `${[...products].join(' and ')}, compared`,
    heading: `${before.release} to ${after.release}`,
    day: built,
    ...stepTexts(lanes, causes),
  };
}

function stepTexts(lanes: readonly StepLane[], causes: readonly CausesSummary[]): Step {
  const { lane, text } = stepFinding(lanes, causes, en);
  const others = lane === null ? [] : lanes.filter((each) => each.lane !== lane);
  const first = causes.find((each) => lane === null || each.lane === lane)?.first ?? null;
  return {
    finding: lane === null ? text : `On ${lane}, ${text}`,
    rows: [
      ...others.map((each): [string, string] => [each.lane, summaryLine(each.summary)]),
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
